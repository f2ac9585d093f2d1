"""The text of paragraphs, and where their words and pages are in it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.documents.formats.paged.hyphens import HYPHENS, DocumentWords
from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.model import Box, WordBox

__all__ = ["WrittenText", "written"]


@dataclass(slots=True)
class WrittenText:
    """A text with its words (start, end, page of each in ``words``, four sides in ``boxes``) and the pages that begin in
    it (offset, page)."""

    text: str = ""
    words: array[int] = field(default_factory=lambda: array("I"))
    boxes: array[float] = field(default_factory=lambda: array("f"))
    pages: list[tuple[int, int]] = field(default_factory=list)

    def word_boxes(self, start: int) -> Iterator[WordBox]:
        """Its words, where it begins at ``start`` in the document's text."""
        words, boxes = self.words, self.boxes
        for i in range(0, len(words), 3):
            at = i // 3 * 4
            left, top, right, bottom = boxes[at : at + 4]
            yield WordBox(start + words[i], start + words[i + 1], Box(words[i + 2], left, top, right, bottom))


def written(lines: Sequence[PageLine], vocabulary: DocumentWords) -> WrittenText:
    """Lines put together to running text, in which words broken at their ends are whole again."""
    found = WrittenText()
    parts: list[str] = []
    length = 0
    for number, line in enumerate(lines):
        text = vocabulary.inside(line.text)
        if number:
            between = vocabulary.joined(lines[number - 1].text, line.text)
            parts.append(between)
            length += len(between)
            if line.page != lines[number - 1].page:
                found.pages.append((length, line.page))
        cut = text[-1:] in HYPHENS and number + 1 < len(lines)
        kept = text[:-1] if cut else text
        for start, end, box in line.words():
            if start < min(end, len(kept)):
                found.words.extend((length + start, length + min(end, len(kept)), line.page))
                found.boxes.extend(box)
        parts.append(kept)
        length += len(kept)
    found.text = "".join(parts)
    return found
