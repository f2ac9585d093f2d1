"""The manual on the web: its contents, its pages, its pictures, and a search of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, render_template, request, url_for

from indexer.errors import IndexProblem
from indexer.model import Status
from search_ui.pages.asking.shown_hits import ShownHit, shown_hits
from search_ui.pages.manual.manual_index import ManualIndex
from search_ui.pages.manual.manual_texts import FOLDER, PAGES, anchor_of, manual_page
from search_ui.request.shared import searcher, shared_state

__all__ = ["blueprint"]

blueprint = Blueprint("manual", __name__, url_prefix="/manual")

#: Hits of a search of the manual: it has a dozen pages.
_HITS = 5


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage of the manual as it is shown, its page's title and heading, and the address of that heading."""

    result: ShownHit
    title: str
    address: str

    @classmethod
    def of(cls, result: ShownHit) -> _Found:
        """The place of a hit in the manual."""
        passage = result.hit.passage
        name = passage.document_id.removesuffix(".md")
        page = manual_page(name)
        below = [heading for heading in passage.headings if heading != page.title]
        anchor = anchor_of(below[-1]) if below else None
        return cls(result, " › ".join([page.title, *below[-1:]]), url_for("manual.page", name=name, _anchor=anchor))


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
    answer, found, trouble = None, [], ""
    if question:
        index: ManualIndex = current_app.extensions["passageway.manual"]
        try:
            answer = index.ask(question, _HITS)
            found = [_Found.of(result) for result in shown_hits(answer.hits, index.document)]
        except OSError as error:
            trouble = (
                f"The manual cannot be searched: that needs a folder for temporary files ({error.strerror or error})."
            )
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
