"""Which generations this process reads: a note that keeps runs from removing them, renewed while they are read."""

from __future__ import annotations

import os
import socket
from collections import Counter
from threading import Event, Lock, Thread
from time import monotonic, time
from uuid import uuid4

from indexer.engines.opensearch.records.generation_record import GenerationRecord, GenerationRecords
from indexer.engines.opensearch.records.served_look import ServedLook
from indexer.errors import ClusterProblem
from indexer.store.records import RecordConflict, Records

__all__ = ["PIN_SECONDS", "Pins", "pinned_generations"]

_KIND = "pin"
_ALL = 100_000

#: How long a generation stays readable when whoever reads it gives no sign of life.
PIN_SECONDS = 60.0


class Pins:
    """The generations of one index that this process reads now; threads may share it.

    A note is made before it is looked whether the generation is there, and whoever removes one marks it as leaving before
    the notes are read: so either the one is seen, or the other. A note that has not lapsed since it was made was there
    before any later look.
    """

    def __init__(self, records: Records, generations: GenerationRecords) -> None:
        self._records, self._generations = records, generations
        self._lock = Lock()
        self._users: Counter[int] = Counter()
        self._until: dict[int, float] = {}
        self._since: dict[int, float] = {}  # when notes were made that have not lapsed since, by the clock of looks
        self._version = 0
        self._key, self._process = "", 0
        self._stop: Event | None = None

    def pin(self, wanted: GenerationRecord, look: ServedLook | None = None) -> bool:
        """See ``protocol.TextReader.pin``; ``look`` is one that has just been had, if any, and need not be had again."""
        number = wanted.number
        with self._lock:
            self._users[number] += 1
            if self._until.get(number, 0) < time() + PIN_SECONDS / 2 or self._process != os.getpid():
                self._note()
            self._keep_renewing()
            noted = self._since[number]
        seen = look is not None and look.number == number and look.began > noted
        record = look.record if seen and look is not None else self._generations.get(number)
        if record is None or record.leaving or not record.is_same(wanted):
            self.unpin(number)
            return False
        return True

    def unpin(self, number: int) -> None:
        """Ends what ``pin`` began; the note lapses by itself, so that the next question need not make another."""
        with self._lock:
            self._users[number] -= 1
            if self._users[number] <= 0:
                del self._users[number]
            if not self._users and self._stop is not None:
                self._stop.set()
                self._stop = None

    def close(self) -> None:
        """Takes back what was noted, as nobody reads any more."""
        with self._lock:
            if self._key and not self._users:
                self._records.remove(_KIND, self._key)
                self._key, self._until, self._since = "", {}, {}

    def _note(self) -> None:
        if self._process != os.getpid() or not self._key:  # a process that was forked is another reader
            self._process, self._key = os.getpid(), f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex}"
            self._until, self._since, self._version = {}, {}, 0
        until, now = time() + PIN_SECONDS, time()
        alive = {n: end for n, end in self._until.items() if end > now}
        noted = alive | dict.fromkeys(self._users, until)
        self._put({str(n): end for n, end in noted.items()})
        made = monotonic()
        self._until, self._since = noted, {n: self._since[n] if n in alive else made for n in noted}

    def _put(self, value: dict[str, float]) -> None:
        try:
            self._version = self._records.put(_KIND, self._key, value, version=self._version, lasting=False)
        except RecordConflict:  # it had lapsed, and was removed
            self._records.change(_KIND, self._key, lambda _: value, lasting=False)
            stored = self._records.get(_KIND, self._key)
            self._version = stored.version if stored else 0

    def _keep_renewing(self) -> None:
        if self._stop is None:
            self._stop = Event()
            Thread(target=self._renew, args=(self._stop,), name="pins", daemon=True).start()

    def _renew(self, stop: Event) -> None:
        while not stop.wait(PIN_SECONDS / 3):
            try:
                with self._lock:
                    if not stop.is_set():
                        self._note()
            except ClusterProblem:
                continue  # it may answer again before the note lapses


def pinned_generations(records: Records) -> set[int]:
    """The generations that somebody reads; notes that have lapsed are removed."""
    found, now = set[int](), time()
    for stored in records.newest(_KIND, _ALL):
        live = {int(number) for number, until in stored.value.items() if float(until) > now}
        if not live:
            records.remove(_KIND, stored.key)
        found |= live
    return found
