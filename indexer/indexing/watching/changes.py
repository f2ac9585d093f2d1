"""Which files of a corpus have changed: as the operating system tells, or found by looking again and again."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Event
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.protocol import SourceFile
from indexer.errors import PassagewayError

if TYPE_CHECKING:
    from watchfiles import Change

__all__ = ["ChangedFiles", "NotifiedChanges", "PolledChanges"]

#: Milliseconds that the system's messages are gathered for, at most, and without a new one; and between two looks whether
#: whoever waits for some has waited long enough.
_GATHERED, _STEP, _LOOK = 200, 50, 50


class ChangedFiles(Protocol):
    """What has changed since it was asked last; to be used in a ``with`` block."""

    def __enter__(self) -> Self:
        """Watches from now on; raises OSError where that cannot be, FileNotFoundError where there is nothing to watch."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def wait(self, seconds: float) -> frozenset[str]:
        """POSIX paths below the corpus that have changed, as soon as there are any, or none after ``seconds``."""


class NotifiedChanges:
    """By the messages of the operating system (inotify, FSEvents, ReadDirectoryChangesW), through ``watchfiles``."""

    def __init__(self, root: Path, scopes: Collection[str], wanted: Callable[[str], bool], stop: Event) -> None:
        """Of what is below ``scopes`` of ``root`` and ``wanted``. Raises PassagewayError if watchfiles cannot be used."""
        try:
            from watchfiles import watch
        except ImportError as error:
            raise PassagewayError(_unusable(error)) from error
        self._watch, self._root, self._wanted, self._stop = watch, root, wanted, stop
        # A file that is replaced is another one by then: its folder tells of it.
        places = {path if path.is_dir() else path.parent for path in (root / scope for scope in scopes)}
        self._places = sorted(map(str, places))

    def __enter__(self) -> Self:
        self._found = self._messages(self._places, recursive=True, passing_over=True)
        self._first = self._next()  # it watches from then on
        try:
            self._require_room()
        except BaseException:
            self._found.close()
            raise
        return self

    def _messages(
        self, places: Sequence[str], *, recursive: bool, passing_over: bool
    ) -> Generator[set[tuple[Change, str]]]:
        """What has changed within each moment; watches from the first on, and raises OSError there where it cannot, but for
        what it is ``passing_over``, as it may not be read."""
        return self._watch(
            *places,
            watch_filter=None,  # else it would not come back while only what is not wanted changes
            debounce=_GATHERED,
            step=_STEP,
            stop_event=self._stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            force_polling=False,
            recursive=recursive,
            ignore_permission_denied=passing_over,
        )

    def _require_room(self) -> None:
        """Raises OSError where the system watches no further folder: then there may be some that it does not watch already,
        as a watcher that passes over what may not be read passes over those, too, and says nothing."""
        try:
            with closing(self._messages([str(self._root)], recursive=False, passing_over=False)) as messages:
                next(messages, ())
        except OSError as error:
            raise OSError(
                "it watches no more folders for this user; on Linux more are allowed by, say: "
                "sysctl fs.inotify.max_user_watches=1048576"
            ) from error

    def __exit__(self, *_: object) -> None:
        self._found.close()

    def wait(self, seconds: float) -> frozenset[str]:
        """See ChangedFiles; raises KeyboardInterrupt."""
        found, self._first = self._first, frozenset()
        until = monotonic() + seconds
        while not found and monotonic() < until and not self._stop.is_set():
            found = self._next()
        return found

    def _next(self) -> frozenset[str]:
        """What has changed within a moment, if anything."""
        paths = (os.path.relpath(path, self._root) for _, path in next(self._found, ()))
        return frozenset(path for path in map(_posix, paths) if self._wanted(path))


def _unusable(error: ImportError) -> str:
    """What is wrong with watchfiles, and what to do."""
    missing = isinstance(error, ModuleNotFoundError) and error.name == "watchfiles"
    wrong = (
        "is not installed: pip install watchfiles"
        if missing
        else (f"cannot be loaded ({error}): pip install --force-reinstall watchfiles")
    )
    return f"watching needs a package that {wrong}. Without it, look again every 30 seconds: passageway watch --poll 30"


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")


class PolledChanges:
    """By looking at sizes and times of all files every so many seconds, as on network mounts, which send no messages."""

    def __init__(
        self, source: Folder, scopes: Collection[str], every: float, stop: Event, *, beside: Path | None = None
    ) -> None:
        """``beside`` is a file that is looked at, too, though it is no document."""
        self._source, self._scopes, self._every, self._stop = source, scopes, every, stop
        self._beside = beside

    def __enter__(self) -> Self:
        self._seen, self._next = self._look(), monotonic() + self._every
        return self

    def __exit__(self, *_: object) -> None:
        self._seen = {}

    def wait(self, seconds: float) -> frozenset[str]:
        """See ChangedFiles."""
        self._stop.wait(max(min(seconds, self._next - monotonic()), 0))
        if monotonic() < self._next:
            return frozenset()
        before, self._seen = self._seen, self._look()
        self._next = monotonic() + self._every
        every = before.keys() | self._seen.keys()
        return frozenset(path for path in every if before.get(path) != self._seen.get(path))

    def _look(self) -> dict[str, tuple[int, int]]:
        found = self._source.list_files(self._scopes)
        seen = {f.path: (f.size, f.modified_ns) for f in found if isinstance(f, SourceFile)}
        if self._beside is not None:
            with suppress(OSError):
                state = self._beside.stat()
                seen[self._beside.name] = (state.st_size, state.st_mtime_ns)
        return seen
