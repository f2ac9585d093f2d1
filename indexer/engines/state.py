"""What a run finds in an index before it changes anything, what it has another generation differ in, and who shares it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from indexer.model import Document, FileState, HelpedPart, Passage, Skipped, SkippedFile, Version

if TYPE_CHECKING:
    from indexer.engines.meaning.protocol import Encoder
    from indexer.engines.writing import SearchableWords

__all__ = [
    "BaseDocuments",
    "BaseGeneration",
    "GenerationChange",
    "IndexState",
    "KnownDocuments",
    "PartInHand",
    "PartWork",
    "PartsProgress",
    "SharedWork",
    "StageProgress",
    "nothing_of_parts",
]


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


class PartsProgress(NamedTuple):
    """How many documents and passages all processes have gone through that share a stage, and of how many parts each of
    them has done, or does, by name."""

    documents: int
    passages: int
    workers: Mapping[str, int]


class StageProgress(Protocol):
    """How far a stage is, as model.Progress, and of how many parts each process has done where several share it."""

    def __call__(self, stage: str, done: int, total: int | None, *, workers: Mapping[str, int] = ...) -> None:
        """Raising stops it cleanly."""


class PartInHand(Protocol):
    """A part of a stage that this process does. Methods raise IndexLocked where another process has taken it over."""

    @property
    def content(self) -> Any:
        """What is to be done in it: the JSON value that was given for it."""

    def note(self, documents: int, passages: int) -> None:
        """Notes how far it is, for others to see."""

    def version(self, document: Document) -> Version:
        """The version that a document is in the ``edition`` that the stage is about."""

    def has(self, version: Version) -> bool:
        """Whether it is kept already."""

    def add(self, document: Document, passages: Sequence[Passage]) -> None:
        """Keeps a document's text and passages, as ``IndexWriter.add``."""

    def encode(self, encoder: Encoder, keys: Sequence[str]) -> None:
        """Gives the passages of the versions of these keys vectors, where they have none; notes how far it is."""

    def searchable(self) -> AbstractContextManager[SearchableWords]:
        """What was written of the generation that the stage is about (``GenerationWriter.share``)."""


class PartWork(Protocol):
    """What is done in the parts of one stage, the same by whichever process."""

    def can_do(self, about: Mapping[str, Any]) -> bool:
        """Whether this process can, of a stage that is ``about`` this."""

    def do(self, about: Mapping[str, Any], part: PartInHand) -> Iterable[str]:
        """Does a part; gives what comes of it as lines of ASCII."""


def nothing_of_parts(_: HelpedPart) -> None:
    """What is done with them where nobody cares."""


class SharedWork(Protocol):
    """The runs of one index."""

    def help(
        self,
        works: Mapping[str, PartWork],
        done: Callable[[HelpedPart], object] = nothing_of_parts,
        *,
        once: bool = False,
    ) -> None:
        """Does parts of runs that nobody has, one after the other, and waits for runs; ``once``, only until there is
        nothing to do. ``works`` are what is done in stages, by name, beside writing passages, which needs nothing.
        ``done`` is called after each part. On any error, Ctrl-C included, the part is given back.

        Raises IndexMismatch where a run has other settings than this process, and ClusterRefused.
        """
