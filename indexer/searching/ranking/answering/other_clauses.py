"""Does a sentence say what is asked in another clause than in that of whom or what it is asked? "Theo eats no nuts, Jane no
milk" says nothing of Jane and nuts, "lime honey is dark, acacia honey stays liquid" nothing of how lime honey stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from indexer.searching.ranking.answering.people_named import COMMON, OWN, TITLES, WORD, Named, first_word, named
from indexer.searching.ranking.polarity import NOTS

__all__ = ["Clause", "another_is_so", "clauses_of", "goes_on_with_another", "says_it_of_another"]

#: Where one clause of a sentence ends and another begins.
_CLAUSE_ENDS = regex.compile(
    r"[,;:]\s+|\s+(?=(?:and|but|while|whereas|und|aber|während|et|mais|tandis|y|pero|mientras|en|maar|terwijl|e|ma|mentre)\s)"
)
_JOINING_WORDS = "and but while whereas und aber während et mais tandis que y pero mientras en maar terwijl e ma mentre"
_JOINING = frozenset(_JOINING_WORDS.split())

#: What another thing begins with, and a clause that is a condition.
_THE_WORDS = "the der die das le la les el los las il lo gli i het de"
_CONDITION_WORDS = "if when where while as because since wenn falls weil da als si quand comme cuando se quando omdat"
_THE, _CONDITIONS = frozenset(_THE_WORDS.split()), frozenset(_CONDITION_WORDS.split())

#: Words of a clause, beside the name that it begins with, that say something of that.
_SAYING = 2


class Clause(NamedTuple):
    """A clause of a sentence, with the numbers of the terms of the question that it has."""

    text: str
    held: frozenset[int]


def clauses_of(text: str, found: Mapping[int, int]) -> list[Clause]:
    """The clauses of a sentence; ``found`` are the code points at which terms of the question stand in it."""
    ends = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(text)), len(text)]
    return [Clause(text[a:b], frozenset(n for at, n in found.items() if a <= at < b)) for a, b in pairwise(ends)]


def another_is_so(
    clauses: Collection[Clause],
    whom: Collection[int],
    last: int,
    words: Collection[str],
    is_whom: Callable[[Named], bool],
) -> bool:
    """Whether the ``last`` term that is asked with a yes or no stands in the clause of another alone, while one says
    something else of ``whom``: not that it is so of them, too, or is not. ``words`` are the names that are asked for."""
    own = [clause for clause in clauses if not clause.held.isdisjoint(whom)]
    others = [clause for clause in clauses if last in clause.held]
    if not own or not others or any(last in clause.held for clause in own):
        return False
    says = any(_says_something(clause.text, words) for clause in own)
    return says and all(_is_anothers(clause.text, is_whom) for clause in others)


def goes_on_with_another(
    clauses: Sequence[Clause], whom: Collection[int], asked: Collection[int], is_whom: Callable[[Named], bool]
) -> bool:
    """Whether one of the terms that are ``asked`` of ``whom`` stands only in the clause of another behind theirs, or before
    it where theirs says something else of them: "Tom throws the pots, his wife glazes them", "Finn starts in June, Mia left
    in January". What stands before it may be left out in theirs: "sopranos bring the green book, altos the red one"."""
    own = [i for i, clause in enumerate(clauses) if not clause.held.isdisjoint(whom)]
    if len(own) != 1 or first_word(clauses[own[0]].text) in _CONDITIONS:
        return False
    for term in frozenset(asked) - frozenset(whom):
        places = [i for i, clause in enumerate(clauses) if term in clause.held]
        if not places or own[0] in places:
            continue
        of_others = all(_is_of_another(clauses[i].text, is_whom) for i in places)
        if of_others and (min(places) > own[0] or _has_a_deed(clauses[own[0]].text, is_whom)):
            return True
    return False


def _is_of_another(clause: str, is_whom: Callable[[Named], bool]) -> bool:
    """Whether a clause begins with another name, or with what belongs to somebody."""
    words = WORD.findall(clause)
    while words and words[0].lower() in _JOINING:
        words = words[1:]
    one = next(iter(named(" ".join(words))), None)
    is_name = one is not None and one.start == 0 and not is_whom(one)
    return len(words) > _SAYING and (is_name or words[0].lower() in OWN | _THE)


def _has_a_deed(clause: str, is_whom: Callable[[Named], bool]) -> bool:
    """Whether the name that a clause begins with has a word behind it that is likely what is done: a small one with
    content."""
    one = next(iter(named(clause)), None)
    if one is None or not is_whom(one):
        return False
    behind = [word.group() for word in WORD.finditer(clause, one.start)][len(one.words) :]
    return bool(behind) and behind[0].islower() and behind[0] not in COMMON


def says_it_of_another(clauses: Collection[Clause], whom: Collection[int], is_value: Callable[[str], bool]) -> bool:
    """Whether only a clause has what is wanted that is on another of the same: it has a word of the question that the
    clause on ``whom`` has, too, beside them."""
    own = [clause for clause in clauses if not clause.held.isdisjoint(whom)]
    valued = [clause for clause in clauses if is_value(clause.text)]
    if not own or not valued or any(clause in valued for clause in own):
        return False
    same = frozenset().union(*(clause.held for clause in own)) - frozenset(whom)
    return all(not same.isdisjoint(clause.held) for clause in valued)


def _says_something(clause: str, names: Collection[str]) -> bool:
    words = [word.lower() for word in WORD.findall(clause)]
    return any(not (word in COMMON or word in NOTS or word in names) for word in words)


def _is_anothers(clause: str, is_whom: Callable[[Named], bool]) -> bool:
    """Whether a clause begins with another name, of which it says something."""
    words = WORD.findall(clause)
    while words and (words[0].lower() in _JOINING or words[0].lower() in COMMON or words[0].lower() in TITLES):
        words = words[1:]
    first = next(iter(named(" ".join(words))), None)
    return first is not None and first.start == 0 and not is_whom(first) and len(words) >= len(first.words) + _SAYING
