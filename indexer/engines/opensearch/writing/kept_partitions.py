"""Partitions that a generation has as they are, where others of the one that it is made of are damaged (``repair``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.engines.meaning.protocol import Encoder
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import KNN, have_plugin, unchanging_hits
from indexer.engines.opensearch.finding.partition_proofs import PartitionProofs
from indexer.engines.opensearch.finding.query_clauses import ALL_PASSAGES
from indexer.engines.opensearch.index_layout import partition_of
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.texts.left_documents import LeftDocuments
from indexer.engines.opensearch.writing.partitions_writing import numbers_of_hit
from indexer.settings import FORMAT
from indexer.store.batching import batched

__all__ = ["KeptPartitions", "kept_partitions"]

#: Passages that are read at once.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class KeptPartitions:
    """``names`` are the indices by number of the partition, "" for one that is written anew; the others have so many
    ``documents`` and ``passages``."""

    names: tuple[str, ...]
    documents: int
    passages: int

    @property
    def kept(self) -> list[str]:
        """Those that stay."""
        return [name for name in self.names if name]

    def lacks(self, name: str) -> bool:
        """Whether what is of this document (its id), or this file (its path), is to be written."""
        return not self.names[partition_of(name, len(self.names))]

    def numbers(self, place: ClusterPlace) -> Iterator[dict[str, bytes]]:
        """The packed numbers of their passages by id, some hundreds at a time; raises IndexDamaged."""
        if not self.kept:
            return
        order, columns = [{"name": "asc"}], ["numbers"]
        hits = unchanging_hits(place.connection, self.kept, ALL_PASSAGES, order, _source=False, docvalue_fields=columns)
        for batch in batched(hits, _BATCH):
            yield {hit["_id"]: numbers_of_hit(hit, place.damage) for hit in batch}


def kept_partitions(
    place: ClusterPlace,
    record: GenerationRecord,
    left: LeftDocuments,
    proofs: PartitionProofs | None,
    encoder: Encoder | None,
) -> KeptPartitions | None:
    """Those of which every text, document, passage and number is proved, and which have all passages of their documents;
    None where all are to be written: by other settings, with another encoder, or where nobody knows which lacks what."""
    if proofs is None or not _is_made_as_now(place, record, encoder):
        return None
    known = sum(count for count, *_ in left.of_partitions.values()) + len(left.damaged)
    if not left.lost and known != record.documents:
        return None
    numbered = enumerate(record.partitions)
    names = tuple("" if n in left.lost or not _is_sound(name, left, proofs) else name for n, name in numbered)
    sums = [left.of_partitions.get(name, (0, 0, 0)) for name in names if name]
    kept = KeptPartitions(names, sum(count for count, *_ in sums), sum(count for _, count, _ in sums))
    return kept if kept.kept else None


def _is_made_as_now(place: ClusterPlace, record: GenerationRecord, encoder: Encoder | None) -> bool:
    """Whether what was written of passages then is what would be now."""
    if record.near != (encoder is not None and have_plugin(place.connection, KNN)):
        return False
    as_now = (FORMAT, place.settings.fingerprint(), encoder.fingerprint if encoder else "")
    return (record.format, record.fingerprint, record.encoder) == as_now


def _is_sound(partition: str, left: LeftDocuments, proofs: PartitionProofs) -> bool:
    _, passages, total = left.of_partitions.get(partition, (0, 0, 0))
    damaged = partition in left.marred or partition in proofs.damaged
    return not damaged and proofs.of_partitions.get(partition, (0, 0)) == (passages, total)
