"""How text is put together where it must lose its markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.sheets.unstated_headings import with_first_row_as_header
from indexer.documents.formats.text.mark_collector import MarkedWords, marks_of_block
from indexer.model import Block, BlockKind, InlineKind, InlineMark, Locator, Span
from indexer.text.analysis import is_question

__all__ = ["TITLE_LENGTH", "TextBuilder", "is_one_table", "picture_name", "readable_name", "title_from", "with_body"]

#: Code points of a title that is made of the first words of what has none.
TITLE_LENGTH = 80

#: What stands for a picture and says nothing of it: the name of its file; what sort of thing pictures are.
_FILE_NAME = regex.compile(
    r"(?i)(?:description: )?(?:\S+|(?:[a-z]:|\\\\|file:|https?:)[\\/].*)\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|avif|emf|wmf)"
    r"|(?:https?|file)://\S+"
)
_SORT_OF_PICTURE = regex.compile(
    r"(?i)(?:an? |the )?(?:avatar|image|img|picture|pic|photo(?:graph)?|screen ?shot|thumbnail|placeholder|bild|foto|imagen"
    r"|captura de pantalla|capture d['’]écran|alt(?:ernative)? text|enter image description here)(?: \d+)?[.:]?"
)


def readable_name(stem: str) -> str:
    """A file's name as a title: "crying_after-sex" is "crying after sex"."""
    return regex.sub(r"[_\-\s]+", " ", stem).strip() or stem


