"""All texts of the served generation, folded, for those who must have looked at every one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from cachetools import LRUCache

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.freshness import freshness_of
from indexer.engines import GenerationReader, open_index
from indexer.engines.opening import Lease, Served
from indexer.model import Document, Freshness, PageMap
from indexer.settings import Settings
from indexer.text.author_words import author_words
from indexer.text.wording import Stream, fold
from indexer.text.wording.scan import encoded

__all__ = ["Library", "Sources", "TextBatch"]

#: Code points of a batch, about.
_BATCH = 8_000_000

#: Folded bytes that stay in memory while a generation is served; more are folded anew each time.
_KEPT = 512_000_000

#: Code points of the streams that stay in memory; one code point costs about 20 bytes.
_STREAMS = 4_000_000

#: Maps of pages that stay in memory.
_MAPS = 2


@dataclass(frozen=True, slots=True)
class TextBatch:
    """Some documents in order of their ids: ids, paths, titles and folded texts."""

    ids: tuple[str, ...]
    paths: tuple[str, ...]
    titles: tuple[str, ...]
    folded: tuple[bytes, ...]


class Sources:
    """The texts of one generation; threads may share it. Opened by Library."""

    def __init__(self, reader: GenerationReader) -> None:
        self.reader, about = reader, reader.about
        self.generation, self.documents = about.number, about.documents
        self._lock = Lock()
        self._batches: tuple[TextBatch, ...] | None = None
        self._streams: LRUCache[str, tuple[Document, Stream]] = LRUCache(_STREAMS, getsizeof=_size)
        self._authors: frozenset[str] | None = None
        self._maps: LRUCache[str, PageMap | None] = LRUCache(_MAPS)

    def batches(self, ids: Sequence[str] | None = None) -> Iterator[TextBatch]:
        """Every document once, in order of ids; the first time they are read and folded. Where only those of ``ids``
        (sorted) are wanted, others may come, too."""
        if self._batches is not None:
            yield from self._batches
            return
        if ids is not None:
            yield from self._read(ids)
            return
        kept: list[TextBatch] = []
        size = 0
        for batch in self._read():
            size += sum(map(len, batch.folded))
            kept = [*kept, batch] if size <= _KEPT else []
            yield batch
        if size <= _KEPT:
            self._batches = tuple(kept)

    def _read(self, ids: Sequence[str] | None = None) -> Iterator[TextBatch]:
        names: list[tuple[str, str, str]] = []
        folded: list[bytes] = []
        size = 0
        for row in self.reader.texts(ids):
            names.append((row.document_id, row.path, row.title))
            folded.append(encoded(fold(row.text)))
            size += len(row.text)
            if size >= _BATCH:
                yield _batch(names, folded)
                names, folded, size = [], [], 0
        if names:
            yield _batch(names, folded)

    def stream(self, document_id: str) -> tuple[Document, Stream]:
        """A document with its stream; raises DocumentNotFound."""
        with self._lock:
            known = self._streams.get(document_id)
        if known is not None:
            return known
        document = self.reader.document(document_id)
        found = document, Stream.of(document.text)
        with self._lock:
            self._streams[document_id] = found
        return found

    def document(self, document_id: str) -> Document:
        """A document; raises DocumentNotFound."""
        return self.stream(document_id)[0]

    def author_words(self) -> frozenset[str]:
        """The words of the names of all authors that documents state, folded; looked up when it is first asked for."""
        if self._authors is None:
            abouts = self.reader.abouts(tuple(self.reader.document_ids())).values()
            self._authors = frozenset[str]().union(*(author_words(about.author) for about in abouts))
        return self._authors

    def page_map(self, document_id: str) -> PageMap | None:
        """Where the words of a document are on the pages of its file; None where these have none. Raises
        DocumentNotFound."""
        with self._lock:
            if document_id in self._maps:
                return self._maps[document_id]
        found = self.reader.page_map(document_id)
        with self._lock:
            self._maps[document_id] = found
        return found

    def stale(self, documents: Collection[str]) -> dict[str, Freshness]:
        """Those of some documents, by id in order, whose file has changed or gone since it was indexed: what is said of
        them may be true of their files no more."""
        paths = self.reader.paths(list(documents))
        corpus = Folder(Path(self.reader.about.corpus))
        files = self.reader.files(list(dict.fromkeys(paths.values())))
        fresh = {path: freshness_of(corpus, state) for path, state in files.items()}
        found = {name: fresh.get(paths[name], Freshness.UNKNOWN) for name in sorted(paths)}
        return {name: state for name, state in found.items() if state in (Freshness.CHANGED, Freshness.GONE)}


def _size(kept: tuple[Document, Stream]) -> int:
    """Code points; a text longer than all that may be kept takes the place of all others."""
    return min(len(kept[0].text), _STREAMS)


def _batch(names: list[tuple[str, str, str]], folded: list[bytes]) -> TextBatch:
    ids, paths, titles = zip(*names, strict=True)
    return TextBatch(ids, paths, titles, tuple(folded))


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
