"""The Protocol that every engine keeps; tests/engines/contract.py checks it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Protocol

from indexer.engines.entries import Entry
from indexer.engines.entries.batches import Batch
from indexer.model import PassageKind, Scored
from indexer.text.analysis import Query

__all__ = ["Engine", "EngineReader"]


class EngineReader(Protocol):
    """An immutable snapshot of one generation; safe for many threads at once."""

    @property
    def passages(self) -> int:
        """The number of passages that can be found."""

    def search(
        self,
        query: Query,
        *,
        limit: int,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> tuple[Scored, ...]:
        """The best ``limit`` passages by BM25F, best first, ties by passage id.

        Only passages that hold every phrase of ``query``, none of its exclusions, and at least one of its terms;
        where ``documents`` is given, only of documents whose id it admits, and only of ``kinds``, where some are named.
        """

    def count(
        self,
        query: Query,
        *,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> int:
        """How many passages ``search`` gives where all are wanted."""

    def scores(
        self,
        query: Query,
        ids: Collection[str],
        *,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> dict[str, float]:
        """The BM25F scores by passage id of those of ``ids`` that are there and that phrases, exclusions, ``documents`` and
        ``kinds`` admit as in ``search``; 0 for one that holds no term."""

    def document_frequency(self, term: str) -> int:
        """The number of passages that hold ``term`` in any field."""

    def passage_ids(self) -> frozenset[str]:
        """The ids of all passages that can be found."""

    def close(self) -> None:
        """Lets go of the files; the reader is not used after this."""


class Engine(Protocol):
    """Writes and opens the files of one generation."""

    @staticmethod
    def shares(name: str) -> bool:
        """Whether the file ``name`` of a generation never changes, so that the next one may hard-link it."""

    @staticmethod
    def write(folder: Path, entries: Iterable[Entry | Batch], removed: Collection[str]) -> None:
        """Removes the passages of the documents ``removed``, then adds ``entries`` (or batches of them) to what stands
        in ``folder``."""

    @staticmethod
    def open(folder: Path) -> EngineReader:
        """A reader of the generation in ``folder``; raises IndexDamaged where it cannot be read."""
