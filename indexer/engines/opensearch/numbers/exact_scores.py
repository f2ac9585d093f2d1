"""BM25F of some passages by their own numbers, to the last bit as the index of this machine has it; phrases, exclusions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import FIELDS, idf, length_norm, saturation
from indexer.engines.candidates import Floats, Integers, Run
from indexer.engines.entries.batches import QUESTION_AND_ANSWER
from indexer.engines.entries.field_lengths import FIELD_OF_RUN, HEADINGS
from indexer.engines.opensearch.numbers.candidate_lexicon import Totals
from indexer.engines.opensearch.numbers.joined_passages import JoinedPassages
from indexer.text.analysis import Query
from indexer.text.analysis.folding import fold_accents

__all__ = ["exact_scores", "holding_phrases", "without_excluded"]

Mask = NDArray[np.bool_]


def exact_scores(
    joined: JoinedPassages, query: Query, totals: Totals, frequencies: Callable[[Sequence[str]], Integers]
) -> Floats:
    """The score of each passage; 0 for one that holds no term. ``frequencies`` as for ``candidates_of``."""
    counts = _counts(joined, [term.term for term in query.terms])
    norms = _norms(joined, totals)
    held = frequencies([term.term for term in query.terms]).tolist()
    total = np.zeros(len(joined))
    for place, (term, frequency) in enumerate(zip(query.terms, held, strict=True)):
        if frequency:
            # summed in the order of fields and terms in which the local index sums
            strength: Floats = counts[:, place, 0] * norms[:, 0]
            for field in range(1, len(FIELDS)):
                strength += counts[:, place, field] * norms[:, field]
            total += term.weight * idf(int(frequency), totals.passages) * saturation(strength)
    return total


def _norms(joined: JoinedPassages, totals: Totals) -> Floats:
    """n x fields: what a frequency counts by its field's length."""
    lengths = joined.field_lengths.astype(np.float64)
    averages = [total / totals.passages if totals.passages else 1.0 for total in totals.by_field]
    columns = [
        field.weight / length_norm(lengths[:, place], averages[place], field.b) for place, field in enumerate(FIELDS)
    ]
    return np.stack(columns, axis=1)


def _counts(joined: JoinedPassages, terms: Sequence[str]) -> Floats:
    """n x terms x fields: how often each term stands in each field; a question that its passage answers is a heading."""
    which = _places(joined, terms)[joined.words]
    at = np.flatnonzero(which >= 0)
    runs, passages = joined.run_of_word[at], joined.passage_of_word[at]
    asking = np.array([passage.kind == QUESTION_AND_ANSWER for passage in joined.passages], bool)
    again = np.flatnonzero(asking[passages] & (runs == joined.first_run[passages]))
    fields = np.concatenate([FIELD_OF_RUN[joined.run_kind[runs]], np.full(len(again), HEADINGS)])
    places = np.concatenate([at, at[again]])
    width = (len(terms), len(FIELDS))
    flat = (joined.passage_of_word[places] * width[0] + which[places]) * width[1] + fields
    found = np.bincount(flat, minlength=len(joined) * width[0] * width[1])
    return found.reshape(len(joined), *width).astype(np.float64)


def _places(joined: JoinedPassages, terms: Sequence[str]) -> Integers:
    """For each word of the passages which of some terms it has, -1 for none."""
    found: Integers = np.full(len(joined.numbers), -1)
    for place, number in enumerate(map(joined.known.number_of_term, terms)):
        found[joined.term_of == number] = place  # a term that no passage had is numbered -1, which none is
    return found


def without_excluded(joined: JoinedPassages, excluded: Sequence[Sequence[str]]) -> Mask:
    """Which passages hold, of each of ``excluded``, not all terms."""
    left = np.ones(len(joined), bool)
    for terms in excluded:
        held = _counts(joined, terms).sum(axis=2) > 0
        left &= ~held.all(axis=1)
    return left


def holding_phrases(joined: JoinedPassages, phrases: Sequence[Sequence[str]]) -> Mask:
    """Which passages hold each of the phrases (exact words): one word behind the other in one text, accents aside."""
    if not phrases:
        return np.ones(len(joined), bool)
    places = np.flatnonzero(joined.seen & (joined.run_kind[joined.run_of_word] != Run.CONTEXT))
    words, text = joined.words[places], _texts(joined)[places]
    folded = list(map(fold_accents, joined.words_by_number))
    held = np.ones(len(joined), bool)
    for phrase in phrases:
        held &= _holding(joined, phrase, folded, (words, text, joined.passage_of_word[places]))
    return held


def _holding(
    joined: JoinedPassages, phrase: Sequence[str], folded: Sequence[str], sequence: tuple[Integers, Integers, Integers]
) -> Mask:
    """Which passages hold a phrase; ``sequence`` are word, text and passage of all that phrases see."""
    words, text, passage = sequence
    count = max(len(words) - len(phrase) + 1, 0)
    same = text[:count] == text[len(phrase) - 1 :][:count]
    for step, wanted in enumerate(map(fold_accents, phrase)):
        fits = np.array([word == wanted for word in folded], bool)
        same &= fits[words[step : step + count]]
    found = np.zeros(len(joined), bool)
    found[passage[:count][same]] = True
    return found


def _texts(joined: JoinedPassages) -> Integers:
    """Which text each token is of: the sentences of a passage are one, each other run is another."""
    first = np.zeros(len(joined.run_kind), bool)
    first[joined.first_run[:-1][np.diff(joined.first_run) > 0]] = True
    begins = first | (joined.run_kind != Run.SENTENCE)
    result: Integers = np.cumsum(begins)[joined.run_of_word]
    return result
