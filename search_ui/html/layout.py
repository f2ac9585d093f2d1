"""The blocks of a document -> what a page shows: headings, paragraphs, lists by level, tables, quotations, code.

A page is a row of sections; at most one of them is ``shown``: it holds the passage that the reader came for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile
from operator import itemgetter
from os.path import commonprefix

from markupsafe import Markup

from indexer.documents.formats.building import is_one_table
from indexer.model import Block, BlockKind, Document, PageStart, PlaceUnit, Span
from search_ui.html.author_marks import LinkTo, author_layers, links_in, outward
from search_ui.html.blocks import BulletList, Code, Heading, ListItem, Paragraph, Piece, Quotation, Row, Section, Table
from search_ui.html.marks import BULLET, INDENT, PART, Layer, marked
from search_ui.html.outline import depths_of

__all__ = ["layout"]

#: Lines at least this long before a line break, in code points, were broken by an editor, not by the author's will.
_FULL_LINE = 50

#: A table of more rows is cut where the passage begins and ends.
_WHOLE_TABLE = 20

#: Lists deeper than this are shown at this depth.
_DEEPEST = 6

#: What an author puts before a list item: a sign, or a number or letter with a dot or bracket.
_BULLET = re.compile(r"[^\w\s]{1,2}(?=\s)|\(?\w{1,4}[.)](?=\s)")

_WORD = re.compile(r"\S+")

#: The end of a line, and what a line that is not empty begins with.
_LINE_BREAK = re.compile(r"\r\n?|\n")
_BLANKS = re.compile(r"([ \t]*)[^ \t\r\n]")


def layout(
    document: Document,
    layers: Sequence[Layer] = (),
    *,
    shown: Span | None = None,
    within: Span | None = None,
    numbered: bool = False,
    link_to: LinkTo = outward,
) -> tuple[Section, ...]:
    """The document, or what of it lies ``within`` a span, laid out; ``layers`` are marked, ``shown`` is set apart. What its
    author set apart inside of lines is so, too; ``link_to`` says where links lead.

    Where ``within`` begins inside a table, the table's header rows are put above. With ``numbered`` pieces say where
    they begin in the file, headings have anchors, and so has the first word of each page of the file. Headings are as deep
    as those that they stand below here, whatever levels their author left out.
    """
    within = within or Span(0, len(document.text))
    starts = _page_starts(document, within) if numbered else ()
    blocks = _blocks_of(document, within)
    own = author_layers(document, Span(blocks[0].start, blocks[-1].end), link_to) if blocks else ()
    page = _Page(document, layers, shown, within, numbered, starts, own, depths_of(blocks))
    runs = (each for run in _runs(blocks, page) for each in _cut(run, page))
    sections = groupby(runs, key=itemgetter(0))
    return tuple(Section(shown, tuple(page.piece(run) for _, run in group)) for shown, group in sections)


def _page_starts(document: Document, within: Span) -> tuple[Layer, ...]:
    """The first word of each page of the file that begins ``within``, as an element of its own that names the page."""
    last, found = 0, []
    for block in document.blocks:
        if (pages := block.locator.pages) is None or block.furniture:
            continue
        for start in (PageStart(block.start, pages.first, pages.first_label), *block.page_starts):
            if start.page > last and within.start <= start.offset < within.end:
                found.append(_page_start(document.text, start, block.end))
            last = max(last, start.page)
    return tuple(found)


def _page_start(text: str, start: PageStart, end: int) -> Layer:
    word = _WORD.search(text, start.offset, end)
    span = Span(*word.span()) if word else Span(start.offset, start.offset + 1)
    opening = Markup('<span class="page-start" id="page-{}" data-at="p. {}">').format(
        start.page, start.label or start.page
    )
    return Layer((opening, Markup("</span>")), (span,))


def _blocks_of(document: Document, within: Span) -> list[Block]:
    """The blocks that ``within`` touches, and before them the header rows of the table that it begins in."""
    blocks = document.blocks
    touched = [i for i, b in enumerate(blocks) if b.start < within.end and within.start < b.end]
    if not touched:
        return []
    first = touched[0]
    while first and is_one_table(document.text, blocks[first - 1], blocks[first]):
        first -= 1
    above = takewhile(lambda i: blocks[i].kind is BlockKind.TABLE_HEADER, range(first, touched[0]))
    return [blocks[i] for i in (*above, *touched)]


def _runs(blocks: Sequence[Block], page: _Page) -> Iterator[list[Block]]:
    """Blocks that make one part: the items of a list, the rows of a table, quoted paragraphs; others alone."""
    run: list[Block] = []
    for block in blocks:
        if run and not _continues(run[-1], block, page):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _cut(run: list[Block], page: _Page) -> Iterator[tuple[bool, list[Block]]]:
    """A run, and whether it is shown; a long table in parts, each below the header, so that its passage can be seen at once
    and nothing else seems to be of it."""
    header = list(takewhile(lambda block: block.kind is BlockKind.TABLE_HEADER, run))
    rows = run[len(header) :]
    is_long = len(rows) > _WHOLE_TABLE and rows[0].kind is BlockKind.TABLE_ROW
    if is_long and any(map(page.shows, rows)):
        for shown, part in groupby(rows, key=page.shows):
            yield shown, [*header, *part]
    else:
        yield any(map(page.shows, run)), run


def _continues(last: Block, block: Block, page: _Page) -> bool:
    if block.kind is BlockKind.TABLE_ROW:
        above = last.kind is BlockKind.TABLE_HEADER and last.end <= page.within.start  # the rows between are not seen
        return above or is_one_table(page.document.text, last, block)
    if block.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTATION):
        # A list is cut where the passage begins or ends, so that the shown section holds the passage and no more.
        return last.kind is block.kind and last.headings == block.headings and page.shows(last) == page.shows(block)
    return block.kind is last.kind is BlockKind.TABLE_HEADER


@dataclass(frozen=True, slots=True)
class _Page:
    """What is laid out: the document, its marks, the passage set apart, and the span that is seen."""

    document: Document
    layers: Sequence[Layer]
    passage: Span | None
    within: Span
    numbered: bool = False
    page_starts: Sequence[Layer] = ()
    author: Sequence[Layer] = ()  # the first has its links
    depths: Mapping[int, int] = field(default_factory=dict)  # of headings, by where they begin

    def at(self, block: Block) -> str:
        """The line that a block begins on, or its row in a sheet, for the margin; pages are named where they begin."""
        place = block.locator
        if not self.numbered or block.start < self.within.start or place.page is not None:
            return ""
        if place.numbered is not None and place.numbered.unit is PlaceUnit.ROW:
            return str(place.numbered.first)
        return str(place.lines[0]) if place.lines else ""

    def shows(self, block: Block) -> bool:
        return self.passage is not None and block.start < self.passage.end and self.passage.start < block.end

    def piece(self, run: Sequence[Block]) -> Piece:
        first = run[0]
        if first.kind is BlockKind.HEADING:
            anchor = f"h-{first.start}" if self.numbered else ""
            return Heading(self.html(first), min(self.depths[first.start], 6), self.at(first), anchor)
        if first.kind is BlockKind.LIST_ITEM:
            return BulletList(_nested([(min(b.level, _DEEPEST), self.item(b)) for b in run]))
        if first.kind is BlockKind.QUOTATION:
            return Quotation(tuple(map(self.paragraph, run)))
        if first.kind is BlockKind.CODE:
            return Code(self.html(first), self.at(first))
        return self.table(run) if first.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW) else self.paragraph(first)

    def table(self, run: Sequence[Block]) -> Table:
        header = [block for block in run if block.kind is BlockKind.TABLE_HEADER]
        rows = [block for block in run if block.kind is BlockKind.TABLE_ROW]
        again = bool(header and rows) and not is_one_table(self.document.text, header[-1], rows[0])
        # What stands above once more begins no page and has no line of its own.
        above = replace(self, numbered=False, page_starts=()) if again else self
        return Table(tuple(map(above.row, header)), tuple(map(self.row, rows)))

    def row(self, block: Block) -> Row:
        return Row(tuple(map(self.cell, block.cells)) or (self.html(block),), self.shows(block), self.at(block))

    def cell(self, span: Span) -> Markup:
        return marked(
            self.document.text, span, (*self.pages_in(span), *self.links(span), *self.layers, *self.author[1:])
        )

    def links(self, span: Span) -> Sequence[Layer]:
        """The links in a span: its author's, and the addresses that stand there."""
        own = self.author[:1]
        return (*own, links_in(self.document.text, span, own[0].spans if own else ()))

    def pages_in(self, span: Span) -> list[Layer]:
        """The beginnings of pages inside a span."""
        return [layer for layer in self.page_starts if span.start <= layer.spans[0].start < span.end]

    def item(self, block: Block) -> ListItem:
        bullet = _BULLET.match(self.document.text, block.start, block.end)
        layers = [Layer(BULLET, (Span(*bullet.span()),))] if bullet else []
        seen = bullet is not None and self.within.start < bullet.end()
        return ListItem(self.paragraph(block, layers), seen)

    def paragraph(self, block: Block, layers: Sequence[Layer] = ()) -> Paragraph:
        wrapped = _wrapped(self.document.text[block.start : block.end])
        return Paragraph(self.html(block, layers), wrapped, self.at(block), block.furniture)

    def html(self, block: Block, layers: Sequence[Layer] = ()) -> Markup:
        """The block's text with its marks; where only a part of it is the passage, that part is set apart, too."""
        passage = self.passage
        if passage and self.shows(block) and not passage.start <= block.start < block.end <= passage.end:
            layers = (*layers, Layer(PART, (passage,)))
        seen = Span(max(block.start, self.within.start), min(block.end, self.within.end))
        if seen.start >= seen.end:  # a table's header may stand above what is seen: it is there to be read, whole
            seen = Span(block.start, block.end)
        is_code = block.kind is BlockKind.CODE
        links = self.links(seen) if not is_code else ()
        layers = (*self.pages_in(Span(block.start, block.end)), *layers, *links, *self.layers, *self.author[1:])
        if is_code and not self.numbered:
            layers = (*layers, Layer(INDENT, _indents(self.document.text, seen)))
        return marked(self.document.text, seen, layers)


