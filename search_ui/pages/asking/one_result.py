"""One result of a question alone: its passage whole, what can be copied of it, and why it is where it is.

The page of results has a link to it in each result; later.js puts what is asked for in the place of that link, and without
scripts it is a page of its own.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.errors import QuestionTooLong
from indexer.model import Answer
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
    """The result of the query that is the passage of ``id``; all its results where that is none of them any more."""
    query = SearchQuery.from_request()
    if not query.question:
        return redirect(url_for("search.home"))
    found = searcher()
    try:
        answer = ask(found, query, limit=query.size, skip=query.skip)
    except QuestionTooLong:
        return redirect(query.link)  # which says so
    place = _place(answer, request.args.get("id", ""))
    if place is None:
        return redirect(query.link)
    hit = answer.hits[place]
    (result,) = shown_hits([hit], found.document, best_first=not place and stands_first(answer, query.skip))
    return render_template(
        "partials/result.html",
        query=query,
        result=result,
        citations=citations_of(result.excerpt),
        corrections=answer.corrections,
        status=found.status(run=False),
    )


def _place(answer: Answer, passage_id: str) -> int | None:
    """Where among the hits a passage is."""
    return next((place for place, hit in enumerate(answer.hits) if hit.passage.id == passage_id), None)
