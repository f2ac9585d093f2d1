"""The files of a folder: the source of most corpora."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from time import time_ns

from indexer.documents.content import Content
from indexer.documents.sources.protocol import SourceFile, Unlisted
from indexer.model import Skipped

__all__ = ["Folder"]

#: A file changed this shortly before it is looked at may change again within its time stamp's tick, unseen: its stamp is
#: not to be trusted. Git says "racily clean" of such files, https://git-scm.com/docs/racy-git. Some file systems count two
#: seconds a tick.
_RACY_NS = 2_000_000_000


class Folder:
    """A Source: the regular files below ``root``.

    Names, and paths below ``root``, that match a pattern of ``ignore`` are left out with all below them. A link is never
    followed: what it leads to is either read in its own place, or no part of the corpus.
    """

    def __init__(self, root: Path, ignore: Sequence[str] = (), unready: Collection[str] = ()) -> None:
        """``unready`` are files that are just being written: nobody can say yet what is in them."""
        self._root = Path(os.path.realpath(root))
        self._ignore = tuple(ignore)
        self._unready = frozenset(unready)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folder) and self._root == other._root and self._ignore == other._ignore

    def __hash__(self) -> int:
        return hash((self._root, self._ignore))

    def list_files(self, scopes: Collection[str]) -> Iterator[SourceFile | Skipped | Unlisted]:
        """The files at or below ``scopes``, as the Protocol says."""
        seen: set[str] = set()
        for scope in sorted(set(scopes)):
            if scope != "." and any(self._is_ignored(part, scope) for part in PurePosixPath(scope).parts):
                continue
            for item in self._visit("" if scope == "." else scope):
                if item.path not in seen:
                    seen.add(item.path)
                    yield item

    def find_file(self, path: str) -> SourceFile | None:
        """The file of that path; None where there is none, or something else than a regular file."""
        try:
            state = (self._root / path).lstat()
        except (FileNotFoundError, NotADirectoryError):
            if not self._root.is_dir():
                raise FileNotFoundError(f"the folder {self._root} is not there") from None
            return None
        return _file(path, state) if stat.S_ISREG(state.st_mode) else None

    def open_file(self, file: SourceFile) -> AbstractContextManager[Content]:
        """The bytes of a file, which stay where they are; what has become a link, pipe or device since raises OSError."""
        return nullcontext(Content.of_entry(file.path, self._root / file.path))

    def ignores(self, path: str) -> bool:
        """Whether a path, or a folder above it, matches one of the patterns that are left out."""
        parts = PurePosixPath(path).parts
        return any(self._is_ignored(name, "/".join(parts[:place])) for place, name in enumerate(parts, 1))

    def _visit(self, scope: str) -> Iterator[SourceFile | Skipped | Unlisted]:
        """Depth first, with a stack of our own: a corpus may be nested deeper than Python's calls."""
        pending = [scope]
        while pending:
            path = pending.pop()
            try:
                state = (self._root / path).lstat()
                if stat.S_ISDIR(state.st_mode):
                    pending += self._below(path)
                else:
                    yield self._entry(path, state)
            except FileNotFoundError:
                if not self._root.is_dir():
                    yield Unlisted(".", f"cannot be read: the folder {self._root} is not there")
                    return
                if path != scope:
                    yield Skipped(_printable(path), "vanished while the corpus was read")
            except OSError as error:
                yield Unlisted(_printable(path) or ".", f"cannot be read: {error.strerror or error}")

    def _below(self, path: str) -> list[str]:
        """What a folder has, last first, so that a stack gives it in order."""
        with os.scandir(self._root / path) as entries:
            names = sorted((entry.name for entry in entries), reverse=True)
        paths = ((name, f"{path}/{name}" if path else name) for name in names)
        return [below for name, below in paths if not self._is_ignored(name, below)]

    def _entry(self, path: str, state: os.stat_result) -> SourceFile | Skipped | Unlisted:
        if path in self._unready:
            return Unlisted(path, "is still being written")
        if stat.S_ISLNK(state.st_mode):
            return Skipped(_printable(path), self._where_it_leads(path))
        if not stat.S_ISREG(state.st_mode):
            return Skipped(_printable(path), "no regular file (a socket, pipe or device)")
        if _printable(path) != path:
            return Skipped(_printable(path), "its name is not UTF-8; rename it")
        return _file(path, state)

    def _where_it_leads(self, link: str) -> str:
        target = os.path.realpath(self._root / link)
        if not os.path.exists(target):
            return "a link that leads nowhere"
        if os.path.commonpath([target, self._root]) != str(self._root):
            return "a link that leads out of the corpus"
        return f"a link to {_printable(Path(target).relative_to(self._root).as_posix())}, which is read there"

    def _is_ignored(self, name: str, path: str) -> bool:
        return any(fnmatchcase(name, pattern) or fnmatchcase(path, pattern) for pattern in self._ignore)


def _file(path: str, state: os.stat_result) -> SourceFile:
    """The mark is a stamp: size, time of the content, time of the inode (which no program can set back, as it can the
    other), and the inode itself, which a file that was put in the place of another does not share."""
    now = time_ns()
    settled = now - state.st_ctime_ns >= _RACY_NS and not 0 <= now - state.st_mtime_ns < _RACY_NS
    mark = f"{state.st_size}:{state.st_mtime_ns}:{state.st_ctime_ns}:{state.st_ino}" if settled else ""
    return SourceFile(path, state.st_size, mark, state.st_mtime_ns)


def _printable(path: str) -> str:
    r"""The path with bytes that are not UTF-8 as \xNN, so that it can be printed and stored."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
