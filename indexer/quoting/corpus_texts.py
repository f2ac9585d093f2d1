"""All texts of the served generation, folded, for those who must have looked at every one of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from indexer.engines import GenerationReader, open_index
from indexer.engines.opening import Lease, Served
from indexer.model import Document
from indexer.settings import Settings
from indexer.text.wording import Stream, fold
from indexer.text.wording.scan import encoded

__all__ = ["Batch", "Library", "Sources"]

#: Code points of a batch, about.
_BATCH = 8_000_000

#: Folded bytes that stay in memory while a generation is served; more are folded anew each time.
_HELD = 512_000_000

#: Code points of the streams that stay in memory; one code point costs about 20 bytes.
_STREAMS = 4_000_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents in order of their ids: ids, paths, titles, folded texts, and how many came before them."""

    ids: tuple[str, ...]
    paths: tuple[str, ...]
    titles: tuple[str, ...]
    folded: tuple[bytes, ...]
    before: int


class Sources:
    """The texts of one generation; threads may share it. Opened by Library."""

    def __init__(self, reader: GenerationReader) -> None:
        self.reader, about = reader, reader.about
        self.generation, self.documents = about.number, about.documents
        self._lock = Lock()
        self._batches: tuple[Batch, ...] | None = None
        self._streams: OrderedDict[str, tuple[Document, Stream]] = OrderedDict()
        self._size = 0

    def batches(self) -> Iterator[Batch]:
        """Every document once, in order of ids; the first time they are read and folded."""
        if self._batches is not None:
            yield from self._batches
            return
        held: list[Batch] = []
        size = 0
        for batch in self._read():
            size += sum(map(len, batch.folded))
            held = [*held, batch] if size <= _HELD else []
            yield batch
        if size <= _HELD:
            self._batches = tuple(held)

    def _read(self) -> Iterator[Batch]:
        names: list[tuple[str, str, str]] = []
        folded: list[bytes] = []
        size = before = 0
        for row in self.reader.texts():
            names.append((row.document_id, row.path, row.title))
            folded.append(encoded(fold(row.text)))
            size += len(row.text)
            if size >= _BATCH:
                yield _batch(names, folded, before)
                before += len(names)
                names, folded, size = [], [], 0
        if names:
            yield _batch(names, folded, before)

    def stream(self, document_id: str) -> tuple[Document, Stream]:
        """A document with its stream; raises DocumentNotFound."""
        with self._lock:
            if document_id in self._streams:
                self._streams.move_to_end(document_id)
                return self._streams[document_id]
        document = self.reader.document(document_id)
        made = document, Stream.of(document.text)
        with self._lock:
            if document_id not in self._streams:
                self._streams[document_id] = made
                self._size += len(document.text)
            while self._size > _STREAMS and len(self._streams) > 1:
                self._size -= len(self._streams.popitem(last=False)[1][0].text)
        return made


def _batch(names: list[tuple[str, str, str]], folded: list[bytes], before: int) -> Batch:
    ids, paths, titles = zip(*names, strict=True)
    return Batch(ids, paths, titles, tuple(folded), before)


class Library:
    """Opens the sources of the served generation, and anew when another is published; threads may share it."""

    def __init__(self, settings: Settings) -> None:
        self._served = Served(open_index(settings), Sources)

    def sources(self) -> Lease[Sources]:
        """The served generation's, open until the lease ends; raises IndexMissing, IndexMismatch or IndexDamaged."""
        return self._served.use()

    def close(self) -> None:
        """Lets go of the open generation; a later use opens it again."""
        self._served.close()
