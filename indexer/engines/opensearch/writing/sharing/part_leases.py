"""Parts of a run, each leased to one process at a time: whoever takes one over raises its epoch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from threading import Event, RLock, Thread
from time import time
from typing import Any, Self, TypeVar

from indexer.errors import ClusterProblem, IndexLocked, PassagewayError
from indexer.store import Writer
from indexer.store.records import RecordConflict, Records

__all__ = ["PART_SECONDS", "PartLease", "PartLost", "RunPart", "RunParts"]

T = TypeVar("T")

KIND = "part"

#: Follows the keys of all parts.
_AFTER_ALL = ":"

#: How long a part stays with a process that gives no sign of life.
PART_SECONDS = 30.0


class PartLost(IndexLocked):
    """A part was taken over by another process, or its run has ended."""


@dataclass(frozen=True, slots=True)
class RunPart:
    """Part ``number`` of a stage of a ``run`` (``SharedStage.run``); ``content`` is what is to be done, as stored files
    (SHA-256 and bytes by name). ``epoch`` rises with each owner, 0 before the first; ``owner`` has it ``until`` (seconds
    since 1970), and has gone through so many documents and ``passages``. ``result`` is what came of it, once it is
    ``done``."""

    run: str
    number: int
    content: Mapping[str, tuple[str, int]]
    epoch: int = 0
    owner: str = ""
    until: float = 0.0
    documents: int = 0
    passages: int = 0
    done: bool = False
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_free(self) -> bool:
        """Whether somebody may take it."""
        return not self.done and self.until <= time()

    @property
    def key(self) -> str:
        """That of its record."""
        return f"{self.run}/{self.number:06d}"


class RunParts:
    """The parts of a stage of a run (``SharedStage.run``)."""

    def __init__(self, records: Records, run: str, seconds: float = PART_SECONDS) -> None:
        self._records, self._run, self._seconds = records, run, seconds

    def add(self, parts: Iterable[tuple[int, Mapping[str, tuple[str, int]]]]) -> int:
        """Adds parts, the number and the content of each; gives how many they were."""
        count = 0
        for number, content in parts:
            part = RunPart(self._run, number, content)
            self._records.put(KIND, part.key, asdict(part), version=0)
            count += 1
        return count

    def remove(self) -> None:
        """Removes them: whoever works on one loses it."""
        for part in self.all():
            self._records.remove(KIND, part.key)

    def all(self) -> list[RunPart]:
        """All of them, by number."""
        return [part for part, _ in self._stored()]

    def _stored(self) -> Iterator[tuple[RunPart, int]]:
        for stored in self._records.matching(KIND, "run", self._run):
            try:
                yield RunPart(**stored.value), stored.version
            except TypeError as error:
                raise self._records.damage(f"what is noted of a part of a run makes no sense: {error}") from error

    def take(self) -> PartLease | None:
        """One that is free, for this process; None where none is. To be used in a ``with`` block."""
        for part, version in self._stored():
            if part.is_free:
                try:
                    return PartLease(self._records, part, version, self._seconds)
                except RecordConflict:
                    continue  # somebody was quicker
        return None

    @staticmethod
    def clear(records: Records) -> None:
        """Removes all parts of all runs: nobody can do any of them any more."""
        records.remove_before(KIND, _AFTER_ALL)


class PartLease:
    """A part that is this process's: for one thread, beside which another renews the lease for as long as the block lasts.

    Leaving the block gives back what is not done.
    """

    def __init__(self, records: Records, part: RunPart, version: int, seconds: float) -> None:
        """Takes it; raises RecordConflict where it is not as it was found any more."""
        self._records, self._seconds = records, seconds
        self._lock, self._ended, self._lost = RLock(), Event(), False
        who = Writer.of_this_process()
        self.part = replace(part, epoch=part.epoch + 1, owner=f"{who.host} {who.process}", documents=0, passages=0)
        self._version = version
        self._put(replace(self.part, until=time() + seconds))

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._renew, name="part-lease", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Raises PartLost where another process has it, in place of an error that may come of that."""
        self._ended.set()
        self._thread.join()
        if self.part.done:
            return
        with suppress(*() if kind is None or issubclass(kind, Exception) else (PassagewayError,)):
            self._change(until=0.0, owner="")

    @property
    def epoch(self) -> int:
        """Of this lease: greater than that of any before."""
        return self.part.epoch

    def note(self, documents: int, passages: int) -> None:
        """Notes how far it is; others see it when the lease is renewed the next time."""
        with self._lock:
            self.part = replace(self.part, documents=documents, passages=passages)

    def require(self) -> None:
        """Raises PartLost where another process has it; renews the lease where it has run out unseen."""
        if self._lost or time() > self.part.until:
            self._change()

    def held(self, items: Iterable[T]) -> Iterator[T]:
        """The items, for as long as the part is this process's; raises PartLost."""
        for item in items:
            self.require()
            yield item

    def finish(self, result: Mapping[str, Any]) -> None:
        """Notes what came of it; raises PartLost where another process has it: then nothing did."""
        self._change(done=True, result=result)

    def _change(self, **fields: Any) -> None:
        with self._lock:
            if self._lost:
                raise self._taken_over()
            until = time() + self._seconds
            try:
                self._put(replace(self.part, **{"until": until, **fields}))
            except RecordConflict:
                self._lost = True
                raise self._taken_over() from None

    def _put(self, part: RunPart) -> None:
        self._version = self._records.put(KIND, part.key, asdict(part), version=self._version)
        self.part = part

    def _renew(self) -> None:
        while not self._ended.wait(self._seconds / 3):
            try:
                with self._lock:
                    if not self._ended.is_set() and not self.part.done:
                        self._change()
            except PartLost:
                return  # whoever works on it is told
            except ClusterProblem:
                continue  # it may answer again before the lease runs out

    def _taken_over(self) -> PartLost:
        return PartLost(
            f"part {self.part.number} of the stage {self.part.run!r} of a run on {self._records.name} was taken over by "
            "another process, or the run has ended. Nothing of it that this one wrote is used."
        )
