"""What brings a damaged index on a cluster back: another generation, of the texts that are kept, which is then served.

Nothing is mended in place: partitions are shared by generations that somebody may read. Those that are proved sound are the
other generation's as well, the rest is written anew. What is damaged goes when what is made of it is served.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.documents.sources.scopes import Coverage
from indexer.documents.workers.divided import Splitting
from indexer.engines.opening import open_jobs
from indexer.engines.opensearch.cluster_place import ClusterPlace, place_of
from indexer.engines.opensearch.connection import BulkItem, write_all
from indexer.engines.opensearch.finding.partition_proofs import PartitionProofs
from indexer.engines.opensearch.index_layout import VECTORS
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.records.generation_remade import generation_faults, remake_generation
from indexer.engines.opensearch.records.index_record import read_index
from indexer.engines.opensearch.records.index_record_made import index_record_fault, make_index_record
from indexer.engines.opensearch.texts.left_documents import LeftDocuments, left_documents
from indexer.engines.opensearch.writing.cluster_writer import ClusterWriter
from indexer.engines.opensearch.writing.kept_partitions import KeptPartitions, kept_partitions
from indexer.engines.state import BaseGeneration
from indexer.engines.writing import IndexWriter
from indexer.errors import IndexDamaged, IndexProblem
from indexer.indexing.recovery.cluster_verify import verify_cluster
from indexer.indexing.recovery.mending import LostDocument, Repair
from indexer.indexing.recovery.rereading import Rereading
from indexer.indexing.runs.job_recording import recorded
from indexer.indexing.runs.publishing import Publishing
from indexer.indexing.runs.record import RunProgress, RunRecord
from indexer.model import Document, JobKind, Passage, Progress, Skipped, Version
from indexer.settings import Settings

__all__ = ["repair_cluster"]


def repair_cluster(settings: Settings, *, dry_run: bool, progress: Progress, agent: str) -> Repair:
    """As ``repair`` does: documents whose text is damaged are read again from the corpus; those that are not there any more
    are lost. Raises IndexMissing, IndexLocked, and IndexDamaged where no text would be left."""
    mending = _ClusterMending(settings, place_of(settings), dry_run)
    mending.records()
    if dry_run and (generation_faults(mending.place) or index_record_fault(mending.place)):
        return Repair(0, tuple(mending.mended), (), ())  # nothing else can be looked at before that is mended
    number, faults = _found(settings, progress)
    if not faults:
        return Repair(number, tuple(mending.mended), (), ())
    mending.mended += faults
    record = mending.to_serve()
    mending.mended.append(f"generation {record.number} is made again of the texts that are kept")
    if dry_run:
        return Repair(0, tuple(mending.mended), (), ())
    jobs = open_jobs(settings)
    with ClusterWriter(mending.place) as writer:
        writer.clear()
        jobs.tidy()
        job = jobs.begin_act(writer.who, JobKind.REPAIR, None, agent=agent)
        with recorded(jobs, job, progress) as recording:
            made = mending.make_again(record, writer, recording)
        mending.take_away(record, made, writer)
    return Repair(made, tuple(mending.mended), tuple(mending.lost), ())


def _found(settings: Settings, progress: Progress) -> tuple[int, list[str]]:
    """The generation that is served, 0 where none can be, and what is wrong with it."""
    try:
        number, *_, faults = verify_cluster(settings, progress, records=False)
    except IndexDamaged as error:
        return 0, [str(error)]
    return number, list(faults)


@dataclass(slots=True)
class _ClusterMending:
    """The steps of a repair; a dry one changes nothing. ``mended`` and ``lost`` as in ``Repair``."""

    settings: Settings
    place: ClusterPlace
    is_dry: bool
    mended: list[str] = field(default_factory=list)
    lost: list[LostDocument] = field(default_factory=list)

    def records(self) -> None:
        """Goes on with what is sound of the records of runs, and has some generation be served."""
        jobs = open_jobs(self.settings)
        try:
            jobs.prove()
        except IndexDamaged as error:
            self.mended.append(str(error))
            if not self.is_dry:
                jobs.renew()
        faults = generation_faults(self.place)
        self.mended += faults.values()
        if faults and self.is_dry:
            return
        for key in faults:
            self.place.generations.drop(key)
        if remade := remake_generation(self.place):
            self.mended.append(f"generation {remade} is known again by the partitions that are served")
        fault = index_record_fault(self.place)
        if fault:
            made = None if self.is_dry else make_index_record(self.place)
            again = f": generation {made} is served again" if made else ""
            self.mended.append(f"{fault}{again}")

    def to_serve(self) -> GenerationRecord:
        """What is known of the generation that should be served."""
        index, _ = read_index(self.place.records)
        record = self.place.generations.get(index.served)
        if record is None:
            record = next((r for r in self.place.generations.all() if r.published and not r.leaving), None)
        if record is None:
            raise IndexDamaged(
                f"nothing that is left of the index {self.place.name} says which documents it had. Index the corpus again: "
                "passageway index --full FOLDER"
            )
        return record

    def make_again(self, record: GenerationRecord, writer: ClusterWriter, progress: RunProgress) -> int:
        """Publishes another generation of all documents whose text is there; gives its number."""
        left = left_documents(self.place, record)
        proofs = self._remove_altered(record, left, progress)
        rereading = Rereading(self.settings, record.root, left.damaged, progress)
        again = {document.id: self._added(writer, document, found) for document, found in self._split(rereading)}
        self.lost += [LostDocument(name, reason) for name, reason in rereading.lost]
        self.mended += [f"{name} is read again from its file" for name in sorted(again)]
        versions = left.versions | again
        if not versions and self.lost:
            raise IndexDamaged(
                f"no text of the index {self.place.name} is left, nor can any be read from the corpus {record.root} "
                f"({self.lost[0].document_id}: {self.lost[0].reason}). It stays as it is. Bring the corpus back, and run "
                "again: passageway repair"
            )
        run = self._run(record, versions, left, rereading)
        publishing = Publishing(self.settings, run, writer, progress)
        kept = kept_partitions(self.place, record, left, proofs, publishing.encoder)
        if kept is not None:
            self._leave(kept, run, writer)
        with publishing.begin() as new:
            publishing.write(new, publishing.analyse())
            return publishing.publish(new, lambda report: None).generation

    def take_away(self, record: GenerationRecord, made: int, writer: ClusterWriter) -> None:
        """Has nobody go back to the generation that was made again, nor to others of which something is gone."""
        kept = [
            each for each in self.place.generations.complete(read_index(self.place.records)[0]) if each.number != made
        ]
        gone = {each.number for each in kept if not self.place.are_there(each.partitions)}
        damaged = sorted(gone | {record.number} & {each.number for each in kept})
        writer.take_away(damaged)
        self.mended += [f"generation {number}, which is damaged, is taken away" for number in damaged]

    def _split(self, rereading: Rereading) -> Iterator[tuple[Document, tuple[Passage, ...]]]:
        settings = self.settings
        with Splitting(settings) as splitting:
            for document in rereading.documents():
                yield from splitting.put(document)
            yield from splitting.rest()

    def _added(self, writer: IndexWriter, document: Document, passages: tuple[Passage, ...]) -> Version:
        """In the place of the damaged version, where the text is the same."""
        return writer.add(document, passages, writer.edition(new=False))

    def _remove_altered(
        self, record: GenerationRecord, left: LeftDocuments, progress: Progress
    ) -> PartitionProofs | None:
        """Takes out what would be used again, were it there: parts of files, and vectors, by the name of their content.
        Gives what was proved of the partitions that can be read, None where none can."""
        readable = tuple(name for number, name in enumerate(record.partitions) if number not in left.lost)
        if not readable:
            return None
        if record.encoder:
            self.place.make(self.place.names.vectors, VECTORS)
        proofs = PartitionProofs(self.place, replace(record, partitions=readable))
        proofs.prove(progress)
        self.place.files.remove(proofs.chunks)
        vectors = self.place.names.vectors
        write_all(self.place.connection, (BulkItem("delete", vectors, name) for name in proofs.vectors))
        return proofs

    def _run(
        self, record: GenerationRecord, versions: dict[str, Version], left: LeftDocuments, rereading: Rereading
    ) -> RunRecord:
        """A run that finds all documents that there are."""
        covered = frozenset(record.scopes or (".",))
        run = RunRecord(Coverage(Path(record.root), covered, covered), BaseGeneration(), full=True, whole=True)
        run.fresh, run.files = dict(versions), left.files | rereading.files
        run.same, run.removed = sorted(versions), [document.document_id for document in self.lost]
        run.skipped = self._skipped(record)
        return run

    def _leave(self, kept: KeptPartitions, run: RunRecord, writer: ClusterWriter) -> None:
        """Has partitions stay as they are, and the run write what is in the others."""
        writer.keep_partitions(kept)
        run.fresh = {name: version for name, version in run.fresh.items() if kept.lacks(name)}
        run.files = {path: state for path, state in run.files.items() if kept.lacks(path)}
        self.mended.append(f"{len(kept.kept):,} of its {len(kept.names):,} partitions are sound, and stay as they are")

    def _skipped(self, record: GenerationRecord) -> list[Skipped]:
        try:
            return list(self.place.generations.skipped(record.number))
        except IndexProblem:
            return []  # the next run finds them again
