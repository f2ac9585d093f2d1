"""What differs between two generations: which documents, and of each its passages, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from indexer.engines.opening import open_saved_questions
from indexer.indexing.lifecycle import (
    PassageChange,
    document_difference,
    generation_difference,
    held_generation,
    takes_many,
)
from indexer.indexing.quality import kept_scores
from indexer.model import DocumentChanges, GateVerdict, Passage, QuestionChange, Span
from indexer.model.index.moves import moved_folders
from indexer.model.index.reports import without_moved
from search_ui.html.marks import DELETED, INSERTED, Layer, marked
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, served
from search_ui.pages.admin.questions.score_words import answered

__all__ = ["ShownChange", "ShownQuestions", "changes", "document_changes"]

#: Documents of one kind that a page names; the command lists all.
_NAMED = 500

#: Passages of a document that a page shows.
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A passage as it was and as it is, as HTML with the words marked that differ; None where it was, or is, not there."""

    place: str
    headings: Sequence[str]
    before: Markup | None
    after: Markup | None

    @property
    def what(self) -> str:
        """What became of it, in a word."""
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "changed"


@blueprint.get("/changes/<int:old>/<int:new>")
def changes(old: int, new: int) -> str:
    """The documents that differ."""
    settings = admin_desk().settings
    found, held = generation_difference(settings, old, new), held_generation(settings)
    waits = held if held is not None and held.number == new else None
    kinds = _kinds(found)
    counted = [(len(ids), name.lower()) for _, name, ids in kinds] + [(len(found.moved), "moved")]
    return render_template(
        "admin/changes.html",
        changes=found,
        kinds=kinds,
        answered=answered,
        counts=", ".join(f"{count:,} {name}" for count, name in counted if count) or "no document differs",
        moves=moved_folders(found.moved),
        named=_NAMED,
        held=waits,
        questions=_questions(old, new) if waits else None,
        lost=len(found.removed) - len(found.moved),
        asks=waits is not None and takes_many(waits, found),
        status=served().status,
    )


@dataclass(frozen=True, slots=True)
class ShownQuestions:
    """How the saved questions fare: the measures of both generations, and the questions that are answered otherwise; none
    of it where one of the two was not asked (``is_asked``)."""

    is_asked: bool
    measures: Sequence[tuple[str, float, float]] = ()
    changes: Sequence[QuestionChange] = ()
    gate: GateVerdict | None = None


def _questions(old: int, new: int) -> ShownQuestions | None:
    """As a run has asked them: a page does not. None where none is saved."""
    settings = admin_desk().settings
    saved = open_saved_questions(settings)
    if not saved.all():
        return None
    before, after = kept_scores(settings, old), kept_scores(settings, new)
    if before is None or after is None:
        return ShownQuestions(is_asked=False)
    was, gate = before.measures, saved.gate()
    return ShownQuestions(
        is_asked=True,
        measures=[(name, was[name], value) for name, value in after.measures.items() if name in was],
        changes=after.changes_since(before),
        gate=gate.verdict(before, after) if gate else None,
    )


def _kinds(found: DocumentChanges) -> list[tuple[str, str, list[str]]]:
    """What became of documents, by a class and a name, and their ids; what has only moved is told by itself."""
    groups = (("updated", "Changed"), ("added", "Added"), ("removed", "Removed"))
    return [(kind, name, without_moved(getattr(found, kind), found.moved)) for kind, name in groups]


@blueprint.get("/changes/<int:old>/<int:new>/<document_id:document_id>")
def document_changes(old: int, new: int, document_id: str) -> str:
    """The passages of one document that differ."""
    found = document_difference(admin_desk().settings, old, new, document_id)
    differing = [change for change in found.passages if not change.same]
    return render_template(
        "admin/document_changes.html",
        document=found,
        old=old,
        new=new,
        changes=[_shown(change) for change in differing[:_SHOWN]],
        more=max(0, len(differing) - _SHOWN),
        same=len(found.passages) - len(differing),
        status=served().status,
    )


def _shown(change: PassageChange) -> ShownChange:
    standing = change.after or change.before
    return ShownChange(
        place=standing.place if standing else "",
        headings=standing.headings if standing else (),
        before=_html(change.before, Layer(DELETED, change.removed)),
        after=_html(change.after, Layer(INSERTED, change.added)),
    )


def _html(passage: Passage | None, layer: Layer) -> Markup | None:
    return None if passage is None else marked(passage.text, Span(0, len(passage.text)), [layer])
