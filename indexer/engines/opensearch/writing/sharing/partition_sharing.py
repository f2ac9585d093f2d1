"""The partitions of a generation, written by all that would help."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import partition_of
from indexer.engines.opensearch.records.writer_lease import WriterLease
from indexer.engines.opensearch.texts.stored_versions import StoredVersions, version_key
from indexer.engines.opensearch.writing.sharing.part_leases import RunPart
from indexer.engines.opensearch.writing.sharing.partition_work import (
    WRITING,
    PartitionContent,
    PartitionsPlan,
    PartitionWork,
)
from indexer.engines.opensearch.writing.sharing.shared_stage import SharedStage
from indexer.engines.opensearch.writing.sharing.stage_sharing import StageSharing
from indexer.engines.state import GenerationChange, PartsProgress
from indexer.model import FileState
from indexer.text.analysis import Analyzer

__all__ = ["PartitionSharing"]


class PartitionSharing:
    """For whoever holds the writer's lease; each partition that changes is a part."""

    def __init__(self, place: ClusterPlace, lease: WriterLease, versions: StoredVersions, plan: PartitionsPlan) -> None:
        self._place, self._lease, self._versions, self._plan = place, lease, versions, plan
        self._stage = SharedStage(WRITING, lease.epoch, place.settings.fingerprint(), asdict(plan))

    def write(
        self, change: GenerationChange, analyzer: Analyzer, progress: Callable[[PartsProgress], object]
    ) -> list[RunPart]:
        """Has the partitions be written that ``change`` touches; gives them, all done. What ``progress`` raises ends it."""
        self._versions.flush()
        self._place.connection.change("POST", f"/{self._place.names.texts}/_refresh")
        sharing = StageSharing(self._place, self._lease, self._stage, progress)
        work = PartitionWork(self._place, self._versions, analyzer, sharing.step)
        contents = ((number, content.as_value()) for number, content in self._contents(change))
        parts = sharing.carry_out(contents, lambda lease: work.do(self._plan, lease))
        self.end(keep={str(part.result["index"]) for part in parts})
        return parts

    def end(self, keep: Collection[str]) -> None:
        """Offers nothing any more, and removes what of this generation lies in other indices than ``keep``: that of
        processes that lost their parts. What one of them writes yet, the next run clears away."""
        StageSharing(self._place, self._lease, self._stage, lambda _: None).end()
        names, number = self._place.names, self._plan.number
        mine = [n for n in self._place.partitions() if (p := names.of_name(n)) and p.generation == number]
        self._lease.require()
        self._place.remove([name for name in mine if name not in keep])

    def _contents(self, change: GenerationChange) -> Iterator[tuple[int, PartitionContent]]:
        """What becomes of each partition that the change touches: of all, where none is shared."""
        count = self._plan.partitions
        gone, lost, versions = (defaultdict[int, list[str]](list) for _ in range(3))
        files = defaultdict[int, list[FileState]](list)
        for version in change.gone:
            gone[partition_of(version.document_id, count)].append(version.document_id)
        for path in change.lost:
            lost[partition_of(path, count)].append(path)
        for version in change.versions:
            versions[partition_of(version.document_id, count)].append(version_key(version))
        for file in change.files:
            files[partition_of(file.path, count)].append(file)
        for number in range(count):
            content = PartitionContent(gone[number], lost[number], versions[number], files[number])
            if not self._plan.shared or content != PartitionContent([], [], [], []):
                yield number, content
