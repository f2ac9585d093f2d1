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
from indexer.documents.formats.office.word.bold_headings import LEVEL_OF_BOLD
from indexer.documents.formats.office.word.line.inline import InlineReader
from indexer.documents.formats.office.word.line.line_text import Attachment, LineText, NoteReference
from indexer.documents.formats.office.word.paragraph_forms import ParagraphForm, form_of, is_table_of_contents
from indexer.documents.formats.office.word.word_document import WordDocument
from indexer.documents.formats.office.word.word_places import WordPlaces
from indexer.documents.formats.office.word.word_tables import (
    TableShape,
    columns_of,
    columns_skipped,
    kept_cells,
    kept_rows,
    paragraphs_of,
)
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, name_of
from indexer.documents.formats.text.mark_collector import MarkedWords, joined_words
from indexer.model import BlockKind, Locator

__all__ = ["Story"]

#: What an accepted text no longer has.
_DELETED = frozenset({"w:del", "w:moveFrom"})
#: Kinds whose blocks go on as one where they follow one another.
_RUNS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})


@dataclass
class Story:
    """Writes one part, or one note or box of it, into ``builder``.

    Every block is of ``kind`` and stands at ``place`` where these are given; ``part`` is that written, if not the main.
    """

    document: WordDocument
    builder: TextBuilder
    inline: InlineReader
    kind: BlockKind | None = None
    place: Locator | None = None
    furniture: bool = False
    part: PackagePart | None = None
    page_starts: list[tuple[int, list[tuple[int, int, str]]]] = field(default_factory=list)
    _before: str = ""  # what goes before the text of the next paragraph
    _code: list[str] = field(default_factory=list)
    _code_place: Locator = Locator()
    _waiting: list[tuple[NoteReference | Attachment, Locator]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places = WordPlaces(self.inline.pages, self.place)

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
            elif name == "w:sdt" and is_table_of_contents(element):
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
            self.builder.add(self.kind or BlockKind.PARAGRAPH, text, self._places.of())

    def _take(self, paragraph: XmlElement) -> None:
        form, line = self._read(paragraph)
        if self.inline.pages and child(paragraph, "w:pPr", "w:sectPr") is not None:
            self.inline.pages.end_section()
        if line is None:
            return
        text, place = line.text, self._places.of(line)
        kind = self.kind or form.kind
        if text and kind is BlockKind.CODE and not form.label:
            self._add_code(text, place)
        elif text:
            self._settle(kind)
            self._write(form, kind, line, place)
        self._attach(line, place)
        self._waiting.extend((note, place) for note in line.notes)

    def _read(self, paragraph: XmlElement) -> tuple[ParagraphForm, LineText | None]:
        """The form and text of a paragraph; no text where it is only the beginning of the next."""
        form = form_of(paragraph, self.document.styles, self.document.lists)
        if form.kind is BlockKind.PARAGRAPH and paragraph in self.document.bold_headings:
            form = replace(form, kind=BlockKind.HEADING, level=LEVEL_OF_BOLD)
        code = form.kind is BlockKind.CODE and self.kind is None
        line = self.inline.read(paragraph, keeps_space=code, hidden=form.style.is_hidden)
        if self._before:
            line.prefix(self._before)
            self._before = ""
        if (form.joins_next or form.is_drop_cap) and not line.attachments and not line.notes:
            self._before = line.text if form.is_drop_cap else line.untrimmed
            return form, None
        self._places.see(line)
        return form, line

    def _write(self, form: ParagraphForm, kind: BlockKind, line: LineText, place: Locator) -> None:
        line.prefix(form.label)
        furniture = self.furniture or form.style.is_contents
        if form.style.is_title and self.kind is None and self.document.title_is_open:
            self.builder.title = " ".join(line.text.split())
        self.document.title_is_open &= kind is not BlockKind.HEADING
        if kind is BlockKind.HEADING and furniture:
            kind = BlockKind.PARAGRAPH
        level = form.level if kind is form.kind else 0
        self.builder.add(kind, line.text, place, level=level, furniture=furniture, marked=line.marks.take())
        if self.inline.pages and line.page_starts:
            starts = [(offset, page, self.inline.pages.label(page)) for offset, page in line.page_starts]
            self.page_starts.append((self.builder.count - 1, starts))
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
        self.builder.add(self.kind or BlockKind.PARAGRAPH, before, self._places.of(), furniture=self.furniture)
        if self._code:
            self.builder.add(BlockKind.CODE, "\n".join(self._code), self._code_place, furniture=self.furniture)
            self._code = []
        if kind not in _RUNS:
            waiting, self._waiting = self._waiting, []
            for one, place in waiting:
                self._write_note(one, place) if isinstance(one, NoteReference) else self._drawing(one, place)

    def _write_note(self, reference: NoteReference, place: Locator) -> None:
        note = self.document.note(reference)
        if note is not None:
            story = self._inside(BlockKind.FOOTNOTE, note.part, place)
            story._before = f"{reference.label}. " if reference.label else ""
            story.write(note.element)

    def _inside(self, kind: BlockKind | None, part: PackagePart | None, place: Locator) -> Story:
        """The story of what hangs on a paragraph."""
        own = part or self.part or self.document.main
        inline = InlineReader(self.inline.styles, self.inline.numbers, languages=self.inline.languages, part=own)
        return Story(self.document, self.builder, inline, kind, place, self.furniture, part)

    def _attach(self, line: LineText, place: Locator) -> None:
        for attachment in line.attachments:
            self._settle(BlockKind.CODE)
            if attachment.box is not None:
                self._box(attachment.box, place)
            else:
                self._drawing(attachment, place)

    def _box(self, box: XmlElement, place: Locator) -> None:
        story = self._inside(self.kind, self.part, place)
        story._table(box) if name_of(box) == "w:tbl" else story._blocks(box)
        story.finish()

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
        self.builder.end_table()

    def _row(self, row: XmlElement, kind: BlockKind) -> None:
        self._places.begin_row()
        empty: tuple[str, MarkedWords | None] = "", None
        cells = [empty] * columns_skipped(row)
        for cell in kept_cells(row):
            cells += [self._cell(cell), *[empty] * (columns_of(cell) - 1)]
        texts, marked = [text for text, _ in cells], [words for _, words in cells]
        self.builder.add_row(kind, texts, self._places.of_row(), furniture=self.furniture, marked=marked)

    def _cell(self, cell: XmlElement) -> tuple[str, MarkedWords | None]:
        """The text of a cell, its paragraphs and what hangs on them joined, and what is marked in it; "" for one that goes
        on from the row above."""
        merged = child(cell, "w:tcPr", "w:vMerge")
        if merged is not None and attribute(merged, "w:val") != "restart":
            return "", None
        parts = list(self.marked_texts(cell))
        return " ".join(text for text, _ in parts), joined_words(parts)

    def texts(self, container: XmlElement) -> Iterator[str]:
        """The texts of the paragraphs in a container, and of what hangs on them."""
        return (text for text, _ in self.marked_texts(container))

    def marked_texts(self, container: XmlElement) -> Iterator[tuple[str, MarkedWords | None]]:
        """The same, each with what is marked in it."""
        for paragraph in paragraphs_of(container):
            form, line = self._read(paragraph)
            if line is None:
                continue
            if line.text:
                yield " ".join((form.label + line.text).split()), _labelled(form.label, line)
            yield from ((text, None) for text in self._hanging(line))
        before, self._before = self._before, ""
        if before:
            yield before, None

    def _hanging(self, line: LineText) -> Iterator[str]:
        """The texts of what hangs on a paragraph in a cell; what has no place there waits for the end of the table."""
        place = self._places.of(line)
        self._waiting.extend((note, place) for note in line.notes)
        for attachment in line.attachments:
            yield from filter(None, (attachment.picture, attachment.words))
            if attachment.box is not None:
                story = self._inside(None, self.part, place)
                yield from story.texts(attachment.box)
                self._waiting.extend(story._waiting)
            elif attachment.chart or attachment.diagram:
                self._waiting.append((attachment, place))


def _labelled(label: str, line: LineText) -> MarkedWords | None:
    return joined_words([(label, None), (line.text, line.marks.take())], between="")
