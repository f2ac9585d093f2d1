"""Which files, and which lines of large ones, are read together by one of the processes that share a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from indexer.documents.formats.registry import format_of
from indexer.documents.reading_files import PartsShare
from indexer.documents.sources.protocol import SourceFile

__all__ = ["PartFile", "file_parts", "is_much"]

#: What reading a file takes beside its bytes, in bytes.
_EACH = 4_096

#: So many bytes are seconds of work: dealing out less takes longer than reading it.
_MUCH = 4_000_000

#: Bytes of a part, at least, and how many parts there are at most: each costs some messages.
_PART = 4_000_000
_MOST = 400

#: A file that is shared is looked through once for each share, so that it has no more of them than machines would take.
_SHARES = 16


class PartFile(NamedTuple):
    """A file of a part, by its path, or a share of its documents."""

    path: str
    number: int = 0
    of: int = 1

    @property
    def share(self) -> PartsShare:
        """Which of its documents."""
        return PartsShare(self.number, self.of)

    @property
    def is_safe(self) -> bool:
        """Whether the path leads to a place below the corpus: it comes from records that others may have written."""
        path = PurePosixPath(self.path)
        return not path.is_absolute() and ".." not in path.parts and "\0" not in self.path


def is_much(files: Iterable[SourceFile]) -> bool:
    """Whether it is worth the while to have others help with reading these."""
    return sum(file.size + _EACH for file in files) >= _MUCH


def file_parts(files: Sequence[SourceFile]) -> list[list[PartFile]]:
    """All files in their order, in parts of about the same size; a share of a file is a part of its own."""
    size = max(_PART, sum(file.size + _EACH for file in files) // _MOST)
    parts: list[list[PartFile]] = []
    room = 0
    for file in files:
        shares = min(file.size // size, _SHARES) if _is_shared(file) else 1
        if shares > 1:
            parts += ([PartFile(file.path, number, shares)] for number in range(shares))
            room = 0
            continue
        if room <= 0:
            parts.append([])
            room = size
        parts[-1].append(PartFile(file.path))
        room -= file.size + _EACH
    return parts


def _is_shared(file: SourceFile) -> bool:
    """Whether the documents of a file can be shared: where it takes little to pass over those of others."""
    file_format = format_of(file.path, file.media_type)
    return file_format is not None and file_format.has_parts and file_format.sandboxed_above is None
