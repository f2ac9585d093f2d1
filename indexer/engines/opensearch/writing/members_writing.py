"""Which documents and files a generation in the making has: what its base has, and what changes; and how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import document_key, file_key
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.texts.held_members import Members
from indexer.engines.opensearch.texts.member_fields import HeldMember, file_fields, member_fields
from indexer.engines.opensearch.texts.stored_versions import StoredVersions, version_key
from indexer.engines.opensearch.writing.partitions_writing import PartitionsWriting
from indexer.engines.state import GenerationChange
from indexer.store.batching import batched

__all__ = ["MemberCounts", "MembersWriting"]

#: Versions whose names are read at once.
_BATCH = 200


class MemberCounts(NamedTuple):
    """How many documents and passages a generation has, and how many of the passages its base has not."""

    documents: int
    passages: int
    new_passages: int


class MembersWriting:
    """Those of one generation, which changes ``base``, or begins anew; ``shared`` is the one whose partitions it copies."""

    def __init__(
        self,
        place: ClusterPlace,
        versions: StoredVersions,
        change: GenerationChange,
        base: GenerationRecord | None,
        shared: GenerationRecord | None,
    ) -> None:
        self._place, self._versions, self._change = place, versions, change
        self._base, self._shared = base, shared

    def counts(self) -> MemberCounts:
        """How many there are."""
        change, base = self._change, self._base
        new, gone = (
            sum(count for count, _ in self._versions.counts({version_key(v): None for v in versions}).values())
            for versions in (change.versions, change.gone)
        )
        documents = (base.documents if base else 0) + len(change.versions) - len(change.gone)
        return MemberCounts(documents, (base.passages if base else 0) + new - gone, new)

    def write(self, partitions: PartitionsWriting) -> None:
        """Writes them down in the partitions that change."""
        change = self._change
        gone = [version.document_id for version in change.gone]
        new = (version.document_id for version in change.versions)
        paths = [*change.lost, *(file.path for file in change.files)]
        partitions.touch(chain(gone, new, paths))
        if self._shared is not None:
            partitions.delete((name, document_key(name)) for name in gone)
            partitions.delete((path, file_key(path)) for path in change.lost)
        else:
            self._bring_over(partitions, set(gone), set(paths))
        partitions.write(self._documents())
        partitions.write((file.path, file_key(file.path), file_fields(file)) for file in change.files)

    def _bring_over(self, partitions: PartitionsWriting, gone: set[str], lost: set[str]) -> None:
        """Writes down the documents and files that stay of a base that no partitions are shared with."""
        if self._base is None:
            return
        members = Members(self._place, self._base.partitions)
        stay = (member for member in members.of_query() if member.id not in gone)
        partitions.write((m.id, document_key(m.id), member_fields(m)) for m in stay)
        files = (file for file in members.files() if file.path not in lost)
        partitions.write((f.path, file_key(f.path), file_fields(f)) for f in files)

    def _documents(self) -> Iterator[tuple[str, str, Mapping[str, object]]]:
        for batch in batched(self._change.versions, _BATCH):
            for version in self._versions.versions(map(version_key, batch)):
                member = HeldMember(version.key, version.names, len(version.rows), len(version.text))
                yield member.id, document_key(member.id), member_fields(member)
