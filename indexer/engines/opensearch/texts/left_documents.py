"""What is left of the documents of a generation whose partitions are damaged, lost, or cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import all_hits, unchanging_hits
from indexer.engines.opensearch.index_layout import DOCUMENT, FILE, document_key, key_of_name, partition_of
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.sealed import opened_row
from indexer.engines.opensearch.texts.member_fields import file_of, member_of
from indexer.engines.opensearch.texts.stored_versions import StoredVersion, StoredVersions
from indexer.errors import IndexDamaged
from indexer.model import FileState, Version, sum_of_passages
from indexer.store.batching import batched

__all__ = ["LeftDocuments", "left_documents"]

#: Versions that are looked through together.
_BATCH = 500


@dataclass(slots=True)
class LeftDocuments:
    """``versions`` are the documents whose text is sound, ``damaged`` the ids of the others; ``files`` the states of files
    that are known; of ``lost`` partitions, by number, only the texts tell which documents they had."""

    versions: dict[str, Version] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    files: dict[str, FileState] = field(default_factory=dict)
    lost: tuple[int, ...] = ()
    #: Of each partition that has any, the number of its documents, of their passages, and the ``sum_of_passages``; which
    #: have documents or files that are damaged.
    of_partitions: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    marred: set[str] = field(default_factory=set)


def left_documents(place: ClusterPlace, record: GenerationRecord) -> LeftDocuments:
    """Reads all that is left of a generation. Of a partition that is lost, the documents are those that were added last and
    that no run has left out since; whatever one has left out has to be read again, to be there."""
    names = dict(enumerate(record.partitions))
    found = LeftDocuments(lost=tuple(number for number, name in names.items() if not _can_be_read(place, name)))
    readable = [name for number, name in names.items() if number not in found.lost]
    keys = [_member(place, hit, found) for hit in _hits(place, readable, DOCUMENT, "version", "row")]
    if found.lost:
        added, left_out = _added(place, set(found.lost), len(names))
        keys += [(name, key, "") for name, key in added.items()]
        found.damaged += left_out
    _prove(place, keys, found)
    for hit in _hits(place, readable, FILE, "state"):
        try:
            state = file_of(hit["_source"], place.damage)
        except IndexDamaged:
            found.marred.add(hit["_index"])
            continue  # the next run reads that file
        found.files[state.path] = state
    return found


def _can_be_read(place: ClusterPlace, partition: str) -> bool:
    if not place.are_there((partition,)):
        return False
    path = f"/_cluster/health/{partition}"
    return bool(place.connection.ask("GET", path, allow=(408,)).body.get("status") in ("yellow", "green"))


def _hits(place: ClusterPlace, partitions: list[str], sort: str, *fields: str) -> Iterator[Mapping[str, Any]]:
    if not partitions:
        return iter(())
    query, order = {"term": {"sort": sort}}, [{"name": "asc"}]
    return unchanging_hits(place.connection, partitions, query, order, _source=["name", *fields])


def _member(place: ClusterPlace, hit: Mapping[str, Any], found: LeftDocuments) -> tuple[str, str, str]:
    """Name, key of the version, and partition of a document."""
    name, key = hit["_source"]["name"], hit["_source"]["version"]
    try:
        member = member_of(hit["_source"], place.damage)
        sound = (key_of_name(member.id), member.key, document_key(member.id)) == (name, key, hit["_id"])
    except IndexDamaged:
        sound = False
    if not sound:
        found.marred.add(hit["_index"])
    return name, key, hit["_index"]


def _prove(place: ClusterPlace, keys: Iterable[tuple[str, str, str]], found: LeftDocuments) -> None:
    versions = StoredVersions(place.connection, place.names.texts, place.damage)
    for name, key, partition in keys:
        try:
            version = versions.version(key)
            passages = list(version.passages())
            versions.page_map(key, version.names[0])
        except IndexDamaged:
            found.damaged.append(name)
            found.marred.add(partition)
            continue
        found.versions[version.names[0]] = _version_of(version)
        documents, count, total = found.of_partitions.get(partition, (0, 0, 0))
        together = (documents + 1, count + len(passages), total + sum_of_passages(passages))
        found.of_partitions[partition] = together


def _version_of(stored: StoredVersion) -> Version:
    name, path, _, digest, _, _, revision = stored.names
    return Version(int(stored.key, 16), name, path, digest, revision)


def _added(place: ClusterPlace, lost: set[int], partitions: int) -> tuple[dict[str, str], list[str]]:
    """The keys of the versions that were added last of the documents of some partitions, by document; and the documents of
    which only such versions are there as a run has left out."""
    newest: dict[str, tuple[int, str]] = {}
    left_out: set[str] = set()
    gone = {hit["_source"]["key"] for hit in _texts(place, "gone", ["key"])}
    for batch in batched(_texts(place, "version", ["key", "epoch", "names"]), _BATCH):
        for source in (hit["_source"] for hit in batch):
            name = _name_of(place, source)
            if name is None or partition_of(name, partitions) not in lost:
                continue
            if source["key"] in gone:
                left_out.add(name)
            else:
                newest[name] = max(newest.get(name, (0, "")), (int(source["epoch"]), source["key"]))
    return {name: key for name, (_, key) in newest.items()}, sorted(left_out - newest.keys())


def _texts(place: ClusterPlace, sort: str, fields: list[str]) -> Iterator[Mapping[str, Any]]:
    return all_hits(place.connection, place.names.texts, {"term": {"sort": sort}}, [{"key": "asc"}], _source=fields)


def _name_of(place: ClusterPlace, source: Mapping[str, Any]) -> str | None:
    try:
        return str(opened_row(source.get("names"), "a version", place.damage)[0])
    except IndexDamaged:
        return None
