"""What is shown of a file's pages beside its text: the picture of a page, and what of it is lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.documents.rendering.drawing import DRAWN
from indexer.model import Box, Document, PageMap, Pages, Passage, Span
from indexer.model.as_json import as_json
from indexer.model.paged.page_marks import LitPage, lit_pages, pages_of
from indexer.searching import Searcher
from search_ui.files.original_files import WIDTHS, opens_in_browser, original_address, picture_address

__all__ = ["PagesBeside", "Sheet", "SheetMark", "Wanted", "page_at", "pages_beside", "pages_of_span", "start_of_page"]

#: Pages that are shown at once: a passage may run from one to the next.
_MOST = 2


class SheetMark(NamedTuple):
    """A rectangle on a sheet, in points from its left and top: ``kind`` is "passage", "answer", "mark", or "far" for a mark
    beside the passage."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a document's file as it is shown."""

    document: Document
    lit: LitPage

    @property
    def number(self) -> int:
        """The page's, from 1."""
        return self.lit.page

    @property
    def name(self) -> str:
        """ "page 3", "page iv (4th of the file)"."""
        label = self.lit.shape.label
        return Pages(self.number, self.number, label, label).in_words()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return round(self.lit.shape.width, 2), round(self.lit.shape.height, 2)

    @property
    def picture(self) -> str:
        """The address of its picture."""
        return picture_address(self.document.id, self.number)

    @property
    def pictures(self) -> str:
        """The addresses of its pictures in all widths, as ``srcset`` has them."""
        return ", ".join(f"{picture_address(self.document.id, self.number, width)} {width}w" for width in WIDTHS)

    @property
    def opened(self) -> str:
        """The address of the file as the browser opens it at this page; "" where no browser does."""
        return original_address(self.document.id, self.number) if opens_in_browser(self.document.media_type) else ""

    @property
    def marks(self) -> list[SheetMark]:
        """What is lit, the strongest last."""
        width, height = self.size
        lit = self.lit
        near = [mark for mark in lit.marks if not lit.passage or any(_holds(line, mark) for line in lit.passage)]
        far = [mark for mark in lit.marks if mark not in near]
        kinds = ("passage", lit.passage), ("answer", lit.answer), ("far", far), ("mark", near)
        return [
            SheetMark(
                kind,
                round(box.left * width, 1),
                round(box.top * height, 1),
                round((box.right - box.left) * width, 1),
                round((box.bottom - box.top) * height, 1),
            )
            for kind, boxes in kinds
            for box in boxes
        ]


@dataclass(frozen=True, slots=True)
class PagesBeside:
    """The pages shown, of ``count`` that the file has; ``trouble`` says why there are no pictures of them, "" where there
    are."""

    count: int
    sheets: tuple[Sheet, ...]
    trouble: str

    @property
    def earlier(self) -> int | None:
        """The page before those shown."""
        return self.sheets[0].number - 1 if self.sheets[0].number > 1 else None

    @property
    def later(self) -> int | None:
        """The page after those shown."""
        return self.sheets[-1].number + 1 if self.sheets[-1].number < self.count else None


class Wanted(NamedTuple):
    """What is to be seen on pages: the page that is named (from 1), else those of the passage from its answer on, else that
    of an offset; and on them passage, answer sentence and matched words."""

    page: int | None
    at: int
    passage: Span | None = None
    answer: Span | None = None
    marks: Sequence[Span] = ()


def pages_beside(searcher: Searcher, document: Document, wanted: Wanted, trouble: str) -> PagesBeside | None:
    """The pages of a document's present text that are wanted; None where it has none that can be drawn."""
    page_map = _map_of(searcher, document)
    if page_map is None:
        return None
    count = len(page_map.shapes)
    pages = [wanted.page] if wanted.page else _pages_of_passage(page_map, wanted)
    pages = [page for page in pages if page <= count] or [page_at(document, wanted.at)]
    marks = [_with_signs(document.text, mark) for mark in wanted.marks]
    lit = lit_pages(page_map, pages, wanted.passage, wanted.answer, marks)
    return PagesBeside(count, tuple(Sheet(document, page) for page in lit), trouble) if lit else None


def _pages_of_passage(page_map: PageMap, wanted: Wanted) -> list[int]:
    """The pages of the passage, from the one on which the sentence that answers begins."""
    pages = pages_of(page_map, wanted.passage) if wanted.passage else []
    answering = pages_of(page_map, wanted.answer) if wanted.answer else []
    return [page for page in pages if not answering or page >= answering[0]][:_MOST]


def pages_of_span(searcher: Searcher, document: Document, span: Span, question: str) -> dict[str, object]:
    """How many pages a document's file has (``count``), and as JSON those that a span stands on (``pages``), with what a
    question lights in it. Raises QuestionTooLong."""
    page_map = _map_of(searcher, document)
    if page_map is None:
        return {"count": 0, "pages": []}
    hits = [hit for hit in (searcher.matches(document.id, question) if question else ()) if _overlap(hit.passage, span)]
    answer = next((hit.answer for hit in hits if hit.answer and _inside(hit.answer, span)), None)
    marks = [_with_signs(document.text, mark) for hit in hits for mark in hit.marks if _inside(mark, span)]
    lit = lit_pages(page_map, pages_of(page_map, span), span, answer, marks)
    shown = [{**as_json(page), "picture": picture_address(document.id, page.page)} for page in lit]
    return {"count": len(page_map.shapes), "pages": shown}


def _map_of(searcher: Searcher, document: Document) -> PageMap | None:
    """Where the words of a document's present text are on its pages, where these can be drawn."""
    page_map = searcher.page_map(document.id) if document.media_type in DRAWN else None
    # Asked after the map, so that a map of a text published since is never laid over this one.
    return page_map if searcher.revision_of(document.id) == document.revision else None


def _with_signs(text: str, mark: Span) -> Span:
    """A mark with the signs that stand at its word: the box of a part of a word is only about where its letters are."""
    start, end = mark
    while start > 0 and not (text[start - 1].isspace() or text[start - 1].isalnum()):
        start -= 1
    while end < len(text) and not (text[end].isspace() or text[end].isalnum()):
        end += 1
    return Span(start, end)


def _overlap(passage: Passage, span: Span) -> bool:
    return passage.start < span.end and span.start < passage.end


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _holds(line: Box, word: Box) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return line.left <= across <= line.right and line.top <= down <= line.bottom


def page_at(document: Document, offset: int) -> int:
    """The page, from 1, on which an offset of the text stands."""
    page = 1
    for block in document.blocks:
        if block.start > offset:
            break
        page = block.place_at(offset).page or page
    return page


def start_of_page(document: Document, page: int) -> int | None:
    """Where the text of a page (from 1) begins, or that of the next one that has any; None where none has."""
    for block in document.blocks:
        pages = block.locator.pages
        if pages is None or block.furniture or pages.last < page:
            continue
        return (
            next((s.offset for s in block.page_starts if s.page >= page), block.start)
            if pages.first < page
            else block.start
        )
    return None
