"""What a source is. ``tests/documents/sources/contract.py`` checks every implementation."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from indexer.documents.content import Content
from indexer.model import Skipped

__all__ = ["Source", "SourceFile", "Unlisted"]


class SourceFile(NamedTuple):
    """A file that a source has: its POSIX path below the corpus, which names it, and its size in bytes.

    ``mark`` is opaque: where one path has the same mark as before, it has the same bytes as before; with another mark it
    may. It is "" where the source cannot be sure, for a file that changed an instant ago, say. ``modified_ns`` is the time
    of change in nanoseconds since 1970, negative where the source does not know it. ``media_type`` is what the source says
    that it is; None where the name has to tell.
    """

    path: str
    size: int
    mark: str
    modified_ns: int = -1
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A place below which the source could not look ("." for all of it), and why.

    What was found there before may be there still: nobody can say that it is gone.
    """

    path: str
    reason: str


class Source(Protocol):
    """Where the documents of a corpus are: a folder, a bucket, a website. Asking it changes nothing in it.

    Two sources that are equal are one place: what was found out of a file of the one holds for the other. Whatever the
    implementation meets when it cannot look is raised as an OSError, FileNotFoundError only for what is not there.
    """

    def list_files(self, scopes: Collection[str]) -> Iterator[SourceFile | Skipped | Unlisted]:
        """The files at or below ``scopes`` (POSIX paths; "." for all), each once, sorted by path within each scope.

        Skipped is what is there and can never be read (a link, a name that cannot be written down), Unlisted where could
        not be looked. A scope that is not there any more gives nothing. Never raises.
        """

    def find_file(self, path: str) -> SourceFile | None:
        """The file of that path as it is now; None where there is none. Raises OSError where that cannot be found out."""

    def open_file(self, file: SourceFile) -> AbstractContextManager[Content]:
        """The bytes of a file, as they are now, inside a ``with`` block; raises OSError on entering where it is gone."""
