"""The record that decides, made anew of what else is known of an index, where it is damaged or lost."""

from __future__ import annotations

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.records.index_record import KEY, KIND, IndexRecord, read_index
from indexer.errors import IndexDamaged

__all__ = ["index_record_fault", "make_index_record"]


def index_record_fault(place: ClusterPlace) -> str:
    """What is wrong with it, "" for nothing: a generation that was published is to be served."""
    try:
        index, _ = read_index(place.records)
    except IndexDamaged as error:
        return str(error)
    if index.served or not any(record.published for record in place.generations.all()):
        return ""
    return "nothing says which generation is served"


def make_index_record(place: ClusterPlace) -> int | None:
    """Has the newest generation that was published, and is all there, be served; gives its number, None for none.

    Numbers, epochs and editions go on behind all that are in use, so that nothing gets the name of something else.
    """
    records = [record for record in place.generations.all() if record.published and not record.leaving]
    there = [record for record in records if place.are_there(record.partitions)] or records
    if not there:
        return None
    names = [place.names.of_name(name) for record in place.generations.all() for name in record.partitions]
    epoch = 1 + max(name.epoch for name in names if name is not None)
    made = IndexRecord(
        served=there[0].number,
        epoch=epoch,
        last_number=max(name.generation for name in names if name is not None),
        root=there[0].root or None,
        scopes=there[0].scopes or None,
        edition=1 + epoch,
        partitions=len(there[0].partitions),
    )
    place.records.renew()
    place.records.change(KIND, KEY, lambda _: made.as_value())
    return made.served
