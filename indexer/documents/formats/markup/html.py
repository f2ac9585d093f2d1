"""HTML -> readable text and blocks.

Built on the standard library's ``html.parser``, since it tells the line of every tag and text, which lxml and selectolax
do not: a block's place in the file is exact. Elements that leave their end tag out are closed as HTML does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.html_tags import (
    BLOCKS,
    CELLS,
    CLOSES,
    DROPPED,
    HEADINGS,
    KINDS,
    SECTIONS,
    VOID,
)
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.decoding import text_of
from indexer.model import BlockKind, Locator

__all__ = ["HtmlReader", "read", "read_html"]

#: Elements open at once; browsers stop at about as many.
_DEEPEST = 512

_NUMBER = regex.compile(r"-?[0-9]{1,9}")
_LINE_REFERENCE = regex.compile(r"&(?:#0*1[03](?!\d)|#[xX]0*[aAdD](?![\da-fA-F])|NewLine(?=;));?")
_SPACE = regex.compile(r"[ \t\n\r\f]+")
_HIDDEN_STYLE = regex.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")


@dataclass(slots=True)
class _Row:
    cells: list[str] = field(default_factory=list)
    header: bool = True
    place: Locator = field(default_factory=Locator)


@dataclass(slots=True)
class _Element:
    tag: str
    dropped: bool
    id: str | None
    level: int = 0  # of <details> and <dl>, the heading level that its end leaves
    count: int = 0  # of a list, the number of the next item; of a cell, whether it has begun
    title: bool = False
    row: _Row | None = None  # of <tr>


def read(content: Content, media_type: str) -> ParsedDocument:
    """An HTML file; raises ReadingError where it is no text, or blank."""
    return read_html(text_of(content))


def read_html(text: str) -> ParsedDocument:
    """The readable text of a page: no navigation, scripts, styles, forms or hidden parts."""
    reader = HtmlReader(TextBuilder())
    reader.feed_at(text, 1)
    reader.close()
    return reader.builder.document(None if reader.builder.title else reader.page_title)


class HtmlReader(HTMLParser):
    """Follows tags and texts, writing blocks into ``builder``. Can be fed in parts (HTML inside Markdown)."""

    def __init__(self, builder: TextBuilder) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = builder
        self.page_title: str | None = None
        self._open: list[_Element] = []
        self._dropped = 0
        self._words: list[str] = []
        self._first: int | None = None
        self._last = 1
        self._before = 0  # lines of the file before what is fed
        self._bullet = ""

    def feed_at(self, text: str, line: int) -> None:
        """Reads ``text``, which stands at ``line`` of its file (from 1)."""
        self._flush()
        self.rawdata = ""
        self.reset_position()
        self._before = line - 1
        # The parser counts LF only, and each of them: a CR alone ends a line of the file, too, "&#10;" does not.
        self.feed(_LINE_REFERENCE.sub("\f", regex.sub(r"\r(?!\n)", "\n", text)))
        self.goahead(True)
        self._flush()

    def reset_position(self) -> None:
        """Starts counting lines anew."""
        self.lineno, self.offset = 1, 0

    def close(self) -> None:
        """Ends the page."""
        super().close()
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A start tag: closes what it implies, ends the block before it, and opens its element."""
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._words.append("\n")
        if tag in VOID:
            if tag == "hr":
                self._flush()
            return
        self._close_implied(tag)
        if tag in BLOCKS:
            self._flush()
        element = _Element(tag, self._drops(tag, values), values.get("id") or None, title=tag == "title")
        if len(self._open) >= _DEEPEST and not element.dropped:
            return
        self._open.append(element)
        self._dropped += element.dropped
        if not self._dropped:
            self._begin(element, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<br/>``; in HTML the slash means nothing on other elements."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An end tag closes the innermost such element, and all that was left open in it; a stray one does nothing."""
        if any(element.tag == tag for element in reversed(self._open)):
            self._last = self._line() if self._first else self._last
            while self._open:
                if self._pop().tag == tag:
                    break

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Steps over ``<![...]>``; of a kind that it does not know, the library would raise AssertionError."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report)

    def handle_data(self, data: str) -> None:
        """Text: part of the block in hand."""
        if self._open and self._open[-1].title:
            self.page_title = self.page_title or " ".join(data.split()) or None
        if self._dropped or (self._open and self._open[-1].title):
            return
        stripped = data.lstrip()
        if stripped:
            line = self._line()
            if self._first is None:
                self._first = line + data[: len(data) - len(stripped)].count("\n")
            self._last = line + data.rstrip().count("\n")
        self._words.append(data if self._inside("pre") else _SPACE.sub(" ", data))

    def _line(self) -> int:
        return self.getpos()[0] + self._before

    def _inside(self, *tags: str) -> bool:
        return any(element.tag in tags for element in self._open)

    def _drops(self, tag: str, values: dict[str, str]) -> bool:
        hidden = "hidden" in values or values.get("aria-hidden") == "true"
        styled = bool(_HIDDEN_STYLE.search(values.get("style", "")))
        furniture = values.get("role") in ("navigation", "search") or (tag == "footer" and not self._inside(*SECTIONS))
        return (tag in DROPPED and tag != "head") or hidden or styled or furniture

    def _begin(self, element: _Element, values: dict[str, str]) -> None:
        """What an element sets going."""
        if element.tag == "li":
            self._bullet = self._next_bullet()
        elif element.tag == "ol" and _NUMBER.fullmatch(values.get("start", "")):
            element.count = int(values["start"]) - 1
        elif element.tag == "details":
            element.level = min(self.builder.level + 1, 6)
        elif element.tag == "tr":
            element.row = _Row()

    def _next_bullet(self) -> str:
        lists = [element for element in self._open if element.tag in ("ul", "ol")]
        if not lists or lists[-1].tag == "ul":
            return "- "
        lists[-1].count += 1
        return f"{lists[-1].count}. "

    def _close_implied(self, tag: str) -> None:
        """Closes what HTML closes without an end tag: a <p> before a block, a <li> before the next."""
        closes, borders = CLOSES.get(tag, (set(), set()))
        if tag in BLOCKS and tag not in ("html", "body"):
            closes, borders = closes | {"p"}, borders | {"td", "th", "li", "dd", "details", "div", "section"} - closes
        for depth in range(len(self._open) - 1, max(-1, len(self._open) - 30), -1):
            if self._open[depth].tag in closes:
                while len(self._open) > depth:
                    self._pop()
            elif self._open[depth].tag in borders:
                return

    def _pop(self) -> _Element:
        """Closes the innermost element."""
        element = self._open[-1]
        if element.tag in BLOCKS or element.title:
            self._flush()
        self._open.pop()
        self._dropped -= element.dropped
        if not self._dropped and not element.dropped:
            self._end(element)
        return element

    def _end(self, element: _Element) -> None:
        if element.level:
            self.builder.leave(element.level)
        elif element.row is not None:
            kind = BlockKind.TABLE_HEADER if element.row.header and element.row.cells else BlockKind.TABLE_ROW
            self.builder.add_row(kind, element.row.cells, element.row.place)

    def _flush(self) -> None:
        """Writes the block in hand: its kind is that of the innermost element that gives one."""
        text = "".join(self._words)
        ends_cell = bool(self._open) and self._open[-1].tag in CELLS
        if text.strip() or ends_cell:
            lines = (self._first, max(self._first, self._last)) if self._first else None
            place = Locator(lines=lines, element=self._id())
            cell = next((element for element in reversed(self._open) if element.tag in CELLS), None)
            row = next((element.row for element in reversed(self._open) if element.row), None)
            if cell is not None and row is not None:
                _add_to_row(row, cell, " ".join(text.split()), place)
            else:
                self._write(text, place)
        if text or ends_cell:
            self._words, self._first = [], None

    def _write(self, text: str, place: Locator) -> None:
        text = (
            text.replace("\f", "\n").strip("\n")
            if self._inside("pre")
            else "\n".join(_SPACE.sub(" ", x).strip() for x in text.split("\n"))
        )
        for element in reversed(self._open):
            if element.tag in HEADINGS:
                self.builder.add(BlockKind.HEADING, text, place, level=HEADINGS[element.tag])
                return
            if element.tag == "summary":
                self.builder.add(BlockKind.HEADING, text, place, level=self._details_level())
                return
            if element.tag == "dt" and text.rstrip().endswith("?"):
                self.builder.add(BlockKind.HEADING, text, place, level=min(self._term_level(), 6))
                return
            if element.tag in KINDS:
                kind = KINDS[element.tag]
                bullet, self._bullet = self._bullet if element.tag == "li" else "", ""
                self.builder.add(kind, bullet + text.strip(), place, level=self._list_depth(kind))
                return
        self.builder.add(BlockKind.PARAGRAPH, text, place)

    def _details_level(self) -> int:
        levels = [element.level for element in self._open if element.tag == "details"]
        return levels[-1] if levels else min(self.builder.level + 1, 6)

    def _term_level(self) -> int:
        """The level of a question in a definition list: the same for all of that list."""
        of_list = next((element for element in reversed(self._open) if element.tag == "dl"), None)
        if of_list is None:
            return self.builder.level + 1
        of_list.level = of_list.level or self.builder.level + 1
        return of_list.level

    def _list_depth(self, kind: BlockKind) -> int:
        lists = sum(element.tag in ("ul", "ol", "dl") for element in self._open)
        return max(lists, 1) if kind is BlockKind.LIST_ITEM else 0

    def _id(self) -> str | None:
        return next((element.id for element in reversed(self._open) if element.id), None)


def _add_to_row(row: _Row, cell: _Element, text: str, place: Locator) -> None:
    """Puts text into the open cell; blocks inside one cell are joined by a space."""
    if not (cell.count and row.cells):  # the first text of this cell
        cell.count = 1
        row.cells.append(text)
        row.header = row.header and cell.tag == "th"
    elif text:
        row.cells[-1] = f"{row.cells[-1]} {text}".strip()
    if place.lines:
        row.place = row.place.through(place) if row.place.lines else place
