"""Files -> documents: read here, or in a process with limits on each document where its format asks for that."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType

from indexer.documents.content import Content
from indexer.documents.document_language import in_its_language
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.reading_files import BrokenOff, PartsShare, ReadItem, Unreadable, unreadable
from indexer.documents.sources.protocol import Source, SourceFile
from indexer.documents.workers.child import OUTPUT, Bounds
from indexer.documents.workers.process import Limited, LimitExceeded, NotStarted, ProcessEnded, TaskFailed, Worker
from indexer.documents.workers.read_content import ReadContent
from indexer.errors import ReadingError
from indexer.model import Document, Skipped
from indexer.settings import AUTO, FILE_LIMIT, OCR_LANGUAGES, READ_MEMORY, READ_SECONDS, Settings

__all__ = ["MEBIBYTE", "ReadLimits", "Reading"]

#: In bytes.
MEBIBYTE = 1024 * 1024

#: How many parts of a file may each cost a process before the rest is left.
_MOST_LOSSES = 8

_NONE_KNOWN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The most that a document may take: bytes of its file (or part of one), seconds, and MiB of memory.

    A scanned page has the seconds for itself; its words are recognised as those of ``languages``. ``language`` is that of
    all documents, or AUTO.
    """

    file_bytes: int = FILE_LIMIT
    seconds: float = READ_SECONDS
    memory: int = READ_MEMORY
    languages: tuple[str, ...] = OCR_LANGUAGES
    language: str = AUTO

    @classmethod
    def of(cls, settings: Settings) -> ReadLimits:
        """Those that the user has chosen."""
        sizes = (settings.file_limit, settings.read_seconds, settings.read_memory)
        return cls(*sizes, settings.ocr_languages, settings.language)


