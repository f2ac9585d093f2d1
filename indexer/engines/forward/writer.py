"""Writing the forward index of a generation onto what it shares with the one before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.entries import Entry
from indexer.engines.entries.batches import Collecting
from indexer.engines.entries.passage_ids import heads
from indexer.engines.forward.gathering import gathered
from indexer.engines.forward.grams import write_grams
from indexer.engines.forward.layout import ARRAYS, Array, Manifest, Segment, load, save
from indexer.engines.forward.segments import Joined, arrays_of
from indexer.engines.forward.vocabulary import WordNumbers

__all__ = ["ForwardWriter"]

#: Passages of a segment, at most.
_SEGMENT = 65_536

#: More segments than this of less than half a full one are written together as one.
_SMALL_SEGMENTS = 8


class ForwardWriter:
    """Takes entries out and in; ``finish`` writes the files that name them. One use, under the WriterLock."""

    def __init__(self, folder: Path, removed: Collection[str]) -> None:
        self._folder = folder
        held = Manifest.read(folder)
        self._segments = list(held.segments)
        self._before = frozenset(k for k, _ in held.segments)
        self._parts = list(held.parts)
        self._numbers = WordNumbers(folder, held)
        alive = load(folder, "forward-state.alive", "?") if self._segments else np.empty(0, bool)
        self._alive = np.array(alive)
        counts = ("word_counts", "term_counts")
        self._counts = [
            np.array(load(folder, f"forward-state.{name}", "<u4"), np.int64) if held.parts else np.empty(0, np.int64)
            for name in counts
        ]
        self._fresh: Collecting | None = None
        self._remove(frozenset(removed))

    def collect(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Adds each entry on its way to the engine."""
        for entry in entries:
            if self._fresh is not None and (self._fresh.full or self._fresh.table is not entry.table):
                self._flush()
            self._fresh = self._fresh or Collecting(entry.table)
            self._fresh.add(entry)
            yield entry

    def finish(self) -> None:
        """Writes the last segment, the vocabulary and the state of the generation."""
        self._flush()
        self._join_small()
        if len(self._numbers) > sum(words for _, words, _ in self._parts) or not self._parts:
            self._parts.append(self._numbers.write(self._folder, len(self._parts)))
        sizes = (len(self._numbers), self._numbers.terms)
        for name, counts, size in zip(("word_counts", "term_counts"), self._counts, sizes, strict=True):
            save(self._folder, f"forward-state.{name}", _lengthened(counts, size), "<u4")
        save(self._folder, "forward-state.alive", self._alive, "?")
        write_grams(self._folder, self._numbers.words)
        Manifest(tuple(self._segments), tuple(self._parts)).write(self._folder)

    def _flush(self) -> None:
        if self._fresh is not None:
            batch = self._fresh.made()
            documents: dict[str, int] = {}
            self._write(arrays_of(batch, documents, self._numbers), documents, np.ones(len(batch), bool))
            self._count(self._segments[-1][0], np.arange(len(batch)), +1)
            self._fresh = None

    def _write(
        self, arrays: dict[str, Array], documents: Iterable[str], alive: NDArray[np.bool_], number: int | None = None
    ) -> None:
        """Writes a segment as the last, ``number`` where it is given."""
        number = max((k for k, _ in self._segments), default=-1) + 1 if number is None else number
        name = f"forward-{number:06}"
        first = heads(arrays["ids"])
        arrays["order"] = np.argsort(first, kind="stable")
        arrays["heads"] = first[arrays["order"]]
        for kind, dtype in ARRAYS.items():
            save(self._folder, f"{name}.{kind}", arrays[kind], dtype)
        (self._folder / f"{name}.documents.json").write_text(json.dumps(list(documents)), "utf-8")
        self._segments.append((number, len(alive)))
        self._alive = np.concatenate([self._alive, alive])

    def _remove(self, removed: frozenset[str]) -> None:
        if not removed:
            return
        at = 0
        for number, passages in self._segments:
            segment = Segment.open(self._folder, number)
            gone = np.array([name in removed for name in segment.documents], bool)
            slots = np.flatnonzero(gone[segment.document] & self._alive[at : at + passages])
            self._count(number, slots, -1)
            self._alive[at + slots] = False
            at += passages

    def _count(self, number: int, slots: NDArray[np.int64], change: int) -> None:
        """Counts the distinct words and terms of some passages of a segment in or out."""
        if not len(slots):
            return
        found = gathered(Segment.open(self._folder, number), slots)
        passages = np.repeat(np.arange(len(slots)), np.diff(found.first_run))[found.run_of_word]
        words = found.words
        term_of = np.array(self._numbers.term_of, np.int64)
        sizes = (len(self._numbers), self._numbers.terms)
        for i, (values, size) in enumerate(zip((words, term_of[words]), sizes, strict=True)):
            pairs = np.sort(passages * size + values)  # np.unique goes by hashes here: ten times as long
            distinct = pairs[np.diff(pairs, prepend=-1) > 0] % size
            self._counts[i] = _lengthened(self._counts[i], size)
            self._counts[i] += change * np.bincount(distinct, minlength=size)

    def _join_small(self) -> None:
        """Writes what this run made as few segments, and many small ones as one, without what was removed; segments
        without passages go."""
        starts = np.cumsum([0, *(n for _, n in self._segments)])
        alive = {k: self._alive[a:b] for (k, _), a, b in zip(self._segments, starts, starts[1:], strict=False)}
        small = [k for k, kept in alive.items() if 2 * int(kept.sum()) < _SEGMENT]
        made = [k for k in small if k not in self._before]
        joined = small if len(small) > _SMALL_SEGMENTS else made if len(made) > 1 else []
        gone = [*joined, *(k for k, kept in alive.items() if k not in joined and not kept.any())]
        if not gone:
            return
        number = 1 + max(alive)  # numbers keep rising: a linked file's name is never used again
        parts = _filled([(k, np.flatnonzero(alive[k])) for k in joined])
        self._segments = [segment for segment in self._segments if segment[0] not in gone]
        self._alive = np.concatenate([np.empty(0, bool), *(kept for k, kept in alive.items() if k not in gone)])
        for part in parts:
            whole = Joined()
            for k, slots in part:
                whole.add(Segment.open(self._folder, k), slots)
            self._write(whole.made(), whole.documents, np.ones(len(whole), bool), number)
            number += 1
        for k in gone:
            for path in self._folder.glob(f"forward-{k:06}.*"):
                path.unlink()


def _filled(parts: Sequence[tuple[int, NDArray[np.int64]]]) -> list[list[tuple[int, NDArray[np.int64]]]]:
    """Slots of segments, in their order, put together so that none has more than a segment may."""
    filled: list[list[tuple[int, NDArray[np.int64]]]] = []
    room = 0
    for number, slots in parts:
        while len(slots):
            if not room:
                filled.append([])
                room = _SEGMENT
            filled[-1].append((number, slots[:room]))
            slots, room = slots[room:], room - min(room, len(slots))
    return filled


def _lengthened(counts: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.concatenate([counts, np.zeros(size - len(counts), np.int64)])
