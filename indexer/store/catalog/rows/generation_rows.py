"""Generations, files and the corpus from the columns that hold them: none of these has a checksum."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from indexer.model import FileState, Skipped
from indexer.store.catalog.rows.row_proofs import Damage, prove

__all__ = ["GenerationRow", "corpus_from", "corpus_to", "file_from", "generation_from"]


@dataclass(frozen=True)
class GenerationRow:
    """What the catalog knows of a generation. ``created`` and ``published`` are ISO 8601 in UTC, ``published`` "" where it
    was never served; it is ``complete`` once all of it is written."""

    number: int
    created: str
    complete: bool
    published: str
    fingerprint: str
    documents: int
    passages: int
    report: dict[str, Any]

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        """The files that are not in it, as they could not be read."""
        return tuple(Skipped(str(path), str(reason)) for path, reason in self.report.get("skipped", []))


def generation_from(row: Sequence[Any], damage: Damage) -> GenerationRow:
    """A row of generations; raises IndexDamaged where it makes no sense: it has no checksum."""
    number, created, complete, published, fingerprint, documents, passages, report = row
    try:
        kept = GenerationRow(
            number, created, bool(complete), published, fingerprint, documents, passages, json.loads(report)
        )
        sound = isinstance(kept.skipped, tuple) and {type(created), type(published), type(fingerprint)} == {str}
    except (ValueError, TypeError, AttributeError):
        sound = False
    prove(sound, damage, f"the row of generation {number}")
    return kept


def file_from(row: Sequence[Any], damage: Damage) -> FileState:
    """A row of FILE_COLUMNS; raises IndexDamaged where it makes no sense: it has no checksum."""
    state = FileState(*row)
    names = {type(value) for value in (state.path, state.digest, state.mark, state.readers)}
    prove(names == {str} and {type(state.size), type(state.modified_ns)} == {int}, damage, "file", state.path)
    return state


def corpus_to(root: str, scopes: Sequence[str]) -> str:
    """The corpus, and what of it is indexed, as JSON; what of a name is not UTF-8 is escaped, which SQLite would refuse."""
    return json.dumps([root, *scopes])


def corpus_from(stored: str | None) -> tuple[str | None, tuple[str, ...] | None]:
    """Root and scopes that ``corpus_to`` wrote; None where none were stored. Raises ValueError where it wrote no such, and
    TypeError where it is no text."""
    if not stored:
        return None, None
    names = json.loads(stored)
    if not isinstance(names, list) or {type(name) for name in names} != {str}:
        raise ValueError("no names of folders")
    root, *scopes = names
    return root, tuple(scopes)
