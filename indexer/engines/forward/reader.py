"""The forward index of one generation, open for reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import idf
from indexer.engines.candidates import Candidates, Run, Statistics
from indexer.engines.entries.passage_ids import heads, packed, unpacked
from indexer.engines.forward.forward_files import ForwardFiles, Segment, open_state
from indexer.engines.forward.gathering import gathered_in_order
from indexer.engines.forward.grams import GramIndex
from indexer.engines.forward.lexicon import GenerationLexicon
from indexer.engines.forward.native import loaded_kernels
from indexer.engines.forward.vocabulary import Vocabulary
from indexer.errors import IndexDamaged
from indexer.model import PassageKind

__all__ = ["ForwardIndex"]

_KINDS = tuple(PassageKind)
_QUESTION_AND_ANSWER = _KINDS.index(PassageKind.QUESTION_AND_ANSWER)


#: For a segment: which of the passages asked for it holds, and in which of its slots.
_Place = tuple[NDArray[np.int64], Segment, NDArray[np.int64]]


class ForwardIndex:
    """Immutable and safe for many threads: everything is memory-mapped and only read."""

    def __init__(self, folder: Path) -> None:
        """Opens the forward index in ``folder``; raises IndexDamaged."""
        files, state = ForwardFiles.read(folder), open_state(folder)
        self.vocabulary = Vocabulary(folder, files, state)
        self._segments = [Segment(folder, number, passages) for number, passages in files.segments]
        alive = state.array("alive")
        ends = np.cumsum([passages for _, passages in files.segments])
        if len(alive) != (ends[-1] if len(ends) else 0):
            raise IndexDamaged.of_file(state.path, "does not fit the segments beside it")
        self._alive: list[NDArray[np.bool_]] = np.split(alive, ends[:-1]) if self._segments else []
        self.passages: int = state.meta["passages"]
        statistics = Statistics(
            passages=self.passages,
            idf=idf(np.asarray(self.vocabulary.term_counts, np.float64), self.passages),
            words=len(self.vocabulary.words),
            average={kind: state.meta["words"][kind] / max(self.passages, 1) for kind in Run},
        )
        self.lexicon = GenerationLexicon(self.vocabulary, statistics, GramIndex(state))

    def passage_ids(self) -> frozenset[str]:
        """The ids of all passages of the generation."""
        return frozenset(
            name
            for segment, alive in zip(self._segments, self._alive, strict=True)
            for name in unpacked(segment.ids.whole()[alive])
        )

    def documents(self) -> dict[str, str]:
        """The id of the document of each passage, by the passage's; raises IndexDamaged."""
        return {
            name: document
            for segment, alive in zip(self._segments, self._alive, strict=True)
            for name, document in zip(
                unpacked(segment.ids.whole()[alive]),
                segment.documents(segment.document.whole()[alive]),
                strict=True,
            )
        }

    def kinds(self, ids: Sequence[str]) -> list[PassageKind]:
        """The kind of each of these passages; raises IndexDamaged where one is missing."""
        found = np.zeros(len(ids), np.int64)
        for positions, segment, slots in self._located(ids):
            found[positions] = segment.kind[slots]
        return [_KINDS[i] for i in found.tolist()]

    def candidates(self, ids: Sequence[str]) -> Candidates:
        """The passages of these ids, in their order; raises IndexDamaged where one is missing."""
        return self._candidates(ids, self._located(ids))

    def _located(self, ids: Sequence[str]) -> list[_Place]:
        """The places of these passages in each segment that holds some; raises IndexDamaged where one is missing."""
        wanted = packed(ids)
        if len(wanted) != len(ids):
            raise IndexDamaged("the engine's files name passages that are none.")
        left, places = np.arange(len(ids)), []
        for segment, alive in zip(self._segments, self._alive, strict=True):
            if not len(left):
                break
            slots = _slots(segment, wanted[left])
            here = slots >= 0
            if here.all() and alive[slots].all():  # most: one run made the generation
                places.append((left, segment, slots))
                left = left[:0]
                break
            here[here] = alive[slots[here]]
            if here.any():
                places.append((left[here], segment, slots[here]))
            left = left[~here]
        if len(left):
            raise IndexDamaged(f"the forward index does not hold passage {ids[int(left[0])]}.")
        return places

    def _candidates(self, ids: Sequence[str], places: Sequence[_Place]) -> Candidates:
        """What several segments have put together in the order of ``ids``."""
        documents, kinds = np.empty(len(ids), object), np.zeros(len(ids), np.uint8)
        for positions, segment, slots in places:
            kinds[positions] = segment.kind[slots]
            documents[positions] = segment.documents(segment.document[slots])
        found = gathered_in_order(places)
        return Candidates(
            ids=tuple(ids),
            documents=tuple(documents.tolist()),
            kinds=kinds,
            question_and_answer=kinds == _QUESTION_AND_ANSWER,
            first_run=found.first_run,
            passage_of_run=np.repeat(np.arange(len(ids)), np.diff(found.first_run)),
            run_kind=found.run_kind,
            run_words=found.run_words,
            first_word=found.first_word,
            run_of_word=found.run_of_word,
            words=found.words,
            standing=found,
            terms=self.vocabulary.term_of.take(found.words),
            lexicon=self.lexicon,
        )


def _slots(segment: Segment, wanted: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """Where each of ``wanted`` stands in a segment, -1 where it does not.

    Looked up by their first eight bytes; those few that share them are tried one after the other.
    """
    first, kernels = heads(wanted), loaded_kernels()
    places = np.searchsorted(segment.heads, first) if kernels is None else kernels.places_of(segment.heads, first)
    if len(segment.heads) and len(wanted):
        likely = segment.order[np.minimum(places, len(segment.heads) - 1)].astype(np.int64)
        if (segment.ids[likely] == wanted).all():  # most: no other id begins so, and none is missing
            return likely
    found = np.full(len(wanted), -1, np.int64)
    left = np.arange(len(wanted))
    while len(left := left[places[left] < len(segment.heads)]):
        left = left[segment.heads[places[left]] == first[left]]
        slots = segment.order[places[left]].astype(np.int64)
        same = segment.ids[slots] == wanted[left]
        found[left[same]] = slots[same]
        left = left[~same]
        places[left] += 1
    return found
