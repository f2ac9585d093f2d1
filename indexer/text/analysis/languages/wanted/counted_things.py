"""What does a question want to have counted, and does a text have a number of just that? "How many cars?" is answered by
"two old cars", "one car"."""

from __future__ import annotations

from typing import Self

import regex

__all__ = ["STEM", "CountedThing"]

#: What is counted: the word behind "how many".
_COUNTED = regex.compile(
    r"\b(?:how\s+many|wie\s?viele|combien\s+d(?:e\s|['’])|cuánt[oa]s|quant[ie]|quant[oa]s|hoeveel"
    r"|сколько(?!\s+(?:сто[ия]т|времени|раз|длит)))\s*(\p{L}{3,})",
    regex.IGNORECASE,
)

#: Letters of it that are enough, since it may be inflected; the least of them.
STEM, _LEAST_STEM = 5, 3

#: A word that may stand between it and its number; between it and "one", as "one day" is no number.
_BETWEEN = r"[\p{L}-]+"
_BESIDE_ONE = rf"(?!(?:other|day|night|morning|evening|week|year|time|way|thing)\b){_BETWEEN}"
_ONE = r"(?<!\bno\s)\bone"

#: How words end that are said of several alone: "one wants people" counts none. And how they do so by their letters.
_OF_SEVERAL = ("s", "people", "children", "men")
_PLURAL_ENDING = regex.compile(r"(?:ie|e)?s$")


class CountedThing:
    """What one question wants to have counted."""

    def __init__(self, word: str, number: str) -> None:
        """``word`` is what is counted, as typed; ``number`` a pattern of numbers."""
        counted = word.lower()
        self._stem = counted[:STEM]
        self._several = _before(number, _BETWEEN, self._stem)
        self._one = _before(_ONE, _BESIDE_ONE, _one_of(counted))

    @classmethod
    def asked_in(cls, question: str, number: str) -> Self | None:
        """What a question (as typed) wants to have counted; None where it wants nothing counted."""
        found = _COUNTED.search(question)
        return cls(found[1], number) if found else None

    def is_one_in(self, text: str) -> bool:
        """Whether a text says that there is one: "it has one button"."""
        return self._one.search(text) is not None

    def is_counted_in(self, text: str) -> bool:
        """Whether a number stands before it."""
        return self._several.search(text) is not None or self.is_one_in(text)

    def is_called(self, word: str) -> bool:
        """Whether a word is what is to be counted, in such a form."""
        return word.lower().startswith(self._stem)

    def is_unit(self, unit: str) -> bool:
        """Whether a unit of measure is what is to be counted: "hour" of "hours"; "" is none."""
        return self.is_called(unit) or (unit != "" and self._stem.startswith(unit.lower()))


def _before(number: str, between: str, thing: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{number})[\p{{N}}.,]*[-\s]+(?:{between}\s+)?{thing}", regex.IGNORECASE)


def _one_of(counted: str) -> str:
    """What one is called where several are counted, by its first letters: "box" of "boxes", and not that itself."""
    bare: str = _PLURAL_ENDING.sub("", counted)
    stem = (bare if len(bare) >= _LEAST_STEM else counted[:_LEAST_STEM])[:STEM]
    several = rf"(?!{counted}\b)" if counted.endswith(_OF_SEVERAL) else ""
    return several + stem + (r"\p{L}{0,2}\b" if len(stem) < STEM else "")
