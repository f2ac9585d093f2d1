"""Does a line that says what a passage is about say what is asked?"""

from __future__ import annotations

import numpy as np

from indexer.engines.candidates import Floats, Integers, Run
from indexer.engines.forward.native import loaded_kernels
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import opens_question

__all__ = ["closeness"]

#: What a heading that does not ask counts beside a title, and what a line that asks does.
_HEADING, _ASKING = 2 / 3, 1.2


def closeness(matches: Matches) -> Floats:
    """The ideal times what the closest of title, innermost heading and question heading earns by its idf-weighted cosine
    with the question (Salton and Buckley, Information Processing & Management 24(5), 1988)."""
    lines, cosines = _line_cosines(matches)
    if not len(lines):
        return np.zeros(len(matches.candidates))
    return matches.terms.ideal * _best_lines(matches, lines, cosines)


def _line_cosines(matches: Matches) -> tuple[Integers, Floats]:
    """The lines that share something with the question, and their cosines with it."""
    found, terms, idf = matches.candidates, matches.terms, matches.statistics.idf
    worth, kernels = terms.worth * terms.idf, loaded_kernels()
    if kernels is not None:
        of_runs = (matches.counts, found.run_kind, found.first_run, found.question_and_answer, found.first_word)
        lines_and_cosines: tuple[Integers, Floats] = kernels.line_cosines(*of_runs, found.terms, worth, idf, terms.norm)
        return lines_and_cosines
    lines = _lines(matches)
    shared = (matches.counts[lines] > 0) @ worth
    lines, shared = lines[shared > 0], shared[shared > 0]
    mine = np.zeros(len(found.run_kind), bool)
    mine[lines] = True
    inside = mine[found.run_of_word]
    distinct = np.sort(found.run_of_word[inside] * len(idf) + found.terms[inside])
    distinct = distinct[np.append(True, distinct[1:] != distinct[:-1])[: len(distinct)]]
    squares = np.bincount(distinct // len(idf), weights=idf[distinct % len(idf)] ** 2, minlength=len(mine))[lines]
    return lines, shared / (terms.norm * np.sqrt(squares))


def _best_lines(matches: Matches, lines: Integers, cosines: Floats) -> Floats:
    """n: what the best of some lines earn by their cosines: one that asks a fifth more than the square, as what answers
    nearly the same question answers this one; a title the cube, which keeps what is nearly the same and lets go of what
    shares a word (the engine has that already); a heading two thirds of it, as many name a part of whatever is above
    them."""
    found, kernels = matches.candidates, loaded_kernels()
    first, words = found.words[found.first_word[lines]].tolist(), found.lexicon.words
    opening = {number for number in set(first) if opens_question(words[number])}
    asking = np.array([number in opening for number in first], bool)
    if kernels is not None:
        of_runs = (found.run_kind, found.passage_of_run)
        best: Floats = kernels.best_lines(lines, cosines, asking, *of_runs, _HEADING, _ASKING, len(found))
        return best
    kinds = found.run_kind[lines]
    share = np.where(kinds == Run.HEADING, _HEADING, 1.0) * cosines
    return matches.best(np.where(asking | (kinds == Run.SENTENCE), _ASKING, share) * cosines**2, lines)


def _lines(matches: Matches) -> Integers:
    """The runs that say what a passage is about: its title, innermost heading, and the question it answers."""
    found = matches.candidates
    headings = matches.runs(Run.HEADING)
    of_headings = found.passage_of_run[headings]
    innermost = headings[np.append(of_headings[1:] != of_headings[:-1], True)] if len(headings) else headings
    questions = found.first_run[:-1][found.question_and_answer]
    return np.concatenate([matches.runs(Run.TITLE), innermost, questions])
