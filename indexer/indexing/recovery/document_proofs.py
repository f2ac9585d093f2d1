"""Proof of the contract on documents, one after the other: spans, ids, coverage, boxes, and the files themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.protocol import Source
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.errors import IndexDamaged
from indexer.model import BlockKind, Document, PageMap, Passage, Progress, passage_id, sum_of_passages
from indexer.settings import Settings

__all__ = ["DocumentProofs", "ProvedTexts"]


class ProvedTexts(Protocol):
    """Where documents are read from; each method raises IndexDamaged where what was stored is not as it was."""

    def document(self, document_id: str) -> Document:
        """A document, without its page map."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Its passages in reading order."""

    def page_map(self, document_id: str) -> PageMap | None:
        """Where its words are on pages."""


class DocumentProofs:
    """What was proved so far: ``documents`` and their ``passages``, by number and by their ``sum_of_passages`` (``sum``);
    how many have ``changed`` on disk; and the ``faults``, each with its document."""

    def __init__(self, texts: ProvedTexts, settings: Settings, corpus: str) -> None:
        self._texts, self._settings, self._corpus = texts, settings, corpus
        self.documents = self.passages = self.changed = self.sum = 0
        self.faults: list[str] = []

    def prove(self, names: Iterable[str], total: int, progress: Progress) -> None:
        """Proves the documents of these ids, ``total`` in all."""
        with Reading(ReadLimits.of(self._settings)) as reading:
            files = _FilesAgain(Folder(Path(self._corpus)), reading)
            for name in names:
                progress("verify", self.documents, total)
                try:
                    self.faults += [f"{name}: {fault}" for fault in self._faults(name, files)]
                except IndexDamaged as error:
                    self.faults.append(f"{name}: {error}")
                self.documents += 1
        progress("verify", self.documents, total)

    def _faults(self, name: str, files: _FilesAgain) -> Iterator[str]:
        document, passages = self._texts.document(name), self._texts.passages_of(name)
        paged, again = self._texts.page_map(name), files.read(document)
        self.passages += len(passages)
        self.sum += sum_of_passages(passages)
        self.changed += again is None
        yield from _faults(document, passages)
        yield from _off_words(document)
        yield from _off_page(document, paged)
        if again is not None and again != _AsRead.of(document, paged):
            yield "its file reads as another text than was indexed"


def _faults(document: Document, passages: tuple[Passage, ...]) -> Iterator[str]:
    seen: dict[str, int] = {}
    furniture = [block.start for block in document.blocks if block.furniture]
    reached = 0
    for passage in passages:
        text = document.text[passage.start : passage.end]
        if passage.text != text or passage.start < reached or passage.end > len(document.text):
            yield f"passage {passage.id} [{passage.start}, {passage.end}) is not a span of its own of the text"
        ordinal = seen.get(text, 0)
        seen[text] = ordinal + 1
        if passage_id(document.id, text, ordinal) != passage.id:
            yield f"passage {passage.id} does not have the id of its text"
        yield from _left_out(document, reached, passage.start)
        if bisect_left(furniture, passage.start) != bisect_left(furniture, passage.end):
            yield f"passage {passage.id} holds furniture of the page"
        reached = passage.end
    yield from _left_out(document, reached, len(document.text))


def _left_out(document: Document, start: int, end: int) -> Iterator[str]:
    """Says what stands in ``[start, end)`` beside headings, furniture and white space."""
    if not document.text[start:end].strip():
        return
    for block in document.blocks:
        if (block.kind is BlockKind.HEADING or block.furniture) and start <= block.start and block.end <= end:
            if document.text[start : block.start].strip():
                break
            start = block.end
    if document.text[start:end].strip():
        yield f"no passage covers [{start}, {end})"


def _off_words(document: Document) -> Iterator[str]:
    """Says where something is set apart that is no words of one block."""
    starts = [block.start for block in document.blocks]
    for start, end, kind, _ in document.marks:
        block = document.blocks[bisect_right(starts, start) - 1] if starts and starts[0] <= start else None
        words = document.text[start:end]
        if block is None or end > block.end or words != words.strip():
            yield f"what is set apart as {kind.value} at [{start}, {end}) is no words of one block"


def _off_page(document: Document, paged: PageMap | None) -> Iterator[str]:
    """Says where a word that is on a page is none of the text."""
    if paged is None:
        return
    blocks = [block.start for block in document.blocks]
    for word in paged.words():
        block = document.blocks[max(bisect_right(blocks, word.start) - 1, 0)] if blocks else None
        inside = block is not None and block.start <= word.start < word.end <= block.end
        if not inside or len(document.text[word.start : word.end].split()) != 1:
            yield f"the box of [{word.start}, {word.end}) is that of no words"
        elif not 1 <= word.box.page <= len(paged.shapes):
            yield f"the box of [{word.start}, {word.end}) is on page {word.box.page} of {len(paged.shapes)}"


@dataclass(frozen=True, slots=True)
class _AsRead:
    """A document without its text: large files have many, and all of one are kept while it is checked."""

    digest: str
    revision: str
    blocks: int
    page_map: int

    @classmethod
    def of(cls, document: Document, paged: PageMap | None) -> _AsRead:
        return cls(document.digest, document.revision, hash(document.blocks), hash(paged))


class _FilesAgain:
    """The documents of files as they read now; those of one file are read together, as their ids are neighbours."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source, self._reading = source, reading
        self._path, self._documents = "", dict[str, _AsRead]()

    def read(self, document: Document) -> _AsRead | None:
        """The document as it reads now; None where its bytes have changed, or it is gone."""
        if document.path != self._path:
            found = self._of_file(document.path)
            self._path, self._documents = document.path, {each.id: _AsRead.of(each, each.page_map) for each in found}
        again = self._documents.get(document.id)
        return again if again is not None and again.digest == document.digest else None

    def _of_file(self, path: str) -> Iterator[Document]:
        try:
            file = self._source.find_file(path)
        except OSError:
            return
        items = self._reading.file(self._source, file) if file else ()
        yield from (item for item in items if isinstance(item, Document))
