"""What a run finds in an index on a cluster, for one that writes and for one that only looks."""

from __future__ import annotations

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import one_search
from indexer.engines.opensearch.index_layout import DOCUMENT, PASSAGE
from indexer.engines.opensearch.records.generation_record import GenerationRecord, require_same_settings
from indexer.engines.opensearch.records.index_record import IndexRecord, read_index
from indexer.engines.opensearch.texts.held_members import Members
from indexer.engines.state import BaseGeneration, IndexState
from indexer.errors import IndexDamaged
from indexer.settings import FORMAT

__all__ = ["newest_sound", "prove_whole", "state_there"]


def state_there(place: ClusterPlace, *, full: bool) -> IndexState:
    """See ``protocol.Index.state``."""
    index, _ = read_index(place.records)
    if not index.served:
        return IndexState(BaseGeneration(), index.root, index.scopes)
    try:
        record, _ = newest_sound(place, index)
    except IndexDamaged:
        if not full:
            raise
        return IndexState(BaseGeneration(), index.root, index.scopes, served=True)
    if not full:
        require_same_settings(record, place.settings, place.name)
    elif record.format != FORMAT:
        base = BaseGeneration(documents=record.documents)
        return IndexState(base, record.root or index.root, record.scopes or index.scopes, served=True)
    same = record.fingerprint == place.settings.fingerprint()
    content = Members(place, record.partitions)
    skipped = place.generations.skipped(record.number)
    base = BaseGeneration(record.number, content, record.documents, same, made=record.created, skipped=skipped)
    return IndexState(base, record.root or None, record.scopes, served=True)


def prove_whole(place: ClusterPlace, record: GenerationRecord) -> None:
    """Raises IndexDamaged where a generation does not have as many documents and passages as it was made of, or not its
    files; each text is proved when it is read."""
    what = f"generation {record.number} of {place.name}"
    if not place.are_there(record.partitions):
        raise IndexDamaged(f"not all of {what} is there any more. Mend it with: passageway repair")
    body = {"size": 0, "track_total_hits": False, "aggs": {"sorts": {"terms": {"field": "sort"}}}}
    answer = one_search(place.connection, record.partitions, body)
    counts = {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["sorts"]["buckets"]}
    found = counts.get(DOCUMENT, 0), counts.get(PASSAGE, 0)
    if found != (record.documents, record.passages):
        raise IndexDamaged(
            f"{what} has {found[0]} documents and {found[1]} passages, not {record.documents} and {record.passages} as "
            "when it was made. Mend it with: passageway repair"
        )
    place.files.folder(record.files)


def newest_sound(place: ClusterPlace, index: IndexRecord) -> tuple[GenerationRecord, str | None]:
    """The generation to serve: the one that is or, where that is damaged, the newest sound one before it, with a warning.

    Raises IndexDamaged where none is sound.
    """
    served = place.generations.get(index.served)
    if served is not None and place.are_there(served.partitions):
        return served, None
    fault = f"generation {index.served} of {place.name} is damaged: not all of it is there any more."
    for record in place.generations.complete(index):
        if record.number < index.served and record.published and place.are_there(record.partitions):
            return record, f"{fault} Serving generation {record.number} instead. Mend it with: passageway repair"
    raise IndexDamaged(f"{fault} Mend it with: passageway repair")
