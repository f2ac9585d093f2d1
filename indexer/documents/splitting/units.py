"""A section's text as units: the smallest pieces that a passage is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from indexer.documents.formats.building import is_one_table
from indexer.documents.splitting.sentences import SentenceSplitter
from indexer.model import Block, BlockKind, Span

__all__ = ["Cut", "Unit", "size_of", "units_of"]

#: A "word" of a passage is at most this many code points; longer runs count as several, so that text without spaces
#: is bounded too.
_WORD_LENGTH = 24

#: Context that ranking reads beside a passage is no longer than this, in code points.
_CONTEXT_LENGTH = 1000

#: A cell of more words than this has sentences in it rather than a value.
_LONG_CELL = 40

_RUN = regex.compile(r"\S+")
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
#: "-", "2.", "(b)", "1.2.", "iv)".
_BULLET = regex.compile(
    r"\s*(?:[-*+•➤◦▪‣–✓✔→►●○]"
    r"|\(?(?:\d{1,3}(?:\.\d{1,3}){0,8}|\p{L}|(?=[ivx])x{0,3}(?:i[xv]|v?i{0,3})|(?=[IVX])X{0,3}(?:I[XV]|V?I{0,3}))[.)]{1,2})\s+"
)
_LINE = regex.compile(r"[^\r\n]+")


class Cut:
    """What it costs to end a passage before a unit, beside 1 for a passage of twice the aim. Measured by eye."""

    PARAGRAPH = 0.0
    TABLE_ROW = 0.05
    SENTENCE = 0.1
    LIST_ITEM = 0.15
    INSIDE_ITEM = 0.5
    INSIDE_SENTENCE = 0.7
    INTRODUCED = 4.0


class Unit(NamedTuple):
    """A sentence, list item or table row: its span with bullet, its size in words, what cutting before it costs. A named
    tuple, as a corpus has more of them than of anything but words.

    ``sentence`` is the span without the bullet, None for a table's header. ``context`` is what its passage may add
    for ranking; ``lead`` the same, needed only if the passage starts with this unit (the sentence before its list).
    """

    block: Block
    start: int
    end: int
    size: int
    cut: float
    sentence: Span | None
    context: str = ""
    lead: str = ""


def size_of(text: str) -> int:
    """The number of words of a text; without spaces, a word for 24 code points, or for two CJK characters."""
    pieces = text.split()
    count = len(pieces)
    if len(text) > _WORD_LENGTH * count or not text.isascii():
        count = sum(1 + (len(piece) - 1) // _WORD_LENGTH for piece in pieces)
        count += len(_CJK.findall(text)) // 2
    return count


def _size_of_run(run: str) -> int:
    """The same of a text without white space."""
    return 1 if len(run) <= _WORD_LENGTH and run.isascii() and run.isprintable() else size_of(run)


def units_of(text: str, blocks: Sequence[Block], splitter: SentenceSplitter, limit: int) -> list[Unit]:
    """The units of a section's blocks, in order, none larger than ``limit`` words."""
    units: list[Unit] = []
    header: tuple[Block, ...] = ()
    intro = ""
    for block, previous in zip(blocks, [None, *blocks], strict=False):
        header = _headers(text, header, block, previous)
        if _is_item(block) and not _is_item(previous):
            intro = text[units[-1].start : units[-1].end][:_CONTEXT_LENGTH] if units else ""
        of_block = _UNITS_OF.get(block.kind, _sentences)(text, block, splitter)
        of_block = _led_by(of_block, previous, header, intro)
        if _is_row(block) and header:
            of_block = [unit._replace(context=_header_rows(text, header)) for unit in of_block]
        if any(unit.size > limit for unit in of_block):
            of_block = [piece for unit in of_block for piece in _bounded(text, unit, limit)]
        units += of_block
    return units


def _is_row(block: Block | None) -> bool:
    return block is not None and block.kind is BlockKind.TABLE_ROW


def _is_item(block: Block | None) -> bool:
    return block is not None and block.kind is BlockKind.LIST_ITEM


def _headers(text: str, before: tuple[Block, ...], block: Block, previous: Block | None) -> tuple[Block, ...]:
    """The header rows of the table that a block belongs to, where those were so ``before`` it: they are one below the
    other, and end with their table, as at an empty line between two rows."""
    goes_on = previous is not None and is_one_table(text, previous, block)
    if block.kind is BlockKind.TABLE_HEADER:
        return (*before, block) if goes_on and previous in before else (block,)
    return before if goes_on and _is_row(block) else ()


def _sentences(text: str, block: Block, splitter: SentenceSplitter) -> list[Unit]:
    return _cut_before_each(text, block, splitter.spans(text, block.start, block.end))


def _cut_before_each(text: str, block: Block, spans: Iterable[Span]) -> list[Unit]:
    """A unit for each span, which are sentences or lines of a block."""
    units = [Unit(block, *span, size_of(text[span[0] : span[1]]), Cut.SENTENCE, span) for span in spans]
    return [units[0]._replace(cut=Cut.PARAGRAPH), *units[1:]] if units else []


