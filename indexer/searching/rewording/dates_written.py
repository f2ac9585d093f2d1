"""A date of a question -> how else it may be written: 3 May 2021, May 3rd, 2021, 2021-05-03, 3.5.2021."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

import regex

from indexer.model import Token
from indexer.model.stated.dates import days_of, month_names
from indexer.text.analysis import Analyzer, Query, sequence_of
from indexer.text.analysis.alternatives import Alternative

__all__ = ["PAST_MONTHS", "dates_written"]

#: Dates of a question that are looked for as others write them.
_MOST = 2

#: What a date counts that is written otherwise: little, as words of several writings may stand in one date.
_WEIGHT = 0.15

_NUMBER, _NAME, _YEAR = r"\d\d?(?:st|nd|rd|th|er|º|\.)?", r"\p{L}{3,10}\.?", r"[12]\d{3}"
_BETWEEN = r"(?:\s*[-/ ,]\s*|\s+(?:de|of|del)\s+)"
_DATE = regex.compile(
    rf"(?<![\w.,/-])(?:{_YEAR}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2{_YEAR}"
    rf"|(?:{_NUMBER}{_BETWEEN}{_NAME}|{_NAME}\s+{_NUMBER}){_BETWEEN}{_YEAR})(?![\w/-]|[.,]\d)"
)

#: The endings of the numbers of days in English, by their last figure.
_ORDINAL = {1: "st", 2: "nd", 3: "rd"}

#: From this day on, what stands before the month and behind it cannot be told wrong.
PAST_MONTHS = 13


def dates_written(
    query: Query, analyzer: Analyzer, known: Callable[[Collection[str]], Collection[str]]
) -> Iterator[Alternative]:
    """Alternatives for the first dates that a question names to the day; of what may be the third of April or the fourth of
    March, none. ``known`` says which of some terms passages have: the others find nothing, and have no ``terms``."""
    typed = query.typed.words
    found = 0
    for match in _DATE.finditer(typed) if any(map(str.isdecimal, typed)) else ():
        days = days_of(match.group())
        if days is not None and days.first == days.last and found < _MOST:
            found += 1
            yield from _others(match.group(), days.first, analyzer, known)


def _others(
    typed: str, day: date, analyzer: Analyzer, known: Callable[[Collection[str]], Collection[str]]
) -> Iterator[Alternative]:
    tokens = analyzer.tokens(typed)
    covered = tuple(dict.fromkeys(token.term for token in tokens))
    own = tuple(token.term for token in sequence_of(tokens))
    writings: dict[tuple[str, ...], tuple[str, list[Token]]] = {}
    for writing in _writings(day):
        words = analyzer.tokens(writing)
        writings.setdefault(tuple(token.term for token in sequence_of(words)), (writing, words))
    writings.pop(own, None)
    held = known(sorted({term for pattern in writings for term in pattern}))
    for pattern, (writing, words) in writings.items():
        terms = analyzer.terms(writing, words) if all(term in held for term in pattern) else ()
        yield Alternative(covered, False, pattern, terms, f"{typed} = {writing}", _WEIGHT)


def _writings(day: date) -> Iterator[str]:
    """How a day is written, in any of the languages whose months are known."""
    year, month, number = day.year, day.month, day.day
    yield day.isoformat()
    yield f"{year}/{month:02}/{number:02}"
    signs = "./" if number >= PAST_MONTHS or number == month else "."
    for sign in signs:
        yield f"{number}{sign}{month}{sign}{year}"
        yield f"{number:02}{sign}{month:02}{sign}{year}"
    if "/" in signs:
        yield f"{month}/{number}/{year}"
        yield f"{month:02}/{number:02}/{year}"
    ordinal = f"{number}{'th' if 10 < number < 20 else _ORDINAL.get(number % 10, 'th')}"
    for name in month_names(month):
        for in_words in (str(number), ordinal):
            yield f"{in_words} {name} {year}"
            yield f"{name} {in_words} {year}"
