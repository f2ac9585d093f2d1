"""One writer at a time, by a lock that the operating system lets go of when its holder dies; and who that is. The same lock
on a folder, for whatever processes should do there one after another.

WRITER.lock   locked by the one run that may write; only runs try it
WRITER        who that is: process, host, since when

Whoever asks must not take what a run needs, not for an instant, so ``holder`` never touches WRITER.lock. A process id in
WRITER alone would not do either: ids are given again, and mean nothing on another host or in another container. So a run
writes its WRITER under another name, locks it, and only then gives it its place. The lock of a WRITER that can be seen is
therefore taken by its writer, or free for ever: trying it, shared and without waiting, is in nobody's way. ``flock`` does
this on Linux and macOS, on a folder that is mounted read-only (a file open for reading is enough), and over NFS.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from indexer.errors import IndexLocked

__all__ = ["Writer", "WriterLock", "alone_in", "holder"]


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a process id, the name of its host, and since when (ISO 8601 in UTC, to the microsecond)."""

    process: int
    host: str
    since: str

    @classmethod
    def of_this_process(cls) -> Writer:
        """This process, from now on."""
        return cls(os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="microseconds"))

    def __str__(self) -> str:
        since = datetime.fromisoformat(self.since).isoformat(timespec="seconds")
        return f"process {self.process} on {self.host} since {since}"


class WriterLock:
    """Held while a run writes to ``index``; entering gives its Writer, or raises IndexLocked, which says who holds it."""

    def __init__(self, index: Path) -> None:
        from filelock import FileLock  # who only asks need not wait for it

        self._index = index
        self._lock = FileLock(index / "WRITER.lock", timeout=0)
        self._sign: TextIO | None = None

    def __enter__(self) -> Writer:
        from filelock import Timeout

        self._index.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout:
            raise IndexLocked(
                f"{self._index} is being written by {holder(self._index) or 'another process'}. "
                "Wait until it is done, or stop it; searching goes on."
            ) from None
        try:
            return self._put_up(Writer.of_this_process())
        except BaseException:
            with suppress(OSError):
                for name in ("WRITER.new", "WRITER"):
                    (self._index / name).unlink(missing_ok=True)
            self._let_go()
            raise

    def _put_up(self, writer: Writer) -> Writer:
        """Locked before it can be seen: nobody who asks can come first."""
        fresh = self._index / "WRITER.new"
        self._sign = fresh.open("w", encoding="utf-8")
        fcntl.flock(self._sign, fcntl.LOCK_EX)
        json.dump(asdict(writer), self._sign)
        self._sign.flush()
        fresh.replace(self._index / "WRITER")
        return writer

    def __exit__(self, *_: object) -> None:
        try:
            (self._index / "WRITER").unlink(missing_ok=True)
        finally:  # on a disk that fails, too: the name of a writer that holds no lock is nobody's
            self._let_go()

    def _let_go(self) -> None:
        if self._sign is not None:
            self._sign.close()
        self._lock.release()


def holder(index: Path) -> Writer | None:
    """Who is writing to ``index`` now, None where nobody is. Takes nothing that a run needs, and changes nothing."""
    try:
        with (index / "WRITER").open(encoding="utf-8") as sign:
            try:
                fcntl.flock(sign, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return Writer(**json.load(sign))
            return None  # left behind by a run that was killed
    except (OSError, ValueError, TypeError):  # no file; no locks on this file system, so no run either; altered by hand
        return None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Has whoever else would be alone in ``folder`` wait, other threads of this process too: the folder is locked, which
    leaves no file of a lock behind. Where a file system has no locks nobody waits; raises OSError for no folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
