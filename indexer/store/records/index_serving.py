"""What an index serves now, and who writes to it, by which records of runs are understood."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from indexer.store.generations import Generations, Held
from indexer.store.locking import Writer, holder

__all__ = ["FolderServing", "Serving"]


class Serving(Protocol):
    """What an index serves now, and who writes to it: by these a run that is recorded as running is known to live, and one
    that was killed to have done its work."""

    def served(self) -> int | None:
        """The generation that is served, None where none is."""

    def held(self) -> Held | None:
        """The generation that waits to be published, None where none does."""

    def writer(self) -> Writer | None:
        """Who writes now, None where nobody does."""


class FolderServing:
    """See the Protocol, for an index in a folder."""

    def __init__(self, index: Path) -> None:
        self._index, self._generations = index, Generations(index)

    def served(self) -> int | None:
        """See the Protocol."""
        return self._generations.current_or_none()

    def held(self) -> Held | None:
        """See the Protocol."""
        return self._generations.held()

    def writer(self) -> Writer | None:
        """See the Protocol."""
        return holder(self._index)
