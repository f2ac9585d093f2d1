"""Which generations this process reads: a note that keeps runs from removing them, renewed while they are read."""

from __future__ import annotations

import os
import socket
from collections import Counter
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic, sleep, time
from uuid import uuid4

from indexer.engines.opensearch.records.generation_record import GenerationRecord, GenerationRecords
from indexer.engines.opensearch.records.served_look import ServedLook
from indexer.errors import IndexProblem
from indexer.store.records import RecordConflict, Records

__all__ = ["PIN_SECONDS", "Pins", "pinned_generations"]

_KIND = "pin"
_ALL = 100_000

#: How long a generation stays readable when whoever reads it gives no sign of life; how often one is given. A write waits
#: for a node that has fallen silent until the cluster gives it up, some forty seconds; no note is to lapse meanwhile.
PIN_SECONDS = 120.0
_BETWEEN = PIN_SECONDS / 4

#: A note that lapses within so many seconds is as good as none.
_SLACK = 5.0


class Pins:
    """The generations of one index that this process reads now; threads may share it.

    A note is made before it is looked whether the generation is there, and whoever removes one marks it as leaving before
    the notes are read: so either the one is seen, or the other. A note that has not lapsed since it was made was there
    before any later look. Notes are renewed beside the questions, none of which waits for that.
    """

    def __init__(self, records: Records, generations: GenerationRecords) -> None:
        self._records, self._generations = records, generations
        self._lock, self._writing = Lock(), Lock()
        self._users: Counter[int] = Counter()
        self._used: set[int] = set()  # since the last note
        self._until: dict[int, float] = {}
        self._since: dict[int, float] = {}  # when notes were made that have not lapsed since, by the clock of looks
        self._key, self._process, self._version = "", 0, 0
        self._renewing = False

    def pin(self, wanted: GenerationRecord, look: ServedLook | None = None) -> bool:
        """See ``protocol.TextReader.pin``; ``look`` is one that has just been had, if any, and need not be had again."""
        number = wanted.number
        with self._lock:
            self._users[number] += 1
            self._used.add(number)
        try:
            noted = self._noted(number)
            seen = look is not None and look.number == number and look.began > noted
            record = look.record if seen and look is not None else self._generations.get(number)
        except BaseException:
            self.unpin(number)
            raise
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

    def close(self) -> None:
        """Takes back what was noted, as nobody reads any more."""
        with self._writing:
            if self._key and not self._users:
                self._records.remove(_KIND, self._key)
                self._key, self._version, self._until, self._since, self._used = "", 0, {}, {}, set()

    def _noted(self, number: int) -> float:
        """Since when there is a note that this generation is read."""
        if not self._is_noted(number):
            with self._writing:
                if not self._is_noted(number):  # another thread may have been quicker
                    self._note()
        with self._lock:
            if not self._renewing:
                self._renewing = True
                Thread(target=self._renew, name="pins", daemon=True).start()
            return self._since[number]

    def _is_noted(self, number: int) -> bool:
        return self._process == os.getpid() and self._until.get(number, 0) > time() + _SLACK

    def _note(self) -> None:
        if self._process != os.getpid() or not self._key:  # a process that was forked is another reader
            self._process, self._key = os.getpid(), f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex}"
            self._until, self._since, self._version, self._renewing = {}, {}, 0, False
        with self._lock:
            read, self._used = self._used | set(self._users), set(self._users)
        before, until = self._until, time() + PIN_SECONDS
        noted = {n: end for n, end in before.items() if end > time()} | dict.fromkeys(read, until)
        self._put({str(n): end for n, end in noted.items()})
        made, now = monotonic(), time()  # writing may have taken longer than a note lasts
        with self._lock:
            self._since = {n: self._since[n] if before.get(n, 0) > now else made for n in noted}
            self._until = noted

    def _put(self, value: dict[str, float]) -> None:
        try:
            self._version = self._records.put(_KIND, self._key, value, version=self._version, lasting=False)
        except RecordConflict:  # it had lapsed, and was removed
            self._records.change(_KIND, self._key, lambda _: value, lasting=False)
            stored = self._records.get(_KIND, self._key)
            self._version = stored.version if stored else 0

    def _renew(self) -> None:
        """Renews what is read for as long as anybody does."""
        while True:
            sleep(_BETWEEN)
            with self._lock:
                if not self._used and not self._users:
                    self._renewing = False
                    return
            with suppress(IndexProblem), self._writing:  # it may be written again before the note lapses
                self._note()


def pinned_generations(records: Records) -> set[int]:
    """The generations that somebody reads; notes that have lapsed are removed."""
    found, now = set[int](), time()
    for stored in records.newest(_KIND, _ALL):
        live = {int(number) for number, until in stored.value.items() if float(until) > now}
        if not live:
            records.remove(_KIND, stored.key)
        found |= live
    return found
