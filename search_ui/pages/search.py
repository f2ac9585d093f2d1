"""The pages: ask, read, see it in its source. Complete without JavaScript; the address is the state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from time import perf_counter

from flask import (
    Blueprint,
    copy_current_request_context,
    current_app,
    make_response,
    redirect,
    render_template,
    url_for,
)
from werkzeug.wrappers import Response

from indexer.errors import PassagewayError, QuestionTooLong
from indexer.model import SuggestionKind, Verdict
from indexer.searching import Searcher
from search_ui.pages.asking.asked import ask
from search_ui.pages.asking.collection import collection_of
from search_ui.pages.asking.facet_views import facets_shown
from search_ui.pages.asking.one_result import result_address
from search_ui.pages.asking.related_page import related_address
from search_ui.pages.asking.shown_hits import shown_hits, stands_first
from search_ui.pages.search_query import SearchQuery
from search_ui.request.document_links import links_within
from search_ui.request.failure_words import failure_of
from search_ui.request.question_recorder import question_recorder
from search_ui.request.shared import searcher
from search_ui.translations.speaking import page_language

__all__ = ["blueprint"]

blueprint = Blueprint("search", __name__)

#: Questions offered on the first page, and where nothing was found.
_EXAMPLES = 6
_EXAMPLES_INSTEAD = 3

#: Code points of the page that are sent before the rest of it is rendered: the head, the answer, a hit or two.
_FIRST = 10_000


@blueprint.get("/")
def home() -> str | Response:
    """The search box, questions that this corpus answers, and what is in it; the results, where the address asks."""
    query = SearchQuery.from_request()
    if query.question:
        return redirect(query.link)
    found = searcher()
    return render_template(
        "home.html",
        status=found.status(run=False),
        examples=found.example_questions(_EXAMPLES, language=page_language().code),
        collection=collection_of(found),
    )


@blueprint.get("/search")
def results() -> str | Response:
    """The results for what the address asks."""
    started, query = perf_counter(), SearchQuery.from_request()
    if not query.question:
        return redirect(url_for("search.home"))
    found = searcher()
    try:
        answer = ask(found, query, limit=query.size, skip=query.skip)
    except QuestionTooLong as error:  # what was typed stays in the box
        return make_response(render_template("error.html", failure=failure_of(error, whole=True), query=query), 400)
    if query.is_plain:
        question_recorder().record(answer)
    found.read_ahead({hit.passage.document_id for hit in answer.hits})
    hits = shown_hits(
        answer.hits,
        found.document,
        best_first=stands_first(answer, query.skip),
        link_to=links_within(partial(_is_there, found)),
    )
    pieces = _pieces(
        "results.html",
        query=query,
        answer=answer,
        hits=hits,
        related=related_address(found, query, answer),
        alone=result_address(query),
        status=found.status(run=False),
        facets=facets_shown(answer.facets, query),
        examples=_examples_instead(found) if answer.verdict is Verdict.NOTHING else (),
        instead=_instead(found, query) if not answer.hits else (),
        tells_age=len(answer.hits) == 1 or len({hit.modified[:10] for hit in answer.hits}) > 1,
        last_page=_last_page(found, query) if query.page > 1 and not answer.hits else 0,
        seconds=perf_counter() - started,
    )
    parts = _in_parts(copy_current_request_context(partial(_rendered, pieces)))
    first = next(parts)  # what fails until then is shown as failures are
    return Response(chain([first], parts), content_type="text/html; charset=utf-8")


def _examples_instead(found: Searcher) -> tuple[str, ...]:
    """What can be asked where nothing answers, first in the language of the page."""
    return found.example_questions(_EXAMPLES_INSTEAD, language=page_language().code)


def _is_there(found: Searcher, document_id: str) -> bool:
    """Whether a link leads to a document of the index; while the page is being sent, it leads nowhere where that cannot be
    looked up."""
    with suppress(PassagewayError):
        return found.has_document(document_id)
    return False


def _in_parts(rendered: Callable[[int | None], str]) -> Iterator[str]:
    """The page as it is rendered: its head with the first results, so that one reads while the others come; and the rest.

    Each part is made within the request; between the two nothing of it is held open, whoever goes away.
    """
    yield rendered(_FIRST)
    yield rendered(None)


def _pieces(template: str, **context: object) -> Iterator[str]:
    """A template as it is rendered, piece by piece."""
    current_app.update_template_context(context)
    return current_app.jinja_env.get_template(template).generate(context)


def _rendered(pieces: Iterator[str], most: int | None) -> str:
    """What comes next of a page, as soon as that is more than ``most`` code points, or all there is."""
    if most is None:
        return "".join(pieces)
    part: list[str] = []
    length = 0
    for piece in pieces:
        part.append(piece)
        length += len(piece)
        if length > most:
            break
    return "".join(part)


def _last_page(found: Searcher, query: SearchQuery) -> int:
    """The last page, before the one asked for, that has results; 0 where none has. Halved, as each look is a search."""
    first, beyond = 0, query.page
    while beyond - first > 1:
        page = (first + beyond) // 2
        if ask(found, query, limit=1, skip=(page - 1) * query.size).hits:
            first = page
        else:
            beyond = page
    return first


def _instead(found: Searcher, query: SearchQuery) -> tuple[str, ...]:
    """The question with its words corrected, where some can be."""
    suggestions = found.suggest(query.question + " ", limit=1, documents=query.documents)
    return tuple(s.text for s in suggestions if s.kind is SuggestionKind.CORRECTION)
