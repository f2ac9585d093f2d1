"""What a run finds in an index before it changes anything, and what it has another generation differ in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from indexer.model import FileState, Skipped, SkippedFile, Version

__all__ = ["BaseDocuments", "BaseGeneration", "GenerationChange", "IndexState", "KnownDocuments"]


class BaseDocuments(Protocol):
    """The documents and files of one generation, asked one by one: a run that changes few of them reads few.

    Files that documents are kept of, but that have to be read again in any case, have a state of no digest,
    as have those of which parts were skipped.
    """

    def __contains__(self, path: object) -> bool:
        """Whether there is a file of that path."""

    def marks(self, readers: str | None = None) -> dict[str, str]:
        """The mark of every file by path, "" where other readers than these have read it; the caller's to change."""

    def file(self, path: str) -> FileState | None:
        """A file as it was."""

    def files(self) -> Iterator[FileState]:
        """All files as they were."""

    def of_path(self, path: str) -> list[Version]:
        """The documents that were read of a file."""

    def version(self, document_id: str) -> Version | None:
        """The document of that id."""

    def versions(self) -> Iterator[Version]:
        """All documents."""

    def ids(self, paths: Sequence[str]) -> Sequence[str]:
        """The ids of the documents that were read of some files, which have any."""

    def skipped_files(self) -> Iterator[SkippedFile]:
        """What earlier runs could not read, whichever generation that was for, each file once."""

    def close(self) -> None:
        """Lets go of what is open for asking; nothing is asked after this."""


class KnownDocuments:
    """Those that are in memory."""

    def __init__(
        self,
        versions: Iterable[Version] = (),
        files: Iterable[FileState] = (),
        skipped: Iterable[SkippedFile] = (),
    ) -> None:
        self._versions = {version.document_id: version for version in versions}
        self._files, self._skipped = {file.path: file for file in files}, tuple(skipped)
        self._of_path: dict[str, list[Version]] = {}
        for version in self._versions.values():
            self._of_path.setdefault(version.path, []).append(version)

    def __contains__(self, path: object) -> bool:
        """See the Protocol."""
        return path in self._files

    def marks(self, readers: str | None = None) -> dict[str, str]:
        """See the Protocol."""
        return {f.path: f.mark if readers in (None, f.readers) else "" for f in self._files.values()}

    def file(self, path: str) -> FileState | None:
        """See the Protocol."""
        return self._files.get(path)

    def files(self) -> Iterator[FileState]:
        """See the Protocol."""
        return iter(self._files.values())

    def of_path(self, path: str) -> list[Version]:
        """See the Protocol."""
        return self._of_path.get(path, [])

    def version(self, document_id: str) -> Version | None:
        """See the Protocol."""
        return self._versions.get(document_id)

    def versions(self) -> Iterator[Version]:
        """See the Protocol."""
        return iter(self._versions.values())

    def ids(self, paths: Sequence[str]) -> Sequence[str]:
        """See the Protocol."""
        return [version.document_id for path in paths for version in self.of_path(path)]

    def skipped_files(self) -> Iterator[SkippedFile]:
        """See the Protocol."""
        return iter(self._skipped)

    def close(self) -> None:
        """See the Protocol."""


@dataclass(frozen=True, slots=True)
class BaseGeneration:
    """The generation that a run builds on: its number (None before the first), and what it holds.

    ``documents`` is how many it has, which is known where they themselves are lost; ``same_settings`` says whether they
    were split as they would be now. ``skipped`` are the files that are not in it, as they could not be read when it was
    ``made`` (ISO 8601 in UTC) or afterwards, by a run that changed nothing else.
    """

    number: int | None = None
    content: BaseDocuments = field(default_factory=KnownDocuments, compare=False)
    documents: int = 0
    same_settings: bool = True
    made: str = ""
    skipped: tuple[Skipped, ...] = ()

    @property
    def versions(self) -> Mapping[str, Version]:
        """All documents by id."""
        return {version.document_id: version for version in self.content.versions()}

    @property
    def files(self) -> Mapping[str, FileState]:
        """All files by path."""
        return {file.path: file for file in self.content.files()}


class IndexState(NamedTuple):
    """The generation to build on, the root of the corpus, and what of it is indexed (POSIX paths below it); the last two
    are None before the first run, and where nothing of an index tells them any more. ``served``: there is a generation."""

    base: BaseGeneration = BaseGeneration()
    root: str | None = None
    covered: tuple[str, ...] | None = None
    served: bool = False


@dataclass(frozen=True, slots=True)
class GenerationChange:
    """What a generation differs in from ``base`` (None: it is made of nothing else).

    It has the documents of the base but for those ``gone``, and ``versions`` beside them, among which are the new versions
    of documents whose old ones are ``gone``; likewise the files of the base but for the paths ``lost``, and ``files`` as
    they are now. It links to files of the generation ``shared``; all of its own are written anew where that is None.
    """

    base: int | None = None
    versions: Sequence[Version] = ()
    gone: Sequence[Version] = ()
    files: Collection[FileState] = ()
    lost: Collection[str] = ()
    shared: int | None = None
