"""What one generation holds, asked of the catalog when it is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from indexer.model import FileState, SkippedFile, Version
from indexer.store.catalog.staging import Staging

__all__ = ["HeldDocuments"]


class HeldDocuments:
    """The documents and files of one generation. All methods raise IndexDamaged where the catalog cannot be read."""

    def __init__(self, catalog: Staging, generation: int) -> None:
        self._catalog, self._generation = catalog, generation

    def __contains__(self, path: object) -> bool:
        """Whether there is a file of that path."""
        return isinstance(path, str) and self.file(path) is not None

    def marks(self, readers: str | None = None) -> dict[str, str]:
        """The mark of every file by path, "" where other readers than these have read it; the caller's to change."""
        return self._catalog.marks(self._generation, readers)

    def file(self, path: str) -> FileState | None:
        """A file as it was."""
        return self._catalog.file(self._generation, path)

    def files(self) -> Iterator[FileState]:
        """All files as they were."""
        return iter(self._catalog.files(self._generation).values())

    def of_path(self, path: str) -> list[Version]:
        """The documents that were read of a file."""
        return self._catalog.versions_of(self._generation, path)

    def version(self, document_id: str) -> Version | None:
        """The document of that id."""
        return self._catalog.version(self._generation, document_id)

    def versions(self) -> Iterator[Version]:
        """All documents."""
        return iter(self._catalog.members(self._generation).values())

    def ids(self, paths: Sequence[str]) -> Sequence[str]:
        """The ids of the documents that were read of some files, which have any."""
        parts = self._catalog.files_of_parts()
        if not parts:
            return paths
        ids = ([v.document_id for v in self.of_path(path)] if path in parts else (path,) for path in paths)
        return list(chain.from_iterable(ids))

    def skipped_files(self) -> Iterator[SkippedFile]:
        """What runs could not read, whichever generation that was for."""
        return self._catalog.skipped_files()

    def close(self) -> None:
        """Closes the catalog."""
        self._catalog.close()
