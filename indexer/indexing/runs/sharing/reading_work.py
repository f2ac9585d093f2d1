"""Reading and splitting the files of a part of a run, by whichever process has it: the work of the stage "read".

What comes of it is, for each file, a line with the SHA-256 of the bytes that were read; a line for each document, whose
text and passages are kept by then, or for what was skipped; and a line that says that the file was read to its end and
stayed as it was. Of what a process cannot see, or has trouble with, nothing is said, or not to the end: whoever carries
out the run reads that itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any, Self

from indexer.documents.reader_version import reader_version
from indexer.documents.reading_files import Unreadable
from indexer.documents.sources.freshness import digest_of
from indexer.documents.sources.protocol import Source, SourceFile
from indexer.documents.workers.divided import Splitting
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.engines.state import PartInHand
from indexer.indexing.runs.sharing.file_parts import PartFile
from indexer.indexing.runs.skip_memory import is_of_the_machine
from indexer.model import Document, Passage, Skipped
from indexer.settings import Settings

__all__ = ["DOCUMENT", "END", "FILE", "SKIPPED", "STAGE", "ReadingWork", "reading_plan"]

STAGE = "read"

#: What lines begin with.
FILE, DOCUMENT, SKIPPED, END = "f", "d", "s", "e"


def reading_plan(limits: ReadLimits, edition: str) -> dict[str, Any]:
    """What the stage is about."""
    return {"edition": edition, "limits": asdict(limits), "readers": reader_version(limits.languages)}


class ReadingWork:
    """A PartWork. Use it in a ``with`` block, which ends its processes."""

    def __init__(self, settings: Settings, source: Source) -> None:
        """``source`` is the corpus as this machine sees it."""
        self._settings, self._source = settings, source
        self._open = ExitStack()
        self._reading: Reading | None = None
        self._splitting = Splitting(settings)

    def __enter__(self) -> Self:
        self._open.enter_context(self._splitting)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def can_do(self, about: Mapping[str, Any]) -> bool:
        """See the Protocol: other readers may read other words."""
        return bool(about["readers"] == reader_version(_limits(about).languages))

    def do(self, about: Mapping[str, Any], part: PartInHand) -> Iterator[str]:
        """See the Protocol."""
        limits = _limits(about)
        if self._reading is None or self._reading.limits != limits:
            self._reading = self._open.enter_context(Reading(limits))
        file_reading = _PartReading(self._source, self._reading, self._splitting, part)
        for file in part.content:
            yield from map(json.dumps, file_reading.lines_of(PartFile(*file)))
        file_reading.keep(self._splitting.rest())


def _limits(about: Mapping[str, Any]) -> ReadLimits:
    limits = about["limits"]
    return ReadLimits(**{**limits, "languages": tuple(limits["languages"])})


class _PartReading:
    """The files of one part."""

    def __init__(self, source: Source, reading: Reading, splitting: Splitting, part: PartInHand) -> None:
        self._source, self._reading, self._splitting, self._part = source, reading, splitting, part
        self._files = self._passages = 0

    def lines_of(self, wanted: PartFile) -> Iterator[list[Any]]:
        """What is found out about a file, as the lines of the module."""
        yield from self._lines_of(wanted)
        self._files += wanted.number == 0  # else it is counted elsewhere
        self._step()

    def _lines_of(self, wanted: PartFile) -> Iterator[list[Any]]:
        try:
            file = self._source.find_file(wanted.path) if wanted.is_safe else None
            if file is None:
                return
            digest = digest_of(self._source, file)
            yield [FILE, file.path, digest]
            yield from self._items(file, wanted)
            if self._stayed(file, digest):
                yield [END]
        except (OSError, _Trouble):
            return

    def _items(self, file: SourceFile, wanted: PartFile) -> Iterator[list[Any]]:
        share = wanted.share if wanted.of > 1 else None
        for item in self._reading.file(self._source, file, on_step=self._step, share=share):
            if isinstance(item, Document):
                yield self._document(item)
            elif isinstance(item, Skipped):
                of_all = share is not None and item.path == file.path  # each share would say it
                if of_all or isinstance(item, Unreadable) or is_of_the_machine(item.reason):
                    raise _Trouble
                yield [SKIPPED, item.path, item.reason]

    def _document(self, document: Document) -> list[Any]:
        version = self._part.version(document)
        if not self._part.has(version):
            self.keep(self._splitting.put(document))
        return [DOCUMENT, f"{version.number:x}", document.id, document.digest, document.revision, document.note]

    def keep(self, split: Iterable[tuple[Document, tuple[Passage, ...]]]) -> None:
        """Keeps what is split."""
        for document, passages in split:
            self._passages += len(passages)
            self._part.add(document, passages)
            self._step()

    def _step(self) -> None:
        self._part.note(self._files, self._passages)

    def _stayed(self, file: SourceFile, digest: str) -> bool:
        """Whether a file had these bytes for as long as it was read."""
        after = self._source.find_file(file.path)
        if after is not None and file.mark and after.mark == file.mark:
            return True
        return after is not None and digest_of(self._source, after) == digest


class _Trouble(Exception):
    """A file that another process may have no trouble with."""
