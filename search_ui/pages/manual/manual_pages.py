"""The manual on the web: its contents, its pages, its pictures, and a search of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, render_template, request, url_for
from markupsafe import Markup

from indexer.errors import IndexProblem
from indexer.model import Hit, Span, Status
from search_ui.html.marks import hit_layers, marked
from search_ui.pages.manual.manual_index import ManualIndex
from search_ui.pages.manual.manual_texts import FOLDER, PAGES, anchor_of, manual_page
from search_ui.request.shared import searcher, shared_state

__all__ = ["blueprint"]

blueprint = Blueprint("manual", __name__, url_prefix="/manual")

#: Hits of a search of the manual: it has a dozen pages.
_HITS = 5


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage of the manual: the hit, its page's title and heading, and the address of that heading."""

    hit: Hit
    title: str
    address: str

    @property
    def text(self) -> Markup:
        """The passage with its answer and the words that matched marked."""
        return self._cut(Span(self.hit.passage.start, self.hit.passage.end))

    @property
    def best(self) -> Markup:
        """Its answer sentence, or else its first line."""
        passage = self.hit.passage
        first_line = Span(passage.start, passage.start + len(passage.text.partition("\n")[0]))
        return self._cut(self.hit.answer or first_line)

    def _cut(self, span: Span) -> Markup:
        start = self.hit.passage.start
        return marked(
            self.hit.passage.text, Span(span.start - start, span.end - start), hit_layers(self.hit, by=-start)
        )

    @classmethod
    def of(cls, hit: Hit) -> _Found:
        """The place of a hit in the manual."""
        name = hit.passage.document_id.removesuffix(".md")
        page = manual_page(name)
        below = [heading for heading in hit.passage.headings if heading != page.title]
        anchor = anchor_of(below[-1]) if below else None
        return cls(hit, " › ".join([page.title, *below[-1:]]), url_for("manual.page", name=name, _anchor=anchor))


def _status() -> Status | None:
    """What the index holds, for the foot of a page; the manual is there without one, too."""
    try:
        return searcher().status(run=False)
    except IndexProblem:
        return None


@blueprint.record_once
def _keep_index(state: object) -> None:
    state.app.extensions["passageway.manual"] = ManualIndex(FOLDER)  # type: ignore[attr-defined]


@blueprint.get("")
def contents() -> str:
    """All pages with their headings; with ``about``, what the manual says about it."""
    question = request.args.get("about", "").strip()[: shared_state().settings.question_limit]
    answer, trouble = None, ""
    if question:
        index: ManualIndex = current_app.extensions["passageway.manual"]
        try:
            answer = index.ask(question, _HITS)
        except OSError as error:
            trouble = (
                f"The manual cannot be searched: that needs a folder for temporary files ({error.strerror or error})."
            )
    found = [_Found.of(hit) for hit in answer.hits] if answer else []
    return render_template(
        "manual/contents.html",
        pages=[manual_page(name) for name in PAGES],
        question=question,
        answer=answer,
        found=found,
        trouble=trouble,
        status=_status(),
    )


@blueprint.get("/<name>")
def page(name: str) -> str:
    """A page of the manual, one of ``PAGES``."""
    if name not in PAGES:
        abort(404)
    place = PAGES.index(name)
    return render_template(
        "manual/page.html",
        page=manual_page(name),
        pages=[manual_page(other) for other in PAGES],
        before=manual_page(PAGES[place - 1]) if place else None,
        after=manual_page(PAGES[place + 1]) if place + 1 < len(PAGES) else None,
        status=_status(),
    )
