"""The numbers of lists and headings, as their styles count them (ODF 1.3, part 3, 5.3 and 16.30 to 16.34)."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from indexer.documents.formats.office.numerals import numeral
from indexer.documents.formats.office.xml_names import XmlElement, attribute, name_of, number
from indexer.documents.formats.opendocument.odf_styles import OdfStyles

__all__ = ["ListState", "OdfNumbering"]

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = 10
_BULLET = "-"
_PLACE = regex.compile(r"%(\d{1,2})%")


@dataclass(slots=True)
class ListState:
    """An open list: the name of its style, and the number that each of its levels has reached."""

    style: str = ""
    reached: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class OdfNumbering:
    """Counts through a document from its beginning to its end."""

    def __init__(self, styles: OdfStyles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, XmlElement]] = {}
        self._by_id: dict[str, ListState] = {}
        self._by_style: dict[str, ListState] = {}
        self._last = ListState()
        self._outline = ListState()
        self._outline_levels = _levels_of(styles.outline)

    def opened(self, element: XmlElement, style: str) -> ListState:
        """The list of an outermost text:list, which goes on where it says so."""
        goes_on = attribute(element, "text:continue-numbering") == "true"
        after = attribute(element, "text:continue-list")
        state = self._by_id.get(after) if after else self._by_style.get(style, self._last) if goes_on else None
        state = state or ListState(style)
        state.style = style or state.style
        self._by_id[attribute(element, "xml:id")] = self._by_style[style] = self._last = state
        return state

    def label(self, state: ListState, level: int, item: XmlElement, style: str = "") -> str:
        """What stands before an item of a level, from 1; "" for nothing."""
        name = style or state.style
        if name not in self._levels:
            self._levels[name] = _levels_of(self._styles.lists.get(name))
        start = attribute(item, "text:start-value")
        return _label(state, self._levels[name], level, number(start, 1) if start else None)

    def heading_label(self, heading: XmlElement, level: int) -> str:
        """The number of a chapter; "" for none."""
        if not self._outline_levels or attribute(heading, "text:is-list-header") == "true":
            return ""
        restarts = attribute(heading, "text:restart-numbering") == "true"
        start = number(attribute(heading, "text:start-value"), 1) if restarts else None
        label = _label(self._outline, self._outline_levels, level, start)
        return "" if label == _BULLET else label


def _levels_of(style: XmlElement | None) -> dict[int, XmlElement]:
    """The elements that say how each level is numbered, by level, from 1."""
    return (
        {} if style is None else {number(attribute(e, "text:level"), 1): e for e in style if attribute(e, "text:level")}
    )


def _label(state: ListState, levels: dict[int, XmlElement], level: int, start: int | None) -> str:
    level = max(1, min(level, _LEVELS))
    own = levels.get(level)
    reached = state.reached[level - 1]
    first = number(attribute(own, "text:start-value"), 1) if own is not None else 1
    state.reached[level - 1] = start if start is not None else first if reached is None else reached + 1
    state.reached[level:] = [None] * (_LEVELS - level)
    if own is None:
        return _BULLET
    if name_of(own) in ("text:list-level-style-bullet", "text:list-level-style-image"):
        return _BULLET
    return _number(state, levels, level, own)


def _number(state: ListState, levels: dict[int, XmlElement], level: int, own: XmlElement) -> str:
    """A number with those of the levels above it that are to be shown, and what stands around it."""
    if not attribute(own, "style:num-format"):
        return f"{attribute(own, 'style:num-prefix')}{attribute(own, 'style:num-suffix')}".strip()
    pattern = attribute(own, "style:num-list-format") or attribute(own, "loext:num-list-format")
    if pattern:
        return " ".join(_PLACE.sub(lambda found: _shown(state, levels, int(found.group(1))), pattern).split())
    count = max(1, min(number(attribute(own, "text:display-levels"), 1), level))
    shown = [_shown(state, levels, at) for at in range(level - count + 1, level + 1)]
    numbers = ".".join(filter(None, shown))
    return f"{attribute(own, 'style:num-prefix')}{numbers}{attribute(own, 'style:num-suffix')}".strip()


def _shown(state: ListState, levels: dict[int, XmlElement], level: int) -> str:
    own = levels.get(level)
    if own is None or not 1 <= level <= _LEVELS or not attribute(own, "style:num-format"):
        return ""
    reached = state.reached[level - 1]
    number_format = _FORMATS.get(attribute(own, "style:num-format"), "decimal")
    return numeral(number(attribute(own, "text:start-value"), 1) if reached is None else reached, number_format)
