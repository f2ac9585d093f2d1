"""A process that helps with the runs of others."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.texts.stored_versions import StoredVersions
from indexer.engines.opensearch.writing.sharing.part_leases import PART_SECONDS, PartLost, RunParts
from indexer.engines.opensearch.writing.sharing.partition_work import PartitionWork
from indexer.engines.opensearch.writing.sharing.shared_run import SharedRun, current_run
from indexer.engines.writing import nothing_of_parts
from indexer.errors import ClusterUnavailable
from indexer.model import HelpedPart
from indexer.text.analysis import Analyzer

__all__ = ["PartWorker"]

#: Seconds between two looks for a run.
_LOOK = 1.0


class PartWorker:
    """See the Protocol ``writing.SharedWork``."""

    def __init__(self, place: ClusterPlace, *, seconds: float = PART_SECONDS) -> None:
        """``seconds`` is how long a part stays this process's without a sign of life."""
        self._place, self._seconds = place, seconds
        self._analyzer = Analyzer(place.settings.language)

    def help(self, done: Callable[[HelpedPart], object] = nothing_of_parts, *, once: bool = False) -> None:
        """See the Protocol."""
        while True:
            try:
                run = current_run(self._place.records)
                if run is not None and self._help(run, done):
                    continue
            except ClusterUnavailable:
                if once:
                    raise
                sleep(_LOOK)  # a part that was lost by that is done again
                continue
            if once:
                return
            sleep(_LOOK)

    def _help(self, run: SharedRun, done: Callable[[HelpedPart], object]) -> bool:
        """Does one part of a run; False where there is none that nobody has."""
        run.require_same_settings(self._place.settings, self._place.name)
        lease = RunParts(self._place.records, run.number, self._seconds).take()
        if lease is None:
            return False
        versions = StoredVersions(self._place.connection, self._place.names.texts, self._place.damage)
        lost = False
        try:
            with lease:
                PartitionWork(self._place, versions, self._analyzer, lambda: None).do(run, lease)
        except PartLost:
            lost = True
        part = lease.part
        done(HelpedPart(run.number, part.number, part.documents, part.passages, lost))
        return True
