"""What a run did, how far it is, and what an index holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple

from indexer.model.as_json import as_json
from indexer.model.documents import FileNote, Skipped
from indexer.model.index.jobs import Job, PublicJob
from indexer.model.index.moves import moved_pairs
from indexer.model.index.questions import GateVerdict

__all__ = [
    "Changes",
    "DocumentChanges",
    "GenerationState",
    "IndexReport",
    "KeptGeneration",
    "Progress",
    "PublicStatus",
    "Status",
    "without_moved",
]

#: Called as (stage, done, total); total is None where it is not known. Raising from it stops the run cleanly.
Progress = Callable[[str, int, int | None], None]


class Changes(NamedTuple):
    """The ids of documents that are new, have other content, or are gone."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run of indexing did, as document ids; every corpus file is in exactly one list, ``skipped`` says why.

    ``skipped`` names folders, too, that could not be looked into, for all below them; ``newly_skipped`` are the paths of
    those of it that the generation before did not skip, or for another reason. ``kept`` counts the documents
    that stay as they were because their file or folder could not be opened, ``emptied`` those that are out of the index
    although their file is there, as it has nothing to read any more: it is damaged, locked or empty, and among ``skipped``.
    ``moved`` pairs old and new ids of documents
    whose bytes only changed their place; the ids also stand in ``removed`` and ``added``. ``notes`` tell of documents
    that were read what their readers should know, such as a byte that is no character, or a hidden sheet. ``passages``
    counts those of the generation as a whole, ``seconds`` the run. A generation that is ``held`` is not served yet, because
    a preview was asked for, the ``gate`` held it back, or the gate could not be asked, which ``unasked`` says why.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    passages: int
    seconds: float
    generation: int
    moved: tuple[tuple[str, str], ...] = ()
    notes: tuple[FileNote, ...] = ()
    newly_skipped: tuple[str, ...] = ()
    kept: int = 0
    emptied: int = 0
    held: bool = False
    gate: GateVerdict | None = None
    unasked: str = ""

    @property
    def changes(self) -> Changes:
        """What the run changed, or would change."""
        return Changes(self.added, self.updated, self.removed)


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """Which documents differ between two generations, as sorted ids: ``updated`` have another text or title; ``moved``
    pairs old and new ids of a text that stands elsewhere, and they also stand in ``removed`` and ``added``."""

    old: int
    new: int
    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[tuple[str, str], ...] = ()

    @classmethod
    def between(cls, old: int, new: int, gone: Mapping[str, str], come: Mapping[str, str]) -> DocumentChanges:
        """Of two generations, by the revisions of the documents that only the ``old`` or only the ``new`` one has so, by
        their ids."""
        removed, added = sorted(gone.keys() - come.keys()), sorted(come.keys() - gone.keys())
        moved = moved_pairs({name: gone[name] for name in removed}, {name: come[name] for name in added})
        return cls(old, new, tuple(added), tuple(sorted(gone.keys() & come.keys())), tuple(removed), moved)


@as_json.register
def _report_json(report: IndexReport) -> dict[str, object]:
    return _moved_once(report, report.moved)


@as_json.register
def _changes_json(changes: DocumentChanges) -> dict[str, object]:
    return _moved_once(changes, changes.moved)


def _moved_once(record: IndexReport | DocumentChanges, moved: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """The fields of a record; what has moved is neither removed nor added."""
    found: dict[str, object] = {field.name: as_json(getattr(record, field.name)) for field in fields(record)}
    for name in ("added", "removed"):
        found[name] = without_moved(getattr(record, name), moved)
    return found


def without_moved(ids: Iterable[str], moved: Iterable[tuple[str, str]]) -> list[str]:
    """The ids of documents, in their order, but for the old and new ones of what has moved."""
    elsewhere = {name for pair in moved for name in pair}
    return [name for name in ids if name not in elsewhere]


class GenerationState(StrEnum):
    """SERVED answers questions now, KEPT did so before, HELD waits to be published."""

    SERVED = "served"
    KEPT = "kept"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class KeptGeneration:
    """A generation that is on disk.

    ``created`` and ``published`` are ISO 8601 in UTC, ``published`` "" where it was never served. ``bytes`` counts all its
    files, those that it shares with others, too. ``added``, ``updated``, ``removed`` and ``moved`` count the documents
    of its run; what has moved is neither added nor removed. ``base`` is the generation that a held one was made from;
    ``fits`` says whether it could be served under the settings of now.
    """

    number: int
    state: GenerationState
    created: str
    published: str
    documents: int
    passages: int
    bytes: int
    added: int
    updated: int
    removed: int
    moved: int
    skipped: int
    fits: bool
    base: int | None = None


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """What of a Status concerns those who ask over a network: no path, no process, no machine."""

    generation: int
    published: str
    documents: int
    passages: int
    language: str
    languages: Mapping[str, int]
    semantic: str
    writing: bool
    job: PublicJob | None


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds.

    ``index_bytes`` counts the served generation's files (``KeptGeneration.bytes``), and beside them the catalog with all
    texts, the records of runs and the vectors;
    ``published`` is ISO 8601 in UTC; ``languages`` counts the documents in each, most first;
    ``writing`` says who is writing now; ``warning`` is set where a damaged generation was passed over; ``skipped`` is
    what the last run did not read; ``semantic`` says whether meaning ranks too, and why not; ``job`` is the run that is
    going on, or else the last one.
    """

    generation: int
    documents: int
    passages: int
    index_bytes: int
    language: str
    languages: Mapping[str, int]
    published: str
    engine: str
    fingerprint: str
    corpus: str
    writing: str | None
    warning: str | None
    skipped: tuple[Skipped, ...]
    semantic: str
    job: Job | None = None

    @property
    def public(self) -> PublicStatus:
        """What anybody may know of it."""
        return PublicStatus(
            generation=self.generation,
            published=self.published,
            documents=self.documents,
            passages=self.passages,
            language=self.language,
            languages=self.languages,
            semantic=self.semantic,
            writing=self.writing is not None,
            job=self.job.public if self.job else None,
        )
