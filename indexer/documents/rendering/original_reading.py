"""Originals as they are asked for: their bytes, and pictures of their pages, made in processes with limits, and kept."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock

from cachetools import LRUCache, TTLCache

from indexer.documents.content import Content
from indexer.documents.rendering.drawing import DRAWN
from indexer.documents.rendering.original_tasks import DrawPage, OpenOriginal
from indexer.documents.sources.originals import Original
from indexer.documents.workers.child import Bounds, Task
from indexer.documents.workers.process import LimitExceeded, NotStarted, ProcessEnded, TaskFailed, Worker
from indexer.documents.workers.reading import MEBIBYTE, ReadLimits
from indexer.errors import OriginalUnavailable, PageMissing, PageNotDrawn, PassagewayError, PicturesBusy
from indexer.messages import phrase

__all__ = ["OriginalReading"]

#: Processes that draw, askers that wait for one of them, and the seconds that they wait.
_AT_ONCE = 2
_WAITING = 3
_WAIT = 5.0

#: Seconds that a page may take to be drawn; most take a tenth of one.
_SECONDS = 20.0

#: Bytes of a picture beyond what the file itself may have, at most.
_PICTURE = 32 * MEBIBYTE

#: Bytes of pictures that are kept, those asked for last; and seconds until a page that failed is tried again.
_KEPT = 64 * MEBIBYTE
_FAILED = 600.0

Key = tuple[str, str, int, int]


class OriginalReading:
    """Gives the bytes of originals, and pictures of their pages, within ``limits``; threads may share it.

    Its processes start when they are first needed, and end with it.
    """

    def __init__(self, limits: ReadLimits, *, kept: int = _KEPT) -> None:
        """``kept`` is the most bytes of pictures that are kept."""
        self._limits = limits
        self._lock = Lock()
        self._pictures: LRUCache[Key, bytes] = LRUCache(kept, getsizeof=len)
        self._failures: TTLCache[Key, str] = TTLCache(1000, _FAILED)
        self._admitted = BoundedSemaphore(_AT_ONCE + _WAITING)
        seats = [_Seat() for _ in range(_AT_ONCE)]
        self._free: SimpleQueue[_Seat] = SimpleQueue()
        for seat in seats:
            self._free.put(seat)
        self.close = weakref.finalize(self, _end, seats)

    def content(self, original: Original) -> Content:
        """The bytes of an original, in memory; raises OriginalChanged, OriginalUnavailable or PicturesBusy."""
        with _opened(original) as content:
            task = self._opening(original, content)
            if not original.part:
                return Content.of_bytes(original.name, task.load())
            try:
                return Content.of_bytes(original.name, self._ask(task, content))
            except PageNotDrawn as error:
                raise OriginalUnavailable(f"{original.part} of {content.name} cannot be opened: {error}") from error

    def picture(self, original: Original, page: int, width: int) -> bytes:
        """The picture of a page (from 1) as PNG about ``width`` pixels wide.

        Raises PageMissing, PageNotDrawn, OriginalChanged, OriginalUnavailable or PicturesBusy. A page that could not be
        drawn is not tried again for some minutes.
        """
        if original.media_type not in DRAWN:
            raise PageMissing(phrase("{name} has no pages that can be drawn.", name=original.name))
        key = original.digest, original.media_type, page, width
        if (kept := self._kept(key)) is not None:
            return kept
        with _opened(original) as content:
            task = DrawPage(self._opening(original, content), original.media_type, page, width)
            try:
                picture = self._ask(task, content)
            except PageNotDrawn as error:
                with self._lock:
                    self._failures[key] = str(error)
                raise
        with self._lock:
            if len(picture) <= self._pictures.maxsize:
                self._pictures[key] = picture
        return picture

    def _kept(self, key: Key) -> bytes | None:
        with self._lock:
            if reason := self._failures.get(key):
                raise PageNotDrawn(reason)
            return self._pictures.get(key)

    def _opening(self, original: Original, content: Content) -> OpenOriginal:
        return OpenOriginal(content, original.file_format, original.part, original.digest, self._limits.file_bytes)

    def _ask(self, task: Task[bytes | PassagewayError], content: Content) -> bytes:
        limits, files = self._limits, () if content.path is None else (str(content.path),)
        seconds, memory = min(limits.seconds, _SECONDS), limits.memory * MEBIBYTE
        with self._seat() as seat:
            answer = seat.ask(task, Bounds(seconds, memory, limits.file_bytes + _PICTURE, files))
        if isinstance(answer, PassagewayError):
            raise answer
        return answer

    @contextmanager
    def _seat(self) -> Iterator[_Seat]:
        """A process that is free; raises PicturesBusy where too many wait for one, or one has waited too long."""
        if not self._admitted.acquire(blocking=False):
            raise PicturesBusy("Many pages are being drawn just now. Try again in a moment.")
        try:
            seat = self._free.get(timeout=_WAIT)
            try:
                yield seat
            finally:
                self._free.put(seat)
        except Empty:
            raise PicturesBusy("Other pages are being drawn just now. Try again in a moment.") from None
        finally:
            self._admitted.release()


class _Seat:
    """A place for one process: started when it is first asked, and anew after one that had to be ended."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

    def ask(self, task: Task[bytes | PassagewayError], bounds: Bounds) -> bytes | PassagewayError:
        """The one answer of a task; raises PageNotDrawn.

        A process that ends after it has done others may have been ended by what they left behind: a fresh one tries again.
        """
        fresh = self._worker is None
        try:
            self._worker = self._worker or Worker()
            (answer,) = self._worker.ask(task, bounds)
            return answer
        except TaskFailed as failed:
            raise PageNotDrawn(f"{task} failed ({failed}); please report it") from failed
        except LimitExceeded as exceeded:
            self.end()
            raise PageNotDrawn(f"{task} took more {exceeded.what} than it may") from exceeded
        except NotStarted as error:
            self.end()
            raise PageNotDrawn(f"{task} needs a process that could not be started: {error}") from error
        except ProcessEnded as ended:
            self.end()
            if fresh:
                raise PageNotDrawn(f"the process that was {task} was ended {ended}") from ended
            return self.ask(task, bounds)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Ends its process, where it has one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()
            worker.close()


def _end(seats: Sequence[_Seat]) -> None:
    for seat in seats:
        seat.end()


@contextmanager
def _opened(original: Original) -> Iterator[Content]:
    try:
        with original.open_file() as content:
            yield content
    except OSError as error:
        raise OriginalUnavailable(f"{original.file.path} cannot be read: {error.strerror or error}") from error
