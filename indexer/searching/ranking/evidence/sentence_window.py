"""What do a few sentences that follow one another have of the question, with title and headings?"""

from __future__ import annotations

import numpy as np

from indexer.engines.bm25f import BODY, FIELDS, Field, length_norm, saturation
from indexer.engines.candidates import Floats, Run
from indexer.engines.forward.native import loaded_kernels
from indexer.searching.ranking.matching import Matches

__all__ = ["WINDOW_WORDS", "window"]

WINDOW_WORDS = 40

#: Sentences of a window, at most: more than this many fit only where they are of three words each.
_WINDOW_SENTENCES = 12

_FIELD_OF: dict[Run, Field] = {
    kind: next(f for f in FIELDS if f.name == name)
    for kind, name in ((Run.TITLE, "title"), (Run.HEADING, "headings"), (Run.CONTEXT, "context"))
}


def window(matches: Matches) -> Floats:
    """BM25F of the best run of whole sentences of up to WINDOW_WORDS words (at least one), with title and headings.

    An answer stands in a few sentences; the title says what they are about without repeating it in each. Only runs that
    begin and end with a sentence that has a word of the question are looked at: others are longer, and have no more.
    """
    found, kernels = matches.candidates, loaded_kernels()
    if kernels is not None:
        average = matches.statistics.average
        fields = np.array([(kind, field.weight, field.b, average[kind]) for kind, field in _FIELD_OF.items()])
        of_runs = (matches.counts, found.run_kind, found.run_words, found.first_run)
        windows: Floats = kernels.windows(
            *of_runs, fields, matches.terms.worth, _WINDOW_SENTENCES, WINDOW_WORDS, BODY.b
        )
        return windows
    sentences = matches.runs(Run.SENTENCE)
    owner, beside = found.passage_of_run[sentences], _beside(matches)
    best = np.zeros(len(found))
    best[owner] = _earned(matches, beside)[owner]
    telling = np.flatnonzero(matches.counts[sentences].any(axis=1))
    sums = np.vstack([np.zeros((1, len(matches.terms.worth))), np.cumsum(matches.counts[sentences[telling]], axis=0)])
    words = np.concatenate([[0], np.cumsum(found.run_words[sentences])])
    first = np.arange(len(telling))
    for more in range(min(_WINDOW_SENTENCES, len(telling))):
        first = first[: np.searchsorted(first, len(telling) - more)]
        start, end = telling[first], telling[first + more]
        length = words[end + 1] - words[start]
        fits = (
            (owner[start] == owner[end])
            & ((length <= WINDOW_WORDS) | (start == end))
            & (end - start < _WINDOW_SENTENCES)
        )
        first, length = first[fits], length[fits]
        if not len(first):
            break
        norm = length_norm(length.astype(np.float64), float(WINDOW_WORDS), BODY.b)
        mine = owner[telling[first]]
        frequency = (sums[first + more + 1] - sums[first]) / norm[:, None] + beside[mine]
        np.maximum.at(best, mine, _earned(matches, frequency))
    return best


def _earned(matches: Matches, frequency: Floats) -> Floats:
    """What normalised frequencies (m x q) earn, added up term by term: the same for the same, wherever it stands."""
    total = np.zeros(len(frequency))
    for worth, of_term in zip(matches.terms.worth.tolist(), frequency.T, strict=True):
        total += worth * saturation(of_term)
    return total


def _beside(matches: Matches) -> Floats:
    """n x q: the normalised, weighted frequencies in the fields beside the text, as BM25F adds them up."""
    total = np.zeros((len(matches.candidates), len(matches.terms.numbers)))
    for kind, field in _FIELD_OF.items():
        runs = matches.runs(kind)
        if len(runs):
            norm = length_norm(matches.lengths(runs), matches.statistics.average[kind], field.b)
            total += field.weight * matches.sums(runs) / norm[:, None]
    return total
