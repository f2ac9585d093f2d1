"""Paragraphs, lists, tables and what stands among them, in order -> blocks.

Notes stand behind the paragraph, list or table that leads to them, frames behind their paragraph.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.documents.formats.building import TextBuilder, picture_name
from indexer.documents.formats.office.xml_names import XmlElement, attribute, children, name_of
from indexer.documents.formats.opendocument.flow.odf_forms import OdfContext, OdfItem, form_of
from indexer.documents.formats.opendocument.flow.odf_line import OdfInline, OdfLine, OdfNote
from indexer.documents.formats.opendocument.flow.odf_objects import write_chart_object
from indexer.documents.formats.opendocument.flow.odf_table_blocks import write_table
from indexer.documents.formats.opendocument.odf_numbering import ListState
from indexer.documents.formats.opendocument.odf_styles import OdfStyle
from indexer.documents.formats.text.mark_collector import MarkedWords
from indexer.model import BlockKind, Locator, Numbered, Pages, PlaceUnit

__all__ = ["OdfStory"]

_LEFT_OUT = frozenset({
    "text:tracked-changes", "office:annotation", "office:annotation-end", "office:forms", "office:event-listeners",
    "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "text:dde-connection-decls",
    "presentation:notes", "table:shapes", "office:binary-data", "svg:title", "svg:desc",
})  # fmt: skip
#: Lists of what stands elsewhere in the text; a bibliography is none.
_INDEXES = frozenset({
    "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
    "text:alphabetical-index",
})  # fmt: skip
#: Kinds whose blocks go on as one where they follow one another.
_RUNS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})


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

    def write_shape(self, element: XmlElement) -> None:
        """A frame or shape by itself."""
        self.shape(element)
        self.finish()

    def finish(self) -> None:
        """Writes what waits for what comes next."""
        self.settle(BlockKind.PARAGRAPH)

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
        self.settle(BlockKind.PARAGRAPH)
        for body in children(index, "text:index-body"):
            self.blocks(body)
        self.settle(BlockKind.PARAGRAPH)
        self.furniture = before

    def _page_break(self, element: XmlElement) -> None:
        self.context.position.turn()

    def _paragraph(self, element: XmlElement, item: OdfItem | None = None) -> None:
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

    def _write(self, element: XmlElement, style: OdfStyle, line: OdfLine, item: OdfItem | None) -> None:
        kind, level, label = form_of(element, style, item, self.context.numbering)
        if self.kind is not None or (kind is BlockKind.HEADING and self.furniture):
            kind, level = self.kind or BlockKind.PARAGRAPH, 0
        line.text.prefix(self._before + (f"{label} " if label else ""))
        self._before = ""
        text, place = line.text.text, self.here(line)
        if kind is BlockKind.CODE and not label:
            self._add_code(text, place)
            return
        self.settle(kind)
        if style.is_title and kind is BlockKind.HEADING and not self.title:
            self.title = self.builder.title = " ".join(text.split())
        marked = line.text.marks.take()
        self.builder.add(kind, text, place, level=level, furniture=self.furniture, marked=marked)
        if line.text.page_starts and self.place is None:
            self.page_starts.append((self.builder.count - 1, line.text.page_starts))
        readings = "; ".join(line.text.readings)
        self.builder.add(BlockKind.ANNOTATION, readings, place, furniture=self.furniture)

    def here(self, line: OdfLine | None = None) -> Locator:
        """The place that has been reached, or that of a line."""
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
            self.settle(BlockKind.CODE)
            self._code_place = place
        self._code.append(text)
        self._code_place = self._code_place.through(place)

    def settle(self, kind: BlockKind) -> None:
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
        return OdfStory(self.context, builder or self.builder, kind, self.here(), self.furniture)

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
        of_list = OdfItem(
            self.context.numbering.label(state, level, item, style) if is_counted else "", level, is_counted
        )
        for part in item:
            name = name_of(part)
            if name in ("text:p", "text:h"):
                self._paragraph(part, of_list)
                of_list = OdfItem("", level, False)
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
        self.settle(BlockKind.CODE)
        words = dict.fromkeys(
            picture_name("".join(part.itertext()))
            for name in ("svg:title", "svg:desc")
            for part in children(element, name)
        )
        self.builder.add(BlockKind.IMAGE, ". ".join(filter(None, words)), self.here(), furniture=self.furniture)
        if name_of(element) in ("draw:object", "draw:object-ole"):
            root = self.context.file.linked(element)
            if root is not None:
                write_chart_object(self.builder, root, self.here())
            return
        if name_of(element) != "draw:control":
            self._inside(self.kind).write(element)

    def _table(self, table: XmlElement) -> None:
        self.settle(BlockKind.PARAGRAPH)
        style = self.context.styles.style("table", attribute(table, "table:style-name"))
        if style.breaks_page and self.context.position.paragraph:
            self.context.position.turn()
        write_table(self, table)

    def cell(self, cell: XmlElement) -> tuple[str, MarkedWords | None]:
        """The text of a cell, its paragraphs and what hangs on them joined, and what is marked in it; its notes wait for
        the end of the table."""
        story = self._inside(None, TextBuilder(title=""))
        story.blocks(cell)
        notes, story.notes = story.notes, []
        self.notes.extend(notes)
        story.finish()
        made = story.builder.document("-")
        return " ".join(made.text.split()), MarkedWords(made.text, made.marks) if made.marks else None


_WRITE: dict[str, Callable[[OdfStory, XmlElement], None]] = {
    "text:p": OdfStory._paragraph,
    "text:h": OdfStory._paragraph,
    "text:list": OdfStory._list,
    "text:soft-page-break": OdfStory._page_break,
    "table:table": OdfStory._table,
}
