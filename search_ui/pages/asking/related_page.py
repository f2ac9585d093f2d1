"""Questions of the corpus near the one asked, with their answers: a search of its own.

The page of results has its place and its link; later.js puts them there when a reader comes near, and without scripts they
are a page of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.errors import QuestionTooLong
from indexer.model import Answer, PassageKind, Verdict
from indexer.searching import Searcher
from search_ui.pages.asking.shown_hits import ShownHit, shown_hits
from search_ui.pages.search_query import SearchQuery
from search_ui.request.shared import searcher

__all__ = ["blueprint", "related_address"]

blueprint = Blueprint("related", __name__)

#: Questions that are shown, and passages at most that an address names as shown already.
_RELATED = 4
_SHOWN = 20


def related_address(found: Searcher, query: SearchQuery, answer: Answer) -> str:
    """Where the questions beside a page of results are, of which none is shown there already; "" where none are looked
    for: beside the first page only, where something was found, and where the corpus has questions."""
    if query.page > 1 or answer.verdict is Verdict.NOTHING or not found.has_questions():
        return ""
    asked = PassageKind.QUESTION_AND_ANSWER
    shown = [hit.passage.id for hit in answer.hits if hit.passage.kind is asked]
    values: dict[str, Any] = {**query.address(), "shown": shown or None}
    return url_for("related.questions", **values)


@blueprint.get("/related")
def questions() -> str | Response:
    """The questions near the one asked, each with its answer folded below."""
    query = SearchQuery.from_request()
    if not query.question:
        return redirect(url_for("search.home"))
    found = searcher()
    try:
        related = _related(found, query, frozenset(request.args.getlist("shown")[:_SHOWN]))
    except QuestionTooLong:
        return redirect(query.link)  # which says so
    return render_template("partials/related.html", query=query, related=related, status=found.status(run=False))


def _related(found: Searcher, query: SearchQuery, shown: frozenset[str]) -> Sequence[ShownHit]:
    near = found.related(query.question, limit=_RELATED + len(shown), documents=query.documents, stated=query.stated)
    return shown_hits([hit for hit in near if hit.passage.id not in shown][:_RELATED], found.document)
