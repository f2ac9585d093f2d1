"""What is shown below the box while a question is typed: what could be asked, and the best passages so far.

One answer for both, as a piece of a page that suggest.js puts in its place; without scripts nothing asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex
from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from indexer.errors import QuestionTooLong
from indexer.messages import phrase
from indexer.model import Answer, Span, Suggestion, SuggestionKind, Verdict
from indexer.searching import Searcher
from search_ui.html.marks import Layer, marked
from search_ui.pages.asking.asked import ask
from search_ui.pages.asking.named_place import place_named
from search_ui.pages.asking.shown_hits import PassageLine, line_of
from search_ui.pages.search_query import SearchQuery
from search_ui.request.addresses import opening
from search_ui.request.shared import searcher

__all__ = ["blueprint", "set_off"]

blueprint = Blueprint("typed", __name__)

#: What is shown at most.
_SUGGESTIONS = 5
_PASSAGES = 3

_TYPED = (Markup('<span class="typed">'), Markup("</span>"))
_WORD = regex.compile(r"\w+")

#: Suggestions that stand somewhere: choosing one opens that place.
_PLACES = (SuggestionKind.TITLE, SuggestionKind.HEADING)

#: Suggestions that are what was typed, mended or finished.
_MENDED = (SuggestionKind.CORRECTION, SuggestionKind.COMPLETION)


#: What suggestions are called.
_KINDS = {
    SuggestionKind.QUESTION: phrase("question"),
    SuggestionKind.TITLE: phrase("document"),
    SuggestionKind.HEADING: phrase("heading"),
    SuggestionKind.CORRECTION: phrase("spelling"),
    SuggestionKind.COMPLETION: phrase("word"),
}


@dataclass(frozen=True, slots=True)
class _ShownSuggestion:
    """A suggestion with what was typed of it set off; ``address`` is the place that it opens, "" where it is asked."""

    text: str
    kind: SuggestionKind
    html: Markup
    address: str


@blueprint.get("/typed")
def below() -> str:
    """The suggestions and passages for what has been typed so far, within the filters in force."""
    query = SearchQuery.from_request()
    found = searcher()
    try:
        suggestions = found.suggest(request.args.get("q", ""), limit=_SUGGESTIONS, documents=query.documents)
        answer = _answer(found, query, suggestions) if query.question else None
    except QuestionTooLong:
        suggestions, answer = (), None
    return render_template(
        "partials/typed.html",
        kinds_of_suggestions=_KINDS,
        suggestions=[_shown(suggestion, query) for suggestion in suggestions],
        related=answer is not None and answer.verdict is Verdict.RELATED,
        meant=answer.question if answer and answer.question != query.question else "",
        passages=_lines(answer),
        query=query.changed(question=answer.question if answer else query.question),
    )


@blueprint.get("/open")
def place() -> Response:
    """Where a title or heading stands; where it does not any more, what is found for its words."""
    query = SearchQuery.from_request()
    found = place_named(searcher(), query.question, query.documents) if query.question else None
    if found is None:
        values: dict[str, Any] = query.address()
        return redirect(url_for("search.results", **values))
    passage, begins = found
    if begins:
        return redirect(url_for("source.document", document_id=passage.document_id))
    return redirect(opening(passage, ""))


def _shown(suggestion: Suggestion, query: SearchQuery) -> _ShownSuggestion:
    address = ""
    if suggestion.kind in _PLACES:
        address = url_for("typed.place", q=suggestion.text, document=list(query.documents))
    return _ShownSuggestion(suggestion.text, suggestion.kind, set_off(suggestion.text, query.question), address)


def set_off(text: str, typed: str) -> Markup:
    """A text with those beginnings of its words set off that are words of what was typed."""
    words = {word.casefold() for word in _WORD.findall(typed)}
    spans = [Span(at.start(), at.start() + length) for at in _WORD.finditer(text) if (length := _begun(at[0], words))]
    return marked(text, Span(0, len(text)), [Layer(_TYPED, spans)])


def _begun(word: str, typed: set[str]) -> int:
    """How many letters of a word are the longest typed word that it begins with; 0 where it begins with none."""
    return max((n for n in range(1, len(word) + 1) if word[:n].casefold() in typed), default=0)


def _answer(found: Searcher, query: SearchQuery, suggestions: tuple[Suggestion, ...]) -> Answer:
    """The answer to what was typed or, where nothing is found for it, to what may be meant: a suggestion that mends or
    finishes it, or else the first one."""
    answer = ask(found, query, limit=_PASSAGES)
    if answer.verdict is not Verdict.NOTHING or not suggestions:
        return answer
    meant = next((one for one in suggestions if one.kind in _MENDED), suggestions[0])
    return ask(found, query, limit=_PASSAGES, question=meant.text)


def _lines(answer: Answer | None) -> list[PassageLine]:
    """The passages found, a line each; none where nothing answers what has been typed."""
    return [] if answer is None or answer.verdict is Verdict.NOTHING else [line_of(hit) for hit in answer.hits]
