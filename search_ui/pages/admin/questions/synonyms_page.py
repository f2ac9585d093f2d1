"""The file of synonyms and protected words: its text, what each line finds, what it would change; saved."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.errors import IndexProblem, QuestionTooLong, SynonymsConflict, SynonymsUnsaved
from indexer.indexing.quality import (
    CountedRule,
    RecordedText,
    SynonymChange,
    SynonymsText,
    counted_rules,
    known_questions,
    synonym_changes,
    synonyms_text,
)
from indexer.text.synonyms import SynonymRules, read_rules
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, served

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["save_synonyms", "synonyms"]

_Text = SynonymsText | RecordedText

#: Lines whose finds are counted, faults and changes that are shown; the command shows all.
_SHOWN = 200

#: Seconds that looking for changed answers may take: it is done while a browser waits.
_PATIENCE = 8.0


@dataclass(frozen=True, slots=True)
class _Effects:
    """What a text finds and changes: ``asked`` of ``known`` questions were looked at, ``beside`` what holds now or no
    rules at all."""

    counted: Sequence[CountedRule]
    changes: Sequence[SynonymChange]
    asked: int
    known: int
    beside: str


@blueprint.get("/synonyms")
def synonyms() -> str:
    """The text as it stands."""
    there = synonyms_text(admin_desk().settings)
    return _page(there, there.text)


@blueprint.post("/synonyms")
def save_synonyms() -> Response:
    """Saves what was typed or, with ``preview``, shows what it would change. What was typed is never lost."""
    there = synonyms_text(admin_desk().settings)
    typed = request.form.get("text", "").replace("\r\n", "\n")
    loaded = replace(there, digest=request.form.get("loaded", ""))
    question = request.form.get("question", "").strip()
    if "preview" in request.form:
        return _tried(loaded, there, typed, question)
    try:
        saved = loaded.save(typed)
    except SynonymsConflict:
        return make_response(_page(there, typed, question=question, other=there.text), 409)
    except SynonymsUnsaved as error:
        return make_response(_page(loaded, typed, str(error), question=question), 422)
    flash("Saved. Questions are asked by it within a second or two.")
    return redirect(url_for("admin.synonyms"), 303) if not saved.fault else make_response(_page(saved, typed))


def _tried(loaded: _Text, there: _Text, typed: str, question: str) -> Response:
    try:
        return make_response(_page(loaded, typed, question=question, effects=_effects(there, typed, question)))
    except (IndexProblem, QuestionTooLong) as error:
        return make_response(_page(loaded, typed, str(error), question=question), 422)


def _effects(there: _Text, typed: str, question: str) -> _Effects:
    """What a text changes beside what holds now; where it is that very text, beside no rules."""
    settings, until, asked = admin_desk().settings, monotonic() + _PATIENCE, 0
    rules = read_rules(typed)

    def progress(stage: str, done: int, total: int | None) -> None:
        nonlocal asked
        asked = done

    wanted = list(dict.fromkeys((question,) if question else known_questions(settings)))
    same = typed == there.text
    with _as_file(typed) as path:
        before, after = None if same else settings, settings.model_copy(update={"synonyms": path})
        enough = lambda: monotonic() > until  # noqa: E731
        changes = synonym_changes(wanted, before, after, progress, enough)
        counted = counted_rules(settings, replace(rules, rules=rules.rules[:_SHOWN]))
    return _Effects(counted, changes, asked, len(wanted), "no synonyms at all" if same else "what holds now")


@contextmanager
def _as_file(text: str) -> Iterator[Path]:
    with TemporaryDirectory(prefix="passageway-") as folder:
        path = Path(folder) / "synonyms.txt"
        path.write_text(text, "utf-8", "replace")
        yield path


def _page(
    loaded: _Text,
    typed: str,
    trouble: str = "",
    *,
    question: str = "",
    other: str | None = None,
    effects: _Effects | None = None,
) -> str:
    """The page with what was typed; ``other`` is what somebody else has saved meanwhile."""
    rules: SynonymRules = read_rules(typed)
    return render_template(
        "admin/questions/synonyms.html",
        loaded=loaded,
        typed=typed,
        rules=rules,
        trouble=trouble,
        other=other,
        effects=effects,
        question=question,
        shown=_SHOWN,
        status=served().status,
    )
