"""The paragraphs, tables and what hangs on them of one part of a Word file, in order -> blocks.

Notes stand behind the paragraph, list or table that leads to them, so that they cut no sentence and no list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.chart_tables import write_chart
from indexer.documents.formats.office.package import PackagePart
from indexer.documents.formats.office.smart_art import write_diagram
from indexer.documents.formats.office.word.line.inline import InlineReader
from indexer.documents.formats.office.word.line.line_text import Attachment, LineText, NoteReference
from indexer.documents.formats.office.word.paragraph_forms import ParagraphForm, form_of
from indexer.documents.formats.office.word.word_document import WordDocument
from indexer.documents.formats.office.word.word_tables import (
    TableShape,
    columns_of,
    columns_skipped,
    kept_cells,
    kept_rows,
    paragraphs_of,
)
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, name_of, value
from indexer.model import BlockKind, Locator, Numbered, Pages, PlaceUnit

__all__ = ["Story"]

#: What an accepted text no longer has.
_DELETED = frozenset({"w:del", "w:moveFrom"})
#: Kinds whose blocks go on as one where they follow one another.
_RUNS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})


@dataclass
class Story:
    """Writes one part, or one note or box of it, into ``builder``.

    Every block is of ``kind`` and stands at ``place`` where these are given; ``part`` is that which is written, where it
    is not the main one.
    """

    document: WordDocument
    builder: TextBuilder
    inline: InlineReader
    kind: BlockKind | None = None
    place: Locator | None = None
    furniture: bool = False
    part: PackagePart | None = None
    page_starts: list[tuple[int, list[tuple[int, int]]]] = field(default_factory=list)
    _paragraph: int = 0
    _row_page: int = 0  # the page on which the text of the row in hand begins
    _before: str = ""  # what goes before the text of the next paragraph
    _code: list[str] = field(default_factory=list)
    _code_place: Locator = Locator()
    _notes: list[NoteReference] = field(default_factory=list)

    def write(self, container: XmlElement) -> None:
        """All that is in a body, note, box or cell."""
        self._blocks(container)
        self.finish()

    def finish(self) -> None:
        """Writes what waits for what comes next."""
        self._settle(BlockKind.PARAGRAPH)

    def _blocks(self, container: XmlElement) -> None:
        for element in container:
            name = name_of(element)
            if name == "w:p":
                self._take(element)
            elif name == "w:tbl":
                self._table(element)
            elif name == "mc:AlternateContent":
                self._blocks(element[:1])
            elif name == "w:sdt" and _is_contents(element):
                self._furniture(element)
            elif name == "w:altChunk":
                self._other_format(element)
            elif name not in _DELETED and not name.endswith("Pr"):
                self._blocks(element)

    def _furniture(self, element: XmlElement) -> None:
        before, self.furniture = self.furniture, True
        self._blocks(element)
        self.furniture = before

    def _other_format(self, element: XmlElement) -> None:
        """What is put in from another program, in its own format."""
        self._settle(BlockKind.PARAGRAPH)
        for text in self.document.other_format(attribute(element, "r:id")):
            self.builder.add(self.kind or BlockKind.PARAGRAPH, text, self._place_of(None))

    def _take(self, paragraph: XmlElement) -> None:
        form, line = self._read(paragraph)
        if line is None:
            return
        text, place = line.text, self._place_of(line)
        kind = self.kind or form.kind
        if text and kind is BlockKind.CODE and not form.label:
            self._add_code(text, place)
        elif text:
            self._settle(kind)
            self._write(form, kind, line, place)
        self._attach(line, place)
        self._notes.extend(line.notes)

    def _read(self, paragraph: XmlElement) -> tuple[ParagraphForm, LineText | None]:
        """The form and text of a paragraph; no text where it is only the beginning of the next."""
        form = form_of(paragraph, self.document.styles, self.document.lists)
        code = form.kind is BlockKind.CODE and self.kind is None
        line = self.inline.read(paragraph, keeps_space=code, hidden=form.style.is_hidden)
        if self._before:
            line.prefix(self._before)
            self._before = ""
        if (form.joins_next or form.is_drop_cap) and not line.attachments and not line.notes:
            self._before = line.text if form.is_drop_cap else line.untrimmed
            return form, None
        self._paragraph += bool(line.text)
        return form, line

    def _place_of(self, line: LineText | None) -> Locator:
        if self.place is not None:
            return self.place
        number = max(self._paragraph, 1)
        pages, current = None, self.inline.pages
        if current is not None:
            first = (line.first_page if line else 0) or current.page
            starts = line.page_starts if line else []
            pages = Pages(first, max(first, starts[-1][1] if starts else first))
        return Locator(pages=pages, numbered=Numbered(PlaceUnit.PARAGRAPH, number, number))

    def _write(self, form: ParagraphForm, kind: BlockKind, line: LineText, place: Locator) -> None:
        line.prefix(form.label)
        furniture = self.furniture or form.style.is_contents
        if form.style.is_title and self.kind is None and self.document.title_is_open:
            self.builder.title = " ".join(line.text.split())
        self.document.title_is_open &= kind is not BlockKind.HEADING
        if kind is BlockKind.HEADING and furniture:
            kind = BlockKind.PARAGRAPH
        level = form.level if kind is form.kind else 0
        self.builder.add(kind, line.text, place, level=level, furniture=furniture)
        if line.page_starts and self.place is None:
            self.page_starts.append((self.builder.count - 1, line.page_starts))
        if line.readings:
            self.builder.add(BlockKind.ANNOTATION, "; ".join(line.readings), place, furniture=furniture)

    def _add_code(self, text: str, place: Locator) -> None:
        if not self._code:
            self._settle(BlockKind.CODE)
            self._code_place = place
        self._code.append(text)
        self._code_place = self._code_place.through(place)

    def _settle(self, kind: BlockKind) -> None:
        """Writes what waits before a block of ``kind``: the beginning of a paragraph that has no end, lines of code, and
        notes, unless a list or table goes on."""
        before, self._before = self._before, ""
        self.builder.add(self.kind or BlockKind.PARAGRAPH, before, self._place_of(None), furniture=self.furniture)
        if self._code:
            self.builder.add(BlockKind.CODE, "\n".join(self._code), self._code_place, furniture=self.furniture)
            self._code = []
        if kind not in _RUNS and self._notes:
            waiting, self._notes = self._notes, []
            for reference in waiting:
                self._write_note(reference)

    def _write_note(self, reference: NoteReference) -> None:
        note = self.document.note(reference)
        if note is not None:
            story = self._inside(BlockKind.FOOTNOTE, note.part)
            story._before = f"{reference.label}. " if reference.label else ""
            story.write(note.element)

    def _inside(self, kind: BlockKind | None, part: PackagePart | None) -> Story:
        """The story of what hangs on the last paragraph."""
        inline = InlineReader(self.inline.styles, self.inline.numbers, languages=self.inline.languages)
        return Story(self.document, self.builder, inline, kind, self._place_of(None), self.furniture, part)

    def _attach(self, line: LineText, place: Locator) -> None:
        for attachment in line.attachments:
            self._settle(BlockKind.CODE)
            if attachment.box is not None:
                self._box(attachment.box)
            else:
                self._drawing(attachment, place)

    def _box(self, box: XmlElement) -> None:
        story = self._inside(self.kind, self.part)
        if name_of(box) == "w:tbl":
            story._table(box)
            story.finish()
        else:
            story.write(box)

    def _drawing(self, attachment: Attachment, place: Locator) -> None:
        self.builder.add(BlockKind.IMAGE, attachment.picture, place, furniture=self.furniture)
        self.builder.add(self.kind or BlockKind.PARAGRAPH, attachment.words, place, furniture=self.furniture)
        for relationship, write in ((attachment.chart, write_chart), (attachment.diagram, write_diagram)):
            root = self.document.related(self.part or self.document.main, relationship)
            if root is not None:
                write(self.builder, root, place)

    def _table(self, table: XmlElement) -> None:
        shape = TableShape.of(table, self.document.styles)
        self._settle(BlockKind.PARAGRAPH)
        for number, row in enumerate(kept_rows(table)):
            if shape.is_layout:
                for cell in kept_cells(row):
                    self._blocks(cell)
                    self._settle(BlockKind.PARAGRAPH)
            else:
                kind = BlockKind.TABLE_HEADER if number < shape.header_rows else BlockKind.TABLE_ROW
                self._row(row, kind)

    def _row(self, row: XmlElement, kind: BlockKind) -> None:
        first, self._row_page = self._paragraph + 1, 0
        cells = [text for cell in kept_cells(row) for text in (self._cell(cell), *[""] * (columns_of(cell) - 1))]
        skipped = [""] * columns_skipped(row)
        self.builder.add_row(kind, [*skipped, *cells], self._place_of_row(first), furniture=self.furniture)

    def _place_of_row(self, first: int) -> Locator:
        """Where the row stands whose first paragraph is this one."""
        place, pages = self._place_of(None), self.inline.pages
        if self.place is not None:
            return place
        numbered = Numbered(PlaceUnit.PARAGRAPH, first, max(self._paragraph, first))
        return replace(
            place, numbered=numbered, pages=Pages(self._row_page or pages.page, pages.page) if pages else None
        )

    def _cell(self, cell: XmlElement) -> str:
        """The text of a cell, its paragraphs and what hangs on them joined; "" for one that goes on from the row above."""
        merged = child(cell, "w:tcPr", "w:vMerge")
        if merged is not None and attribute(merged, "w:val") != "restart":
            return ""
        return " ".join(self.texts(cell))

    def texts(self, container: XmlElement) -> Iterator[str]:
        """The texts of the paragraphs in a container, and of what hangs on them."""
        for paragraph in paragraphs_of(container):
            form, line = self._read(paragraph)
            if line is None:
                continue
            if line.text:
                self._row_page = self._row_page or line.first_page
                yield " ".join((form.label + line.text).split())
            self._notes.extend(line.notes)
            for attachment in line.attachments:
                yield from filter(None, (attachment.picture, attachment.words))
                if attachment.box is not None:
                    yield from self._inside(None, self.part).texts(attachment.box)


def _is_contents(element: XmlElement) -> bool:
    """Whether a content control is a table of contents."""
    part = child(element, "w:sdtPr", "w:docPartObj")
    return value(part, "w:docPartGallery") == "Table of Contents"
