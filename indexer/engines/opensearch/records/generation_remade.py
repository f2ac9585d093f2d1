"""The records of generations, where they are damaged or lost: what is served is known again of what lies there."""

from __future__ import annotations

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import Partition
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.records.index_record import read_index
from indexer.errors import IndexDamaged
from indexer.model.index.jobs import utc_now
from indexer.settings import FORMAT

__all__ = ["generation_faults", "remake_generation"]


def generation_faults(place: ClusterPlace) -> dict[str, str]:
    """What is wrong with the records of generations, by their keys: those of which no sense can be made, and that of the
    served one, where it is not there."""
    faults = place.generations.senseless()
    try:
        served = read_index(place.records)[0].served
    except IndexDamaged:
        return faults  # that one is mended by itself, of what these say
    key = place.generations.place(served)[1]
    if served and key not in faults and place.records.get(*place.generations.place(served)) is None:
        faults[key] = f"nothing is noted of generation {served}, which is served"
    return faults


def remake_generation(place: ClusterPlace) -> int | None:
    """Notes of the served generation, of which nothing is known any more, which partitions it has: those that the alias
    names, which is moved when one is published. Gives its number, None where nothing is to be done.

    Nothing else is known of it: it is not sound, and has to be made again. Of a partition that no alias names, only the
    texts tell what it had.
    """
    try:
        index, _ = read_index(place.records)
    except IndexDamaged:
        return None  # which is served is not known yet: that one is mended of what is known of generations
    if not index.served or not index.partitions or place.generations.get(index.served) is not None:
        return None
    aliased = place.connection.ask("GET", f"/_alias/{place.names.prefix}", allow=(404,)).body
    named = {found.number: name for name in aliased if (found := place.names.of_name(name))}
    lost = [place.names.partition(Partition(index.served, number, 0)) for number in range(index.partitions)]
    place.generations.put(
        GenerationRecord(
            number=index.served,
            created=utc_now(),
            format=FORMAT,
            fingerprint=place.settings.fingerprint(),
            settings={"language": place.settings.language},
            documents=0,
            passages=0,
            partitions=tuple(named.get(number, name) for number, name in enumerate(lost)),
            published=utc_now(),
            root=index.root or "",
            scopes=index.scopes or (),
        ),
        {},
    )
    return index.served