def _nested(leveled: Sequence[tuple[int, ListItem]]) -> tuple[ListItem, ...]:
    """List items, each with its level, as a tree: an item holds the deeper ones that follow it."""
    items, first = [], 0
    while first < len(leveled):
        last = first + 1
        while last < len(leveled) and leveled[last][0] > leveled[first][0]:
            last += 1
        items.append(replace(leveled[first][1], children=_nested(leveled[first + 1 : last])))
        first = last
    return tuple(items)


def _indents(text: str, seen: Span) -> list[Span]:
    """What all lines of a piece of code begin with, spaces or tabs, in each of them: lines out of the middle of it would
    stand far to the right, on a phone out of sight."""
    first = max(text.rfind("\n", 0, seen.start), text.rfind("\r", 0, seen.start)) + 1
    begins = [first, *(line.end() for line in _LINE_BREAK.finditer(text, seen.start, seen.end))]
    blanks = [blank for at in begins if (blank := _BLANKS.match(text, at, seen.end))]
    common = len(commonprefix([blank[1] for blank in blanks]))
    indents = [Span(max(blank.start(), seen.start), blank.start() + common) for blank in blanks]
    return [indent for indent in indents if indent.start < indent.end]


def _wrapped(text: str) -> bool:
    lines = text.splitlines()[:-1]
    return bool(lines) and all(len(line.rstrip()) >= _FULL_LINE for line in lines)
