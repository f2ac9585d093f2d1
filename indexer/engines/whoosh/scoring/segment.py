"""A segment, open for scoring: its postings of a question's terms, and what each earns a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import FIELDS, length_norm, saturation
from indexer.engines.candidates import Floats, Integers
from indexer.engines.whoosh.codec import ArraySegment, DocumentReader, FieldReader
from indexer.engines.whoosh.codec.integers import WINDOW, places_in
from indexer.engines.whoosh.schema import LENGTHS
from indexer.store.container import Array

__all__ = ["TermPostings", "Leaf", "Norms", "drift", "norms_of"]

#: Terms whose place in a segment is remembered.
_REMEMBERED = 50_000

#: For each of ``weighting.FIELDS``, what a frequency counts by the field's length in words: weight over length norm.
Norms = tuple[Floats, ...]


def norms_of(averages: Sequence[float], longest: Sequence[int]) -> Norms:
    """The norms of a generation with these average lengths, up to the longest lengths it has."""
    return tuple(
        field.weight / length_norm(np.arange(top + 1, dtype=np.float64), average, field.b)
        for field, average, top in zip(FIELDS, averages, longest, strict=True)
    )


def drift(averages: Floats, before: Floats) -> float:
    """How much stronger than when average lengths were as ``before`` a posting can be now: >= 1.

    The norm 1 - b + b * length / average falls by no more than the average's own growth, whatever length and b are.
    """
    return float(np.maximum(1.0, averages / np.maximum(before, 1e-9)).max(initial=1.0))


@dataclass(frozen=True, slots=True)
class TermPostings:
    """A term's postings in a segment: from ``start`` on in the field's arrays; ``windows`` says how many of them lie before
    each window (and how many there are), ``starts`` the same from the arrays' begin; ``tops`` bounds the strength of
    any in each window, ``most`` what one can earn there of the term's worth; ``alive`` are in passages that are not
    deleted."""

    start: int
    windows: Integers
    tops: Floats
    most: Floats
    alive: int
    starts: Integers

    @property
    def count(self) -> int:
        """How many postings there are."""
        return int(self.windows[-1])


class Leaf:
    """One segment of a generation; its passages are numbered from ``first`` on in the generation."""

    def __init__(
        self, segment: ArraySegment, documents: DocumentReader, fields: dict[str, FieldReader], first: int
    ) -> None:
        self.documents, self.fields, self.first = documents, fields, first
        self.size = segment.doc_count_all()
        self.terms = fields["terms"]
        self.deleted = np.array(sorted(segment.deleted_docs()), np.int64)
        self.alive = np.ones(self.size, bool)
        self.alive[self.deleted] = False
        self.lengths = self._lengths()
        #: How much stronger than when it was made a posting can be now: see ``drift``; set before any are looked up.
        self.drift = 1.0
        self._postings: dict[str, TermPostings | None] = {}
        self._lock = Lock()

    def _lengths(self) -> Array:
        """Passages x fields: the lengths, all of one type, since kernels are made for a type; those of a passage side by
        side, since they are looked up together, and each cache line that is fetched costs more than the sum."""
        columns = [self.documents.file.array(f"column.{name}") for name in LENGTHS]
        wide = max(column.dtype.itemsize for column in columns)
        return np.stack([column.astype(f"<u{wide}", copy=False) for column in columns], axis=1)

    @property
    def sums(self) -> Integers:
        """The summed lengths of each field over passages that are not deleted."""
        sums = np.array([self.documents.file.meta["sums"][name] for name in LENGTHS], np.int64)
        result: Integers = sums - self.lengths[self.deleted].sum(axis=0, dtype=np.int64)
        return result

    @property
    def averages(self) -> Floats:
        """The average lengths that the bounds of strength were made with."""
        return np.array([self.documents.file.meta["sums"][name] for name in LENGTHS]) / max(self.size, 1)

    @property
    def longest(self) -> list[int]:
        """The longest of each field."""
        return [int(longest) for longest in self.lengths.max(axis=0, initial=0)]

    @cached_property
    def rows(self) -> Floats:
        """The frequencies by field of each row of the postings."""
        return np.ascontiguousarray(self.terms.rows[:, : len(FIELDS)])

    @cached_property
    def odd(self) -> tuple[Integers, Integers]:
        """Which postings have an odd row, and these rows."""
        return self.terms.array("odd_at").astype(np.int64), self.terms.array("odd").astype(np.int64)

    def ids(self, docs: Integers) -> Array:
        """The passage ids (10 bytes) of some documents."""
        if len(docs):
            self.documents.file.prove_some("column.passage", docs)
        return self.documents.file.unproven("column.passage")[docs]

    def postings(self, term: str) -> TermPostings | None:
        """The postings of a term, None where the segment has none; all that is read of them is proven."""
        found = self._postings.get(term, self)
        if found is self:
            found = self._find(term)
            with self._lock:
                if len(self._postings) >= _REMEMBERED:
                    self._postings.clear()
                self._postings[term] = found
        return found  # type: ignore[return-value]

    def _find(self, term: str) -> TermPostings | None:
        number = self.terms.number(term.encode("utf-8", "surrogatepass"))
        if number < 0:
            return None
        start, end = self.terms.span(number)
        for part in ("lows", "codes"):
            self.terms.part(part, start, end)
        windows = self.terms.window_starts(number)
        tops = self.terms.window_tops(number, windows)
        alive = end - start
        if len(self.deleted):
            alive -= int((~self.alive[self.terms.docs(number)]).sum())
        return TermPostings(start, windows, tops, saturation(tops * self.drift), alive, start + windows)

    def docs(self, postings: TermPostings) -> Integers:
        """The documents of a term, ascending."""
        lows = self.terms.part("lows", postings.start, postings.start + postings.count)
        result: Integers = np.repeat(np.arange(len(postings.tops)) * WINDOW, np.diff(postings.windows)) + lows
        return result

    def places(self, postings: TermPostings, docs: Integers) -> Integers:
        """Which posting of a term each of ``docs`` (ascending) has, -1 where it has none."""
        return places_in(self.terms.file.unproven("terms.lows"), postings.starts, docs)

    def saturations(self, places: Integers, docs: Integers, norms: Norms) -> Floats:
        """What the postings at ``places``, which are of ``docs``, earn: BM25F without the idf, [0, 1)."""
        codes = self.terms.file.unproven("terms.codes")[places].astype(np.int64)
        odd = np.flatnonzero(codes == 255)
        if len(odd):
            odd_at, rows = self.odd
            codes[odd] = rows[np.searchsorted(odd_at, places[odd])]
        frequencies, lengths = self.rows[codes], self.lengths[docs]
        strength: Floats = frequencies[:, 0] * norms[0][lengths[:, 0]]
        for i in range(1, len(FIELDS)):
            strength += frequencies[:, i] * norms[i][lengths[:, i]]
        return saturation(strength)

    def scores(self, wanted: Sequence[tuple[TermPostings | None, float]], docs: Integers, norms: Norms) -> Floats:
        """The scores of ``docs`` (ascending); ``wanted`` pairs postings with the term's weight, in the question's order."""
        at = [self.places(postings, docs) for postings, _ in wanted if postings is not None]
        if not at:
            return np.zeros(len(docs))
        weights = np.array([weight for postings, weight in wanted if postings is not None])
        places = np.stack(at)
        of_term, of_doc = np.nonzero(places >= 0)
        earned = weights[of_term] * self.saturations(places[of_term, of_doc], docs[of_doc], norms)
        total: Floats = np.bincount(of_doc, earned, len(docs)).astype(np.float64)  # in the question's order
        return total

    def mask(self, docs: Integers) -> NDArray[np.bool_]:
        """Which of all documents are among ``docs``."""
        found = np.zeros(self.size, bool)
        found[docs] = True
        return found