def _item(text: str, block: Block, splitter: SentenceSplitter) -> list[Unit]:
    """The first unit of a list item takes its bullet along, outside the sentence."""
    bullet = _BULLET.match(text, block.start, block.end)
    body = bullet.end() if bullet and bullet.end() < block.end else block.start
    items = []
    for i, (s, e) in enumerate(splitter.spans(text, body, block.end)):
        start = s if i else block.start
        items.append(Unit(block, start, e, size_of(text[start:e]), Cut.INSIDE_ITEM if i else Cut.LIST_ITEM, Span(s, e)))
    return items


def _row(text: str, block: Block, splitter: SentenceSplitter) -> list[Unit]:
    """A row is one unit, and says one thing; one with sentences in its cells is cut where these end."""
    size = size_of(text[block.start : block.end])
    if block.kind is BlockKind.TABLE_ROW and any(
        e - s > 2 * _LONG_CELL and size_of(text[s:e]) > _LONG_CELL for s, e in block.cells
    ):
        return _row_of_sentences(text, block, splitter)
    sentence = None if block.kind is BlockKind.TABLE_HEADER else Span(block.start, block.end)
    return [Unit(block, block.start, block.end, size, Cut.TABLE_ROW, sentence)]


def _row_of_sentences(text: str, block: Block, splitter: SentenceSplitter) -> list[Unit]:
    """The sentences of all cells; what stands between two cells goes with the second."""
    spans = [span for cell in block.cells for span in splitter.spans(text, cell.start, cell.end)]
    units, reached = [], block.start
    for at, (start, end) in enumerate(spans):
        first = reached + len(text[reached:start]) - len(text[reached:start].lstrip())
        last = block.end if at == len(spans) - 1 else end
        size = size_of(text[first:last])
        units.append(Unit(block, first, last, size, Cut.INSIDE_ITEM if at else Cut.TABLE_ROW, Span(start, end)))
        reached = end
    return units


def _lines(text: str, block: Block, splitter: SentenceSplitter) -> list[Unit]:
    """A piece of code line by line."""
    spans = [Span(*m.span()) for m in _LINE.finditer(text, block.start, block.end) if not m.group().isspace()]
    return _cut_before_each(text, block, spans or [Span(block.start, block.end)])


_UNITS_OF = {
    BlockKind.LIST_ITEM: _item,
    BlockKind.FOOTNOTE: _item,
    BlockKind.TABLE_HEADER: _row,
    BlockKind.TABLE_ROW: _row,
    BlockKind.CODE: _lines,
}


def _led_by(units: list[Unit], previous: Block | None, header: tuple[Block, ...], intro: str) -> list[Unit]:
    """The first unit of a block, bound to what leads into it: a list to its sentence, a row to its header, a
    definition to its term, an annotation to what it is about."""
    if not units or previous is None:
        return units
    first, kind = units[0], units[0].block.kind
    if kind is BlockKind.LIST_ITEM:
        first = first._replace(cut=first.cut if _is_item(previous) else Cut.INTRODUCED, lead=intro)
    elif (kind is BlockKind.TABLE_ROW and previous in header) or _belongs(kind, previous.kind):
        first = first._replace(cut=Cut.INTRODUCED)
    elif kind is BlockKind.TABLE_HEADER or (kind is BlockKind.TABLE_ROW and not _is_row(previous)):
        first = first._replace(cut=Cut.PARAGRAPH)
    return [first, *units[1:]]


def _belongs(kind: BlockKind, before: BlockKind) -> bool:
    """Whether a block says nothing without the one before it."""
    return kind is BlockKind.ANNOTATION or (kind is BlockKind.DEFINITION and before is BlockKind.TERM)


def _header_rows(text: str, header: Sequence[Block]) -> str:
    """The cells of header rows as they stand there, a line each, without what rules them off below."""
    rows = [text[row.cells[0].start : row.cells[-1].end] for row in header if row.cells]
    return "\n".join(rows)[:_CONTEXT_LENGTH]


def _bounded(text: str, unit: Unit, limit: int) -> Iterator[Unit]:
    """The unit, or its pieces of at most ``limit`` words where it is larger: at white space where there is any."""
    if unit.size <= limit:
        yield unit
        return
    for start, end in _chop(text, unit.start, unit.end, limit):
        cut = unit.cut if start == unit.start else Cut.INSIDE_SENTENCE
        yield unit._replace(start=start, end=end, size=size_of(text[start:end]), cut=cut, sentence=Span(start, end))


def _chop(text: str, start: int, end: int, limit: int) -> Iterator[Span]:
    """Spans of at most ``limit`` words that cover all but white space of ``text[start:end]``."""
    first, last, size = -1, -1, 0
    for piece_start, piece_end in _pieces(text, start, end, limit):
        added = _size_of_run(text[piece_start:piece_end])
        if first >= 0 and size + added > limit:
            yield Span(first, last)
            first, size = -1, 0
        first = piece_start if first < 0 else first
        last, size = piece_end, size + added
    if first >= 0:
        yield Span(first, last)


def _pieces(text: str, start: int, end: int, limit: int) -> Iterator[Span]:
    """Runs without white space, cut where they are longer than a third of ``limit`` words can be."""
    longest = max(limit // 3, 1) * 2
    for match in _RUN.finditer(text, start, end):
        if _size_of_run(match.group()) <= limit // 3:
            yield Span(*match.span())
        else:
            for at in range(match.start(), match.end(), longest):
                yield Span(at, min(at + longest, match.end()))
