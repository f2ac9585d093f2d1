"""A run that others may help with, for whoever holds the writer's lease."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from time import monotonic, sleep

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import partition_of
from indexer.engines.opensearch.records.writer_lease import WriterLease
from indexer.engines.opensearch.texts.stored_versions import StoredVersions, version_key
from indexer.engines.opensearch.writing.sharing.part_leases import PartLease, PartLost, RunPart, RunParts
from indexer.engines.opensearch.writing.sharing.partition_work import PartitionContent, PartitionWork
from indexer.engines.opensearch.writing.sharing.shared_run import SharedRun, end_run, offer_run
from indexer.engines.state import GenerationChange
from indexer.errors import IndexLocked
from indexer.model import FileState
from indexer.store.records import Records
from indexer.text.analysis import Analyzer

__all__ = ["RunSharing", "forget_shared_runs"]

#: Seconds between two looks at what others have done.
_LOOK = 0.5


class RunSharing:
    """Offers the partitions of one generation to all that would help, and writes those that nobody takes."""

    def __init__(self, place: ClusterPlace, lease: WriterLease, versions: StoredVersions, run: SharedRun) -> None:
        self._place, self._lease, self._versions, self._run = place, lease, versions, run
        self._parts = RunParts(place.records, run.number)
        self._own: PartLease | None = None
        self._seen: list[RunPart] = []
        self._offered, self._next = 0, 0.0

    def write(
        self, change: GenerationChange, analyzer: Analyzer, progress: Callable[[int, int], object]
    ) -> list[RunPart]:
        """Has the partitions be written that ``change`` touches; gives them, all done. ``progress`` gets how many documents
        and passages are written; what it raises ends the run."""
        self._versions.flush()
        self._place.connection.change("POST", f"/{self._place.names.texts}/_refresh")
        self._offered = self._parts.add((number, self._stored(content)) for number, content in self._contents(change))
        offer_run(self._place.records, self._run)
        work = PartitionWork(self._place, self._versions, analyzer, lambda: self._step(progress))
        while not self._are_done():
            self._lease.require()
            if not self._help(work):
                self._step(progress)
                sleep(_LOOK / 2)
        parts = self._seen
        self.end(keep={str(part.result["index"]) for part in parts})
        return parts

    def end(self, keep: Collection[str]) -> None:
        """Offers nothing any more, and removes what of this generation lies in other indices than ``keep``: that of
        processes that lost their parts. What one of them writes yet, the next run clears away."""
        self._lease.require()
        number = self._run.number
        end_run(self._place.records, number)
        self._parts.remove()
        mine = [n for n in self._place.partitions() if (p := self._place.names.of_name(n)) and p.generation == number]
        self._lease.require()
        self._place.remove([name for name in mine if name not in keep])

    def _contents(self, change: GenerationChange) -> Iterator[tuple[int, PartitionContent]]:
        """What becomes of each partition that the change touches: of all, where none is shared."""
        count = self._run.partitions
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
            if not self._run.shared or content != PartitionContent([], [], [], []):
                yield number, content

    def _stored(self, content: PartitionContent) -> dict[str, tuple[str, int]]:
        with tempfile.TemporaryDirectory(prefix="passageway-") as folder:
            content.write(Path(folder))
            return self._place.files.store(Path(folder))

    def _help(self, work: PartitionWork) -> bool:
        """Writes a partition that nobody has; False where there is none."""
        lease = self._parts.take()
        if lease is None:
            return False
        try:
            with lease:
                self._own = lease
                work.do(self._run, lease)
        except PartLost:
            self._lease.require()  # where it is the run that was taken over
        finally:
            self._own = None
        return True

    def _are_done(self) -> bool:
        self._seen = self._parts.all()
        if len(self._seen) != self._offered:
            raise IndexLocked(
                f"parts of the run that writes {self._place.name} were removed by another process. Nothing of it is "
                "published; run it again."
            )
        return all(part.done for part in self._seen)

    def _step(self, progress: Callable[[int, int], object]) -> None:
        """Says how far all are."""
        if monotonic() >= self._next:
            self._seen, self._next = self._parts.all(), monotonic() + _LOOK
        mine = self._own.part if self._own else None
        parts = [mine if mine and mine.number == part.number else part for part in self._seen]
        progress(sum(part.documents for part in parts), sum(part.passages for part in parts))


def forget_shared_runs(records: Records) -> None:
    """Removes what is noted of runs that nobody can help with any more."""
    end_run(records)
    RunParts.clear(records)
