"""The pages: ask, read, see it in its source. Complete without JavaScript; the address is the state."""

from __future__ import annotations

from glob import escape

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.errors import PassagewayError
from indexer.records import Hit, Span
from search_ui.presenting import laid_out
from search_ui.security import searcher

__all__ = ["blueprint"]

blueprint = Blueprint("pages", __name__)

LIMIT = 10
_MOST = 50


@blueprint.get("/")
def home() -> str:
    """The search box, and questions that this corpus answers."""
    found = searcher()
    return render_template("home.html", status=found.status(), examples=found.example_questions())


@blueprint.get("/search")
def search() -> str | Response:
    """The results for ``q``."""
    question = request.args.get("q", "").strip()
    if not question:
        return redirect(url_for("pages.home"))
    documents = request.args.get("document") or None
    limit = min(max(request.args.get("limit", LIMIT, int), 1), _MOST)
    answer = searcher().ask(question, limit=limit, documents=documents)
    return render_template(
        "results.html", answer=answer, question=question, status=searcher().status(), limit=limit, documents=documents
    )


@blueprint.get("/source/<path:document_id>")
def source(document_id: str) -> str:
    """A whole document with one of its passages marked, and the way to the others that match."""
    found = searcher()
    document = found.document(document_id)
    wanted, question = request.args.get("passage"), request.args.get("q", "")
    passages = found.passages(document_id)
    shown = next((p for p in passages if p.id == wanted), None)
    hits = {h.passage.id: h for h in _hits_in(document_id, question)}
    matches = [p for p in passages if p.id in hits or p is shown]
    spans = [("mark", mark) for hit in hits.values() for mark in hit.marks]
    if shown is not None:
        spans.append(("passage", Span(shown.start, shown.end)))
        hit = hits.get(shown.id)
        spans += [("answer", hit.answer)] if hit and hit.answer else []
    at = next((i for i, p in enumerate(matches) if p is shown), -1)
    return render_template(
        "source.html",
        document=document,
        items=list(laid_out(document, spans)),
        shown=shown,
        gone=wanted is not None and shown is None,
        question=question,
        previous=matches[at - 1] if at > 0 else None,
        next=matches[at + 1] if at + 1 < len(matches) else None,
        at=at + 1,
        matches=len(matches),
    )


def _hits_in(document_id: str, question: str) -> list[Hit]:
    """The hits of one document: its best passage and what is folded under it."""
    if not question.strip():
        return []
    try:
        answer = searcher().ask(question, limit=1, documents=escape(document_id))
    except PassagewayError:
        return []
    return [hit for best in answer.hits for hit in (best, *best.others)]
