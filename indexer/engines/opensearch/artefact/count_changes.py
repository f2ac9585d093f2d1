"""What a run adds to the counts of a generation, and takes away: by passages, memory staying bounded."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Protocol, Self

import numpy as np

from indexer.engines.bm25f import FIELDS
from indexer.engines.candidates import Integers, Run
from indexer.engines.opensearch.artefact.counted_texts import Counted
from indexer.engines.opensearch.numbers.candidate_lexicon import Totals
from indexer.engines.opensearch.numbers.joined_passages import JoinedPassages, unpacked_numbers
from indexer.engines.opensearch.numbers.known_words import KnownWords
from indexer.store.blobs import text_bytes

__all__ = ["CountChanges", "VocabularyChanges", "read_counted", "summed", "totals_after"]

#: Different texts in memory; more are put in order on disk.
_IN_MEMORY = 1_000_000


def summed(*streams: Iterable[Counted]) -> Iterator[Counted]:
    """Streams in order as one, each text once with the sum of its counts."""
    for text, same in groupby(heapq.merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        yield text, sum(count for _, count in same)


def totals_after(base: Totals | None, changes: Integers) -> Totals:
    """What a generation has that differs from ``base`` by ``CountChanges.changes``."""
    before = [base.passages, *base.by_run, *base.by_field] if base else np.zeros(len(changes), np.int64)
    passages, *rest = (changes + before).tolist()
    return Totals(passages, tuple(rest[: len(Run)]), tuple(rest[len(Run) :]))


class VocabularyChanges(Protocol):
    """By how much the counts of words and terms change, those left out whose count stays, in order of their UTF-8."""

    @property
    def words(self) -> Iterable[Counted]:
        """Can be gone through several times."""

    @property
    def terms(self) -> Iterable[Counted]:
        """Can be gone through several times."""

    def totals(self, base: Totals | None) -> Totals:
        """What a generation has that differs from ``base`` so."""


class CountChanges:
    """Takes the packed numbers of passages that come and go; used in a ``with`` block."""

    def __init__(self) -> None:
        self.words, self.terms = _Differences(), _Differences()
        self._totals = np.zeros(1 + len(Run) + len(FIELDS), np.int64)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.words.close()
        self.terms.close()

    def add(self, stored: Mapping[str, bytes]) -> None:
        """Counts passages in; raises IndexDamaged where their numbers are not as they were packed."""
        self._count(stored, +1)

    def remove(self, stored: Mapping[str, bytes]) -> None:
        """Counts passages out that the base has."""
        self._count(stored, -1)

    def totals(self, base: Totals | None) -> Totals:
        """See the Protocol ``VocabularyChanges``."""
        return totals_after(base, self._totals)

    @property
    def changes(self) -> list[int]:
        """By how much the numbers of Totals change, in their order."""
        changes: list[int] = self._totals.tolist()
        return changes

    def _count(self, stored: Mapping[str, bytes], sign: int) -> None:
        joined = JoinedPassages(list(unpacked_numbers(stored, KnownWords()).values()))
        by_run = np.bincount(joined.run_kind, weights=joined.run_words, minlength=len(Run)).astype(np.int64)
        self._totals += sign * np.concatenate([[len(joined)], by_run, joined.field_lengths.sum(axis=0)])
        passage = np.repeat(np.arange(len(joined)), np.diff(joined.first_own))
        terms = [joined.known.terms[number] for number in joined.term_of.tolist()]
        for texts, differences in ((joined.words_by_number, self.words), (terms, self.terms)):
            number = {text: place for place, text in enumerate(dict.fromkeys(texts))}
            of_named = np.array(list(map(number.__getitem__, texts)), np.int64)
            differences.count(list(number), sign * _held(passage, of_named[joined.own], len(number)))


def _held(passage: Integers, numbers: Integers, size: int) -> Integers:
    """How many passages hold each of so many texts; one may hold a text twice (a word that matches by two terms)."""
    pairs = np.sort(passage * size + numbers)
    distinct = pairs[np.diff(pairs, prepend=-1) > 0]
    return np.bincount(distinct % max(size, 1), minlength=size)


class _Differences:
    """Texts, each with by how much its count changes; as a sequence of runs in order where they are many."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._runs: list[IO[bytes]] = []
        self._open = ExitStack()

    def count(self, texts: Sequence[str], changes: Integers) -> None:
        counts = self._counts
        for text, change in zip(texts, changes.tolist(), strict=True):
            counts[text] = counts.get(text, 0) + change
        if len(counts) > _IN_MEMORY:
            self._spill()

    def __iter__(self) -> Iterator[Counted]:
        """The texts in order of their UTF-8, those whose count stays left out."""
        for run in self._runs:
            run.seek(0)
        runs = [read_counted(run) for run in self._runs]
        return (pair for pair in summed(*runs, self._ordered()) if pair[1])

    def close(self) -> None:
        self._open.close()

    def _ordered(self) -> list[Counted]:
        return sorted((text_bytes(text), change) for text, change in self._counts.items() if change)

    def _spill(self) -> None:
        run = self._open.enter_context(TemporaryFile())  # noqa: SIM115 (closed with the others)
        run.writelines(b"%s\t%d\n" % pair for pair in self._ordered())  # no word holds a tab or a line feed
        self._runs.append(run)
        self._counts = {}


def read_counted(lines: Iterable[bytes]) -> Iterator[Counted]:
    """Texts and numbers of lines, between which there is a tab."""
    for line in lines:
        text, _, change = line.rstrip(b"\n").partition(b"\t")
        yield text, int(change)
