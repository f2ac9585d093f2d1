"""Which words of an answer have the number or time that a question wants to hear? By single words, folded, as an index has
them: quick enough for all passages that are ranked."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache

import regex

from indexer.model.stated.dates import MONTHS
from indexer.text.analysis.languages.wanted.wanted_values import NUMBER_WORDS, TIME_WORDS, wanted_value

__all__ = ["WantedWords", "wanted_words"]

#: "May" is more often a verb, and in March nobody writes "mar" alone.
_MONTHS = MONTHS - {"may", "mar"}

#: Words of number and of time that are more often something else, in this or another language, or say that there is none.
_UNCOUNTED = frozenset(["single", "double", "free", "none", "few", "once", "pour"])
_NO_TIMES = frozenset(["an", "mes"])


class WantedWords(Enum):
    """What is wanted: how many or how much, when, or how long and how often."""

    AMOUNT = auto()
    MOMENT = auto()
    TIME = auto()

    def is_told_by(self, word: str) -> bool:
        """Whether a word (folded) tells such."""
        if self is WantedWords.TIME:
            return word not in _NO_TIMES and _times().fullmatch(word) is not None
        return word[:1].isdecimal() or word in (_MONTHS if self is WantedWords.MOMENT else _numbers())


def wanted_words(question: str) -> WantedWords | None:
    """What words tell the value that a question (as typed) wants to hear; None where it may be another, or a name."""
    wanted = wanted_value(question)
    if wanted is None or not wanted.of_number:
        return None
    if wanted.of_time:
        return WantedWords.TIME
    return WantedWords.MOMENT if wanted.of_moment else WantedWords.AMOUNT


@cache
def _numbers() -> frozenset[str]:
    return frozenset(NUMBER_WORDS.split()) - _UNCOUNTED


@cache
def _times() -> regex.Pattern[str]:
    return regex.compile("|".join(TIME_WORDS.split()))
