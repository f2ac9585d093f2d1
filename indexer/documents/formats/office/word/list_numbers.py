"""The numbers of a Word file's lists and headings, as Word counts them (ECMA-376-1, 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from indexer.documents.formats.office.numerals import numeral
from indexer.documents.formats.office.symbols import mend_symbols
from indexer.documents.formats.office.xml_names import (
    XmlElement,
    attribute,
    child,
    children,
    number,
    switched_on,
    value,
)

__all__ = ["ListNumbers"]

_LEVELS = 9
_PLACE = regex.compile(r"%([1-9])")
_BULLET = "-"


class _Level(NamedTuple):
    """How one level of a list is numbered. ``restarts_after`` is how many of the levels above start it anew."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restarts_after: int = _LEVELS
    is_legal: bool = False
    is_hidden: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list: the counters that it shares with others of the same abstract one, its levels, where it starts anew."""

    counters: list[int | None]
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class ListNumbers:
    """Counts through a file from its beginning to its end."""

    def __init__(self, root: XmlElement | None) -> None:
        self._abstract = {attribute(e, "w:abstractNumId"): e for e in children(root, "w:abstractNum")}
        self._numbers = {attribute(e, "w:numId"): e for e in children(root, "w:num")}
        self._by_style = {value(e, "w:styleLink"): i for i, e in self._abstract.items() if value(e, "w:styleLink")}
        self._counters: dict[str, list[int | None]] = {}
        self._lists: dict[str, _List | None] = {}

    def knows(self, list_id: str) -> bool:
        """Whether the file has such a list."""
        return self._list(list_id) is not None

    def level_of_style(self, list_id: str, style_id: str) -> int | None:
        """The level of a list, from 0, that a style of paragraphs stands for; None for no such."""
        found = self._list(list_id)
        return next((i for i, level in found.levels.items() if level.style == style_id), None) if found else None

    def next_label(self, list_id: str, level: int) -> str:
        """What Word writes before the next paragraph on a level (from 0) of a list: "2.a)", "-" for a bullet, "" for
        nothing."""
        found = self._list(list_id)
        level = max(0, min(level, _LEVELS - 1))
        own = found.levels.get(level) if found else None
        if found is None or own is None:
            return ""
        self._count(found, level, own)
        if own.is_hidden or not own.text.strip():
            return ""
        if own.number_format == "bullet":
            return _BULLET
        return " ".join(_PLACE.sub(lambda m: self._number(found, int(m[1]) - 1, own), own.text).split())

    def _count(self, of_list: _List, level: int, own: _Level) -> None:
        counters = of_list.counters
        if level in of_list.starts:
            counters[level] = of_list.starts.pop(level)
        else:
            reached = counters[level]
            counters[level] = own.start if reached is None else reached + 1
        for above in range(level):
            if counters[above] is None:
                counters[above] = of_list.starts.pop(above, of_list.levels.get(above, _Level()).start)
        for below in range(level + 1, _LEVELS):
            if level < of_list.levels.get(below, _Level()).restarts_after:
                counters[below] = None

    def _number(self, of_list: _List, level: int, own: _Level) -> str:
        counted, known = of_list.counters[level], of_list.levels.get(level, _Level())
        if known.number_format in ("bullet", "none"):
            return ""
        return numeral(known.start if counted is None else counted, "decimal" if own.is_legal else known.number_format)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._make(list_id)
        return self._lists[list_id]

    def _make(self, list_id: str) -> _List | None:
        element = self._numbers.get(list_id)
        abstract_id = self._resolved(value(element, "w:abstractNumId"))
        abstract = self._abstract.get(abstract_id)
        if element is None or abstract is None:
            return None
        levels = dict(map(_level_of, children(abstract, "w:lvl")))
        numbered = _List(self._counters.setdefault(abstract_id, [None] * _LEVELS), levels)
        for override in children(element, "w:lvlOverride"):
            at = number(attribute(override, "w:ilvl"))
            own = child(override, "w:lvl")
            if own is not None:
                levels[at] = _level_of(own)[1]
            if start := value(override, "w:startOverride"):
                numbered.starts[at] = number(start, 1)
        return numbered

    def _resolved(self, abstract_id: str) -> str:
        """The abstract list that one points to by the name of a style, if it does."""
        link = value(self._abstract.get(abstract_id), "w:numStyleLink")
        return self._by_style.get(link, abstract_id) if link else abstract_id


def _level_of(element: XmlElement) -> tuple[int, _Level]:
    level = number(attribute(element, "w:ilvl"))
    restart = value(element, "w:lvlRestart")
    level_format = (
        child(element, "mc:AlternateContent", "mc:Fallback") if child(element, "w:numFmt") is None else element
    )
    return level, _Level(
        start=number(value(element, "w:start")),
        number_format=value(level_format, "w:numFmt") or "decimal",
        text=mend_symbols(value(element, "w:lvlText")),
        restarts_after=number(restart, _LEVELS) if restart else _LEVELS,
        is_legal=bool(switched_on(element, "w:isLgl")),
        is_hidden=bool(switched_on(child(element, "w:rPr"), "w:vanish")),
        style=value(element, "w:pStyle"),
    )
