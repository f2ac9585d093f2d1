"""Documents whose text is lost, read again from their files in the corpus: these and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.documents.reader_version import reader_version
from indexer.documents.reading_files import unreadable
from indexer.documents.sources.folder import Folder
from indexer.documents.sources.freshness import digest_of
from indexer.documents.sources.protocol import SourceFile
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.model import Document, FileState, Progress, Skipped
from indexer.settings import Settings

__all__ = ["Rereading", "paths_of"]


class Rereading:
    """Reads the documents of some ids from the files below ``root`` ("" where nobody knows the corpus any more).

    When ``documents`` is through, ``lost`` has the ids that no file gave, each with the reason, and ``files`` the states of
    the files that were read, by path, but of those that have other documents as well now.
    """

    def __init__(self, settings: Settings, root: str, names: Iterable[str], progress: Progress) -> None:
        self._settings, self._root, self._progress = settings, root, progress
        self._wanted = sorted(set(names))
        self.lost: list[tuple[str, str]] = []
        self.files: dict[str, FileState] = {}

    def documents(self) -> Iterator[Document]:
        """The documents, in the order of their ids."""
        wanted, source = self._wanted, Folder(Path(self._root), self._settings.ignore)
        with Reading(ReadLimits.of(self._settings)) as reading:
            read = _Files(source, reading)
            for done, name in enumerate(wanted):
                self._progress("read again", done, len(wanted))
                found = read.document(name) if self._root else "nothing tells which folder is its corpus"
                if isinstance(found, Document):
                    yield found
                else:
                    self.lost.append((name, found))
        self._progress("read again", len(wanted), len(wanted))
        self.files |= {path: state for path, (state, given) in read.files.items() if given.issubset(wanted)}


class _Files:
    """The documents of files as they read now; each file is read once, and those of one file are neighbours."""

    def __init__(self, source: Folder, reading: Reading) -> None:
        self._source, self._reading = source, reading
        self._path, self._documents, self._reason = "", dict[str, Document](), ""
        #: The state of each file that was read whole, and the ids of its documents.
        self.files: dict[str, tuple[FileState, set[str]]] = {}

    def document(self, name: str) -> Document | str:
        """The document of that id, or why there is none."""
        try:
            file = next(filter(None, map(self._source.find_file, paths_of(name))), None)
        except OSError as error:
            return unreadable(error)
        if file is None:
            return "its file is no longer there"
        if file.path != self._path:
            self._read(file)
        return self._documents.get(name) or self._reason or "its file does not hold it any more"

    def _read(self, file: SourceFile) -> None:
        self._path, self._documents, self._reason = file.path, {}, ""
        try:
            digest = digest_of(self._source, file)
            for item in self._reading.file(self._source, file):
                if isinstance(item, Document):
                    self._documents[item.id] = item
                elif isinstance(item, Skipped):
                    self._reason = item.reason
            if not self._reason and digest_of(self._source, file) == digest:
                readers = reader_version(self._reading.limits.languages)
                state = FileState(file.path, file.size, file.modified_ns, digest, file.mark, readers)
                self.files[file.path] = (state, set(self._documents))
        except OSError as error:
            self._reason = unreadable(error)


def paths_of(name: str) -> Iterator[str]:
    """The paths that the file of a document of this id may have, the longest first: "a.zip#b.txt" may be a file."""
    yield name
    place = len(name)
    while (place := name.rfind("#", 0, place)) > 0:
        yield name[:place]
