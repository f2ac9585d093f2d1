"""Which words of an answer have the number or time that a question wants to hear? By single words, folded, as an index has
them: quick enough for all passages that are ranked."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache

import regex

from indexer.model.stated.dates import MONTHS
from indexer.text.analysis.folding import fold_case
from indexer.text.analysis.languages.wanted.number_words import NUMBER_WORDS, TIME_WORDS
from indexer.text.analysis.languages.wanted.wanted_values import wanted_value

__all__ = ["WantedWords", "wanted_words"]

#: What may be as long in space as in time: "how long is the bridge?", "how long is the warranty?"
_LENGTH_ASKED = regex.compile(r"\bhow\s+long\s+(?:is|are|was|were)\b", regex.IGNORECASE)
_LENGTHS = regex.compile(r"[ckm]?m|ft|(?:centi|kilo|milli)?met(?:er|re)s?|feet|foot|inch(?:es)?|yards?|miles?")

#: "May" is more often a verb, and in March nobody writes "mar" alone.
_MONTHS = MONTHS - {"may", "mar"}

#: Words of number and of time that are more often something else, in this or another language, or say that there is none.
_UNCOUNTED = frozenset(["single", "double", "free", "none", "few", "once", "pour"])
_NO_TIMES = frozenset(["an", "mes"])


class WantedWords(Enum):
    """What is wanted: how many or how much, when, how long in time and how often, or how long in space or time."""

    AMOUNT = auto()
    MOMENT = auto()
    TIME = auto()
    LENGTH = auto()

    def is_told_by(self, word: str) -> bool:
        """Whether a word (folded) tells such."""
        if self in (WantedWords.TIME, WantedWords.LENGTH):
            of_time = word not in _NO_TIMES and _times().fullmatch(word) is not None
            return of_time or (self is WantedWords.LENGTH and _LENGTHS.fullmatch(word) is not None)
        return word[:1].isdecimal() or word in (_MONTHS if self is WantedWords.MOMENT else _numbers())


def wanted_words(question: str) -> WantedWords | None:
    """What words tell the value that a question (as typed) wants to hear; None where it may be another, or a name."""
    wanted = wanted_value(question)
    if wanted is None or not wanted.of_number or wanted.of_another_kind:
        return None
    if wanted.of_time:
        return WantedWords.LENGTH if _LENGTH_ASKED.search(question) else WantedWords.TIME
    return WantedWords.MOMENT if wanted.of_moment else WantedWords.AMOUNT


@cache
def _numbers() -> frozenset[str]:
    return frozenset(map(fold_case, NUMBER_WORDS.split())) - _UNCOUNTED


@cache
def _times() -> regex.Pattern[str]:
    return regex.compile("|".join(TIME_WORDS.split()))
