"""One writer at a time: a lock that the operating system lets go of when its holder dies."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.errors import IndexLocked

__all__ = ["WriterLock", "holder"]


class WriterLock:
    """Held for as long as a run writes to ``index``; entering raises IndexLocked, saying who holds it."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = FileLock(index / "WRITER.lock", timeout=0)

    def __enter__(self) -> WriterLock:
        self._index.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout:
            who = _read(self._index) or "another process"
            raise IndexLocked(
                f"{self._index} is being written by {who}. Wait until it is done, or stop it; searching goes on."
            ) from None
        started = datetime.now(UTC).isoformat(timespec="seconds")
        (self._index / "WRITER").write_text(f"process {os.getpid()} on {socket.gethostname()} since {started}")
        return self

    def __exit__(self, *_: object) -> None:
        (self._index / "WRITER").unlink(missing_ok=True)
        self._lock.release()


def holder(index: Path) -> str | None:
    """Who is writing to ``index`` now ("process 12 on host since …"), None where nobody is."""
    lock = FileLock(index / "WRITER.lock", timeout=0)
    if not (index / "WRITER.lock").exists():
        return None
    try:
        with lock:
            return None
    except Timeout:
        return _read(index) or "another process"
    except OSError:  # a read-only index has no writer
        return None


def _read(index: Path) -> str | None:
    try:
        return (index / "WRITER").read_text()
    except OSError:
        return None
