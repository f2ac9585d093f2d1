"""Recognised words -> a document: paragraphs, with the page of each and the box of every word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from indexer.documents.formats.paged.scans.doubts import doubts
from indexer.documents.formats.paged.scans.tesseract import RecognisedWord
from indexer.documents.formats.protocol import ParsedDocument
from indexer.model import About, Block, BlockKind, Box, Locator, PageMap, Pages, PageShape, WordBox

__all__ = ["ScannedText"]


class ScannedText:
    """Takes in the words of one page after another."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._boxes: list[WordBox] = []
        self._shapes: list[PageShape] = []
        self._notes: list[str] = []

    def add_page(self, words: Sequence[RecognisedWord], shape: PageShape) -> None:
        """The next page, with its words in reading order."""
        self._shapes.append(shape)
        for _, paragraph in groupby(words, key=lambda word: word.paragraph):
            self._add_paragraph(list(paragraph))
        if said := doubts(words):
            self._notes.append(f"page {len(self._shapes)}: {said}")

    def document(self, about: About, title: str | None = None) -> ParsedDocument:
        """All of it; without blocks where no words were recognised."""
        page_map = PageMap.of(self._boxes, self._shapes)
        return ParsedDocument("".join(self._parts), tuple(self._blocks), title, "; ".join(self._notes), about, page_map)

    def _add_paragraph(self, words: list[RecognisedWord]) -> None:
        if self._blocks:
            self._write("\n\n")
        page, start = len(self._shapes), self._length
        for word, text, gap in _joined(words):
            if text:
                self._boxes.append(WordBox(self._length, self._length + len(text), Box(page, *word[4:])))
            self._write(text + gap)
        place = Locator(pages=Pages(page, page))
        self._blocks.append(Block(BlockKind.PARAGRAPH, start, self._length, locator=place))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _joined(words: list[RecognisedWord]) -> Iterable[tuple[RecognisedWord, str, str]]:
    """Each word with what it is in the text, and what parts it from the next: a word that is broken at the end of a line is
    one word."""
    for word, following in zip(words, [*words[1:], None], strict=True):
        ends_line = following is not None and following.line != word.line
        if ends_line and following is not None and _is_broken(word.text, following.text):
            yield word, word.text[:-1], ""
        else:
            yield word, word.text, "" if following is None else " "


def _is_broken(text: str, following: str) -> bool:
    """Whether a hyphen at the end of a line parts one word: letters stand before it, and small ones go on."""
    return len(text) > 2 and text[-1] in "-‐\u00ad" and text[-2].isalpha() and following[0].islower()
