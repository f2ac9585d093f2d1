"""The pages: ask, read, see it in its source. Complete without JavaScript; the address is the state."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.records import BlockKind, Document, Hit, Passage, Span, Verdict
from search_ui.layout import layout
from search_ui.presenting import ANSWER, MARK, Layer
from search_ui.results import hits_in, lay, steps
from search_ui.security import searcher

__all__ = ["Asked", "blueprint"]

blueprint = Blueprint("pages", __name__)

#: Hits on a page at first, and at most.
LIMIT = 10
MOST = 50

#: Questions offered on the first page, and where nothing was found.
_EXAMPLES = 6
_EXAMPLES_INSTEAD = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says: the question, a shell pattern on document ids, and how many hits."""

    question: str
    documents: str | None
    limit: int

    @classmethod
    def here(cls) -> Asked:
        """What the address of this request says; a limit out of range is brought into it."""
        limit = min(max(request.args.get("limit", LIMIT, int), 1), MOST)
        return cls(request.args.get("q", "").strip(), request.args.get("document") or None, limit)

    def address(self) -> dict[str, str | int | None]:
        """The values for ``url_for`` that keep it; what is as usual is None and stays out of the address."""
        limit = self.limit if self.limit != LIMIT else None
        return {"q": self.question or None, "document": self.documents, "limit": limit}


@blueprint.get("/")
def home() -> str:
    """The search box, and questions that this corpus answers."""
    found = searcher()
    return render_template("home.html", status=found.status(), examples=found.example_questions(_EXAMPLES))


@blueprint.get("/search")
def search() -> str | Response:
    """The results for ``q``; ``document`` is a shell pattern on document ids, ``limit`` the number of hits."""
    asked = Asked.here()
    if not asked.question:
        return redirect(url_for("pages.home"))
    found = searcher()
    answer = found.ask(asked.question, limit=asked.limit, documents=asked.documents)
    return render_template(
        "results.html",
        asked=asked,
        answer=answer,
        hits=lay(answer, found.document),
        status=found.status(),
        examples=found.example_questions(_EXAMPLES_INSTEAD) if answer.verdict is Verdict.NOTHING else (),
        more=min(asked.limit + LIMIT, MOST) if len(answer.hits) == asked.limit < MOST else None,
    )


@blueprint.get("/source/<document_id:document_id>")
def source(document_id: str) -> str:
    """A whole document with one of its passages marked, and the way to the others that match the question."""
    asked, found = Asked.here(), searcher()
    document, passages = found.document(document_id), found.passages(document_id)
    wanted = request.args.get("passage")
    shown = next((p for p in passages if p.id == wanted), None)
    hits = hits_in(found, document_id, asked.question)
    return render_template(
        "source.html",
        asked=asked,
        document=document,
        titled=_is_titled(document),
        sections=layout(document, _layers(hits, shown), shown=Span(shown.start, shown.end) if shown else None),
        shown=shown,
        gone=wanted is not None and shown is None,
        steps=steps([p for p in passages if p.id in hits], shown),
        status=found.status(),
    )


def _layers(hits: dict[str, Hit], shown: Passage | None) -> list[Layer]:
    """The words that matched in all of the document, and the answer sentence of the passage that is shown."""
    best = hits.get(shown.id) if shown else None
    answer = [best.answer] if best and best.answer else []
    return [Layer(ANSWER, answer), Layer(MARK, sorted(mark for hit in hits.values() for mark in hit.marks))]


def _is_titled(document: Document) -> bool:
    """Whether the document begins with a heading that can be the page's own."""
    first = document.blocks[0] if document.blocks else None
    return first is not None and first.kind is BlockKind.HEADING and first.level == 1
