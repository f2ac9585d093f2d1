"""Which sentences say what something is, where a question asks for that?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Floats, Integers, Run
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query
from indexer.text.analysis.languages.wanted.definitions import (
    ARTICLES,
    COPULAS,
    DEFINERS,
    PARTICIPLE,
    PLURAL,
    PLURAL_COPULAS,
    SOFTENERS,
    asks_what_it_is,
    only_names,
)

__all__ = ["defined_by_sentences", "definition", "definition_shares"]

#: Words of a sentence that are looked at; what is defined begins among the first of them.
_LOOKED_AT, _BEGINS = 24, 6

#: A sentence defines what has this share of what is asked for, by worth, before its verb: "IgA nephropathy" may be written
#: out, "type 2" stand behind it.
_LEAST = 0.5

#: All of what is asked for, as far as sums are exact.
_ALL = 1 - 1e-9

#: Sums of the same numbers in another order differ by less.
_NOTHING = 1e-9

#: What a definition counts where it does not begin with the thing, which may be another then ("acquired anaemia is …"), and
#: where something stands between that and the verb ("also known as …", "symptoms").
_LATE, _APART = 0.5, 0.8

#: Between two words side by side, of which one may stand in the run with its umlaut and without.
_NEAR = 2

#: Words that explain what stands by itself above them, at least: a list of names explains none.
_EXPLAINING = 4

#: Words behind "are" among which a plural is looked for.
_NAMED_WITHIN = 5


def definition(matches: Matches, query: Query) -> Floats | None:
    """n: the ideal times the share of what is asked for that the best sentence of each passage defines, or all where a line
    above it asks what it is. None where a question asks for something else, and where no more than a name was typed, all of
    which no passage defines."""
    typed, sentences = query.typed.words, matches.runs(Run.SENTENCE)
    asked = asks_what_it_is(typed)
    if not (asked or only_names(typed)):
        return None
    shares = defined_by_sentences(matches)[sentences] if asked else definition_shares(matches, sentences, least=_ALL)
    best = matches.best(shares, sentences)
    best[_asked_above(matches)] = 1.0
    return matches.terms.ideal * best if asked or best.any() else None


def defined_by_sentences(matches: Matches) -> Floats:
    """r: the ``definition_shares`` of all sentences, 0 of other runs: looked for once for a question's candidates."""
    if matches.defined is None:
        sentences = matches.runs(Run.SENTENCE)
        shares = np.zeros(len(matches.candidates.run_kind))
        shares[sentences] = definition_shares(matches, sentences)
        matches.defined = shares
    return matches.defined


def definition_shares(matches: Matches, runs: Integers, *, least: float = _LEAST) -> Floats:
    """For each of some runs of sentences, in [0, 1]: the square of how much of the question's content, by worth, stands
    before the verb of one that says what it is ("X is a …", "X: a …", "X means …"), is all that stands above the next, as
    in a glossary, or is an abbreviation beside what it stands for; 0 of any other, and where it is less than ``least``.
    Half of a name is mostly another one's."""
    worth = matches.terms.worth * matches.terms.content
    shares = np.zeros(len(runs))
    if len(runs) and worth.sum() > 0:
        likely = np.flatnonzero((matches.counts[runs] > 0) @ (worth / worth.sum()) >= least - _NOTHING)
        shares[likely] = _shares_of(matches, runs[likely], worth, least)
    return shares


def _shares_of(matches: Matches, runs: Integers, worth: Floats, least: float) -> Floats:
    """The same of runs that have so much of the question somewhere."""
    found = matches.candidates
    place = found.first_word[runs][:, None] + np.arange(_LOOKED_AT)
    inside = place < found.first_word[runs + 1][:, None]
    words = np.where(inside, found.words[np.minimum(place, len(found.words) - 1)], -1)
    share, own = np.zeros(words.shape), np.zeros(words.shape, bool)
    for term in np.flatnonzero(worth).tolist():
        standing = np.zeros(len(found.words) + _LOOKED_AT, bool)
        standing[matches.at[matches.which == term]] = True
        has = standing[place] & inside
        own |= has
        share += worth[term] / worth.sum() * np.maximum.accumulate(has, axis=1)
    whole, column = share[:, -1], np.arange(_LOOKED_AT)
    last = np.maximum.accumulate(np.where(own, column, -1), axis=1)
    first = np.where(own.any(axis=1), own.argmax(axis=1), _LOOKED_AT)
    # of each place what stands before it
    share, last = _shifted(share, 0.0), _shifted(last, -1)
    articles = found.lexicon.among(ARTICLES)[words] & inside
    likely = (share >= least) & (first < _BEGINS)[:, None] & inside
    apart = column - last > 1
    clean = (first == 0) | ((first == 1) & articles[:, 0])
    says = _says(matches, words, articles, likely) | (likely & articles & ~apart & clean[:, None])
    factor = np.where(clean, 1.0, _LATE)[:, None] * np.where(apart, _APART, 1.0)
    best: Floats = (says * share**2 * factor).max(axis=1)
    named = (whole >= least) & (own | articles | ~inside).all(axis=1) & _explained(matches, runs)
    best = np.maximum(best, _written_out(matches, worth / worth.sum(), least)[runs])
    return np.where(named, whole**2, best)


