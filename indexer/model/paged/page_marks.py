"""What is lit on the pages of a file: the lines of a passage, those of its answer sentence, the words that matched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.model.as_json import as_json
from indexer.model.documents import Span
from indexer.model.paged.page_map import Box, PageMap, PageShape

__all__ = ["LitPage", "lit_pages", "pages_of"]

#: Two words stand on one line where they share at least this part of the lower one's height, ...
_SHARED = 0.5

#: ... and no more than this many of its heights of white space lie between them.
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class LitPage:
    """A page (from 1) of a file with what is lit on it: the lines of ``passage`` and ``answer``, the words of ``marks``."""

    page: int
    shape: PageShape
    passage: tuple[Box, ...] = ()
    answer: tuple[Box, ...] = ()
    marks: tuple[Box, ...] = ()


def pages_of(page_map: PageMap, span: Span) -> list[int]:
    """The pages, from 1, on which words of ``span`` (code points) stand, in their order."""
    return sorted({box.page for box in page_map.boxes(*span)})


def lit_pages(
    page_map: PageMap,
    pages: Iterable[int],
    passage: Span | None = None,
    answer: Span | None = None,
    marks: Sequence[Span] = (),
) -> tuple[LitPage, ...]:
    """These ``pages`` with the boxes that the spans have on them; pages that the file has not are left out.

    The boxes of words on one line become one, as a marker pen would draw it, and marks inside are as high as their line.
    """
    shapes = page_map.shapes
    of_passage = _lines(_boxes(page_map, passage), shapes)
    of_answer = [_as_high_as(box, of_passage) for box in _lines(_boxes(page_map, answer), shapes)]
    of_marks = [_as_high_as(box, of_passage) for span in marks for box in _lines(page_map.boxes(*span), shapes)]
    return tuple(
        LitPage(page, shapes[page - 1], *(_on(page, boxes) for boxes in (of_passage, of_answer, of_marks)))
        for page in pages
        if 1 <= page <= len(shapes)
    )


def _boxes(page_map: PageMap, span: Span | None) -> Iterable[Box]:
    return page_map.boxes(*span) if span else ()


def _on(page: int, boxes: Iterable[Box]) -> tuple[Box, ...]:
    return tuple(box for box in boxes if box.page == page)


def _lines(boxes: Iterable[Box], shapes: Sequence[PageShape]) -> list[Box]:
    lines: list[Box] = []
    for box in boxes:
        if lines and box.page <= len(shapes) and _on_one_line(lines[-1], box, shapes[box.page - 1]):
            last = lines[-1]
            sides = (
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
            lines[-1] = Box(box.page, *sides)
        else:
            lines.append(box)
    return lines


def _on_one_line(line: Box, box: Box, shape: PageShape) -> bool:
    """Whether a box goes on with a line, at either end of it, as scripts run both ways."""
    lower = min(line.bottom - line.top, box.bottom - box.top)
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    gap = max(box.left - line.right, line.left - box.right) * shape.width
    return line.page == box.page and shared >= _SHARED * lower and gap <= _GAP * lower * shape.height


def _as_high_as(box: Box, lines: Iterable[Box]) -> Box:
    """A box with the top and the bottom of the line that it lies in; as it is where there is none."""
    middle, centre = (box.top + box.bottom) / 2, (box.left + box.right) / 2
    for line in lines:
        if line.page == box.page and line.top <= middle <= line.bottom and line.left <= centre <= line.right:
            return Box(box.page, box.left, line.top, box.right, line.bottom)
    return box


@as_json.register
def _box_json(box: Box) -> dict[str, float]:
    """Fractions of the page's width and height, to a hundredth of a per cent."""
    sides = {"left": box.left, "top": box.top, "right": box.right, "bottom": box.bottom}
    return {name: round(side, 4) for name, side in sides.items()}


@as_json.register
def _lit_page_json(lit: LitPage) -> dict[str, object]:
    return {
        "page": lit.page,
        "label": lit.shape.label,
        "width": round(lit.shape.width, 2),
        "height": round(lit.shape.height, 2),
        "passage": as_json(lit.passage),
        "answer": as_json(lit.answer),
        "marks": as_json(lit.marks),
    }
