"""A month that a question names -> the days of it that the index has in digits: "in February" is 2024-02-01, 14.02.2024,
3/2/24 there, as in the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import regex

from indexer.model.stated.dates import MONTH_NUMBERS
from indexer.searching.rewording.dates_written import PAST_MONTHS
from indexer.text.analysis import Analyzer, Query, WeightedTerm, sequence_of
from indexer.text.analysis.alternatives import Alternative

__all__ = ["months_asked"]

#: The years that are looked for where a question names none.
_YEARS = range(1900, 2100)
_NUMBERS = [*map(str, _YEARS), *(f"{n:02}" for n in range(100)), *map(str, range(1, 10))]
_YEAR = regex.compile(r"(?<![\p{L}\p{N}.,])(?:19|20)\d\d(?![\p{L}\p{N}]|[.,]\d)")

#: What a day in digits counts for the name of its month.
_WEIGHT = 0.8

_WORD = regex.compile(r"\p{L}+")
_DAY_BEFORE = regex.compile(r"(?<![\p{L}\p{N}.:/-])(\d\d?)(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?$")
_DAY_BEHIND = regex.compile(r"\s+(\d\d?)(?:st|nd|rd|th)?(?![\p{L}\p{N}:.]\d|\d)")
_DAYS = range(1, 32)


class _Month:
    """One month as one question names it."""

    def __init__(self, typed: str, question: str, start: int, end: int) -> None:
        self.typed, self.number = typed, MONTH_NUMBERS[typed.lower()]
        day = _DAY_BEFORE.search(question[:start]) or _DAY_BEHIND.match(question, end)
        self.days: Sequence[int] = [int(day[1])] if day else _DAYS


def months_asked(
    query: Query,
    analyzer: Analyzer,
    known: Callable[[Collection[str]], Collection[str]],
    together: Callable[[tuple[str, ...]], int],
) -> Iterator[Alternative]:
    """Alternatives for the months that a question names. ``known`` says which of some terms passages have, ``together`` how
    many have some words one right after the other: what may be the third of April or the fourth of March is read as the
    index writes others of the month."""
    typed = query.typed.words
    covered = {exact: term.term for term in query.content for exact in term.exacts}
    for found in _WORD.finditer(typed):
        name = found.group()
        if name.lower() in MONTH_NUMBERS and name.lower() in covered:
            month = _Month(name, typed, *found.span())
            said = tuple(
                dict.fromkeys(covered[word] for word in (name.lower(), *_YEAR.findall(typed)) if word in covered)
            )
            for pattern, terms, writing in _held_writings(month, typed, analyzer, known, together):
                yield Alternative(said, len(said) == 1, pattern, terms, f"{name} = {writing}", _WEIGHT)


def _held_writings(
    month: _Month,
    typed: str,
    analyzer: Analyzer,
    known: Callable[[Collection[str]], Collection[str]],
    together: Callable[[tuple[str, ...]], int],
) -> Iterator[tuple[tuple[str, ...], tuple[WeightedTerm, ...], str]]:
    """How the index may write days of a month: the terms that follow one another, what finds them, and the writing."""
    held = frozenset(known(_NUMBERS))
    years = list(map(int, _YEAR.findall(typed))) or [year for year in _YEARS if _is_held(year, held)]
    orders = list(_orders(month, held, together))
    found = []
    for writing in _writings(month, years, held, orders):
        tokens = analyzer.tokens(writing)
        pattern = tuple(token.term for token in sequence_of(tokens))
        found.append((pattern, analyzer.terms(writing, [t for t in tokens if t.term not in pattern]), writing))
    wholes = frozenset(known(sorted({term.term for _, terms, _ in found for term in terms})))
    return (one for one in found if all(term.term in wholes for term in one[1]))


def _is_held(year: int, held: Collection[str]) -> bool:
    """Whether passages have a year, or its last two figures, as of a date in this century."""
    return str(year) in held or (year >= 2000 and f"{year % 100:02}" in held)


def _orders(
    month: _Month, held: Collection[str], together: Callable[[tuple[str, ...]], int]
) -> Iterator[Callable[[str, str], str]]:
    """In which orders day and month stand around a slash: as those that cannot be told wrong tell."""
    numbers = [text for text in (str(month.number), f"{month.number:02}") if text in held]
    days = [str(day) for day in _DAYS if day >= PAST_MONTHS and str(day) in held]
    if any(together((day, number)) for day in days for number in dict.fromkeys(numbers)):
        yield "{0}/{1}".format
    if any(together((number, day)) for day in days for number in dict.fromkeys(numbers)):
        yield "{1}/{0}".format


def _writings(
    month: _Month, years: Sequence[int], held: Collection[str], orders: Sequence[Callable[[str, str], str]]
) -> Iterator[str]:
    """How the days of a month may be written in digits."""
    for year in years:
        short = f"{year % 100:02}"
        for day in month.days:
            if str(year) in held and (f"{day:02}" in held or str(day) in held):
                yield f"{year}-{month.number:02}-{day:02}"
                for sign in ".-":
                    yield f"{day:02}{sign}{month.number:02}{sign}{year}"
                yield f"{day}.{month.number}.{year}"
            for end in (end for end in (str(year), short) if end in held):
                for one, two in dict.fromkeys([(f"{day:02}", f"{month.number:02}"), (str(day), str(month.number))]):
                    if one in held and two in held:
                        yield from (f"{order(one, two)}/{end}" for order in orders)
