"""Which numbers say something else than what is asked? "3 m long" does not say how high it is, "at 19:25" not how long it
takes, and the digits of a phone no day."""

from __future__ import annotations

from functools import cache

import regex

from indexer.text.analysis.languages.wanted.wanted_measures import MONTH

__all__ = ["UnfitNumbers", "asks_for_a_sum"]

#: What of a thing a question measures, and which is measured by a number.
_SIDE = r"(long|high|tall|deep|wide|thick)"
_SIDE_ASKED = regex.compile(rf"\bhow\s+{_SIDE}\b", regex.IGNORECASE)
_SIDE_GIVEN = regex.compile(rf"\p{{N}}[\p{{N}}.,]*[\s-]?\p{{L}}{{1,11}}[\s-]{_SIDE}\b", regex.IGNORECASE)
_SAME_SIDE = {"tall": "high"}

#: "How much is it?" asks for no time.
_SUM_ASKED = regex.compile(
    r"how\s+much\s+(?:is|are|was|were|does|do|did)\b(?!.*\b(?:time|notice|period)\b)", regex.IGNORECASE
)

_TIME_OF_DAY = regex.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?!\p{N})|(?<=\p{N}:)[0-5]\d(?!\p{N})")

#: A year, and what says that it is up to another, or every so often.
_YEAR = r"(?:1[5-9]|20)\p{Nd}{2}\b(?!\s+\p{L}+s\b)"
_UP_TO = regex.compile(
    r"""\b(?:from|since|to|until|till|through|between|every|each|daily|per|seit|von|bis|zwischen|jede|je|depuis|de|jusqu|entre|
    chaque|desde|hasta|cada)\b|\p{N}\s?[–-]\s?\p{N}""",
    regex.IGNORECASE | regex.VERBOSE,
)

#: What says how often, and not how long: "whatever may always happen".
_OFTEN = regex.compile(
    r"""\b(?:always|rarely|seldom|sometimes|often|usually|frequently|immer|selten|oft|häufig|manchmal|meistens|toujours|souvent|
    rarement|parfois|altijd|sempre|siempre|raramente|once|twice|einmal|zweimal)\b""",
    regex.IGNORECASE | regex.VERBOSE,
)
_OFTEN_ASKED = regex.compile(r"\b(?:often|oft|fois|veces|vaak|volte)\b", regex.IGNORECASE)

#: A number that names one of several: "#5735", "REDAXO 4.x", "version 2.3"; and, for how long something takes, what follows
#: a name ("Python 3"), if no time does.
_NUMBERED = regex.compile(
    r"""(?<=[#№])\p{Nd}|\p{Nd}+(?:\.\p{Nd}+)*\.x\b|(?<=\b(?:versions?|releases?|versión|versione|versie|v)\.?\s?)\p{Nd}""",
    regex.IGNORECASE | regex.VERBOSE,
)
_TIME = r"""(?:m?s|sec|sek|min|h|hrs?|std|d|yrs?|x|mal|times?|fois|veces|volte|keer)\b|(?:second|sekund|minut|hour|stund|
    day|tag|week|woche|fortnight|month|monat|year|jahr|decade|centur|heur|jour|semain|mois|ans?\b|année|uur|uren|dag|maand|jaar|or[ae]\b|
    giorn|settiman|mes|ann[oi]|hora|día|año)"""
_OF_A_NAME = regex.compile(
    rf"""(?<=[\p{{L}}\p{{N}},)]\s\p{{Lu}}[\p{{L}}-]+\s)\p{{Nd}}[\p{{Nd}}.]*+
    (?!(?:\s?(?:[-–]|to|or|bis|oder|à|ou|a|o|tot|of)\s?\p{{Nd}}[\p{{Nd}}.]*)?[\s-]?(?i:{_TIME}))""",
    regex.VERBOSE,
)

_PHONE = regex.compile(r"(?<!\p{N})(?:\+\p{Nd}{1,3}[\s/-])?0\p{Nd}{2,4}(?:[\s/-]\p{Nd}{2,})+")


class UnfitNumbers:
    """The numbers and words of number that do not answer one question, whatever they say."""

    def __init__(self, question: str, *, of_moment: bool, lasts: bool, amount: bool) -> None:
        """``question`` is as it was typed: for when something is, how long or how often, or how much or how many."""
        self._of_moment, self._lasts, self._amount = of_moment, lasts, amount
        self._endures = lasts and not _asks_how_often(question)
        self._side = _side_asked(question)

    def has(self, text: str, start: int) -> bool:
        """Whether what stands at a place is one of them."""
        if self._of_moment and _is_of_a_phone(text, start):
            return True
        if (self._of_moment or self._lasts or self._amount) and _NUMBERED.match(text, start):
            return True
        if self._endures and _OF_A_NAME.match(text, start):
            return True
        if (self._lasts and _says_when(text, start)) or _is_of_another_side(text, start, self._side):
            return True
        if self._endures and _says_how_often(text, start):
            return True
        return self._amount and (_is_time_of_day(text, start) or _is_day(text, start))


def _side_asked(question: str) -> str | None:
    """Which side of a thing is asked for ("long"); None where none is."""
    found = _SIDE_ASKED.search(question)
    return _SAME_SIDE.get(found[1].lower(), str(found[1]).lower()) if found else None


def _is_of_another_side(text: str, start: int, side: str | None) -> bool:
    """Whether the number at a place measures another side than this one."""
    found = _SIDE_GIVEN.match(text, start) if side else None
    return found is not None and _SAME_SIDE.get(found[1].lower(), found[1].lower()) != side


def asks_for_a_sum(question: str) -> bool:
    """Whether a question asks how much something is, which no length of time answers."""
    return _SUM_ASKED.search(question) is not None


def _is_time_of_day(text: str, start: int) -> bool:
    """Whether the number at a place is of a time of day: "15:00" weighs nothing."""
    return _TIME_OF_DAY.match(text, start) is not None


def _says_when(text: str, start: int) -> bool:
    """Whether the number at a place is a day, a year or an hour, and the text names no other up to which it lasts: "on 14
    July 2023 at 19:25"."""
    if _UP_TO.search(text):
        return False
    return _is_time_of_day(text, start) or _day().match(text, start) is not None


def _asks_how_often(question: str) -> bool:
    """Whether a question asks how often rather than how long."""
    return _OFTEN_ASKED.search(question) is not None


def _says_how_often(text: str, start: int) -> bool:
    """Whether the word at a place says how often."""
    return _OFTEN.match(text, start) is not None


def _is_day(text: str, start: int) -> bool:
    """Whether the number at a place is a day of a month: "between 1 March and 30 June" does not say how high it is."""
    return _day_of_month().match(text, start) is not None


def _is_of_a_phone(text: str, start: int) -> bool:
    """Whether the number at a place is of a phone's."""
    return any(found.start() <= start < found.end() for found in _PHONE.finditer(text))


@cache
def _day_of_month() -> regex.Pattern[str]:
    return regex.compile(rf"\p{{Nd}}{{1,2}}\.?\s+{MONTH}\b", regex.IGNORECASE)


@cache
def _day() -> regex.Pattern[str]:
    return regex.compile(rf"\p{{Nd}}{{1,2}}\.?\s+{MONTH}\b|{_YEAR}", regex.IGNORECASE)
