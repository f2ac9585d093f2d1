"""The page of how a document was cut into passages, and what of it is in none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from flask import Blueprint, render_template, request
from markupsafe import Markup

from indexer.messages import phrase
from indexer.model import Block, BlockKind, Document, Passage, PassageKind, Span
from search_ui.html.author_marks import LinkTo, author_layers
from search_ui.html.marks import marked
from search_ui.request.document_links import links_within
from search_ui.request.shared import searcher

__all__ = ["blueprint"]

blueprint = Blueprint("split", __name__)

#: Passages on a page, and pages that an address may ask for.
_A_PAGE = 50
_PAGES = 1_000_000

#: What a passage of each kind is called.
_KINDS = {
    PassageKind.TEXT: phrase("text"),
    PassageKind.LIST: phrase("list"),
    PassageKind.TABLE: phrase("table"),
    PassageKind.QUESTION_AND_ANSWER: phrase("question and answer"),
}

#: Code points shown of what is in no passage.
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """A text of a document that is in no passage: why that is, and its beginning."""

    why: str
    text: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class _Cut:
    """A passage, numbered from 1, with what stands before it and is in none."""

    number: int
    passage: Passage
    html: Markup
    before: tuple[_LeftOut, ...]

    @property
    def words(self) -> int:
        """Its words, as far as spaces tell."""
        return len(self.passage.text.split())


@blueprint.get("/library/split/<document_id:document_id>")
def document(document_id: str) -> str:
    """The passages of a document in reading order, with their places, and what is left out between them."""
    found = searcher()
    whole, passages = found.document(document_id), found.passages(document_id)
    number = min(max(request.args.get("page", 1, int), 1), _PAGES)
    first = (number - 1) * _A_PAGE
    shown = passages[first : first + _A_PAGE]
    last = first + _A_PAGE >= len(passages)
    return render_template(
        "library/split.html",
        document=whole,
        passages=passages,
        cuts=list(_cuts(whole, passages, first, shown, links_within(found.has_document))),
        rest=tuple(_left_out(whole, _end(passages), len(whole.text))) if last else (),
        covered=sum(p.end - p.start for p in passages),
        number=number,
        pages=max((len(passages) + _A_PAGE - 1) // _A_PAGE, 1),
        kinds=_KINDS,
        status=found.status(run=False),
    )


def _cuts(
    document: Document, passages: Sequence[Passage], first: int, shown: Sequence[Passage], link_to: LinkTo
) -> Iterator[_Cut]:
    reached = _end(passages[:first])
    for number, passage in enumerate(shown, first + 1):
        span = Span(passage.start, passage.end)
        html = marked(document.text, span, author_layers(document, span, link_to))
        yield _Cut(number, passage, html, tuple(_left_out(document, reached, passage.start)))
        reached = max(reached, passage.end)


def _end(passages: Sequence[Passage]) -> int:
    return max((passage.end for passage in passages), default=0)


def _left_out(document: Document, start: int, end: int) -> Iterator[_LeftOut]:
    """The blocks between two offsets, which are in no passage."""
    first = bisect_right(document.blocks, start, key=lambda block: block.end)
    for block in takewhile(lambda block: block.start < end, islice(document.blocks, first, None)):
        text = document.text[max(block.start, start) : min(block.end, end)].strip()
        if text:
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            yield _LeftOut(_why(block), shown, block.kind is BlockKind.HEADING)


def _why(block: Block) -> str:
    if block.furniture:
        return phrase("of the page, not of its subject: in no passage")
    if block.kind is BlockKind.HEADING:
        return phrase("heading, found with the passages below it")
    return phrase("in no passage")
