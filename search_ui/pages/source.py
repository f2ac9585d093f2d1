"""The page of a document, the passage that the address names set apart."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from search_ui.pages import source_view
from search_ui.pages.search_query import SearchQuery
from search_ui.pages.writers.quoted_link import linked
from search_ui.request.shared import searcher
from search_ui.request.writer_service import writer_service

__all__ = ["blueprint"]

blueprint = Blueprint("source", __name__)


@blueprint.get("/source/<document_id:document_id>")
def document(document_id: str) -> str | Response:
    """A document, the passage that the address names set apart, and the way to the others that match the question.

    An address with the words that it quotes, or their sum, leads to what has become of them; one by which a search leads to
    a passage that is as it was, to that passage.
    """
    found, query = searcher(), SearchQuery.from_request()
    if (request.args.get("quote") or request.args.get("hash")) and "part" not in request.args:
        link = linked(found, writer_service().resolver, document_id, query, request.args)
        if link.view is None or not link.is_as_searched:
            status = found.status(run=False)
            page = render_template("writers/quoted_link.html", query=query, link=link, view=link.view, status=status)
            return make_response(page, 200 if link.view else 404)
        view = link.view
    else:
        view = source_view.view_of(found, document_id, query, request.args)
    return render_template("source.html", query=query, view=view, status=found.status(run=False))
