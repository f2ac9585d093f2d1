"""Versions -> the batches that their passages come to, analysed by several processes: the same as by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from indexer.documents.workers.child import Task
from indexer.documents.workers.pool import Processes
from indexer.engines.entries.analysed import Analysed, Analysing, Taking
from indexer.engines.entries.batches import Batch, refilled
from indexer.engines.writing import KeptPassages
from indexer.model import Version
from indexer.text.analysis import Analyzer
from indexer.text.multilingual import analyzer_for

__all__ = ["analysed_apart"]

#: Passages of a request, about: some tenths of a second of work.
_REQUEST = 600

#: Requests under way, or answered and waiting: about a megabyte each.
_UNDER_WAY = 24

#: Called with how many versions and passages are done, and the version that is.
Done = Callable[[int, int, Version], object]


class AnalyseVersions(NamedTuple):
    """A Task, the ``place``-th of a run: versions whose passages are analysed; ``table`` numbers the table that words are
    read by, another from each number on."""

    kept: KeptPassages
    versions: Sequence[Version]
    language: str
    table: int
    place: int

    def __str__(self) -> str:
        return f"analysing {self.versions[0].document_id} to {self.versions[-1].document_id}"

    def prepare(self) -> None:
        """Nothing that is not made when it is first needed."""

    def run(self) -> Iterator[Analysed]:
        """One answer."""
        doing = _one_after_another()
        try:
            yield doing(self)
        except BaseException:
            # Raised by what is made of the answer, too: the rows that it was to bring would be missing in others.
            doing.begin_anew()
            raise


class _OneAfterAnother:
    """Does the tasks of one run that one process has its part in, by tables that grow from one to the next."""

    def __init__(self) -> None:
        self._analysing, self._last = Analysing(), -1
        self._reading: tuple[int, Analyzer] | None = None  # the table, and what reads words by it

    def __call__(self, task: AnalyseVersions) -> Analysed:
        passages = task.kept.passages(task.versions)
        if task.place < self._last:  # another process has failed at it, and what comes behind it was begun here
            return Analysing(once=True)(passages, analyzer_for(task.language))
        if self._reading is None or self._reading[0] != task.table:
            self._reading = task.table, analyzer_for(task.language)
        self._last = task.place
        return self._analysing(passages, self._reading[1])

    def begin_anew(self) -> None:
        """Reads the next words by another table."""
        self._reading = None


@cache
def _one_after_another() -> _OneAfterAnother:
    """Of a process that does nothing else: it is of one run."""
    return _OneAfterAnother()


def analysed_apart(
    pool: Processes,
    kept: KeptPassages,
    versions: Sequence[Version],
    language: str,
    done: Done,
    at_last: Task[Any] | None = None,
) -> Iterator[Batch]:
    """The batches of all passages of ``versions``, in order; the processes of the ``pool`` are at it from now on. While
    this one writes the last ones, others do what is to be done ``at_last``."""
    taking = Taking()
    asked: deque[Sequence[Version]] = deque()

    def tasks() -> Iterator[AnalyseVersions]:
        table = 0
        for place, some in enumerate(_requests(versions, kept.counts(versions))):
            table += taking.is_full
            asked.append(some)
            yield AnalyseVersions(kept, some, language, table, place)
        if at_last is not None:
            pool.get_ready(at_last)

    answers = pool.in_order(tasks(), _UNDER_WAY, _OneAfterAnother())  # another run of this process has its own
    return refilled(_taken(answers, taking, asked, done))


def _taken(answers: Iterator[Analysed], taking: Taking, asked: deque[Sequence[Version]], done: Done) -> Iterator[Batch]:
    versions = passages = 0
    for answer in answers:
        some = asked.popleft()
        done(versions, passages, some[0])
        yield (batch := taking(answer))
        versions, passages = versions + len(some), passages + len(batch)


def _requests(versions: Sequence[Version], counts: Sequence[int]) -> Iterator[Sequence[Version]]:
    """Versions in a row that have some _REQUEST passages together."""
    some: list[Version] = []
    passages = 0
    for version, count in zip(versions, counts, strict=True):
        if count:
            some.append(version)
            passages += count
        if passages >= _REQUEST:
            yield some
            some, passages = [], 0
    if some:
        yield some
