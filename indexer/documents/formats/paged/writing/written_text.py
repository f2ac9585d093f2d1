"""The text of paragraphs, and where their words and pages are in it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.documents.formats.paged.writing.hyphens import DocumentWords
from indexer.model import BlockKind, Box, WordBox

__all__ = ["WrittenText", "written"]


@dataclass(slots=True)
class WrittenText:
    """A text with its words (start, end, page of each in ``words``, four sides in ``boxes``) and the pages that begin in
    it (offset, page)."""

    text: str = ""
    words: array[int] = field(default_factory=lambda: array("I"))
    boxes: array[float] = field(default_factory=lambda: array("f"))
    pages: list[tuple[int, int]] = field(default_factory=list)
    cells: tuple[str, ...] = ()

    def add(self, line: PageLine, shift: int, last: int) -> None:
        """The words of a line before an offset of its text, which stands ``shift`` further on."""
        for start, end, box in line.words():
            end = min(end, last)
            if start < end:
                self.words.extend((shift + start, shift + end, line.page))
                self.boxes.extend(box)

    def word_boxes(self, start: int) -> Iterator[WordBox]:
        """Its words, where it begins at ``start`` in the document's text."""
        words, boxes = self.words, self.boxes
        for i in range(0, len(words), 3):
            at = i // 3 * 4
            left, top, right, bottom = boxes[at : at + 4]
            yield WordBox(start + words[i], start + words[i + 1], Box(words[i + 2], left, top, right, bottom))


def written(paragraph: Paragraph, words: DocumentWords) -> WrittenText:
    """The text of a paragraph: running text in which words broken at the ends of lines are whole again, the lines of
    code as they stand, or the cells of a row."""
    if paragraph.cells:
        return _row([_written(cell, words, broken=_broken(cell, words)) for cell in paragraph.cells])
    return _written(paragraph.lines, words, paragraph.kind is BlockKind.CODE)


def _broken(cell: Sequence[PageLine], words: DocumentWords) -> frozenset[int]:
    """The numbers of the lines of a cell that end inside a word."""
    return words.unhyphenated([line.text for line in cell])


def _written(
    lines: Sequence[PageLine], words: DocumentWords, is_code: bool = False, broken: frozenset[int] = frozenset()
) -> WrittenText:
    """Lines as one text; between a ``broken`` one and the next is nothing."""
    found = WrittenText()
    parts: list[str] = []
    length = 0
    edge = min((line.left for line in lines), default=0.0)
    between = ""
    for number, line in enumerate(lines):
        kept, after = words.inside(line.text), ""
        if is_code:
            # White space before the first line is no part of a block.
            between = "\n" + _indent(line, edge) if number else ""
        elif number + 1 < len(lines):
            kept, after = words.joined(line.text, lines[number + 1].text)
            after = "" if number in broken else after
        length += len(between)
        if number and line.page != lines[number - 1].page:
            found.pages.append((length, line.page))
        found.add(line, length, len(kept))
        parts.extend((between, kept))
        length += len(kept)
        between = after
    found.text = "".join(parts)
    return found


def _indent(line: PageLine, edge: float) -> str:
    """The spaces by which a line of code stands in: letters of one width are .6 of their size."""
    return " " * min(round((line.left - edge) / (0.6 * line.size)), 80)


def _row(cells: Sequence[WrittenText]) -> WrittenText:
    """The cells of a row, parted as the builder of texts parts them."""
    found = WrittenText(" | ".join(cell.text for cell in cells), cells=tuple(cell.text for cell in cells))
    at = 0
    for cell in cells:
        found.words.extend(value if i % 3 == 2 else value + at for i, value in enumerate(cell.words))
        found.boxes.extend(cell.boxes)
        at += len(cell.text) + len(" | ")
    return found
