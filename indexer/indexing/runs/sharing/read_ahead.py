"""Files that were read ahead, by several processes, for a run that goes through its files in order.

A run decides by the order of its files: which of two documents keeps an id that both have, what has moved, what is skipped.
So what is shared is reading and splitting alone, which take nearly all of the time, and decide nothing. Whoever carries out
the run goes through all files as if it was alone, takes the SHA-256 of each itself, and takes what others read of bytes of
that very sum in the place of reading them. A worker that sees another folder, or another version of a file, is by that
believed nothing, and a file of which nobody said enough is read as ever.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from indexer.documents.reading_files import RUN_LENGTH, ReadItem
from indexer.documents.sources.protocol import SourceFile
from indexer.indexing.runs.sharing.file_parts import PartFile
from indexer.indexing.runs.sharing.reading_work import DOCUMENT, END, FILE
from indexer.model import Skipped, Version

__all__ = ["FilesAhead", "KeptDocument", "ReadAhead", "ReadsAhead"]


class KeptDocument(NamedTuple):
    """A document whose text and passages are kept already, as this version, and what its file says of it."""

    version: Version
    note: str

    @property
    def id(self) -> str:
        """The document's."""
        return self.version.document_id

    @property
    def path(self) -> str:
        """Of its file."""
        return self.version.path

    @property
    def digest(self) -> str:
        """Of its bytes."""
        return self.version.digest

    @property
    def revision(self) -> str:
        """Of its text."""
        return self.version.revision


class ReadAhead:
    """What was read ahead of the files of ``parts``, in order; of a part there is one file of lines."""

    def __init__(self, parts: Sequence[Sequence[PartFile]] = (), lines: Iterable[Path] = ()) -> None:
        """``lines`` are fetched when they are wanted: files are asked for in the order of the parts."""
        self._places = {file.path: number - file.number for number, part in enumerate(parts) for file in part}
        self._shares = {file.path: file.of for part in parts for file in part if file.of > 1}
        self._lines, self._fetched = iter(lines), list[Path]()
        self._part, self._known = -1, dict[str, tuple[str, list[Any]]]()

    def of_file(
        self, file: SourceFile, digest: str, step: Callable[[], object] = lambda: None
    ) -> Iterator[KeptDocument | Skipped] | None:
        """See the Protocol: None where nobody has read it to the end, or read others. Nothing is waited for."""
        place, shares = self._places.get(file.path), self._shares.get(file.path, 1)
        if place is None:
            return None
        if shares > 1:
            return _joined([self._path(place + number) for number in range(shares)], file.path, digest)
        if place != self._part:
            self._part, self._known = place, _whole_files(self._path(place))
        of, items = self._known.get(file.path, ("", []))
        return (_item(item, file.path) for item in items) if of == digest else None

    def _path(self, part: int) -> Path:
        self._fetched += islice(self._lines, max(part + 1 - len(self._fetched), 0))
        return self._fetched[part]


class FilesAhead(Protocol):
    """Files that were read before a run comes to them."""

    def of_file(
        self, file: SourceFile, digest: str, step: Callable[[], object]
    ) -> Iterator[KeptDocument | ReadItem] | None:
        """What a file of these bytes holds; None where it has to be read. ``step`` is called while that is waited for."""


#: Has files be read ahead, where that is worth the while.
ReadsAhead = Callable[[Sequence[SourceFile]], FilesAhead]


def _rows(path: Path) -> Iterator[list[Any]]:
    with path.open(encoding="ascii") as lines:
        yield from map(json.loads, lines)


def _whole_files(path: Path) -> dict[str, tuple[str, list[Any]]]:
    """The digest and the items of each file of a part that was read to its end."""
    found: dict[str, tuple[str, list[Any]]] = {}
    for kind, *row in _rows(path):
        if kind == FILE:
            name, digest, items = row[0], row[1], list[Any]()
        elif kind == END:
            found[name] = digest, items
        else:
            items.append([kind, *row])
    return found


def _item(row: Sequence[Any], path: str) -> KeptDocument | Skipped:
    if row[0] != DOCUMENT:
        return Skipped(row[1], row[2])
    _, number, name, digest, revision, note = row
    return KeptDocument(Version(int(number, 16), name, path, digest, revision), note)


def _joined(shares: Sequence[Path], path: str, digest: str) -> Iterator[KeptDocument | Skipped] | None:
    """The items of all shares of a file in their order; None where they are not all of one file that has these bytes."""
    counts = [_count(share, digest) for share in shares]
    total = sum(count or 0 for count in counts)
    expected = defaultdict[int, int](int)
    for first in range(0, total, RUN_LENGTH):
        expected[first // RUN_LENGTH % len(shares)] += min(RUN_LENGTH, total - first)
    if counts != [expected[number] for number in range(len(shares))]:
        return None
    return _in_turn(shares, total, path)


def _count(share: Path, digest: str) -> int | None:
    """How many items a share has; None where it does not end, or is of other bytes."""
    count, of, ended = 0, "", False
    for kind, *row in _rows(share):
        of = row[1] if kind == FILE else of
        count += kind not in (FILE, END)
        ended = kind == END
    return count if ended and of == digest else None


def _in_turn(shares: Sequence[Path], total: int, path: str) -> Iterator[KeptDocument | Skipped]:
    with ExitStack() as opened:
        files = [opened.enter_context(share.open(encoding="ascii")) for share in shares]
        for file in files:
            file.readline()  # which says what it is of
        for place in range(total):
            yield _item(json.loads(files[place // RUN_LENGTH % len(files)].readline()), path)
