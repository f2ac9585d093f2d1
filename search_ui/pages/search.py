"""The pages: ask, read, see it in its source. Complete without JavaScript; the address is the state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from indexer.model import Answer, SuggestionKind, Verdict
from indexer.searching import Searcher
from search_ui.pages.asking.asked import ask
from search_ui.pages.asking.collection import collection_of
from search_ui.pages.asking.facet_views import facets_shown
from search_ui.pages.asking.shown_hits import ShownHit, shown_hits, stands_first
from search_ui.pages.search_query import SearchQuery
from search_ui.request.document_links import links_within
from search_ui.request.failure_words import failure_of
from search_ui.request.question_recorder import question_recorder
from search_ui.request.shared import searcher

__all__ = ["blueprint"]

blueprint = Blueprint("search", __name__)

#: Questions offered on the first page, where nothing was found, and beside what was.
_EXAMPLES = 6
_EXAMPLES_INSTEAD = 3
_RELATED = 4

#: Where in the page of results the related questions are to stand.
_LATER = "<!-- related questions -->"

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
        examples=found.example_questions(_EXAMPLES),
        collection=collection_of(found),
    )


@blueprint.get("/search")
def results() -> str | Response:
    """The results for what the address asks, and then, as it is a search of its own, what comes below them."""
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
        later=_LATER,
        status=found.status(run=False),
        facets=facets_shown(answer.facets, query),
        examples=found.example_questions(_EXAMPLES_INSTEAD) if answer.verdict is Verdict.NOTHING else (),
        instead=_instead(found, query) if not answer.hits else (),
        last_page=_last_page(found, query) if query.page > 1 and not answer.hits else 0,
        seconds=perf_counter() - started,
    )
    below = copy_current_request_context(partial(_related_html, query, answer))
    parts = _in_parts(copy_current_request_context(partial(_rendered, pieces)), below)
    first = next(parts)  # what fails until then is shown as failures are
    return Response(chain([first], parts), content_type="text/html; charset=utf-8")


def _is_there(found: Searcher, document_id: str) -> bool:
    """Whether a link leads to a document of the index; while the page is being sent, it leads nowhere where that cannot be
    looked up."""
    with suppress(PassagewayError):
        return found.has_document(document_id)
    return False


def _in_parts(rendered: Callable[[int | None], tuple[str, bool]], below: Callable[[], str]) -> Iterator[str]:
    """The page as it is rendered: its head with the first results, so that one reads while the others come; the others; the
    related questions, which nobody waits for who reads the results; and the rest.

    Each part is made within the request; between two of them nothing of it is held open, whoever goes away.
    """
    part, reached = rendered(_FIRST)
    yield part
    if not reached:
        yield rendered(None)[0]
    yield below()
    yield rendered(None)[0]


def _pieces(template: str, **context: object) -> Iterator[str]:
    """A template as it is rendered, piece by piece."""
    current_app.update_template_context(context)
    return current_app.jinja_env.get_template(template).generate(context)


def _rendered(pieces: Iterator[str], most: int | None) -> tuple[str, bool]:
    """What comes next of a page: up to the place of the related questions, and whether that was reached; or as soon as that
    is more than ``most`` code points, or all there is."""
    part: list[str] = []
    length = 0
    for piece in pieces:
        if piece == _LATER:
            return "".join(part), True
        part.append(piece)
        length += len(piece)
        if most is not None and length > most:
            break
    return "".join(part), False


def _related_html(query: SearchQuery, answer: Answer) -> str:
    """The related questions, if there are any. The results are there, whatever becomes of the index meanwhile; and a page
    is of one generation: where another has been published, it goes without."""
    with suppress(PassagewayError):
        found = searcher()
        if found.state()[0] == answer.generation and (related := _related(found, query, answer)):
            return render_template("partials/related.html", query=query, related=related)
    return ""


def _related(found: Searcher, query: SearchQuery, answer: Answer) -> Sequence[ShownHit]:
    """Questions of the corpus near the one asked, of which no answer is shown already; beside the first page only."""
    if query.page > 1 or answer.verdict is Verdict.NOTHING:
        return ()
    shown = {hit.passage.id for hit in answer.hits}
    # What was found of all kinds and as it was asked has the best score there is: it need not be looked for again.
    best = answer.hits[0].score if answer.hits and not query.kinds and not query.as_typed else None
    near = found.related(
        query.question, limit=_RELATED + len(shown), documents=query.documents, stated=query.stated, best=best
    )
    return shown_hits([hit for hit in near if hit.passage.id not in shown][:_RELATED], found.document)


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
