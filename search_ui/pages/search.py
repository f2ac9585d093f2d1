"""The pages: ask, read, see it in its source. Complete without JavaScript; the address is the state."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from indexer.model import Answer, SuggestionKind, Verdict
from indexer.searching import Searcher
from search_ui.html.marks import KINDS
from search_ui.pages.question import Asked
from search_ui.pages.results import Laid, ages, lay
from search_ui.request.shared import searcher

__all__ = ["blueprint"]

blueprint = Blueprint("search", __name__)

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
def results() -> str | Response:
    """The results for what the address asks."""
    asked = Asked.here()
    if not asked.question:
        return redirect(url_for("search.home"))
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
