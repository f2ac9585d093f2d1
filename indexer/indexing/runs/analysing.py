"""Versions -> the batches that their passages come to, analysed by several processes: the same as by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
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
    """A Task: versions whose passages are analysed; ``table`` numbers the table that words are read by, another from each
    number on."""

    kept: KeptPassages
    versions: Sequence[Version]
    language: str
    table: int

    def __str__(self) -> str:
        return f"analysing {self.versions[0].document_id} to {self.versions[-1].document_id}"

    def prepare(self) -> None:
        """Nothing that is not made when it is first needed."""

    def run(self) -> Iterator[Analysed]:
        """One answer."""
        yield _analysing()(self.kept.passages(self.versions), _analyzer(self.language, self.table))


@cache
def _analysing() -> Analysing:
    return Analysing()


@lru_cache(maxsize=1)
def _analyzer(language: str, table: int) -> Analyzer:
    return analyzer_for(language)


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
        for some in _requests(versions, kept.counts(versions)):
            table += taking.is_full
            asked.append(some)
            yield AnalyseVersions(kept, some, language, table)
        if at_last is not None:
            pool.get_ready(at_last)

    return refilled(_taken(pool.in_order(tasks(), _UNDER_WAY), taking, asked, done))


def _taken(answers: Iterator[Analysed], taking: Taking, asked: deque[Sequence[Version]], done: Done) -> Iterator[Batch]:
    versions = passages = 0
    try:
        for answer in answers:
            some = asked.popleft()
            done(versions, passages, some[0])
            yield (batch := taking(answer))
            versions, passages = versions + len(some), passages + len(batch)
    finally:  # what had to be done here leaves nothing behind
        _analysing.cache_clear()
        _analyzer.cache_clear()


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