class Reading:
    """Reads files within ``limits``. For one thread; use it in a ``with`` block, which ends its process."""

    def __init__(self, limits: ReadLimits) -> None:
        self._limits = limits
        self._worker: Worker | None = None
        self._starting, self._stopped = Lock(), False
        self._unstartable: NotStarted | None = None

    @property
    def limits(self) -> ReadLimits:
        """Those that were given."""
        return self._limits

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._end_worker()

    def stop(self) -> None:
        """Has what another thread reads end at once, with an error; nothing is read after that."""
        with self._starting:
            self._stopped = True
            if self._worker is not None:
                self._worker.end()

    def file(
        self,
        source: Source,
        file: SourceFile,
        known: Mapping[str, str] = _NONE_KNOWN,
        on_step: Callable[[], object] = lambda: None,
        share: PartsShare | None = None,
        *,
        languages: bool = True,
    ) -> Iterator[ReadItem]:
        """The documents of a file of a source: one, or one a part, streamed. Never raises for what a file holds.

        ``known`` has the digests of the documents that the caller has already, by id. What nothing can be read of is
        Skipped, with the reason; Unreadable what cannot be read now. ``on_step`` is called whenever a page of a scan
        begins, which may take long; what it raises ends the reading. Of a file with parts, only those of a ``share`` are
        read, where there is one. Which languages they are in is left open without ``languages`` (``Splitting`` tells them);
        else raises OSError where there is no room for the temporary file by which they are told.
        """
        for item in self._of_file(source, file, known, on_step, share):
            if not isinstance(item, Document):
                yield item
            elif item.blocks:  # what fails here (no room) is no fault of the file
                yield in_its_language(item, self._limits.language) if languages else item
            else:
                yield Skipped(item.path, "no readable text in it")

    def _of_file(
        self,
        source: Source,
        file: SourceFile,
        known: Mapping[str, str],
        on_step: Callable[[], object],
        share: PartsShare | None,
    ) -> Iterator[ReadItem]:
        try:
            with source.open_file(file) as content:
                yield from self.content(content, file.media_type, known, on_step, share)
        except OSError as error:
            yield Unreadable(file.path, unreadable(error))

    def content(
        self,
        content: Content,
        media_type: str | None = None,
        known: Mapping[str, str] = _NONE_KNOWN,
        on_step: Callable[[], object] = lambda: None,
        share: PartsShare | None = None,
    ) -> Iterator[ReadItem]:
        """The documents in ``content``; those without text have no blocks.

        Their format is that of ``media_type``, or of the name, or, where that is another, of what it certainly holds.
        """
        try:
            file_format, media_type = recognised(content, media_type)
        except ReadingError as error:
            yield Skipped(content.name, str(error))
            return
        except OSError as error:
            yield Unreadable(content.name, unreadable(error))
            return
        limits = self._limits
        task = ReadContent(
            content,
            file_format,
            media_type,
            dict(known),
            limits.file_bytes,
            languages=limits.languages,
            share=share,
        )
        above = file_format.sandboxed_above
        if above is None or content.size <= above:
            yield from task.run()
        elif self._unstartable is not None:
            yield from self._without_process(task, self._unstartable)
        else:
            yield from self._apart(task, on_step)

    def _apart(self, task: ReadContent, on_step: Callable[[], object]) -> Iterator[ReadItem]:
        """What processes of its own read: what ends one costs a file with parts no more than the part that it was reading.

        A fresh process goes on behind that part, but where it comes to none again, or has had to several times.
        """
        count, attempts = 0, _MOST_LOSSES + 1 if task.file_format.has_parts else 1
        reason = ""
        for attempt in range(attempts):
            came, reason = yield from self._attempt(task, on_step)
            if not reason:
                return
            count += came
            if attempt and not came:
                break
            task = task._replace(broken_off=BrokenOff(count, reason))
        yield Skipped(task.content.name, f"{reason}; what is behind that in the file is not read" if count else reason)

    def _attempt(self, task: ReadContent, on_step: Callable[[], object]) -> Generator[ReadItem, None, tuple[int, str]]:
        """Reads with one process; gives back how many items came, and why there are no more, "" at the end.

        One that ends after it has read others may have been ended by what they left behind, so a fresh one tries again. One
        that met a limit, or whose answers are not all taken, is ended.
        """
        fresh, came = self._worker is None, 0
        try:
            for item in self._started().ask(task, self._bounds(task.content), on_step):
                came += 1
                yield item
        except TaskFailed as failed:
            yield Skipped(
                task.content.name, f"the reader of {task.file_format.name} failed ({failed}); please report it"
            )
        except LimitExceeded as exceeded:
            self._end_worker()
            return came, self._excess(exceeded)
        except NotStarted as error:
            self._end_worker()
            self._unstartable = error
            if task.file_format.sandboxed_above:
                warnings.warn(
                    f"documents are read without limits, as no process could be started: {error}", stacklevel=2
                )
            yield from self._without_process(task, error)
        except ProcessEnded as ended:
            self._end_worker()
            if fresh or came:
                return came, f"the process that read it was ended {ended}"
            return (yield from self._attempt(task, on_step))
        except BaseException:
            self._end_worker()
            raise
        return came, ""

    def _bounds(self, content: Content) -> Bounds:
        files = () if content.path is None else (str(content.path),)
        return Bounds(self._limits.seconds, self._limits.memory * MEBIBYTE, files=files)

    def _started(self) -> Worker:
        with self._starting:
            if self._stopped:
                raise RuntimeError("reading was stopped")
            self._worker = self._worker or Worker()
            return self._worker

    def _end_worker(self) -> None:
        with self._starting:
            if self._worker is not None:
                self._worker.end()
                self._worker.close()
                self._worker = None

    def _excess(self, exceeded: LimitExceeded) -> str:
        if exceeded.what is Limited.TIME:
            return f"reading it took longer than {self._limits.seconds:g} s, the limit (PASSAGEWAY_READ_SECONDS)"
        if exceeded.what is Limited.OUTPUT:
            return f"its text, with its structure, is larger than {OUTPUT // MEBIBYTE} MiB, the limit"
        return f"reading it took more memory than {self._limits.memory:,} MiB, the limit (PASSAGEWAY_READ_MEMORY)"

    def _without_process(self, task: ReadContent, error: NotStarted) -> Iterator[ReadItem]:
        if task.file_format.sandboxed_above == 0:
            yield Unreadable(task.content.name, f"the process that would read it could not be started: {error}")
        else:
            yield from task.run()
