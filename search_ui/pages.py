"""The pages: ask, read, see it in its source. Complete without JavaScript; the address is the state."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.records import Answer, SuggestionKind, Verdict
from indexer.searching import Searcher
from search_ui import source_page
from search_ui.asked import Asked
from search_ui.desk import desk
from search_ui.presenting import KINDS
from search_ui.resolved import linked
from search_ui.results import Laid, ages, lay
from search_ui.security import searcher

__all__ = ["blueprint"]

blueprint = Blueprint("pages", __name__)

#: Questions offered on the first page, where nothing was found, and beside what was.
_EXAMPLES = 6
_EXAMPLES_INSTEAD = 3
_RELATED = 4


@blueprint.get("/")
def home() -> str:
    """The search box, and questions that this corpus answers."""
    found = searcher()
    return render_template("home.html", status=found.status(), examples=found.example_questions(_EXAMPLES))


@blueprint.get("/search")
def search() -> str | Response:
    """The results for what the address asks."""
    asked = Asked.here()
    if not asked.question:
        return redirect(url_for("pages.home"))
    found = searcher()
    answer = found.ask(
        asked.question,
        limit=asked.size,
        skip=asked.skip,
        documents=asked.documents,
        kinds=asked.kinds,
        as_typed=asked.as_typed,
    )
    return render_template(
        "results.html",
        asked=asked,
        answer=answer,
        hits=lay(answer.hits, found.document),
        ages=ages(found, [hit.passage.path for hit in answer.hits]),
        related=_related(found, asked, answer),
        status=found.status(),
        kinds=KINDS,
        examples=found.example_questions(_EXAMPLES_INSTEAD) if answer.verdict is Verdict.NOTHING else (),
        instead=_instead(found, asked) if not answer.hits else (),
    )


def _related(found: Searcher, asked: Asked, answer: Answer) -> tuple[Laid, ...]:
    """Questions of the corpus near the one asked, of which no answer is shown already; beside the first page only."""
    if asked.page > 1 or answer.verdict is Verdict.NOTHING:
        return ()
    shown = {hit.passage.id for hit in answer.hits}
    near = found.related(asked.question, limit=_RELATED + len(shown), documents=asked.documents)
    return lay([hit for hit in near if hit.passage.id not in shown][:_RELATED], found.document)


def _instead(found: Searcher, asked: Asked) -> tuple[str, ...]:
    """The question with its words corrected, where some can be."""
    suggestions = found.suggest(asked.question + " ", limit=1, documents=asked.documents)
    return tuple(s.text for s in suggestions if s.kind is SuggestionKind.CORRECTION)


@blueprint.get("/source/<document_id:document_id>")
def source(document_id: str) -> str | Response:
    """A document, the passage that the address names set apart, and the way to the others that match the question.

    An address with the words that it quotes leads to what has become of them.
    """
    found, asked = searcher(), Asked.here()
    if request.args.get("quote") and "part" not in request.args:
        link = linked(found, desk().resolver, document_id, asked, request.args)
        page = render_template("linked.html", asked=asked, link=link, view=link.view, status=found.status())
        return make_response(page, 200 if link.view else 404)
    view = source_page.view_of(found, document_id, asked, request.args)
    return render_template("source.html", asked=asked, view=view, status=found.status())
