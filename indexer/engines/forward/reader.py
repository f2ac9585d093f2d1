"""The forward index of one generation, open for reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.candidates import Candidates, Run, Statistics
from indexer.engines.forward.gathering import Gathered, gathered
from indexer.engines.forward.grams import GramIndex
from indexer.engines.forward.layout import Manifest, Segment, load
from indexer.engines.forward.vocabulary import Vocabulary
from indexer.errors import IndexDamaged
from indexer.records import PassageKind
from indexer.weighting import idf

__all__ = ["ForwardIndex"]

_KINDS = tuple(PassageKind)
_QUESTION_AND_ANSWER = _KINDS.index(PassageKind.QUESTION_AND_ANSWER)


class ForwardIndex:
    """Immutable and safe for many threads: everything is memory-mapped and only read."""

    def __init__(self, folder: Path) -> None:
        """Opens the forward index in ``folder``; raises IndexDamaged."""
        manifest = Manifest.read(folder)
        self.vocabulary = Vocabulary(folder, manifest)
        self._segments = [Segment.open(folder, k) for k, _ in manifest.segments]
        if any(len(s.ids) != n for s, (_, n) in zip(self._segments, manifest.segments, strict=True)):
            raise IndexDamaged(f"the forward index in {folder} does not fit together.")
        alive = load(folder, "forward-state.alive", "?")
        ends = np.cumsum([len(s.ids) for s in self._segments])
        self._alive: list[NDArray[np.bool_]] = np.split(np.asarray(alive), ends[:-1]) if self._segments else []
        self.passages = int(alive.sum())
        self.grams = GramIndex(folder, self.passages)
        counts = np.asarray(self.vocabulary.term_counts, np.float64)
        self.statistics = Statistics(
            passages=self.passages,
            idf=idf(counts, self.passages),
            words=len(self.vocabulary.words),
            average=self._averages(),
        )

    def _averages(self) -> dict[Run, float]:
        """The words that a passage has in runs of each kind, on average."""
        sums = np.zeros(len(Run))
        for segment, alive in zip(self._segments, self._alive, strict=True):
            held = np.repeat(alive, np.diff(segment.run_at))
            sums += np.bincount(segment.run_kind[held], weights=segment.run_words[held], minlength=len(Run))
        return {kind: float(sums[kind]) / max(self.passages, 1) for kind in Run}

    def passage_ids(self) -> frozenset[str]:
        """The ids of all passages of the generation."""
        return frozenset(
            name.decode("ascii")
            for segment, alive in zip(self._segments, self._alive, strict=True)
            for name in segment.ids[alive].tolist()
        )

    def holds(self, term: str) -> bool:
        """Whether any passage of the generation holds ``term`` in any field."""
        number = self.vocabulary.number_of_term.get(term)
        return number is not None and bool(self.vocabulary.term_counts[number])

    def kinds(self, ids: Sequence[str]) -> list[PassageKind]:
        """The kind of each of these passages; raises IndexDamaged where one is not held."""
        wanted = np.array(ids, "S20")
        found = np.full(len(ids), -1)
        for segment, alive in zip(self._segments, self._alive, strict=True):
            slots = _slots(segment, wanted)
            here = np.flatnonzero(slots >= 0)
            here = here[alive[slots[here]]]
            found[here] = segment.kind[slots[here]]
        if (found < 0).any():
            raise IndexDamaged(f"the forward index does not hold passage {ids[int(np.argmin(found))]}.")
        return [_KINDS[i] for i in found.tolist()]

    def candidates(self, ids: Sequence[str]) -> Candidates:
        """The passages of these ids, in their order; raises IndexDamaged where one is not held."""
        wanted = np.array(ids, "S20")
        at = np.full(len(ids), -1)
        parts: list[tuple[NDArray[np.int64], Segment, Gathered]] = []
        for segment, alive in zip(self._segments, self._alive, strict=True):
            slots = _slots(segment, wanted)
            here = np.flatnonzero(slots >= 0)
            here = here[alive[slots[here]]]
            at[here] = len(parts)
            if len(here):
                parts.append((here, segment, gathered(segment, slots[here])))
        if (at < 0).any():
            raise IndexDamaged(f"the forward index does not hold passage {ids[int(np.argmin(at))]}.")
        return self._candidates(ids, parts)

    def _candidates(
        self, ids: Sequence[str], parts: Sequence[tuple[NDArray[np.int64], Segment, Gathered]]
    ) -> Candidates:
        """The parts of several segments put together in the order of ``ids``."""
        documents = [""] * len(ids)
        asked = np.zeros(len(ids), bool)
        for here, segment, _ in parts:
            slots = _slots(segment, np.array([ids[i] for i in here], "S20"))
            asked[here] = segment.kind[slots] == _QUESTION_AND_ANSWER
            for i, number in zip(here.tolist(), segment.document[slots].tolist(), strict=True):
                documents[i] = segment.documents[number]
        found = _in_order(len(ids), [(here, part) for here, _, part in parts])
        return Candidates(
            ids=tuple(ids),
            documents=tuple(documents),
            question_and_answer=asked,
            first_run=found.first_run,
            passage_of_run=np.repeat(np.arange(len(ids)), np.diff(found.first_run)),
            run_kind=found.run_kind,
            run_words=found.run_words,
            first_word=found.first_word,
            run_of_word=found.run_of_word,
            words=found.words,
            starts=found.starts,
            lengths=found.lengths,
            terms=self.vocabulary.term_of[found.words].astype(np.int64),
        )


def _slots(segment: Segment, wanted: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """Where each of ``wanted`` stands in a segment, -1 where it does not."""
    places = np.searchsorted(segment.ids, wanted, sorter=segment.order)
    slots = segment.order[np.minimum(places, len(segment.order) - 1)].astype(np.int64)
    return np.where(segment.ids[slots] == wanted, slots, -1)


def _in_order(count: int, parts: Sequence[tuple[NDArray[np.int64], Gathered]]) -> Gathered:
    """What several segments gave for the passages at the places ``here``, as if one had given it in order of place."""
    if len(parts) == 1:
        return parts[0][1]
    pieces: list[list[NDArray[np.int64]]] = [[] for _ in range(count)]
    for here, found in parts:
        for i, place in enumerate(here.tolist()):
            a, b = found.first_run[i], found.first_run[i + 1]
            first = found.first_word[a : b + 1]
            pieces[place] = [
                found.run_kind[a:b].astype(np.int64), found.run_words[a:b], np.diff(first),
                *(values[first[0] : first[-1]] for values in (found.words, found.starts, found.lengths)),
            ]  # fmt: skip
    if not pieces:
        return Gathered(*(np.zeros(n, np.int64) for n in (1, 0, 0, 1, 0, 0, 0, 0)))  # type: ignore[arg-type]
    kinds, words, counts, tokens, starts, lengths = (np.concatenate(of_all) for of_all in zip(*pieces, strict=True))
    first_word = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    return Gathered(
        first_run=np.cumsum([0, *(len(piece[0]) for piece in pieces)]),
        run_kind=kinds.astype(np.uint8),
        run_words=words,
        first_word=first_word,
        run_of_word=np.repeat(np.arange(len(kinds)), counts),
        words=tokens,
        starts=starts,
        lengths=lengths,
    )
