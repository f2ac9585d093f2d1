"""Plain text without markup -> blocks: what a reader sees as title, headings, lists, tables, questions and answers.

    text -> lines (lines) -> pieces (pieces, wrapping) -> headings (outline) -> blocks

The text is the file's, untouched; a block is a span of it. Whatever is not white space lies in exactly one block.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.reading.building import Reading, with_body
from indexer.reading.lines import cells_of, lines_of
from indexer.reading.outline import Outline, outline_of
from indexer.reading.pieces import Piece, Shape, pieces_of
from indexer.records import Block, BlockKind, Locator

__all__ = ["plain_blocks", "read_plain"]

_KINDS = {
    Shape.TEXT: BlockKind.PARAGRAPH,
    Shape.ITEM: BlockKind.LIST_ITEM,
    Shape.QUOTATION: BlockKind.QUOTATION,
    Shape.TABLE_HEADER: BlockKind.TABLE_HEADER,
    Shape.TABLE_ROW: BlockKind.TABLE_ROW,
    Shape.RULER: BlockKind.PARAGRAPH,
}


def read_plain(text: str) -> Reading:
    """The blocks of a text file, and its title where its first line is one."""
    title, blocks = plain_blocks(text)
    return Reading(text, blocks, title)


def plain_blocks(text: str, first_line: int = 1, titled: bool = False) -> tuple[str | None, tuple[Block, ...]]:
    """The title, where the first line is one, and the blocks of a text.

    ``first_line`` is the number of its first line in the file, from 1; ``titled`` says that the title is known from
    elsewhere, so that the first line is not taken for it. A text has at least one block that is no heading.
    """
    pieces = pieces_of(lines_of(text, first_line))
    outline = outline_of(pieces, titled=titled)
    return outline.title, with_body(tuple(_blocks(pieces, outline)))


def _blocks(pieces: list[Piece], outline: Outline) -> Iterator[Block]:
    path: list[tuple[int, str]] = []
    indents: list[int] = []
    pending = enumerate(pieces)
    for at, piece in pending:
        level = outline.levels.get(at)
        indents = _nested(indents, piece) if level is None else []
        if level is None:
            yield _block(_KINDS[piece.shape], piece, path, level=len(indents))
            continue
        path = [(depth, name) for depth, name in path if depth < level]
        whole = Piece(piece.shape, (*piece.lines, *pieces[at + 1].lines)) if at in outline.underlined else piece
        yield _block(BlockKind.HEADING, whole, path, level=level)
        if at in outline.underlined:
            next(pending)
        if level > 1:
            path.append((level, " ".join(piece.first.text.lstrip("# ").split())))


def _nested(indents: list[int], piece: Piece) -> list[int]:
    """The indentations of the items that this one stands in, its own last; empty for any other piece."""
    if piece.shape is not Shape.ITEM:
        return []
    return [*(indent for indent in indents if indent < piece.first.indent), piece.first.indent]


def _block(kind: BlockKind, piece: Piece, path: list[tuple[int, str]], *, level: int) -> Block:
    is_row = kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)
    return Block(
        kind,
        piece.first.start,
        piece.last.end,
        tuple(name for _, name in path),
        Locator(lines=(piece.first.number, piece.last.number)),
        level,
        cells_of(piece.first) if is_row else (),
    )
