"""One partition of a generation, from what it begins with to one that nothing is written to any more."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from indexer.engines.entries import Entry, entry_of
from indexer.engines.opensearch.artefact.count_changes import CountChanges
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import document_key, file_key, partition_of
from indexer.engines.opensearch.texts.held_members import Members
from indexer.engines.opensearch.texts.member_fields import HeldMember, file_fields, member_fields
from indexer.engines.opensearch.texts.stored_versions import StoredVersions
from indexer.engines.opensearch.writing.partitions_writing import PartitionsWriting, numbers_of_hit
from indexer.engines.opensearch.writing.passages_writing import PassageDocuments
from indexer.engines.opensearch.writing.sharing.part_counts import write_counts
from indexer.engines.opensearch.writing.sharing.part_leases import PartLease
from indexer.engines.opensearch.writing.sharing.stage_sharing import PART_NAME
from indexer.model import FileState
from indexer.store.batching import batched
from indexer.text.analysis import Analyzer

__all__ = ["WRITING", "PartitionContent", "PartitionWork", "PartitionsPlan"]

#: Versions, or passages that go, looked at in one go.
_BATCH = 200

#: The name of the stage.
WRITING = "write"


@dataclass(frozen=True, slots=True)
class PartitionsPlan:
    """What all parts have in common: ``number`` is that of the generation in the making, which has so many ``partitions``;
    each begins as a copy of that one of ``shared``, or empty where there are none: then documents and files of the
    partitions ``brought`` are written anew, too."""

    number: int
    partitions: int
    shared: Sequence[str] = ()
    brought: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PartitionContent:
    """What becomes of one partition: the ids of documents ``gone``, the paths ``lost``, the keys of the versions that are
    new in it, and its files as they are now."""

    gone: Sequence[str]
    lost: Sequence[str]
    versions: Sequence[str]
    files: Sequence[FileState]

    def as_value(self) -> list[list[Any]]:
        """As JSON has it."""
        return [list(self.gone), list(self.lost), list(self.versions), [astuple(file) for file in self.files]]

    @classmethod
    def read(cls, folder: Path) -> PartitionContent:
        """Of a file of ``as_value``."""
        gone, lost, versions, files = json.loads((folder / PART_NAME).read_text("ascii"))
        return cls(gone, lost, versions, [FileState(*file) for file in files])


class PartitionWork:
    """Writes partitions for one process, each under its lease: raises PartLost where another took it over."""

    def __init__(
        self, place: ClusterPlace, versions: StoredVersions, analyzer: Analyzer, step: Callable[[], object]
    ) -> None:
        """``step`` is called for every document; what it raises ends the work."""
        self._place, self._versions, self._analyzer, self._step = place, versions, analyzer, step

    def do(self, run: PartitionsPlan, lease: PartLease) -> None:
        """Writes the partition of a part, and notes what came of it."""
        number = lease.part.number
        content = PartitionContent.read(self._place.files.folder(lease.part.content))
        writing = PartitionsWriting(self._place, run.number, lease.epoch, run.partitions, run.shared)
        writing.make_own([number])
        with CountChanges() as changes:
            if run.shared:
                self._take_out(writing, content, lease, changes)
            keys = [*self._bring_over(run, number, writing, content, lease), *content.versions]
            writing.write(lease.held(self._members(content.versions)))
            writing.write((file.path, file_key(file.path), file_fields(file)) for file in lease.held(content.files))
            self._write_passages(writing, keys, lease, changes)
            writing.seal()
            lease.finish({"index": writing.names[number], "counts": self._store(changes, lease)})

    def _take_out(
        self, writing: PartitionsWriting, content: PartitionContent, lease: PartLease, changes: CountChanges
    ) -> None:
        for batch in batched(writing.take_out_passages(lease.held(content.gone)), _BATCH):
            changes.remove({hit["_id"]: numbers_of_hit(hit, self._place.damage) for hit in batch})
        writing.delete((name, document_key(name)) for name in lease.held(content.gone))
        writing.delete((path, file_key(path)) for path in lease.held(content.lost))

    def _bring_over(
        self, run: PartitionsPlan, number: int, writing: PartitionsWriting, content: PartitionContent, lease: PartLease
    ) -> list[str]:
        """Writes down the documents and files that stay of a base of which no partitions are shared; gives the keys of the
        documents' versions."""
        if not run.brought:
            return []
        fits = len(run.brought) == run.partitions
        base = Members(self._place, run.brought[number : number + 1] if fits else run.brought)
        gone, other = set(content.gone), {*content.lost, *(file.path for file in content.files)}
        keys: list[str] = []

        def members() -> Iterator[HeldMember]:
            for member in lease.held(base.of_query()):
                if member.id not in gone and partition_of(member.id, run.partitions) == number:
                    keys.append(member.key)
                    yield member

        files = (f for f in base.files() if f.path not in other and partition_of(f.path, run.partitions) == number)
        writing.write((m.id, document_key(m.id), member_fields(m)) for m in members())
        writing.write((f.path, file_key(f.path), file_fields(f)) for f in lease.held(files))
        return keys

    def _members(self, keys: Sequence[str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        for version in self._versions.versions(keys):
            member = HeldMember(version.key, version.names, len(version.rows), len(version.text))
            yield member.id, document_key(member.id), member_fields(member)

    def _write_passages(
        self, writing: PartitionsWriting, keys: Iterable[str], lease: PartLease, changes: CountChanges
    ) -> None:
        known: dict[str, str] = {}
        documents = PassageDocuments(lambda document_id: self._versions.version(known[document_id]))
        writing.write(documents.of(self._entries(keys, known, lease), changes.add))

    def _entries(self, keys: Iterable[str], known: dict[str, str], lease: PartLease) -> Iterator[Entry]:
        """The passages of versions, whose keys are ``known`` by the ids of their documents from then on."""
        passages = 0
        for done, version in enumerate(self._versions.versions(keys), 1):
            lease.require()
            known[version.names[0]] = version.key
            for passage in version.passages():
                yield entry_of(passage, self._analyzer)
            passages += len(version.rows)
            lease.note(done, passages)
            self._step()

    def _store(self, changes: CountChanges, lease: PartLease) -> dict[str, tuple[str, int]]:
        with tempfile.TemporaryDirectory(prefix="passageway-") as folder:
            write_counts(Path(folder), changes)
            lease.require()
            return self._place.files.store(Path(folder))
