"""Who may write: a lease in the record that decides, with an epoch that rises whenever another takes it.

It is renewed by a thread while its holder lives. Whoever finds it expired takes it, and by that gives the record another
version: what the former holder still does cannot be published, as publishing names the version that it knew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, RLock, Thread
from time import time
from typing import Self

from indexer.engines.opensearch.records.index_record import KEY, KIND, IndexRecord, LeaseNote, read_index
from indexer.errors import ClusterProblem, IndexLocked
from indexer.store import Writer
from indexer.store.records import RecordConflict, Records

__all__ = ["LEASE_SECONDS", "WriterLease"]

#: How long a lease lasts when it is not renewed: so long nobody can write after a writer was killed.
LEASE_SECONDS = 30.0


class WriterLease:
    """Taken in a ``with`` block; entering raises IndexLocked, which says who has it. Threads may share it."""

    def __init__(self, records: Records, seconds: float = LEASE_SECONDS) -> None:
        self._records, self._seconds = records, seconds
        self._lock, self._done = RLock(), Event()
        self._lost = False

    def __enter__(self) -> Self:
        record, self._version = read_index(self._records)
        if record.lease is not None and not record.lease.has_run_out:
            raise self._locked(record.lease)
        who = Writer.of_this_process()
        self.who, self.record = who, replace(record, epoch=record.epoch + 1)
        self._lease = LeaseNote(who.process, who.host, who.since, 0)
        self.change(lambda record: record)
        self._thread = Thread(target=self._renew, name="writer-lease", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        with self._lock:
            if not self._lost:
                self._put(replace(self.record, lease=None))

    @property
    def epoch(self) -> int:
        """Of this lease: greater than that of any before."""
        return self.record.epoch

    def require(self) -> None:
        """Raises IndexLocked where somebody else has taken over; renews the lease where it has run out unseen."""
        with self._lock:
            if self._lost or time() > self._lease.until:
                self.change(lambda record: record)

    def change(self, change: Callable[[IndexRecord], IndexRecord]) -> IndexRecord:
        """Changes the record that decides, and renews the lease by that; raises IndexLocked where it is somebody else's."""
        with self._lock:
            if self._lost:
                raise self._taken_over()
            self._lease = self._lease._replace(until=time() + self._seconds)
            self._put(replace(change(self.record), lease=self._lease))
            return self.record

    def _put(self, record: IndexRecord) -> None:
        try:
            self._version = self._records.put(KIND, KEY, record.as_value(), version=self._version)
            self.record = record
        except RecordConflict:
            self._lost = True
            raise self._taken_over() from None

    def _renew(self) -> None:
        while not self._done.wait(self._seconds / 3):
            try:
                self.change(lambda record: record)
            except IndexLocked:
                return  # whoever writes next is told
            except ClusterProblem:
                continue  # it may answer again before the lease runs out

    def _taken_over(self) -> IndexLocked:
        record, _ = read_index(self._records)
        by = f"by {record.lease.writer}" if record.lease else "by another process, which is done"
        return IndexLocked(
            f"the index {self._records.name} was taken over {by}, as this process ({self._lease.writer}) gave no sign of "
            f"life for {self._seconds:.0f} s. Nothing of this run is published; run it again."
        )

    def _locked(self, lease: LeaseNote) -> IndexLocked:
        until = datetime.fromtimestamp(lease.until, UTC).isoformat(timespec="seconds")
        left = max(lease.until - time(), 0.0)
        return IndexLocked(
            f"{self._records.name} is being written by {lease.writer}. Wait until it is done, or stop it; searching goes "
            f"on. Where it was killed, another can write in {left:.0f} s ({until})."
        )
