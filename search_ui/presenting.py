"""Spans -> safe HTML. Marks are made from offsets; everything else is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask import Flask
from markupsafe import Markup, escape

from indexer.records import Block, BlockKind, Document, Hit, Span

__all__ = ["Item", "laid_out", "marked", "register", "utf16_offset"]

#: Class of a span -> opening and closing HTML. Answer sentences also have words for those who do not see them.
_TAGS = {
    "mark": ("<mark>", "</mark>"),
    "answer": ('<span class="answer">', "</span>"),
    "passage": ('<span class="passage-text">', "</span>"),
}
_ORDER = ("passage", "answer", "mark")


def marked(text: str, start: int, end: int, spans: Iterable[tuple[str, Span]]) -> Markup:
    """``text[start:end]`` as HTML, with the parts of ``spans`` (a name of ``_TAGS``, a span of ``text``) inside it.

    Spans may nest and overlap: elements are closed and opened anew at every border.
    """
    inside = [(n, Span(max(s, start), min(e, end))) for n, (s, e) in spans if s < end and e > start]
    borders = sorted({start, end, *(border for _, span in inside for border in span)})
    parts: list[str] = []
    for first, last in zip(borders, borders[1:], strict=False):
        names = {n for n, (s, e) in inside if s <= first and last <= e}
        opened = [name for name in _ORDER if name in names]
        parts += [_TAGS[name][0] for name in opened]
        parts.append(str(escape(text[first:last].replace("\0", "\ufffd"))))
        parts += [_TAGS[name][1] for name in reversed(opened)]
    return Markup("".join(parts))  # noqa: S704  # every piece of text above is escaped


def utf16_offset(text: str, offset: int) -> int:
    """A code point offset of ``text`` in UTF-16 units, as JavaScript counts."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def hit_html(hit: Hit) -> Markup:
    """A hit's passage with its marks and answer sentence."""
    passage = hit.passage
    spans: list[tuple[str, Span]] = [("mark", _moved(mark, -passage.start)) for mark in hit.marks]
    if hit.answer:
        spans.append(("answer", _moved(hit.answer, -passage.start)))
    return marked(passage.text, 0, len(passage.text), spans)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a laid-out document: ``kind`` "heading", "paragraph", "quotation", "code", "list" or "table".

    ``rows`` has one row of cells for each line of a table, one cell a list item, else a single cell; ``holds`` says
    that the shown passage begins here.
    """

    kind: str
    level: int
    rows: tuple[tuple[Markup, ...], ...]
    header: int
    holds: bool
    levels: tuple[int, ...] = ()


_GROUPS = {BlockKind.LIST_ITEM: "list", BlockKind.TABLE_HEADER: "table", BlockKind.TABLE_ROW: "table"}


def laid_out(document: Document, spans: Sequence[tuple[str, Span]]) -> Iterator[Item]:
    """The document as it was laid out: its blocks, items of one list and rows of one table together."""
    shown = next((span for name, span in spans if name == "passage"), None)
    run: list[Block] = []
    for block in (*document.blocks, None):
        together = block is not None and run and _GROUPS.get(block.kind, block) == _GROUPS.get(run[-1].kind, run[-1])
        if run and (not together or (block is not None and block.kind is BlockKind.TABLE_HEADER)):
            yield _item(document, run, spans, shown)
            run = []
        if block is not None:
            run.append(block)


def _item(document: Document, run: Sequence[Block], spans: Sequence[tuple[str, Span]], shown: Span | None) -> Item:
    rows = []
    for block in run:
        cells = block.cells if block.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW) else ()
        pieces = cells or (Span(block.start, block.end),)
        rows.append(tuple(marked(document.text, start, end, spans) for start, end in pieces))
    holds = shown is not None and run[0].start < shown.end and shown.start < run[-1].end
    first = run[0]
    header = sum(block.kind is BlockKind.TABLE_HEADER for block in run)
    levels = tuple(block.level for block in run)
    return Item(_GROUPS.get(first.kind, first.kind.value), first.level, tuple(rows), header, holds, levels)


def register(app: Flask) -> None:
    """Makes the functions that templates use known to them."""
    app.jinja_env.globals.update(hit_html=hit_html)
