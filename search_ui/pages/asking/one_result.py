"""One result of a question alone: its passage whole, what can be copied of it, and why it is where it is.

The page of results has a link to it in each result; later.js puts what is asked for in the place of that link, and without
scripts it is a page of its own. The index may have been renewed since that page was sent: of a passage that is no result
any more there is still what can be copied, and of one that is gone it is said so.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.errors import QuestionTooLong
from indexer.model import Answer, Hit
from indexer.searching import Searcher
from search_ui.pages.asking.asked import ask
from search_ui.pages.asking.shown_hits import shown_hits, stands_first
from search_ui.pages.search_query import SearchQuery
from search_ui.pages.writers.citations import citations_of
from search_ui.request.shared import searcher

__all__ = ["blueprint", "result_address"]

blueprint = Blueprint("result", __name__)


def result_address(query: SearchQuery) -> str:
    """What stands before the passage's id in the address of each result of a query: a page has the same for all."""
    values: dict[str, Any] = query.address()
    return f"{url_for('result.alone', **values)}&id="


@blueprint.get("/result")
def alone() -> str | Response:
    """The result of the query that is the passage of ``id``; what is left of it where it is none any more."""
    query = SearchQuery.from_request()
    if not query.question:
        return redirect(url_for("search.home"))
    found = searcher()
    try:
        answer = ask(found, query, limit=query.size, skip=query.skip)
    except QuestionTooLong:
        return redirect(query.link)  # which says so
    status = found.status(run=False)
    passage_id = request.args.get("id", "")
    place = _place(answer, passage_id)
    hit = _no_result(found, passage_id) if place is None else answer.hits[place]
    if hit is None:
        return make_response(render_template("partials/result.html", query=query, result=None, status=status), 404)
    (result,) = shown_hits([hit], found.document, best_first=place == 0 and stands_first(answer, query.skip))
    return render_template(
        "partials/result.html",
        query=query,
        result=result,
        is_result=place is not None,
        citations=citations_of(result.excerpt),
        corrections=answer.corrections,
        status=status,
    )


def _place(answer: Answer, passage_id: str) -> int | None:
    """Where among the hits a passage is."""
    return next((place for place, hit in enumerate(answer.hits) if hit.passage.id == passage_id), None)


def _no_result(found: Searcher, passage_id: str) -> Hit | None:
    """A passage of the index that is not among the hits, without what only a hit has; None where the index has it not."""
    passage = found.passage(passage_id)
    if passage is None:
        return None
    return Hit(passage, score=0.0, rank=1, about=found.document(passage.document_id).about)
