"""A stage of a run that others may help with, for whoever holds the writer's lease."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.records.writer_lease import WriterLease
from indexer.engines.opensearch.writing.sharing.part_leases import PartLease, PartLost, RunPart, RunParts
from indexer.engines.opensearch.writing.sharing.shared_stage import SharedStage, end_stage, offer_stage
from indexer.engines.state import PartsProgress
from indexer.errors import IndexLocked
from indexer.store.records import Records

__all__ = ["PART_NAME", "StageSharing", "forget_shared_stages"]

#: Seconds between two looks at what others have done.
_LOOK = 0.5

#: The file that says what is to be done in a part.
PART_NAME = "part.json"


class StageSharing:
    """Offers the parts of a stage to all that would help, and does those that nobody takes."""

    def __init__(
        self,
        place: ClusterPlace,
        lease: WriterLease,
        stage: SharedStage,
        progress: Callable[[PartsProgress], object],
    ) -> None:
        """``progress`` is told how far all of them are; what it raises ends the stage."""
        self._place, self._lease, self._stage, self._progress = place, lease, stage, progress
        self._parts = RunParts(place.records, stage.run)
        self._own: PartLease | None = None
        self._seen: list[RunPart] = []
        self._offered, self._next = 0, 0.0

    def carry_out(self, contents: Iterable[tuple[int, Any]], do: Callable[[PartLease], object]) -> list[RunPart]:
        """Has the parts be done, each of a number and what is to be done in it (a JSON value); gives them, all done.
        ``do`` does one that this process has."""
        self._offered = self._parts.add((number, self._stored(content)) for number, content in contents)
        offer_stage(self._place.records, self._stage)
        while not self._are_done():
            self._lease.require()
            if not self._help(do):
                self.step()
                sleep(_LOOK / 2)
        parts = self._seen
        self.step()
        return parts

    def end(self) -> None:
        """Offers nothing any more: whoever has a part yet loses it."""
        self._lease.require()
        end_stage(self._place.records, self._stage)
        self._parts.remove()

    def _stored(self, content: Any) -> Mapping[str, tuple[str, int]]:
        with tempfile.TemporaryDirectory(prefix="passageway-") as folder:
            (Path(folder) / PART_NAME).write_text(json.dumps(content), "ascii")
            return self._place.files.store(Path(folder))

    def _help(self, do: Callable[[PartLease], object]) -> bool:
        """Does a part that nobody has; False where there is none."""
        lease = self._parts.take()
        if lease is None:
            return False
        try:
            with lease:
                self._own = lease
                do(lease)
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

    def step(self) -> None:
        """Says how far all are."""
        if monotonic() >= self._next:
            self._seen, self._next = self._parts.all(), monotonic() + _LOOK
        mine = self._own.part if self._own else None
        parts = [mine if mine and mine.number == part.number else part for part in self._seen]
        documents, passages = sum(part.documents for part in parts), sum(part.passages for part in parts)
        owners = Counter(part.owner for part in parts if part.owner)
        self._progress(PartsProgress(documents, passages, owners))


def forget_shared_stages(records: Records) -> None:
    """Removes what is noted of stages that nobody can help with any more."""
    end_stage(records)
    RunParts.clear(records)
