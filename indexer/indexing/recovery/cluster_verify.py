"""Proof of the contract over a whole index on a cluster, by reading all of it."""

from __future__ import annotations

from contextlib import closing

from indexer.engines.opening import open_index, open_jobs, open_question_log, open_saved_questions, open_synonym_records
from indexer.engines.opensearch.cluster_place import ClusterPlace, place_of
from indexer.engines.opensearch.finding.partition_proofs import PartitionProofs
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.records.index_record import read_index
from indexer.errors import IndexDamaged
from indexer.indexing.recovery.document_proofs import DocumentProofs
from indexer.model import Progress
from indexer.settings import Settings

__all__ = ["verify_cluster"]


def verify_cluster(
    settings: Settings, progress: Progress, *, records: bool = True
) -> tuple[int, int, int, int, tuple[str, ...]]:
    """As ``verify`` does; gives what a ``Verification`` says. Without ``records``, these are left out.

    Every text, page map and passage is read and proved, each passage's numbers and vector, the files with what they count,
    and the records; and whether the partitions of the generations that are kept are all there.
    """
    place = place_of(settings)
    with closing(open_index(settings).open()) as reader:
        about = reader.about
        record = place.generations.require(about.number, read_index(place.records)[0])
        _require_indices(place, record)
        found = PartitionProofs(place, record)
        found.prove(progress)
        proofs = DocumentProofs(reader, settings, about.corpus)
        proofs.prove(reader.document_ids(), about.documents, progress)
    faults = [*([about.warning] if about.warning else []), *_missing(place), *found.faults]
    faults += _record_faults(settings) if records else []
    if (found.passages, found.sum) != (proofs.passages, proofs.sum):
        faults.append(f"texts have {proofs.passages:,} passages, partitions {found.passages:,}, and not the same")
    if proofs.documents != about.documents:
        faults.append(f"{proofs.documents:,} documents are there, {about.documents:,} should be")
    return about.number, proofs.documents, proofs.passages, proofs.changed, (*faults, *proofs.faults)


def _require_indices(place: ClusterPlace, record: GenerationRecord) -> None:
    """Raises IndexDamaged where one is gone that all generations share."""
    names = place.names
    for index in (names.texts, names.artefacts, *([names.vectors] if record.encoder else [])):
        if not place.are_there((index,)):
            raise place.damage(f"has lost {index}")


def _missing(place: ClusterPlace) -> list[str]:
    """The generations that are kept of which something is gone."""
    kept = place.generations.complete(read_index(place.records)[0])
    return [f"not all of generation {r.number} is there any more" for r in kept if not place.are_there(r.partitions)]


def _record_faults(settings: Settings) -> list[str]:
    faults = []
    synonyms = open_synonym_records(settings)
    reads = (open_jobs(settings).prove, open_saved_questions(settings).all, open_question_log(settings).is_there)
    for read in (*reads, *([synonyms.read] if synonyms else [])):
        try:
            read()
        except IndexDamaged as error:
            faults.append(str(error))
    return faults
