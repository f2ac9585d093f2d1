"""Proof of the contract over a whole index: checksums, spans, ids, coverage, and the files themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.protocol import Source
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.engines.forward import ForwardIndex
from indexer.engines.local.words import ENGINES
from indexer.engines.meaning import PassageVectors
from indexer.errors import IndexDamaged, mending
from indexer.indexing.recovery.survey import survey
from indexer.model import BlockKind, Document, PageMap, Passage, Progress, passage_id
from indexer.settings import Settings
from indexer.store import Catalog, Generations

__all__ = ["Verification", "verify"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was proven, and each place where it does not hold. ``changed`` counts documents whose file is another now."""

    generation: int
    documents: int
    passages: int
    changed: int
    faults: tuple[str, ...]


def verify(settings: Settings, progress: Progress = lambda stage, done, total: None) -> Verification:
    """Checks the served generation whole; raises IndexMissing or IndexDamaged where there is none to check.

    For every document: blocks and passages are spans of its text, disjoint and in order; ids are made from that very
    text; nothing but headings, furniture of the page and white space is left out, and no furniture is in a passage; the
    boxes on its pages are those of its words; and a file, or part of one, that still has the indexed bytes still reads as
    that text. For the index: files fit their checksums; engine, forward index, vectors and catalog hold the same
    passages. Nothing is damaged that ``repair`` would mend, of the generations before either.
    """
    generations = Generations(settings.index)
    number = generations.current()
    try:
        manifest = generations.sound(number, whole=True)
    except IndexDamaged as error:
        raise IndexDamaged(f"{error} {mending(settings.index)}") from error
    surveyed = survey(settings, progress)
    faults = list(surveyed.faults)
    folder = generations.folder(number)
    engine = ENGINES[manifest.engine].open(folder)
    with closing(Catalog(settings.index / "catalog.sqlite")) as catalog, closing(engine):
        listed, found = catalog.passage_ids(number), engine.passage_ids()
        if listed != found:
            faults.append(f"catalog and engine differ in {len(listed ^ found)} passages")
        faults += _beside(settings.index, folder, listed, vectors=not surveyed.vectors)
        passages, changed = 0, 0
        names = list(catalog.document_ids(number))
        with Reading(ReadLimits.of(settings)) as reading:
            files = _FilesAgain(Folder(Path(manifest.root)), reading)
            for done, name in enumerate(names):
                progress("verify", done, len(names))
                proof = _proof(catalog, number, name, files)
                passages, changed = passages + proof.passages, changed + proof.changed
                faults += [f"{name}: {fault}" for fault in proof.faults]
    progress("verify", len(names), len(names))
    return Verification(number, len(names), passages, changed, tuple(faults))


class _Proof(NamedTuple):
    """Of one document: its passages, whether its file is another now, and where the contract does not hold."""

    passages: int
    changed: bool
    faults: list[str]


def _proof(catalog: Catalog, number: int, name: str, files: _FilesAgain) -> _Proof:
    document, passages = catalog.document(number, name), catalog.passages_of(number, name)
    paged, again = catalog.page_map(number, name), files.read(document)
    faults = [*_faults(document, passages), *_off_page(document, paged)]
    if again is not None and again != _AsRead.of(document, paged):
        faults.append("its file reads as another text than was indexed")
    return _Proof(len(passages), again is None, faults)


def _beside(index: Path, folder: Path, listed: frozenset[str], *, vectors: bool) -> Iterator[str]:
    """Says where what ranking looks into does not fit the catalog's passages; ``vectors`` are looked at, too, unless they
    are known to be damaged."""
    differ = listed ^ ForwardIndex(folder).passage_ids()
    if differ:
        yield f"catalog and forward index differ in {len(differ)} passages"
    if vectors and PassageVectors.stands_in(folder):
        differ = listed ^ set(PassageVectors(index, folder).keys())
        if differ:
            yield f"catalog and vectors differ in {len(differ)} passages"


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
