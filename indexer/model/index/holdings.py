"""What an index holds, for whoever looks through it: its documents by folder, and what became of their files since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from indexer.messages import plural
from indexer.model.as_json import as_json
from indexer.model.stated import About, about_json

__all__ = [
    "ChangeKind",
    "CorpusChanges",
    "DocumentPage",
    "DocumentRow",
    "FolderListing",
    "FolderRow",
    "FolderTree",
    "files_of",
    "folder_of",
    "in_folder",
]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What a list says of a document: ``revision`` is the SHA-256 of its text, ``passages`` how many it has, ``about`` what
    it says of itself. ``file_bytes`` and ``modified`` are size and time of change (ISO 8601 in UTC) of its file as it was
    indexed; None and "" where they are not known."""

    id: str
    path: str
    title: str
    revision: str
    media_type: str
    passages: int
    about: About = About()
    file_bytes: int | None = None
    modified: str = ""


@as_json.register
def _row_json(row: DocumentRow) -> dict[str, object]:
    return {
        "document_id": row.id,
        "path": row.path,
        "title": row.title,
        "revision": row.revision,
        "media_type": row.media_type,
        "passages": row.passages,
        "file_bytes": row.file_bytes,
        "file_modified": row.modified,
        **about_json(row.about),
    }


def folder_of(document_id: str, path: str) -> str:
    """The folder that a document is listed in: its file's (POSIX, below the corpus; "" for the corpus itself), or its file,
    where that has several documents."""
    return path if document_id != path else path.rpartition("/")[0]


class FolderRow(NamedTuple):
    """A folder, or a file of several documents (``is_file``), with the number of documents in it: in itself, or, as a
    FolderListing has it, with all below it."""

    path: str
    documents: int
    is_file: bool = False

    @property
    def name(self) -> str:
        """Its name, without the folders that it is in."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class FolderListing:
    """What is in a folder: the number of ``documents`` in itself and of those ``below`` it, its own included; ``folders``
    sorted by name. ``path`` is "" for the corpus; ``is_file`` as in FolderRow."""

    path: str
    documents: int
    below: int
    is_file: bool
    folders: tuple[FolderRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some documents sorted by id. ``next`` is the id after which the next page begins, None on the last one; ``count`` is
    how many documents all pages have; ``folders`` are those in the folder that was asked for, empty where none was."""

    documents: tuple[DocumentRow, ...]
    next: str | None
    count: int
    folders: tuple[FolderRow, ...] = ()

    @classmethod
    def of(
        cls, rows: Sequence[DocumentRow], size: int, *, count: int, folders: tuple[FolderRow, ...] = ()
    ) -> DocumentPage:
        """The first ``size`` rows as a page; a row beyond them says that another page follows."""
        return cls(tuple(rows[:size]), rows[size - 1].id if len(rows) > size else None, count, folders)


class FolderTree:
    """The folders of a corpus, from those that have documents in themselves; the work is done once, and then kept."""

    def __init__(self, rows: Iterable[FolderRow]) -> None:
        self._own = {row.path: row for row in rows}

    @property
    def paths(self) -> Collection[str]:
        """The folders that have documents in themselves."""
        return self._own.keys()

    def listing(self, path: str) -> FolderListing | None:
        """What is in a folder (POSIX below the corpus, "" for all of it); None where no document is in or below it."""
        below, children = self._counted
        if path and path not in below:
            return None
        own = self._own.get(path, FolderRow(path, 0))
        folders = (FolderRow(c, below[c], self._is_file(c)) for c in sorted(children.get(path, ())))
        return FolderListing(path, own.documents, below.get(path, 0), own.is_file, tuple(folders))

    def _is_file(self, path: str) -> bool:
        return path in self._own and self._own[path].is_file

    @cached_property
    def _counted(self) -> tuple[dict[str, int], dict[str, set[str]]]:
        """The documents in and below each folder, and the folders in each."""
        below: dict[str, int] = {}
        children: dict[str, set[str]] = {}
        for row in self._own.values():
            path = row.path
            below[path] = below.get(path, 0) + row.documents
            while path:
                above = path.rpartition("/")[0]
                below[above] = below.get(above, 0) + row.documents
                children.setdefault(above, set()).add(path)
                path = above
        return below, children


def in_folder(path: str, folder: str) -> bool:
    """Whether a file, or a part of one, is in or below a folder ("" for the corpus), or in a file of several documents."""
    return not folder or path == folder or path.startswith((f"{folder}/", f"{folder}#"))


def files_of(skipped: str) -> Iterator[str]:
    """The paths of files that a skipped path may be a part of: "a#b.zip#c" is of "a#b.zip", or of "a", or a file itself."""
    yield skipped
    yield from (skipped[:at] for at, character in enumerate(skipped) if character == "#")


class ChangeKind(StrEnum):
    """What has become of a file since a generation was made; RETRIED: it could not be read then, and has changed since."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"
    RETRIED = "retried"

    @property
    def in_words(self) -> str:
        """What one such file is called."""
        return self.of(1)

    def of(self, count: int) -> str:
        """What so many files are called: other languages than English have other words for one than for several."""
        return {
            ChangeKind.ADDED: plural("new", "new", count),
            ChangeKind.CHANGED: plural("changed", "changed", count),
            ChangeKind.GONE: plural("gone", "gone", count),
            ChangeKind.RETRIED: plural("skipped before, changed since", "skipped before, changed since", count),
        }[self]


@dataclass(frozen=True, slots=True)
class CorpusChanges:
    """What has changed on disk since a generation was made, as paths of files below the corpus, sorted.

    ``looked`` is when they were looked at (ISO 8601 in UTC), ``seconds`` how long that took. ``retried`` are files that
    could not be read then and have been changed since; ``unseen`` are places that could not be looked into ("." for the
    corpus itself), of which nothing is known.
    """

    generation: int
    looked: str
    seconds: float
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    retried: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()

    def by_kind(self, folder: str = "") -> dict[ChangeKind, tuple[str, ...]]:
        """The files in or below a folder ("" for all) by what became of them; kinds that none is of are left out."""
        paths = {kind: tuple(p for p in getattr(self, kind.value) if in_folder(p, folder)) for kind in ChangeKind}
        return {kind: found for kind, found in paths.items() if found}
