"""What an index on a cluster serves, and who writes to it, as the record that decides says: by these runs are known to
live.

A run that was killed, on whatever machine, is known to be dead when its lease has run out, and not before.
"""

from __future__ import annotations

from indexer.engines.opensearch.records.index_record import read_index
from indexer.store import Held, Jobs, Writer
from indexer.store.records import Records

__all__ = ["ClusterServing", "jobs_in"]


class ClusterServing:
    """See the Protocol ``store.job_store.Serving``; raises IndexDamaged and ClusterProblem."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def served(self) -> int | None:
        """See the Protocol."""
        return read_index(self._records)[0].served or None

    def held(self) -> Held | None:
        """See the Protocol."""
        return read_index(self._records)[0].held

    def writer(self) -> Writer | None:
        """See the Protocol."""
        lease = read_index(self._records)[0].lease
        return None if lease is None or lease.has_run_out else lease.writer


def jobs_in(records: Records) -> Jobs:
    """The runs of the index that has these records."""
    return Jobs(records, ClusterServing(records))
