"""Writing the forward index of a generation onto what it shares with the one before."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.entries import Entry
from indexer.engines.forward.gathering import gathered
from indexer.engines.forward.grams import write_grams
from indexer.engines.forward.layout import ARRAYS, Array, Manifest, Segment, load, save
from indexer.engines.forward.vocabulary import WordNumbers
from indexer.records import PassageKind

__all__ = ["ForwardWriter"]

#: Passages of a segment, at most: bounds the memory of a run (about 1 kB a passage).
_SEGMENT = 65_536

#: More segments than this of less than half a full one are written together as one.
_SMALL_SEGMENTS = 8

_KINDS = {kind: i for i, kind in enumerate(PassageKind)}


class ForwardWriter:
    """Takes entries out and in; ``finish`` writes the files that name them. One use, under the WriterLock."""

    def __init__(self, folder: Path, removed: Collection[str]) -> None:
        self._folder = folder
        held = Manifest.read(folder)
        self._segments = list(held.segments)
        self._parts = list(held.parts)
        self._numbers = WordNumbers(folder, held)
        alive = load(folder, "forward-state.alive", "?") if self._segments else np.empty(0, bool)
        self._alive = np.array(alive)
        counts = ("word_counts", "term_counts")
        self._counts = [
            np.array(load(folder, f"forward-state.{name}", "<u4"), np.int64) if held.parts else np.empty(0, np.int64)
            for name in counts
        ]
        self._fresh = _Arrays()
        self._remove(frozenset(removed))

    def collect(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Adds each entry on its way to the engine."""
        for entry in entries:
            self._fresh.add(entry, self._numbers)
            if len(self._fresh.ids) >= _SEGMENT:
                self._flush()
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
        counts = _lengthened(self._counts[0], len(self._numbers))
        write_grams(self._folder, self._numbers.words, counts, int(self._alive.sum()))
        Manifest(tuple(self._segments), tuple(self._parts)).write(self._folder)

    def _flush(self) -> None:
        if self._fresh.ids:
            self._write(self._fresh.made(), self._fresh.documents, np.ones(len(self._fresh.ids), bool))
            self._count(self._segments[-1][0], np.arange(len(self._fresh.ids)), +1)
            self._fresh = _Arrays()

    def _write(self, arrays: dict[str, Array], documents: Iterable[str], alive: NDArray[np.bool_]) -> None:
        number = max((k for k, _ in self._segments), default=-1) + 1
        name = f"forward-{number:06}"
        arrays["order"] = np.argsort(arrays["ids"], kind="stable")
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
            distinct = np.unique(passages * size + values) % size
            self._counts[i] = _lengthened(self._counts[i], size)
            self._counts[i] += change * np.bincount(distinct, minlength=size)

    def _join_small(self) -> None:
        """Writes many small segments as one, without what was removed; segments without passages go."""
        starts = np.cumsum([0, *(n for _, n in self._segments)])
        alive = [self._alive[a:b] for a, b in zip(starts, starts[1:], strict=False)]
        small = [i for i, kept in enumerate(alive) if 2 * int(kept.sum()) < _SEGMENT]
        if len(small) <= _SMALL_SEGMENTS and all(kept.any() for kept in alive):
            return
        if len(small) <= _SMALL_SEGMENTS:
            small = [i for i in small if not alive[i].any()]
        joined = _Joined()
        for i in small:
            joined.add(Segment.open(self._folder, self._segments[i][0]), np.flatnonzero(alive[i]))
        for i in small:
            for path in self._folder.glob(f"forward-{self._segments[i][0]:06}.*"):
                path.unlink()
        self._alive = np.concatenate([np.empty(0, bool), *(a for i, a in enumerate(alive) if i not in small)])
        gone = {self._segments[i] for i in small}
        numbers = max(k for k, _ in self._segments)
        self._segments = [segment for segment in self._segments if segment not in gone]
        if len(joined):
            self._segments.append((numbers, 0))  # keeps numbers rising: a linked file's name is never used again
            self._write(joined.made(), joined.documents, np.ones(len(joined), bool))
            self._segments = [s for s in self._segments if s != (numbers, 0)]


class _Arrays:
    """A segment in the making."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.documents: dict[str, int] = {}
        self._document, self._run_at, self._token_at = array("I"), array("I", [0]), array("Q", [0])
        self._kind, self._run_kind = array("B"), array("B")
        self._run_words, self._tokens, self._starts, self._lengths = array("I"), array("I"), array("I"), array("B")

    def add(self, entry: Entry, numbers: WordNumbers) -> None:
        self.ids.append(entry.passage_id)
        self._document.append(self.documents.setdefault(entry.document_id, len(self.documents)))
        self._kind.append(_KINDS[entry.kind])
        for kind, words, tokens in entry.runs:
            self._tokens.extend([numbers.number(t.exact, t.term) for t in tokens])
            self._starts.extend([t.start for t in tokens])
            self._lengths.extend([t.end - t.start for t in tokens])
            self._run_kind.append(kind)
            self._run_words.append(words)
            self._token_at.append(len(self._tokens))
        self._run_at.append(len(self._run_kind))

    def made(self) -> dict[str, Array]:
        """The arrays by name, without the order."""
        return {
            "ids": np.array(self.ids, "S20"),
            **{name: np.array(getattr(self, f"_{name}")) for name in ARRAYS if name not in ("ids", "order")},
        }


class _Joined:
    """Segments put one after the other."""

    def __init__(self) -> None:
        self.documents: dict[str, int] = {}
        self._parts: dict[str, list[Array]] = {name: [] for name in (*ARRAYS, "runs", "counts")}

    def __len__(self) -> int:
        return sum(len(ids) for ids in self._parts["ids"])

    def add(self, segment: Segment, slots: NDArray[np.int64]) -> None:
        if not len(slots):
            return
        numbers = np.zeros(len(segment.documents), np.int64)
        for held in np.unique(segment.document[slots]).tolist():
            numbers[held] = self.documents.setdefault(segment.documents[held], len(self.documents))
        found = gathered(segment, slots)
        parts = {
            "ids": segment.ids[slots],
            "kind": segment.kind[slots],
            "document": numbers[segment.document[slots]],
            "runs": np.diff(found.first_run),
            "run_kind": found.run_kind,
            "run_words": found.run_words,
            "counts": np.diff(found.first_word),
            "tokens": found.words,
            "starts": found.starts,
            "lengths": found.lengths,
        }
        for name, values in parts.items():
            self._parts[name].append(values)

    def made(self) -> dict[str, Array]:
        """The arrays by name, without the order."""
        whole = {name: np.concatenate(parts) for name, parts in self._parts.items() if parts}
        whole["run_at"] = np.cumsum([0, *whole.pop("runs")])
        whole["token_at"] = np.cumsum([0, *whole.pop("counts")])
        return whole


def _lengthened(counts: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.concatenate([counts, np.zeros(size - len(counts), np.int64)])
