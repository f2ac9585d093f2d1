"""Files that processes with limits read, as PDFs, before a run comes to them: by several of these at once, on this machine.

As with what other machines read (``read_ahead``), the run decides by the order of its files, takes the SHA-256 of each
itself, and believes what was read ahead only where that was of bytes of that very sum. What may be the fault of a machine
that has much to do, it reads again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from threading import Condition, Thread
from typing import NamedTuple, Self

from indexer.documents.reading_files import ReadItem, Unreadable, is_read_apart
from indexer.documents.sources.freshness import digest_of
from indexer.documents.sources.protocol import Source, SourceFile
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.indexing.runs.skip_memory import is_of_the_machine
from indexer.model import Document, Skipped

__all__ = ["ReadBeside"]

#: Bytes of files from which on several processes read: some seconds of work.
_MUCH = 1_000_000

#: The most that is read ahead: files, and code points of their text.
_FILES, _TEXT = 32, 16_000_000

#: Seconds between two looks at whether the run is to stop.
_LOOK = 0.25


class _Found(NamedTuple):
    """What was read of the bytes of a digest."""

    digest: str
    items: tuple[ReadItem, ...]

    @property
    def size(self) -> int:
        """Code points of text."""
        return sum(len(item.text) for item in self.items if isinstance(item, Document))


class ReadBeside:
    """Reads files from now on, by ``readers`` processes. Use it in a ``with`` block, which ends them."""

    def __init__(self, source: Source, limits: ReadLimits, files: Sequence[SourceFile], readers: int) -> None:
        """``files`` are asked for in their order."""
        apart = [file for file in files if is_read_apart(file)] if readers > 1 else []
        if sum(file.size for file in apart) < _MUCH:
            apart = []
        self._source, self._limits = source, limits
        self._coming = deque((place, file, Future[_Found | None]()) for place, file in enumerate(apart))
        self._found = {file.path: (place, future) for place, file, future in self._coming}
        self._passed = 0  # so many are not asked for any more, or were never
        self._text: dict[int, int] = {}  # of what is read, and not passed
        self._changed, self._over = Condition(), False
        self._readings = [Reading(limits) for _ in range(min(readers, len(apart)))]
        self._threads = [Thread(target=self._read_all, args=(each,), daemon=True) for each in self._readings]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._over = True
            self._changed.notify_all()
        for reading in self._readings:
            reading.stop()
        for thread in self._threads:
            thread.join()

    def of_file(self, file: SourceFile, digest: str, step: Callable[[], object]) -> Iterator[ReadItem] | None:
        """What a file of these bytes holds; None where it has to be read. ``step`` is called while that is waited for."""
        place, future = self._found.pop(file.path, (0, None))
        if future is None:
            return None
        found = self._awaited(place, future, step)
        return iter(found.items) if found is not None and found.digest == digest else None

    def _awaited(self, place: int, future: Future[_Found | None], step: Callable[[], object]) -> _Found | None:
        self._pass(place)
        while not future.done():
            with suppress(TimeoutError):
                future.result(_LOOK)
            step()
        self._pass(place + 1)
        return future.result()

    def _pass(self, place: int) -> None:
        with self._changed:
            self._passed = max(self._passed, place)
            self._text = {at: size for at, size in self._text.items() if at >= self._passed}
            self._changed.notify_all()

    def _read_all(self, reading: Reading) -> None:
        with reading:
            while (taken := self._next()) is not None:
                place, file, future = taken
                found = None
                with suppress(Exception):  # it is read again, where it can be told
                    found = self._read(reading, file)
                if found is not None:
                    with self._changed:
                        self._text[place] = found.size
                future.set_result(found)

    def _next(self) -> tuple[int, SourceFile, Future[_Found | None]] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._over or not self._coming or self._has_room())
            return None if self._over or not self._coming else self._coming.popleft()

    def _has_room(self) -> bool:
        ahead = self._coming[0][0] - self._passed
        return ahead <= 0 or (ahead < _FILES and sum(self._text.values()) < _TEXT)

    def _read(self, reading: Reading, file: SourceFile) -> _Found | None:
        digest = digest_of(self._source, file)
        found = _Found(digest, tuple(reading.file(self._source, file, languages=False)))
        after = self._source.find_file(file.path)
        stayed = after is not None and (
            (file.mark and after.mark == file.mark) or digest_of(self._source, after) == digest
        )
        return found if stayed and not any(map(_is_doubtful, found.items)) else None


def _is_doubtful(item: ReadItem) -> bool:
    """Whether reading it again may find something else."""
    return isinstance(item, Unreadable) or (isinstance(item, Skipped) and is_of_the_machine(item.reason))
