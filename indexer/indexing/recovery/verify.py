"""Proof of the contract over a whole index: checksums, spans, ids, coverage, and the files themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.engines.forward import ForwardIndex
from indexer.engines.local.words import ENGINES
from indexer.engines.meaning import PassageVectors
from indexer.engines.meaning.models import AddedModels, is_added
from indexer.errors import IndexDamaged, mending
from indexer.indexing.recovery.document_proofs import DocumentProofs
from indexer.indexing.recovery.survey import survey
from indexer.model import Document, PageMap, Passage, Progress
from indexer.settings import KeptOn, Settings
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
    text; nothing but headings, furniture of the page and white space is left out, and no furniture is in a passage; what
    is set apart in lines is words of one block; the boxes on its pages are those of its words; and a file, or part of
    one, that still has the indexed bytes still reads as that text. For the index: files fit their checksums; engine,
    forward index, vectors and catalog hold the same
    passages. Nothing is damaged that ``repair`` would mend, of the generations before either. And the files of the model
    that was added and is chosen are as they were added.
    """
    verified = _verified(settings, progress)
    wrong = AddedModels(settings.models_folder).faults(settings.model) if is_added(settings) else []
    return replace(verified, faults=(*verified.faults, *wrong))


def _verified(settings: Settings, progress: Progress) -> Verification:
    """What is verified of the index itself."""
    if settings.engine is KeptOn.OPENSEARCH:
        from indexer.indexing.recovery.cluster_verify import verify_cluster  # an index in a folder needs nothing of it

        return Verification(*verify_cluster(settings, progress))
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
        proofs = DocumentProofs(_CatalogTexts(catalog, number), settings, manifest.root)
        names = list(catalog.document_ids(number))
        proofs.prove(names, len(names), progress)
    return Verification(number, proofs.documents, proofs.passages, proofs.changed, (*faults, *proofs.faults))


@dataclass(frozen=True, slots=True)
class _CatalogTexts:
    """The documents of one generation of the catalog."""

    catalog: Catalog
    number: int

    def document(self, document_id: str) -> Document:
        return self.catalog.document(self.number, document_id)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        return self.catalog.passages_of(self.number, document_id)

    def page_map(self, document_id: str) -> PageMap | None:
        return self.catalog.page_map(self.number, document_id)


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
