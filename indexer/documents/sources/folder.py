"""The files of a folder: the source of most corpora."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from fnmatch import translate
from functools import cached_property
from itertools import chain
from operator import attrgetter
from pathlib import Path, PurePosixPath
from time import time_ns

from indexer.documents.content import Content
from indexer.documents.sources.protocol import SourceFile, Unlisted
from indexer.model import Skipped

__all__ = ["Folder"]

#: A path below the corpus, and what ``os.scandir`` says of it.
_Entry = tuple[str, "os.DirEntry[str]"]

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
        self._given = root
        self._ignore = tuple(ignore)
        self._ignored = re.compile("|".join(map(translate, self._ignore))).match if self._ignore else None
        self._unready = frozenset(unready)

    @cached_property
    def _root(self) -> Path:
        """The folder itself, whatever links lead to it: found when it is first needed, as it is not to look at one file."""
        return Path(os.path.realpath(self._given))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folder) and self._given == other._given and self._ignore == other._ignore

    def __hash__(self) -> int:
        return hash((self._given, self._ignore))

    def list_files(self, scopes: Collection[str]) -> Iterator[SourceFile | Skipped | Unlisted]:
        """The files at or below ``scopes``, as the Protocol says."""
        wanted = sorted(scope for scope in set(scopes) if not self._is_left_out(scope))
        listed = ["" if scope == "." else scope for scope in wanted]
        if len(listed) == 1:
            return iter(self._visit(listed[0]))
        return _each_once(chain.from_iterable(map(self._visit, listed)))

    def _is_left_out(self, scope: str) -> bool:
        return scope != "." and any(self._is_ignored(part, scope) for part in PurePosixPath(scope).parts)

    def find_file(self, path: str) -> SourceFile | None:
        """The file of that path; None where there is none, or something else than a regular file."""
        try:
            state = os.lstat(os.path.join(self._given, path))
        except (FileNotFoundError, NotADirectoryError):
            if not self._given.is_dir():
                raise FileNotFoundError(f"the folder {self._given} is not there") from None
            return None
        return _file(path, state) if stat.S_ISREG(state.st_mode) else None

    def open_file(self, file: SourceFile) -> AbstractContextManager[Content]:
        """The bytes of a file, which stay where they are; what has become a link, pipe or device since raises OSError."""
        return nullcontext(Content.of_entry(file.path, self._root / file.path))

    def ignores(self, path: str) -> bool:
        """Whether a path, or a folder above it, matches one of the patterns that are left out."""
        parts = PurePosixPath(path).parts
        return any(self._is_ignored(name, "/".join(parts[:place])) for place, name in enumerate(parts, 1))

    def _visit(self, scope: str) -> Iterable[SourceFile | Skipped | Unlisted]:
        """What is at or below a scope, depth first."""
        try:
            state = (self._root / scope).lstat()
            is_folder = stat.S_ISDIR(state.st_mode)
            return self._walk(self._below(scope)) if is_folder else [self._entry(scope, state)]
        except FileNotFoundError:
            return [] if self._root.is_dir() else [self._without_root()]
        except OSError as error:
            return [_unlisted(scope, error)]

    def _walk(self, entries: list[_Entry]) -> Iterator[SourceFile | Skipped | Unlisted]:
        """What is at these entries of a folder, and below them, with a stack of our own: a corpus may be nested deeper than
        Python's calls. Where ``os.scandir`` says that an entry is a folder, it is not looked at for itself."""
        opened = [iter(entries)]
        while opened:
            for path, entry in opened[-1]:
                try:
                    if entry.is_dir(follow_symlinks=False):
                        opened.append(iter(self._below(path)))
                        break
                    state = entry.stat(follow_symlinks=False)
                    plain = stat.S_ISREG(state.st_mode) and path.isascii() and path not in self._unready  # as most are
                    yield _file(path, state) if plain else self._entry(path, state)
                except FileNotFoundError:
                    if not self._root.is_dir():
                        yield self._without_root()
                        return
                    yield Skipped(_printable(path), "vanished while the corpus was read")
                except OSError as error:
                    yield _unlisted(path, error)
            else:
                opened.pop()

    def _without_root(self) -> Unlisted:
        return Unlisted(".", f"cannot be read: the folder {self._root} is not there")

    def _below(self, path: str) -> list[_Entry]:
        """What a folder has, in order of name."""
        with os.scandir(self._root / path) as entries:
            listed = sorted(entries, key=attrgetter("name"))
        before = f"{path}/" if path else ""
        named = [(before + entry.name, entry) for entry in listed]
        ignored = self._ignored
        if ignored is None:
            return named
        return [(below, entry) for below, entry in named if not (ignored(entry.name) or ignored(below))]

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
        return self._ignored is not None and bool(self._ignored(name) or self._ignored(path))


def _each_once(listed: Iterable[SourceFile | Skipped | Unlisted]) -> Iterator[SourceFile | Skipped | Unlisted]:
    seen: set[str] = set()
    for item in listed:
        if item.path not in seen:
            seen.add(item.path)
            yield item


def _file(path: str, state: os.stat_result) -> SourceFile:
    """The mark is a stamp: size, time of the content, time of the inode (which no program can set back, as it can the
    other), and the inode itself, which a file that was put in the place of another does not share."""
    now, size, changed, inode_changed = time_ns(), state.st_size, state.st_mtime_ns, state.st_ctime_ns
    settled = now - inode_changed >= _RACY_NS and not 0 <= now - changed < _RACY_NS
    mark = f"{size}:{changed}:{inode_changed}:{state.st_ino}" if settled else ""
    return SourceFile(path, size, mark, changed)


def _unlisted(path: str, error: OSError) -> Unlisted:
    return Unlisted(_printable(path) or ".", f"cannot be read: {error.strerror or error}")


def _printable(path: str) -> str:
    r"""The path with bytes that are not UTF-8 as \xNN, so that it can be printed and stored."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
