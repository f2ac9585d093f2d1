"""Where the paragraphs and rows of a Word file stand: the number of the paragraph, the page where that is known."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.documents.formats.office.word.line.line_text import LineText
from indexer.documents.formats.office.word.word_pages import WordPages
from indexer.model import Locator, Numbered, Pages, PlaceUnit

__all__ = ["WordPlaces"]


@dataclass
class WordPlaces:
    """Counts the paragraphs that have text, as Word does; everything stands at the ``fixed`` place where one is given."""

    pages: WordPages | None = None
    fixed: Locator | None = None
    _paragraph: int = 0
    _row: tuple[int, int] = (1, 0)  # the first paragraph of the row in hand, and the page on which its text begins

    def see(self, line: LineText) -> None:
        """The next paragraph."""
        if line.text:
            self._paragraph += 1
            self._row = (self._row[0], self._row[1] or line.first_page)

    def of(self, line: LineText | None = None) -> Locator:
        """The place of the last paragraph."""
        if self.fixed is not None:
            return self.fixed
        pages = None
        if self.pages is not None:
            first = (line.first_page if line else 0) or self.pages.page
            last = max([first, *(page for _, page in line.page_starts)]) if line else first
            pages = self.pages.pages(first, last)
        return self._at(self._paragraph, pages)

    def begin_row(self) -> None:
        """The paragraphs to come are those of a row."""
        self._row = (self._paragraph + 1, 0)

    def of_row(self) -> Locator:
        """The place of the row whose paragraphs have come."""
        if self.fixed is not None:
            return self.fixed
        first, page = self._row
        pages = None if self.pages is None else self.pages.pages(page or self.pages.page, self.pages.page)
        return self._at(first, pages)

    def _at(self, first: int, pages: Pages | None) -> Locator:
        first = max(first, 1)
        return Locator(pages=pages, numbered=Numbered(PlaceUnit.PARAGRAPH, first, max(first, self._paragraph)))
