"""Writing the forward index of a generation onto what it shares with the one before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers, Run
from indexer.engines.entries.batches import Batch
from indexer.engines.entries.passage_ids import heads
from indexer.engines.forward.forward_files import (
    STATE,
    ForwardFiles,
    Segment,
    open_state,
    part_name,
    segment_name,
    write_segment,
)
from indexer.engines.forward.gathering import gathered
from indexer.engines.forward.grams import add_grams
from indexer.engines.forward.segment_arrays import Joined, arrays_of
from indexer.engines.forward.vocabulary import Vocabulary, WordNumbers, in_order
from indexer.store.container import Array, ContainerWriter

__all__ = ["ForwardWriter"]

#: Passages of a segment, at most.
_SEGMENT = 65_536

#: How many passages hold each word and term.
_COUNTS = ("word_counts", "term_counts")

#: More segments than this of less than half a full one are written together as one.
_SMALL_SEGMENTS = 8


class ForwardWriter:
    """Takes passages out and in; ``finish`` writes the files that name them. One use, under the WriterLock."""

    def __init__(self, folder: Path, removed: Collection[str]) -> None:
        self._folder = folder
        files = ForwardFiles.read(folder)
        self._segments, self._parts = list(files.segments), list(files.parts)
        self._before = frozenset(number for number, _ in files.segments)
        self._state = before = open_state(folder) if files.parts else None
        self._numbers = WordNumbers(None if before is None else Vocabulary(folder, files, before))
        self._alive = np.empty(0, bool) if before is None else before.array("alive").copy()
        self._counts = [
            np.empty(0, np.int64) if before is None else before.array(name).astype(np.int64) for name in _COUNTS
        ]
        self._remove(frozenset(removed))

    def collect(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Adds each batch on its way to the engine, which so need not make its arrays again."""
        for batch in batches:
            yield batch
            documents: dict[str, int] = {}
            arrays = arrays_of(batch, documents, self._numbers)
            words: Integers = arrays["tokens"].astype(np.int64)
            of_passage = np.diff(arrays["token_at"][arrays["run_at"]])
            self._write(arrays, documents, np.ones(len(batch), bool))
            self._count(words, np.repeat(np.arange(len(batch)), of_passage), +1)

    def finish(self) -> None:
        """Writes the vocabulary and the state of the generation."""
        self._join_small()
        if len(self._numbers) > sum(words for _, words, _ in self._parts) or not self._parts:
            self._write_part()
        self._write_state()
        ForwardFiles(tuple(self._segments), tuple(self._parts)).write(self._folder)

    def _write_part(self) -> None:
        """Writes what is new of the vocabulary, as one part with the last ones that are not much larger: few are left."""
        number = 1 + max((number for number, _, _ in self._parts), default=-1)
        kept = list(self._parts)
        while kept and kept[-1][1] <= 2 * (len(self._numbers) - sum(words for _, words, _ in kept)):
            kept.pop()
        words, terms = sum(words for _, words, _ in kept), sum(terms for _, _, terms in kept)
        self._numbers.write(self._folder / part_name(number), words, terms)
        for gone, _, _ in self._parts[len(kept) :]:
            (self._folder / part_name(gone)).unlink()
        self._parts = [*kept, (number, len(self._numbers) - words, len(self._numbers.terms) - terms)]

    def _write_state(self) -> None:
        file = ContainerWriter(self._folder)
        file.add("alive", self._alive)
        texts = (self._numbers.words, self._numbers.terms)
        for name, of, counts in zip(("word", "term"), texts, self._counts, strict=True):
            counts = _lengthened(counts, len(of))
            file.add(f"{name}_counts", counts.astype(np.uint32))
            before = None if self._state is None else self._state.array(f"{name}s_sorted")
            file.add(f"{name}s_sorted", in_order(of, counts, before))
        add_grams(file, texts[0], self._state)
        meta = {"passages": int(self._alive.sum()), "words": self._words_by_run()}
        file.write(self._folder / STATE, meta)

    def _words_by_run(self) -> list[int]:
        """For each kind of run, the words of all such runs of the generation."""
        sums = np.zeros(len(Run))  # whole numbers
        at = 0
        for number, passages in self._segments:
            segment = Segment(self._folder, number, passages)
            run_at: Integers = segment.run_at.whole().astype(np.int64)
            kept = np.repeat(self._alive[at : at + passages], run_at[1:] - run_at[:-1])
            words = segment.run_words.whole()[kept]
            sums += np.bincount(segment.run_kind.whole()[kept], weights=words, minlength=len(Run))
            at += passages
        return [int(total) for total in sums]

    def _write(
        self, arrays: dict[str, Array], documents: Iterable[str], alive: NDArray[np.bool_], number: int | None = None
    ) -> None:
        """Writes a segment as the last, ``number`` where it is given."""
        number = max((k for k, _ in self._segments), default=-1) + 1 if number is None else number
        first = heads(arrays["ids"])
        arrays["order"] = np.argsort(first, kind="stable")
        arrays["heads"] = first[arrays["order"]]
        write_segment(self._folder, number, arrays, list(documents))
        self._segments.append((number, len(alive)))
        self._alive = np.concatenate([self._alive, alive])

    def _remove(self, removed: frozenset[str]) -> None:
        if not removed:
            return
        at = 0
        for number, passages in self._segments:
            segment = Segment(self._folder, number, passages)
            gone = np.array([name in removed for name in segment.all_documents()], bool)
            slots = np.flatnonzero(gone[segment.document.whole()] & self._alive[at : at + passages])
            if len(slots):
                found = gathered(segment, slots)
                self._count(
                    found.words, np.repeat(np.arange(len(slots)), np.diff(found.first_run))[found.run_of_word], -1
                )
            self._alive[at + slots] = False
            at += passages

    def _count(self, words: Integers, passages: Integers, change: int) -> None:
        """Counts the distinct words and terms of some passages in or out: their ``words``, and which passage each is in."""
        term_of = np.array(self._numbers.term_of, np.int64)
        sizes = (len(self._numbers), len(self._numbers.terms))
        for i, (values, size) in enumerate(zip((words, term_of[words]), sizes, strict=True)):
            # By passage they are in order already, as "stable" makes use of; np.unique, by hashes, takes ten times as long.
            pairs = np.sort(passages * size + values, kind="stable")
            distinct = pairs[np.diff(pairs, prepend=-1) > 0] % size
            self._counts[i] = _lengthened(self._counts[i], size)
            self._counts[i] += change * np.bincount(distinct, minlength=size)

    def _join_small(self) -> None:
        """Writes what this run made as few segments, and many small ones as one, without what was removed; segments
        without passages go."""
        starts = np.cumsum([0, *(n for _, n in self._segments)])
        alive = {k: self._alive[a:b] for (k, _), a, b in zip(self._segments, starts, starts[1:], strict=False)}
        small = [k for k, kept in alive.items() if 2 * int(kept.sum()) < _SEGMENT]
        fresh = [k for k in small if k not in self._before]
        joined = small if len(small) > _SMALL_SEGMENTS else fresh if len(fresh) > 1 else []
        gone = [*joined, *(k for k, kept in alive.items() if k not in joined and not kept.any())]
        if not gone:
            return
        sizes = dict(self._segments)
        number = 1 + max(alive)  # numbers keep rising: a linked file's name is never used again
        parts = _filled([(k, np.flatnonzero(alive[k])) for k in joined])
        self._segments = [segment for segment in self._segments if segment[0] not in gone]
        self._alive = np.concatenate([np.empty(0, bool), *(kept for k, kept in alive.items() if k not in gone)])
        for part in parts:
            whole = Joined()
            for k, slots in part:
                whole.add(Segment(self._folder, k, sizes[k]), slots)
            self._write(whole.arrays(), whole.documents, np.ones(len(whole), bool), number)
            number += 1
        for k in gone:
            (self._folder / segment_name(k)).unlink()


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
