"""What the text of a cell looks like: a value such as a number, a date or an amount, or words."""

from __future__ import annotations

from enum import Enum

import regex

__all__ = ["Look", "look_of"]

#: A number with its groups, its sign or brackets, and before or behind it a currency or a short unit.
_NUMBER = regex.compile(
    r"""(?x)
    [(\[]? [~≈<>≤≥±]? \s? [-+−–]? \s? (?:\p{Sc}|[A-Z]{3}|[A-Z]{0,2}\p{Sc})? \s? [-+−]? \s?
    (?:\d+(?:[.,'’\u00a0\u202f\ ]\d+)*|[.,]\d+) (?:[eE][-+]?\d+)?
    (?:\s?/\s?\d+)?
    \s? (?:%|‰|°|[°µμ]?\p{L}{1,3}[²³]?(?:/\p{L}{1,3})?|\p{Sc}|\p{L}{0,2}\p{Sc})? \s? [-+−]? [)\]]? [*†‡]?""",
)
_NO_NUMBER = regex.compile(r"\p{L}{1,3}\d+\p{L}*|\d+\p{Lu}{1,3}")  # of a code, such as "A4", "Q1", "12B"
_MONTH = r"\p{L}{3,10}\.?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\ ?[AaPp]\.?[Mm]\.?)?"
_DATE = regex.compile(
    rf"""(?x)
    (?: \p{{L}}{{2,10}}\.?,?\s )?
    (?: \d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}} | \d{{1,2}}[-./]\d{{1,2}}[-./]\d{{2}}(?:\d{{2}})?
      | \d{{1,2}}\.?[-\ ](?:de\ )?{_MONTH}[-,\ ]{{1,2}}(?:de\ )?\d{{2}}(?:\d{{2}})? | {_MONTH}\ \d{{1,2}},\ \d{{4}} )
    (?: [T\ ,]{{1,2}} {_CLOCK} (?:\ ?Z|\ ?[-+]\d{{2}}:?\d{{2}}|\ UTC)? )?
    | {_CLOCK}""",
)
_YEAR = regex.compile(r"(?:1[5-9]|20|21)\d\d(?:[-/–]\d\d(?:\d\d)?)?")
_OTHER_VALUES = frozenset({"true", "false", "#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!"})
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "nan", "null", "none", "?", "."})

#: Longer texts are looked at no further: they are words, whatever is in them.
_LONGEST_VALUE = 40


class Look(Enum):
    """``NOTHING`` says no more than an empty cell; a ``YEAR`` may be a value, or the label of a column; a ``CODE`` is words
    with digits in them: a name with its number, an address."""

    NOTHING = 0
    VALUE = 1
    YEAR = 2
    WORDS = 3
    CODE = 4


def look_of(cell: str) -> Look:
    """How the text of a cell looks by itself."""
    if len(cell) > _LONGEST_VALUE:
        return Look.WORDS
    text = cell.strip()
    folded = text.casefold()
    if folded in _NOTHING:
        return Look.NOTHING
    if _YEAR.fullmatch(text):
        return Look.YEAR
    if folded in _OTHER_VALUES or _DATE.fullmatch(text):
        return Look.VALUE
    if _NUMBER.fullmatch(text) and not _NO_NUMBER.fullmatch(text):
        return Look.VALUE
    return Look.CODE if any(map(str.isdigit, text)) else Look.WORDS
