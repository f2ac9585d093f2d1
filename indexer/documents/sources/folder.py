"""Which files does a corpus have?"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from indexer.model import Skipped

__all__ = ["Found", "media_type_of", "walk"]

#: File endings, lower case, and what they mean.
_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
}

#: Names without an ending that are text by custom.
_PLAIN_NAMES = frozenset({"README", "LICENSE", "NOTES", "CHANGELOG", "AUTHORS", "COPYING"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the corpus: its POSIX path below the corpus, its size in bytes, its time of change in nanoseconds."""

    path: str
    file: Path
    size: int
    modified_ns: int


def media_type_of(path: str) -> str | None:
    """The media type of a path by its ending; None where no reader is for it."""
    name = PurePosixPath(path)
    return _MEDIA_TYPES.get(name.suffix.lower(), "text/plain" if name.name in _PLAIN_NAMES else None)


def walk(root: Path, scopes: Sequence[str], ignore: Sequence[str]) -> Iterator[Found | Skipped]:
    """The files of ``root`` at or below ``scopes`` ("." for all), sorted by path; what cannot be read is Skipped.

    Names, and paths below the corpus, that match a pattern of ``ignore`` are left out with all below them. A link is
    never followed: what it leads to is either read in its own place, or no part of the corpus.
    """
    corpus = Path(os.path.realpath(root))
    seen: set[str] = set()
    for scope in sorted(set(scopes)):
        if any(_ignored(part, scope, ignore) for part in PurePosixPath(scope).parts if scope != "."):
            continue
        for item in _visit(corpus, corpus if scope == "." else corpus / scope, "" if scope == "." else scope, ignore):
            if item.path not in seen:
                seen.add(item.path)
                yield item


def _visit(corpus: Path, place: Path, path: str, ignore: Sequence[str]) -> Iterator[Found | Skipped]:
    """Depth first, with a stack of our own: a corpus may be nested deeper than Python's calls."""
    pending = [(place, path)]
    while pending:
        place, path = pending.pop()
        try:
            state = place.lstat()
            if stat.S_ISLNK(state.st_mode):
                yield _link(corpus, place, path)
            elif stat.S_ISDIR(state.st_mode):
                pending += _entries(place, path, ignore)
            else:
                yield _file(place, path, state)
        except FileNotFoundError:
            if path and place.parent.exists():
                yield Skipped(_shown(path), "vanished while the corpus was read")
        except OSError as error:
            yield Skipped(_shown(path) or ".", f"cannot be read: {error.strerror or error}")


def _entries(place: Path, path: str, ignore: Sequence[str]) -> list[tuple[Path, str]]:
    """The entries of a folder, last first, so that a stack gives them in order."""
    with os.scandir(place) as found:
        names = sorted((entry.name for entry in found), reverse=True)
    below = ((name, f"{path}/{name}" if path else name) for name in names)
    return [(place / name, inner) for name, inner in below if not _ignored(name, inner, ignore)]


def _file(place: Path, path: str, state: os.stat_result) -> Found | Skipped:
    if not stat.S_ISREG(state.st_mode):
        return Skipped(_shown(path), "no regular file (a socket, pipe or device)")
    if _shown(path) != path:
        return Skipped(_shown(path), "its name is not UTF-8; rename it")
    if media_type_of(path) is None:
        ending = PurePosixPath(path).suffix
        return Skipped(path, f"no reader for {ending or 'a file without an ending'}; known: {', '.join(_MEDIA_TYPES)}")
    return Found(path, place, state.st_size, state.st_mtime_ns)


def _link(corpus: Path, place: Path, path: str) -> Skipped:
    target = os.path.realpath(place)
    if not os.path.exists(target):
        return Skipped(_shown(path), "a link that leads nowhere")
    if os.path.commonpath([target, corpus]) != str(corpus):
        return Skipped(_shown(path), "a link that leads out of the corpus")
    inner = Path(target).relative_to(corpus).as_posix()
    return Skipped(_shown(path), f"a link to {_shown(inner)}, which is read there")


def _ignored(name: str, path: str, ignore: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) or fnmatchcase(path, pattern) for pattern in ignore)


def _shown(path: str) -> str:
    r"""The path with bytes that are not UTF-8 as \xNN, so that it can be printed and stored."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
