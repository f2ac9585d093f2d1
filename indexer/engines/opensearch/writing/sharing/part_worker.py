"""A process that helps with the runs of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from time import sleep

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.texts.stored_versions import StoredVersions
from indexer.engines.opensearch.writing.sharing.part_in_hand import carry_out_part
from indexer.engines.opensearch.writing.sharing.part_leases import PART_SECONDS, PartLease, PartLost, RunParts
from indexer.engines.opensearch.writing.sharing.partition_work import WRITING, PartitionsPlan, PartitionWork
from indexer.engines.opensearch.writing.sharing.shared_stage import SharedStage, current_stage
from indexer.engines.state import PartWork, nothing_of_parts
from indexer.errors import ClusterUnavailable
from indexer.model import HelpedPart
from indexer.text.multilingual import analyzer_for

__all__ = ["PartWorker"]

#: Seconds between two looks for something to do: between runs, and while a stage of one goes on elsewhere.
_LOOK = 0.4


class PartWorker:
    """See the Protocol ``writing.SharedWork``."""

    def __init__(self, place: ClusterPlace, *, seconds: float = PART_SECONDS) -> None:
        """``seconds`` is how long a part stays this process's without a sign of life."""
        self._place, self._seconds = place, seconds
        self._analyzer = analyzer_for(place.settings.language)
        self._versions = StoredVersions(place.connection, place.names.texts, place.damage)

    def help(
        self,
        works: Mapping[str, PartWork],
        done: Callable[[HelpedPart], object] = nothing_of_parts,
        *,
        once: bool = False,
    ) -> None:
        """See the Protocol."""
        while True:
            try:
                stage = current_stage(self._place.records)
                if stage is not None and self._help(stage, works, done):
                    continue
            except ClusterUnavailable:
                if once:
                    raise
                sleep(_LOOK)  # a part that was lost by that is done again
                continue
            if once:
                return
            sleep(_LOOK)

    def _help(self, stage: SharedStage, works: Mapping[str, PartWork], done: Callable[[HelpedPart], object]) -> bool:
        """Does one part of a stage; False where there is none that nobody has, or that this process can do."""
        stage.require_same_settings(self._place.settings, self._place.name)
        do = self._how(stage, works)
        lease = RunParts(self._place.records, stage.run, self._seconds).take() if do else None
        if do is None or lease is None:
            return False
        lost = False
        try:
            with lease:
                do(lease)
        except PartLost:
            lost = True
            self._versions = StoredVersions(self._place.connection, self._place.names.texts, self._place.damage)
        part = lease.part
        done(HelpedPart(stage.name, part.number, part.documents, part.passages, lost))
        return True

    def _how(self, stage: SharedStage, works: Mapping[str, PartWork]) -> Callable[[PartLease], None] | None:
        """What does a part of a stage; None where this process has nothing that does."""
        if stage.name == WRITING:
            writing = PartitionWork(self._place, self._versions, self._analyzer, lambda: None)
            return partial(writing.do, PartitionsPlan(**stage.about))
        work = works.get(stage.name)
        if work is None or not work.can_do(stage.about):
            return None
        return partial(carry_out_part, self._place, self._versions, stage, work)
