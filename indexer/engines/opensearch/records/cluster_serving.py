"""What an index on a cluster serves now, and who writes to it, for the records of runs."""

from __future__ import annotations

from indexer.engines.opensearch.records.index_record import read_index
from indexer.store import Held, Writer
from indexer.store.records import Records

__all__ = ["ClusterServing"]


class ClusterServing:
    """See the Protocol ``store.records.index_serving.Serving``."""

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
