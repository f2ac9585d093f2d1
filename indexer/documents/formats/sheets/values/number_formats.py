"""Format codes of cells, and what they show."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import lru_cache
from math import isfinite

from indexer.documents.formats.sheets.values.date_patterns import date_writer
from indexer.documents.formats.sheets.values.format_tokens import Section, sections_of
from indexer.documents.formats.sheets.values.number_patterns import general, number_writer

__all__ = ["BUILT_IN", "NumberFormat"]

_DAY, _MONEY = "yyyy-mm-dd", '_($* #,##0{0}_);_($* (#,##0{0});_($* "-"_);_(@_)'
#: The codes that have a number only (ECMA-376-1, 18.8.30). A date in the order of the reader's country (14, 22, those of
#: East Asia) is shown as ISO 8601 has it: the file does not say which.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "$#,##0_);($#,##0)", 6: "$#,##0_);($#,##0)", 7: "$#,##0.00_);($#,##0.00)", 8: "$#,##0.00_);($#,##0.00)",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: _DAY, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: f"{_DAY} h:mm", **dict.fromkeys((27, 28, 29, 30, 31, 36, *range(50, 55), 57, 58), _DAY),
    37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);(#,##0.00)",
    41: _MONEY.format("").replace("$", ""), 42: _MONEY.format(""), 43: _MONEY.format(".00").replace("$", ""),
    44: _MONEY.format(".00"), 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip

_HOLDS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne
}  # fmt: skip
#: How many values of one format are kept with what they show: dates come again and again.
_KEPT = 20_000

Writer = Callable[[float], str | None]


class NumberFormat:
    """A format code, ready to show values; ``since_1904`` says which day its days are counted from."""

    def __init__(self, code: str, *, since_1904: bool = False) -> None:
        sections = sections_of(code)
        self._text = sections[3] if len(sections) > 3 else None
        if self._text is None and len(sections) == 1 and any(token.text == "@" for token in sections[0].tokens):
            self._text = sections[0]
        self._sections = sections[:3]
        self._writers = [_writer(section, since_1904=since_1904) for section in self._sections]
        self._is_general = code == "General"
        self.is_date = any(section.is_date for section in self._sections)
        self.show = lru_cache(maxsize=_KEPT)(self._show) if self.is_date else self._show

    def _show(self, value: float) -> str:
        """What is shown for a number; "" where its section is empty."""
        if not isfinite(value):
            return ""
        if self._is_general:
            return general(value)
        at = self._section_for(value)
        section = self._sections[at]
        is_signed = value < 0 and (at == 0 or section.condition is not None) and not _says_negative(section)
        shown = self._writers[at](abs(value) if not section.is_date else value)
        if shown is None:
            return general(value)
        return f"{'-' if is_signed and not section.is_date else ''}{' '.join(shown.split())}"

    def show_text(self, text: str) -> str:
        """What is shown for a text."""
        if self._text is None:
            return text
        return "".join(
            text if t.text == "@" else t.text if t.kind in ("text", "room") else "" for t in self._text.tokens
        )

    def _section_for(self, value: float) -> int:
        """Which section a value is shown by: the first whose condition holds, or by its sign."""
        sections = self._sections
        if any(section.condition for section in sections):
            for at, section in enumerate(sections):
                if section.condition is None or _HOLDS[section.condition[0]](value, section.condition[1]):
                    return at
            return len(sections) - 1
        if value < 0 and len(sections) > 1:
            return 1
        return 2 if value == 0 and len(sections) > 2 else 0


def _says_negative(section: Section) -> bool:
    """Whether a section for values of its own choice writes a sign itself."""
    return section.condition is not None and any(token.text in ("-", "(") for token in section.tokens)


def _writer(section: Section, *, since_1904: bool) -> Writer:
    if section.is_date:
        return date_writer(section, since_1904=since_1904)
    if any(token.text == "@" for token in section.tokens):
        return general
    return number_writer(section)