def title_from(text: str) -> str:
    """The first words of ``text`` as the title of what has none: ``TITLE_LENGTH`` code points at most, and a sign where it
    goes on."""
    words = " ".join(text.split())
    return words if len(words) <= TITLE_LENGTH else words[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def picture_name(description: str) -> str:
    """The words that stand for a picture, on one line; "" for those that say nothing of it."""
    words = " ".join(description.split())
    return "" if _FILE_NAME.fullmatch(words) or _SORT_OF_PICTURE.fullmatch(words) else words


def is_one_table(text: str, before: Block, block: Block) -> bool:
    """Whether a block of ``text`` is of the same table as the one ``before`` it: both are rows, without an empty line
    between them."""
    if before.kind not in _ROWS or block.kind not in _ROWS:
        return False
    between = text[before.end : block.start]
    return max(between.count("\n"), between.count("\r")) < 2


def with_body(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, as paragraphs where all are headings: text that stands alone must be found too. Where all that has a
    body is furniture of the page, it is none."""
    if any(b.kind is not BlockKind.HEADING and not b.furniture for b in blocks):
        return blocks
    if any(b.furniture for b in blocks):
        return with_body(tuple(replace(b, furniture=False) for b in blocks))
    return tuple(replace(b, kind=BlockKind.PARAGRAPH, level=0, headings=()) for b in blocks)


class TextBuilder:
    """Builds a document's text block by block, so that each block's span is known when it is written, not searched.

    Headings are followed by level; the one that is the document's title is in no path. That is ``title``, or, where it is
    None, the first of level 1; "" for one that stands elsewhere, so that all headings are in the paths.
    """

    def __init__(self, title: str | None = None) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._marks: list[InlineMark] = []
        self._open: list[tuple[int, str]] = []  # levels and texts of the headings in force
        self._is_apart = False  # whether the next block has no part in the list or table before it
        self.title = title

    @property
    def level(self) -> int:
        """The level of the innermost heading in force; 0 without one."""
        return self._open[-1][0] if self._open else 0

    @property
    def count(self) -> int:
        """The blocks so far."""
        return len(self._blocks)

    def leave(self, level: int) -> None:
        """Ends all headings of ``level`` and below."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    def end_table(self) -> None:
        """The row that follows is of another table: an empty line parts it from the one before, whose headings end."""
        self._is_apart = bool(self._blocks) and self._blocks[-1].kind in _ROWS

    def enter(self, level: int, heading: str) -> None:
        """Begins what a heading of ``level`` is over that stands elsewhere, as in a table of contents."""
        self.leave(level)
        self._open.append((level, heading))

    def add(
        self,
        kind: BlockKind,
        text: str,
        place: Locator,
        *,
        level: int = 0,
        furniture: bool = False,
        marked: MarkedWords | None = None,
    ) -> None:
        """Appends a block. White space around its text is dropped, an empty one is left out. A heading that is furniture
        heads nothing. ``marked`` has the words that the text ends in, with their marks; code as a block has none."""
        text = text.strip()
        if not text:
            return
        heads = kind is BlockKind.HEADING and not furniture
        if heads:
            self.leave(level)
        start = self._begin(kind)
        self._append(Block(kind, start, start + len(text), self._path(), place, level, furniture=furniture), text)
        if marked and not furniture and kind is not BlockKind.CODE:
            self._marks += _of_kind(kind, marks_of_block(marked, text, start), len(text))
        if heads:
            self._open.append((level, " ".join(text.split())))
            if self.title is None and level == 1:
                self.title = " ".join(text.split())

    def add_row(
        self,
        kind: BlockKind,
        cells: list[str],
        place: Locator,
        *,
        furniture: bool = False,
        marked: Sequence[MarkedWords | None] = (),
    ) -> None:
        """Appends a table row: its cells, parted by " | "; ``marked`` has the words of each with their marks."""
        if not any(cells):
            return
        text = " | ".join(cells)
        # A row whose outer cells are empty keeps its bars, so that no cell's span can leave the block.
        start = at = self._begin(kind)
        spans = []
        for cell in cells:
            spans.append(Span(at, at + len(cell)))
            at += len(cell) + 3
        block = Block(kind, start, start + len(text), self._path(), place, 0, tuple(spans), furniture)
        self._append(block, text)
        for (first, last), words in zip(spans, () if furniture else marked, strict=False):
            if words:
                self._marks += marks_of_block(words, text[first - start : last - start], first)

    def relocate(self, first: int, place: Callable[[Locator], Locator]) -> None:
        """Changes the places of the blocks from number ``first`` on (from 0), such as those of a part of the file."""
        self._blocks[first:] = [replace(block, locator=place(block.locator)) for block in self._blocks[first:]]

    def _path(self) -> tuple[str, ...]:
        return tuple(text for level, text in self._open if not (level == 1 and text == self.title))

    def _begin(self, kind: BlockKind) -> int:
        """Parts a block of this kind from what stands; gives back where it starts."""
        if self._blocks:
            close = _CLOSE.get(self._blocks[-1].kind) == _CLOSE.get(kind, "") and not self._is_apart
            self._write("\n" if close else "\n\n")
        self._is_apart = False
        return self._length

    def _append(self, block: Block, text: str) -> None:
        self._write(text)
        self._blocks.append(block)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def document(self, title: str | None = None) -> ParsedDocument:
        """What was built, called ``title``, or else by its heading of level 1, or else by its first heading."""
        text = "".join(self._parts)
        blocks = with_body(tuple(_with_headers(text, self._blocks)))
        first = next((block for block in blocks if block.kind is BlockKind.HEADING and not block.furniture), None)
        if title or self.title or first is None:
            return ParsedDocument(text, blocks, title or self.title, marks=tuple(self._marks))
        title = " ".join(text[first.start : first.end].split())
        blocks = blocks if is_question(title) else tuple(_without(title, blocks))
        return ParsedDocument(text, blocks, title, marks=tuple(self._marks))


def _with_headers(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with a header for each table that has one and does not say so."""
    rows: list[Block] = []
    for block in blocks:
        if rows and not is_one_table(text, rows[-1], block):
            yield from with_first_row_as_header(text, rows)
            rows.clear()
        if block.kind in _ROWS:
            rows.append(block)
        else:
            yield block
    yield from with_first_row_as_header(text, rows)


def _of_kind(kind: BlockKind, marks: list[InlineMark], length: int) -> list[InlineMark]:
    """The marks of a block; a heading is no stronger for being strong from end to end."""
    if kind is not BlockKind.HEADING:
        return marks
    return [mark for mark in marks if mark.kind not in _STRONG or mark.end - mark.start < length]


def _without(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, without the document's title in their paths of headings."""
    for block in blocks:
        yield replace(block, headings=block.headings[1:]) if block.headings[:1] == (title,) else block


_STRONG = (InlineKind.STRONG, InlineKind.EMPHASIS)
_ROWS = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)
#: Kinds whose blocks follow one another on the next line rather than behind an empty one.
_CLOSE = {BlockKind.LIST_ITEM: "list", BlockKind.TABLE_HEADER: "table", BlockKind.TABLE_ROW: "table"}