def _written_out(matches: Matches, worth: Floats, least: float) -> Floats:
    """For each run: what the most telling term is worth that stands right beside what it is short for, in several words:
    "the data protection officer (DPO)"; 0 of any other, and where it is less than ``least``."""
    found = np.zeros(len(matches.candidates.run_kind))
    single = matches.alone
    beside = (matches.which[1:] == matches.which[:-1]) & (np.diff(matches.at) <= _NEAR) & (single[1:] != single[:-1])
    term, run = matches.which[1:][beside], matches.candidates.run_of_word[matches.at[1:][beside]]
    same = run == matches.candidates.run_of_word[matches.at[:-1][beside]]
    np.maximum.at(found, run[same], np.where(worth[term] >= least, worth[term], 0.0)[same])
    return found


def _explained(matches: Matches, runs: Integers) -> NDArray[np.bool_]:
    """Whether a sentence that says more than a name does follows each run in its passage."""
    found = matches.candidates
    behind = np.minimum(runs + 1, len(found.run_kind) - 1)
    follows: NDArray[np.bool_] = (
        (behind > runs)
        & (found.passage_of_run[behind] == found.passage_of_run[runs])
        & (found.run_kind[behind] == int(Run.SENTENCE))
        & (found.run_words[behind] >= _EXPLAINING)
    )
    return follows


def _asked_above(matches: Matches) -> NDArray[np.bool_]:
    """n: whether a title, a heading or the question of a passage asks what just that is."""
    found, content = matches.candidates, matches.terms.content
    asked = np.zeros(len(found), bool)
    questions = found.first_run[:-1][found.question_and_answer]
    lines = np.concatenate([matches.runs(Run.TITLE), matches.runs(Run.HEADING), questions])
    for run in lines[(matches.counts[lines][:, content] > 0).all(axis=1)].tolist():
        spelt = found.words[found.first_word[run] : found.first_word[run + 1]].tolist()
        line = " ".join(found.lexicon.words[number] for number in spelt)
        asked[found.passage_of_run[run]] |= bool(content.any()) and asks_what_it_is(line)
    return asked


def _shifted(values: NDArray[np.float64], filler: float) -> Floats:
    """Each row moved on by one place."""
    return np.concatenate([np.full((len(values), 1), filler), values[:, :-1]], axis=1)


def _says(
    matches: Matches, words: Integers, articles: NDArray[np.bool_], likely: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """At which of the ``likely`` places a verb stands that says what something is."""
    among = matches.candidates.lexicon.among
    copulas, softeners = among(COPULAS)[words], among(SOFTENERS)[words]
    named = _next(articles) | (_next(softeners) & _next(_next(articles)))
    says = likely & ((copulas & named) | among(DEFINERS)[words])
    for row, column in np.argwhere(likely & among(PLURAL_COPULAS)[words] & ~named).tolist():
        behind = words[row, column + 1 : column + 1 + _NAMED_WITHIN]
        says[row, column] |= _names_several(matches, behind[behind >= 0].tolist())
    return says


def _names_several(matches: Matches, behind: Sequence[int]) -> bool:
    """Whether the words behind "are" name several things of one kind: "hard particles"."""
    spelt = matches.candidates.lexicon.words
    named = takewhile(lambda word: not PARTICIPLE.fullmatch(word), (spelt[word] for word in behind))
    return any(map(PLURAL.fullmatch, named))


def _next(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of each place what holds at the next."""
    return np.concatenate([flags[:, 1:], np.zeros((len(flags), 1), bool)], axis=1)
