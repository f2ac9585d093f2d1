"""Paragraphs, lists, tables and what stands among them, in order -> blocks.

Notes stand behind the paragraph, list or table that leads to them, frames behind their paragraph.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.descriptions import picture_name
from indexer.documents.formats.office.xml_names import XmlElement, attribute, children, name_of, number
from indexer.documents.formats.opendocument.odf_file import OdfFile
from indexer.documents.formats.opendocument.odf_line import OdfInline, OdfLine, OdfNote, OdfPosition
from indexer.documents.formats.opendocument.odf_numbering import ListState, OdfNumbering
from indexer.documents.formats.opendocument.odf_objects import write_chart_object
from indexer.documents.formats.opendocument.odf_styles import OdfStyle, OdfStyles
from indexer.documents.formats.opendocument.odf_tables import OdfRow, is_layout, rows_in
from indexer.documents.formats.sheets.heading_rows import SheetRow, headings_of
from indexer.model import BlockKind, Locator, Numbered, Pages, PlaceUnit

__all__ = ["OdfContext", "OdfStory"]

_LEFT_OUT = frozenset(
    {
        "text:tracked-changes", "office:annotation", "office:annotation-end", "office:forms", "office:event-listeners",
        "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "text:dde-connection-decls",
        "presentation:notes", "table:shapes", "office:binary-data", "svg:title", "svg:desc",
    }
)  # fmt: skip
#: Lists of what stands elsewhere in the text; a bibliography is none.
_INDEXES = frozenset(
    f"text:{name}"
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
#: Kinds whose blocks go on as one where they follow one another.
_RUNS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})
_DEEPEST_HEADING = 6
#: Rows that are looked at to find the headings of a table.
_SAMPLE = 24


@dataclass(frozen=True, slots=True)
class OdfContext:
    """What all stories of a file share."""

    file: OdfFile
    styles: OdfStyles
    numbering: OdfNumbering
    position: OdfPosition


@dataclass(frozen=True, slots=True)
class _Item:
    """The item of a list that a paragraph belongs to; the label is written before the first of its paragraphs."""

    label: str
    level: int
    is_first: bool = True


@dataclass
class OdfStory:
    """Writes what is in one element of a file: its body, a note, a box, a cell.

    Every block is of ``kind`` where that is given. ``place`` says where all stands that has no place in the text itself,
    such as a slide. ``title`` is set where a paragraph says that it is the document's.
    """

    context: OdfContext
    builder: TextBuilder
    kind: BlockKind | None = None
    place: Locator | None = None
    furniture: bool = False
    title: str = ""
    notes: list[OdfNote] = field(default_factory=list)
    page_starts: list[tuple[int, list[tuple[int, int]]]] = field(default_factory=list)
    _code: list[str] = field(default_factory=list)
    _code_place: Locator = Locator()
    _before: str = ""  # what is written before the next paragraph

    def write(self, container: XmlElement) -> None:
        """All that is in an element."""
        self.blocks(container)
        self.finish()

    def finish(self) -> None:
        """Writes what waits for what comes next."""
        self._settle(BlockKind.PARAGRAPH)

    def blocks(self, container: XmlElement) -> None:
        """All that is in an element, as a part of what goes on."""
        for element in container:
            name = name_of(element)
            write = _WRITE.get(name)
            if write is not None:
                write(self, element)
            elif name in _INDEXES:
                self._index(element)
            elif name.startswith("draw:"):
                self.shape(element)
            elif name not in _LEFT_OUT and attribute(element, "text:display") != "none":
                self.blocks(element)

    def _index(self, index: XmlElement) -> None:
        before, self.furniture = self.furniture, True
        self._settle(BlockKind.PARAGRAPH)
        for body in children(index, "text:index-body"):
            self.blocks(body)
        self._settle(BlockKind.PARAGRAPH)
        self.furniture = before

    def _page_break(self, element: XmlElement) -> None:
        self.context.position.turn()

    def _paragraph(self, element: XmlElement, item: _Item | None = None) -> None:
        style = self.context.styles.style("paragraph", attribute(element, "text:style-name"))
        if style.breaks_page and self.context.position.paragraph:
            self.context.position.turn()
        inline = OdfInline(self.context.file, self.context.styles, self.context.position)
        line = inline.read(element, keeps_space=style.kind is BlockKind.CODE and self.kind is None)
        if style.is_hidden or line.is_hidden:
            return
        self.context.position.paragraph += bool(line.text.text)
        if line.text.text:
            self._write(element, style, line, item)
        for frame in line.frames:
            self.shape(frame)
        self.notes.extend(line.notes)

    def _write(self, element: XmlElement, style: OdfStyle, line: OdfLine, item: _Item | None) -> None:
        kind, level, label = self._form(element, style, item)
        line.text.prefix(self._before + (f"{label} " if label else ""))
        self._before = ""
        text, place = line.text.text, self._place(line)
        if kind is BlockKind.CODE and not label:
            self._add_code(text, place)
            return
        self._settle(kind)
        if style.is_title and kind is BlockKind.HEADING and not self.title:
            self.title = self.builder.title = " ".join(text.split())
        self.builder.add(kind, text, place, level=level, furniture=self.furniture)
        if line.text.page_starts and self.place is None:
            self.page_starts.append((self.builder.count - 1, line.text.page_starts))
        readings = "; ".join(line.text.readings)
        self.builder.add(BlockKind.ANNOTATION, readings, place, furniture=self.furniture)

    def _form(self, element: XmlElement, style: OdfStyle, item: _Item | None) -> tuple[BlockKind, int, str]:
        """The kind of block that a paragraph is, its level, and what is written before it."""
        label = item.label if item and item.is_first else ""
        if name_of(element) == "text:h":
            level = max(1, min(number(attribute(element, "text:outline-level"), 1), _DEEPEST_HEADING))
            label = ("" if label == "-" else label) if item else self.context.numbering.heading_label(element, level)
            kind = BlockKind.HEADING
        elif style.is_title:
            kind, level = BlockKind.HEADING, 1
        elif item and (label or not item.is_first) and style.kind is BlockKind.PARAGRAPH:
            kind, level = BlockKind.LIST_ITEM, item.level
        else:
            kind, level = style.kind, 0
        if self.kind is not None or (kind is BlockKind.HEADING and self.furniture):
            kind, level = self.kind or BlockKind.PARAGRAPH, 0
        return kind, level, label

    def _place(self, line: OdfLine | None = None) -> Locator:
        if self.place is not None:
            return self.place
        position = self.context.position
        paragraph, pages = max(position.paragraph, 1), None
        if position.page:
            first = (line.text.first_page if line else 0) or position.page
            starts = line.text.page_starts if line else []
            pages = Pages(first, max(first, starts[-1][1] if starts else first))
        return Locator(pages=pages, numbered=Numbered(PlaceUnit.PARAGRAPH, paragraph, paragraph))

    def _add_code(self, text: str, place: Locator) -> None:
        if not self._code:
            self._settle(BlockKind.CODE)
            self._code_place = place
        self._code.append(text)
        self._code_place = self._code_place.through(place)

    def _settle(self, kind: BlockKind) -> None:
        """Writes what waits before a block of ``kind``: lines of code, and notes, unless a list or table goes on."""
        if self._code:
            self.builder.add(BlockKind.CODE, "\n".join(self._code), self._code_place, furniture=self.furniture)
            self._code = []
        if kind not in _RUNS and self.notes:
            waiting, self.notes = self.notes, []
            for note in waiting:
                story = self._inside(BlockKind.FOOTNOTE)
                story._before = f"{note.label}. " if note.label else ""
                story.write(note.body)

    def _inside(self, kind: BlockKind | None, builder: TextBuilder | None = None) -> OdfStory:
        """The story of what hangs on the last paragraph."""
        return OdfStory(self.context, builder or self.builder, kind, self._place(), self.furniture)

    def _list(self, element: XmlElement, state: ListState | None = None, level: int = 1) -> None:
        own = attribute(element, "text:style-name")
        if state is None:
            state = self.context.numbering.opened(element, own or self._list_style(element))
        for item in element:
            if name_of(item) in ("text:list-item", "text:list-header"):
                self._item(item, state, level, own)

    def _item(self, item: XmlElement, state: ListState, level: int, style: str) -> None:
        """An item; what begins with another list is only the way to a deeper level."""
        is_counted = name_of(item) == "text:list-item" and next(
            (name_of(part) != "text:list" for part in item if name_of(part) != "text:soft-page-break"), False
        )
        of_list = _Item(
            self.context.numbering.label(state, level, item, style) if is_counted else "", level, is_counted
        )
        for part in item:
            name = name_of(part)
            if name in ("text:p", "text:h"):
                self._paragraph(part, of_list)
                of_list = _Item("", level, False)
            elif name == "text:list":
                self._list(part, state, level + 1)
            elif name == "text:soft-page-break":
                self._page_break(part)

    def _list_style(self, element: XmlElement) -> str:
        """The style of a list by that of its first paragraph."""
        first = next(element.iter("{*}p", "{*}h"), None)
        if first is None:
            return ""
        return self.context.styles.style("paragraph", attribute(first, "text:style-name")).list_style

    def shape(self, element: XmlElement) -> None:
        """A frame or shape with what is in it: text, a table, a chart; the words that stand for a picture."""
        self._settle(BlockKind.CODE)
        words = dict.fromkeys(
            picture_name("".join(part.itertext()))
            for name in ("svg:title", "svg:desc")
            for part in children(element, name)
        )
        self.builder.add(BlockKind.IMAGE, ". ".join(filter(None, words)), self._place(), furniture=self.furniture)
        if name_of(element) in ("draw:object", "draw:object-ole"):
            root = self.context.file.linked(element)
            if root is not None:
                write_chart_object(self.builder, root, self._place())
            return
        if name_of(element) != "draw:control":
            self._inside(self.kind).write(element)

    def _table(self, table: XmlElement) -> None:
        self._settle(BlockKind.PARAGRAPH)
        style = self.context.styles.style("table", attribute(table, "table:style-name"))
        if style.breaks_page and self.context.position.paragraph:
            self.context.position.turn()
        if is_layout(table):
            for row in rows_in(table):
                for cell in row.cells:
                    if cell is not None:
                        self.blocks(cell)
                        self._settle(BlockKind.PARAGRAPH)
            return
        self.builder.end_table()
        waiting: list[tuple[OdfRow, SheetRow, Locator]] = []
        for at, row in enumerate(rows_in(table)):
            waiting.append(self._row(row, at))
            if len(waiting) == _SAMPLE:
                break
        self._write_rows(waiting)
        for at, row in enumerate(rows_in(table)):
            if at >= _SAMPLE:
                _, texts, place = self._row(row, at)
                kind = BlockKind.TABLE_HEADER if row.is_header else BlockKind.TABLE_ROW
                self.builder.add_row(kind, texts.cells, place, furniture=self.furniture)
        self.builder.end_table()

    def _write_rows(self, rows: list[tuple[OdfRow, SheetRow, Locator]]) -> None:
        """The first rows of a table, whose headings are those that it names, or that look like that."""
        stated = any(row.is_header for row, _, _ in rows)
        found = None if stated else headings_of([texts for _, texts, _ in rows], expected=False)
        for at, (row, texts, place) in enumerate(rows):
            is_header = row.is_header if stated else found is not None and found.first <= at < found.end
            kind = BlockKind.TABLE_HEADER if is_header else BlockKind.TABLE_ROW
            self.builder.add_row(kind, texts.cells, place, furniture=self.furniture)

    def _row(self, row: OdfRow, at: int) -> tuple[OdfRow, SheetRow, Locator]:
        """A row with the texts of its cells, and its place."""
        first = self.context.position.paragraph + 1
        begins = self._place()
        texts = ["" if cell is None else self._cell(cell) for cell in row.cells]
        heads = all(self._heads(cell) for cell, text in zip(row.cells, texts, strict=True) if text and cell is not None)
        if self.place is None:
            last = max(self.context.position.paragraph, first)
            begins = Locator(
                pages=begins.through(self._place()).pages, numbered=Numbered(PlaceUnit.PARAGRAPH, first, last)
            )
        return (
            row,
            SheetRow(at + 1, texts, is_bold=heads, is_heading=heads and not at and len(list(filter(None, texts))) > 1),
            begins,
        )

    def _heads(self, cell: XmlElement) -> bool:
        """Whether the first paragraph of a cell is of a style for header rows, or in bold type."""
        first = next(cell.iter("{*}p"), None)
        if first is None:
            return False
        style = self.context.styles.style("paragraph", attribute(first, "text:style-name"))
        return style.heads_table or style.is_bold

    def _cell(self, cell: XmlElement) -> str:
        """The text of a cell, its paragraphs and what hangs on them joined; its notes wait for the end of the table."""
        story = self._inside(None, TextBuilder(title=""))
        story.blocks(cell)
        notes, story.notes = story.notes, []
        self.notes.extend(notes)
        story.finish()
        return " ".join(story.builder.document("-").text.split())


_WRITE: dict[str, Callable[[OdfStory, XmlElement], None]] = {
    "text:p": OdfStory._paragraph,
    "text:h": OdfStory._paragraph,
    "text:list": OdfStory._list,
    "text:soft-page-break": OdfStory._page_break,
    "table:table": OdfStory._table,
}
