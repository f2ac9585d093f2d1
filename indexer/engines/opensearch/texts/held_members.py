"""Which documents and files a generation holds: asked of its partitions, by name or all in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import unchanging_hits
from indexer.engines.opensearch.index_layout import DOCUMENT, FILE, document_key, file_key, key_of_name, partition_of
from indexer.engines.opensearch.texts.member_fields import HeldMember, file_of, member_of
from indexer.engines.opensearch.texts.skipped_notes import skipped_files
from indexer.model import FileState, SkippedFile, Version
from indexer.store.batching import batched

__all__ = ["Members", "Place"]

#: Documents asked for at once.
_BATCH = 500

Query = Mapping[str, Any]


class Place(NamedTuple):
    """Where something stands: inside which index, its _id, and which of its fields are wanted, all where none is named."""

    inside: str
    key: str
    fields: tuple[str, ...] = ()


class Members:
    """The documents and files of the generation that lies in ``partitions``; see also the Protocol ``state.BaseDocuments``.

    What is read is proved: raises IndexDamaged.
    """

    def __init__(self, place: ClusterPlace, partitions: Sequence[str]) -> None:
        self._place, self._partitions = place, tuple(partitions)
        self._connection, self._damage = place.connection, place.damage

    @property
    def indices(self) -> tuple[str, ...]:
        """Its partitions."""
        return self._partitions

    def of_ids(self, ids: Iterable[str]) -> dict[str, HeldMember]:
        """Those of these documents that it holds, by id."""
        return {name: self.member(name, source) for name, source in self._got(ids, document_key)}

    def member(self, name: str, source: Mapping[str, Any]) -> HeldMember:
        """The document of this id, as it stands in its partition."""
        member = member_of(source, self._damage)
        if member.id != name:
            raise self._damage(f"was altered: what is known of document {name!r} is not as it was stored")
        return member

    def of_query(self, *filters: Query, after: str = "", size: int = _BATCH) -> Iterator[HeldMember]:
        """Documents that fit all filters, whose ids follow ``after``, by id, streamed."""
        for source in self._all(DOCUMENT, filters, after, ["name", "row"], size):
            yield member_of(source, self._damage)

    def _all(
        self, sort: str, filters: Sequence[Query], after: str, fields: list[str], size: int
    ) -> Iterator[Mapping[str, Any]]:
        behind = [{"range": {"name": {"gt": key_of_name(after)}}}] if after else []
        query = {"bool": {"filter": [{"term": {"sort": sort}}, *behind, *filters]}}
        hits = unchanging_hits(self._connection, self.indices, query, [{"name": "asc"}], size=size, _source=fields)
        return (hit["_source"] for hit in hits)

    def _got(self, names: Iterable[str], key: Callable[[str], str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """What stands under these names."""
        for batch in batched(dict.fromkeys(names), _BATCH):
            keys = {key(name): name for name in batch}
            for place, source in self.at(Place(self.home(name), place) for place, name in keys.items()):
                yield keys[place], source

    def at(self, places: Iterable[Place]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """What stands at these places, where something does, by its _id; a request for some hundreds of them."""
        for batch in batched(places, _BATCH):
            answer = self._connection.look_up("/_mget", {"docs": list(map(_wanted, batch))})
            yield from ((found["_id"], found["_source"]) for found in answer["docs"] if found.get("found"))

    def home(self, name: str) -> str:
        """The partition of what is of a document (its id), or of a file (its path)."""
        return self._partitions[partition_of(name, len(self._partitions))]

    def of_paths(self, paths: Iterable[str]) -> dict[str, FileState]:
        """Those of these files that it has, by path."""
        return {path: file_of(source, self._damage) for path, source in self._got(paths, file_key)}

    def __contains__(self, path: object) -> bool:
        """See the Protocol."""
        return isinstance(path, str) and self.file(path) is not None

    def file(self, path: str) -> FileState | None:
        """See the Protocol."""
        return self.of_paths([path]).get(path)

    def files(self) -> Iterator[FileState]:
        """See the Protocol."""
        for source in self._all(FILE, (), "", ["name", "state"], 2 * _BATCH):
            yield file_of(source, self._damage)

    def marks(self, readers: str | None = None) -> dict[str, str]:
        """See the Protocol."""
        return {f.path: f.mark if readers in (None, f.readers) else "" for f in self.files()}

    def of_path(self, path: str) -> list[Version]:
        """See the Protocol."""
        return [member.version for member in self.of_query({"term": {"path": key_of_name(path)}})]

    def version(self, document_id: str) -> Version | None:
        """See the Protocol."""
        found = self.of_ids([document_id]).get(document_id)
        return None if found is None else found.version

    def versions(self) -> Iterator[Version]:
        """See the Protocol."""
        return (member.version for member in self.of_query())

    def ids(self, paths: Sequence[str]) -> Sequence[str]:
        """See the Protocol."""
        found: dict[str, list[str]] = {path: [] for path in paths}
        for batch in batched(paths, _BATCH):
            for member in self.of_query({"terms": {"path": [key_of_name(path) for path in batch]}}):
                found[member.path].append(member.id)
        return list(chain.from_iterable(found.values()))

    def skipped_files(self) -> Iterator[SkippedFile]:
        """See the Protocol."""
        return skipped_files(self._place)

    def close(self) -> None:
        """See the Protocol: nothing is open."""


def _wanted(place: Place) -> dict[str, Any]:
    return {"_index": place.inside, "_id": place.key, **({"_source": list(place.fields)} if place.fields else {})}
