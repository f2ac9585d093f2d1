"""Lines in reading order -> paragraphs, list items and what else stands by itself, told apart by geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, starmap

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.model import BlockKind

__all__ = ["Paragraph", "is_marker", "marker", "paragraphs_of"]

#: Baselines further apart than this many of the usual distances part two paragraphs.
_APART = 1.3
#: Lines beside each other whose baselines are no further apart than this share of the size are of one row of cells.
_STAGGERED = 0.75
#: Baselines are as close as this in most text, and not further apart in any, in sizes of the font.
_CLOSE, _WIDEST = 2.5, 5.0
#: The fewest letters of a line of prose.
_PROSE = 20
#: Sides that differ by less than this share of the font's size are the same.
_SAME = 0.4

#: A line that leaves so much of its column empty ends its paragraph, though no sentence ends there.
_SHORT = 0.4
#: A line that leaves less than this share empty is full.
_FULL = 0.1

BULLET = regex.compile(r"[•●○◦▪▫■□➢➤►▶‣⁃·∙✓✔❖◆\uf0b7\uf0a7\uf0d8–—*-](?=\s|$)")
NUMBER = regex.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\d{1,3}\])(?=\s|$)")
_SENTENCE_END = regex.compile(r"[.!?:;…。！？]['\"”’»)\]]*(?:\d{1,2})?$")
_BROKEN = regex.compile(r"\p{L}[\x02\u00ad\u2010-]$")
_LETTER, _UNCASED = regex.compile(r"\p{L}"), regex.compile(r"\p{Lo}")
_LOWER = regex.compile(r"\p{Ll}")


@dataclass(slots=True)
class Paragraph:
    """Lines that are one block; ``level`` as in Block. ``furniture`` says that it belongs to the page, not to its
    subject; ``cells`` are the lines of each cell of a table's row, which may be the first of its table."""

    kind: BlockKind
    lines: list[PageLine]
    level: int = 0
    furniture: bool = False
    cells: tuple[tuple[PageLine, ...], ...] = ()
    begins_table: bool = False

    @property
    def size(self) -> float:
        """The size of most of its lines."""
        sizes = sorted(line.size for line in self.lines)
        return sizes[len(sizes) // 2]


def paragraphs_of(parts: Iterable[PageLine | Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs of one page; rows of tables among its lines part them."""
    region: list[PageLine | Paragraph] = []
    for part in parts:
        if region and _region(part) != _region(region[0]):
            yield from _of_region(region)
            region = []
        region.append(part)
    if region:
        yield from _of_region(region)


def _region(part: PageLine | Paragraph) -> tuple[int, int]:
    line = part.lines[0] if isinstance(part, Paragraph) else part
    return line.region, line.quarters


def _of_region(parts: Sequence[PageLine | Paragraph]) -> Iterator[Paragraph]:
    pitch = _usual_pitch([part for part in parts if isinstance(part, PageLine)])
    for is_line, group in groupby(parts, key=lambda part: isinstance(part, PageLine)):
        if is_line:
            yield from _of_lines([line for line in group if isinstance(line, PageLine)], pitch)
        else:
            yield from (row for row in group if isinstance(row, Paragraph))


def _of_lines(lines: Sequence[PageLine], pitch: float) -> Iterator[Paragraph]:
    """The paragraphs of lines; those that stand beside each other, their lines on other levels, are told apart."""
    opened = [[lines[0]]]
    for last, line in pairwise(lines):
        goes_on = next((one for one in reversed(opened) if not _starts(one, one[-1], line, pitch)), None)
        if goes_on is not None:
            goes_on.append(line)
            continue
        if not _is_staggered(last, line):
            yield from map(_paragraph, opened)
            opened = []
        opened.append([line])
    yield from map(_paragraph, opened)


def _is_staggered(last: PageLine, line: PageLine) -> bool:
    """Whether a line stands beside the one before it, a little lower, as in cells that are centred in their rows."""
    return line.base - last.base < _STAGGERED * line.size and (line.left >= last.right or line.right <= last.left)


def _usual_pitch(lines: Sequence[PageLine]) -> float:
    """The usual distance of baselines, in sizes of the font: where text runs on over wide ones, as in a draft with room for
    notes, those are usual."""
    pairs = [(line, below) for line, below in pairwise(lines) if abs(below.size - line.size) < 0.1 * line.size]
    close = [pitch for pitch in starmap(_pitch, pairs) if 0.8 < pitch < _CLOSE]
    running = [_pitch(*pair) for pair in pairs if _runs_on(*pair)]
    if len(running) > 1 and 2 * sum(pitch >= _CLOSE for pitch in running) > len(running):
        return _middle(running)
    return _middle(close) if close else 1.3


def _pitch(line: PageLine, below: PageLine) -> float:
    return (below.base - line.base) / line.size


def _middle(pitches: Iterable[float]) -> float:
    ordered = sorted(pitches)
    return ordered[len(ordered) // 2]


def _runs_on(line: PageLine, below: PageLine) -> bool:
    """Whether a sentence that fills a line goes on within it in the one below, however far below."""
    if not 0.8 < _pitch(line, below) < _WIDEST or line.gaps or below.gaps or line.cell or below.cell:
        return False
    left, right = line.room
    empty = (line.left - left if line.backward else right - line.right) / max(right - left, 1.0)
    is_open = not _SENTENCE_END.search(line.text) and len(_LETTER.findall(line.text)) >= _PROSE
    within = _SHORT if _LOWER.match(below.text) else _FULL if _UNCASED.match(below.text) else 0.0
    return is_open and empty < within


def _starts(opened: Sequence[PageLine], last: PageLine, line: PageLine, pitch: float) -> bool:
    """Whether a paragraph begins with ``line``, which stands below ``last``."""
    size = last.size
    if abs(line.size - size) > 0.12 * size or last.font.bold != line.font.bold and _whole_is_other(opened, line):
        return True
    distance = (line.base - last.base) / size
    if distance > _APART * pitch or distance < 0 or line.gaps or line.left >= last.right or line.right <= last.left:
        return True
    if last.gaps:
        return not _is_filled_up(last, line)
    if marker(line.text) and not (marker(opened[0].text) and line.left > opened[0].left + size):
        return True
    if _BROKEN.search(last.text):
        return False
    if _is_short(last, line):
        return True
    return _is_indented(opened, last, line)


def _is_filled_up(last: PageLine, line: PageLine) -> bool:
    """Whether the wide spaces of ``last`` only fill its column: a word that it breaks goes on at the margin below."""
    fills = last.room[1] - last.right < last.size and abs(line.left - last.left) < last.size
    return fills and bool(_BROKEN.search(last.text)) and bool(_LOWER.match(line.text))


def _whole_is_other(opened: Sequence[PageLine], line: PageLine) -> bool:
    return all(other.font.bold != line.font.bold for other in opened)


def _is_short(last: PageLine, line: PageLine) -> bool:
    """Whether the first word of ``line`` would have had room on the line before it."""
    left, right = last.room
    room = last.left - left if last.backward else right - last.right
    if room < line.first_width + 0.6 * last.size or room < 0.1 * (right - left):
        return False
    return bool(_SENTENCE_END.search(last.text)) or room > _SHORT * (right - left) and not _LOWER.match(line.text)


def _is_indented(opened: Sequence[PageLine], last: PageLine, line: PageLine) -> bool:
    """Whether a line stands further in than the one before it, or further out than an entry that hangs."""
    step = last.right - line.right if line.backward else line.left - last.left
    if len(opened) == 1:
        return step > _SAME * last.size and not marker(last.text) and bool(_SENTENCE_END.search(last.text))
    if step > _SAME * last.size:
        return step < 6 * last.size and not _LOWER.match(line.text)
    first = opened[0].right - last.right if line.backward else last.left - opened[0].left
    return step < -_SAME * last.size and first > _SAME * last.size and not _LOWER.match(line.text)


def marker(text: str) -> str:
    """The bullet or number that a list item begins with; "" for none."""
    found = BULLET.match(text) or NUMBER.match(text)
    return found.group() if found else ""


def is_marker(text: str) -> bool:
    """Whether a text is no more than the bullet or number of a list item."""
    return bool(text) and marker(text) == text


def _paragraph(lines: list[PageLine]) -> Paragraph:
    if BULLET.match(lines[0].text):
        return Paragraph(BlockKind.LIST_ITEM, lines, 1)
    return Paragraph(BlockKind.PARAGRAPH, lines)
