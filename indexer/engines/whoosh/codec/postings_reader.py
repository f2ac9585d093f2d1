"""Reading the postings of a segment; what each array holds is said in postings_writer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.bounds import BOUNDS
from indexer.engines.whoosh.codec.integers import (
    ODD,
    WINDOW,
    Integers,
    is_long,
    offsets,
    places_in,
    positions_of,
    ranges,
    short_up_to,
    values_of,
)
from indexer.engines.whoosh.codec.payloads import Floats
from indexer.engines.whoosh.codec.postings_writer import Postings
from indexer.store.blobs import Blobs
from indexer.store.container import Array, Container

__all__ = ["FieldReader"]

_NOWHERE: Integers = np.zeros(0, np.int64)

_ODD = ("odd_at", "odd", "positions_odd_at", "positions_odd")


class FieldReader:
    """One field's postings. ``terms`` are its terms in order of their bytes; methods take the number of a term there."""

    def __init__(self, file: Container, name: str, documents: int) -> None:
        self.file, self.name, self.documents = file, name, documents
        self.windows = -(-documents // WINDOW)
        self._short = short_up_to(self.windows)
        self.terms = Blobs(file, f"{name}.text")
        self.at = file.array(f"{name}.at")
        columns = file.meta["fields"][name]["columns"]
        self.rows: Floats = file.array(f"{name}.rows").reshape(-1, columns)
        self.has_positions = f"{name}.positions" in file
        self.has_values = f"{name}.values" in file
        self._odd = [file.array(f"{name}.{p}") if f"{name}.{p}" in file else np.zeros(0, np.int64) for p in _ODD]

    def array(self, part: str) -> Array:
        """One of the field's arrays whole, proven."""
        return self.file.array(f"{self.name}.{part}")

    def part(self, part: str, start: int, end: int) -> Array:
        """A part of one of the field's arrays, proven."""
        return self.file.part(f"{self.name}.{part}", start, end)

    def number(self, term: bytes) -> int:
        """The number of a term, -1 where the field has it not."""
        place = self.terms.place(term)
        return place if place < len(self.terms) and self.terms[place] == term else -1

    def span(self, number: int) -> tuple[int, int]:
        """A term's first posting, and the one behind its last."""
        return int(self.at[number]), int(self.at[number + 1])

    def count(self, number: int) -> int:
        """How many postings a term has."""
        start, end = self.span(number)
        return end - start

    def places(self, number: int, docs: Integers) -> Integers:
        """Which of a term's postings each of ``docs`` (ascending) has, counted from its first; -1 where it has none."""
        return places_in(self.part("lows", *self.span(number)), self.window_starts(number), docs)

    def docs(self, number: int) -> Integers:
        """The documents that hold a term, ascending."""
        start, end = self.span(number)
        lows = self.part("lows", start, end)
        if self.windows == 1:
            return lows.astype(np.int64)
        starts = self.window_starts(number)
        counts = np.diff(starts)
        result: Integers = np.repeat(np.arange(self.windows) * WINDOW, counts) + lows
        return result

    def window_starts(self, number: int) -> Integers:
        """How many of a term's postings lie before each window, and how many there are."""
        start, end = self.span(number)
        if self.windows == 1:
            return np.array([0, end - start])
        place = int(self.part("place", number, number + 1)[0])
        if end - start > self._short:
            starts = np.full(self.windows + 1, end - start)
            starts[:-1] = self.part("windows", place * self.windows, (place + 1) * self.windows)
            return starts
        highs = self.part("highs", place, place + end - start)
        return np.searchsorted(highs, np.arange(self.windows + 1))

    def window_tops(self, number: int, starts: Integers | None = None) -> Floats:
        """An upper bound of a term's strongest posting in each window; ``starts`` are its ``window_starts``."""
        top = float(BOUNDS[self.part("tops", number, number + 1)[0]])
        start, end = self.span(number)
        if self.windows == 1:
            return np.array([top if end > start else 0.0])
        held = np.diff(self.window_starts(number) if starts is None else starts) > 0
        if end - start <= self._short:
            return np.where(held, top, 0.0)
        place = int(self.part("place", number, number + 1)[0])
        codes = self.part("window_tops", place * self.windows, (place + 1) * self.windows)
        return np.where(held, np.minimum(BOUNDS[codes], top), 0.0)

    def row_numbers(self, start: int, end: int) -> Integers:
        """Which row each of the postings ``[start, end)`` has."""
        return values_of(self.part("codes", start, end), *self._between(self._odd[0], self._odd[1], start, end))

    def frequencies(self, start: int, end: int) -> Integers:
        """How many positions each of the postings ``[start, end)`` has."""
        result: Integers = self._frequencies[self.row_numbers(start, end)]
        return result

    def positions(self, number: int) -> tuple[Integers, Integers]:
        """All positions of a term, posting by posting, and how many each posting has."""
        counts = self.frequencies(*self.span(number))
        return self._positions(int(self.array("positions_at")[number]), counts), counts

    def positions_at(self, number: int, places: Integers) -> tuple[Integers, Integers]:
        """The positions of some of a term's postings (ascending places), and how many each has."""
        counts = self.frequencies(*self.span(number))
        ends = offsets(counts)
        first, taken = int(self.array("positions_at")[number]), counts[places]
        codes = self.part("positions", first, first + int(ends[-1]))
        index = ranges(ends[:-1][places], taken)
        deltas = codes[index].astype(np.int64)
        odd = np.flatnonzero(deltas == ODD)
        if len(odd):
            deltas[odd] = self._odd[3][np.searchsorted(self._odd[2], (first + index[odd]).astype(self._odd[2].dtype))]
        return positions_of(deltas, taken), taken

    def in_a_row(self, kernels: Any, numbers: Sequence[int]) -> Integers:
        """The documents (ascending) that hold some terms at consecutive positions, by compiled ``kernels``."""
        terms = sorted(set(numbers), key=self.count)
        spans = [self.span(number) for number in terms]
        for span in spans:
            self.part("lows", *span)
        starts = np.array(spans)
        if self.windows > 1:
            starts = np.stack([self.window_starts(number) + span[0] for number, span in zip(terms, spans, strict=True)])
        docs: Integers
        docs, places = kernels.holding_all(self._unproven("lows"), starts)
        if not len(docs):  # as of most words that nobody puts together
            return docs
        positions_at = self.array("positions_at")
        begins = positions_at[terms].astype(np.int64)
        for number, span, begin in zip(terms, spans, begins.tolist(), strict=True):
            self.part("codes", *span)
            self.part("positions", begin, int(positions_at[number + 1]))
        codes, deltas = self._unproven("codes"), self._unproven("positions")
        odd_at, odd, deltas_at, deltas_odd = self._wide_odd
        words = np.array([terms.index(number) for number in numbers])
        stored = (codes, odd_at, odd, self._frequencies, deltas, deltas_at, deltas_odd)
        docs = kernels.in_a_row(docs, places, starts[:, 0].copy(), begins, words, *stored)
        return docs

    def _unproven(self, part: str) -> Array:
        return self.file.unproven(f"{self.name}.{part}")

    @cached_property
    def _wide_odd(self) -> list[Integers]:
        """The odd values and where they are, of one type, since kernels are made for a type."""
        return [values.astype(np.int64) for values in self._odd]

    @cached_property
    def _frequencies(self) -> Integers:
        """How many positions a posting of each row has."""
        return np.append(self.rows[:, 0].astype(np.int64), 0)

    def _positions(self, start: int, counts: Integers) -> Integers:
        end = start + int(counts.sum())
        codes = self.part("positions", start, end)
        return positions_of(values_of(codes, *self._between(self._odd[2], self._odd[3], start, end)), counts)

    @staticmethod
    def _between(odd_at: Array, odd: Array, start: int, end: int) -> tuple[Integers, Array]:
        """The odd values of ``[start, end)``, their places counted from ``start``."""
        if not len(odd_at):
            return _NOWHERE, odd
        first, last = np.searchsorted(odd_at, np.array([start, end], odd_at.dtype))
        return odd_at[first:last].astype(np.int64) - start, odd[first:last]

    def values(self, number: int) -> list[bytes]:
        """The value bytes of a term's postings, of a format that no row holds."""
        start, end = self.span(number)
        ends = self.part("values_at", start, end + 1).tolist()
        whole = self.part("values", ends[0], ends[-1]).tobytes()
        return [whole[a - ends[0] : b - ends[0]] for a, b in zip(ends, ends[1:], strict=False)]

    def postings(self, first: int, last: int) -> Postings:
        """The terms ``[first, last)`` with all that is known of their postings."""
        start, end = int(self.at[first]), int(self.at[last])
        ends = self.at[first : last + 1].astype(np.int64)
        counts: Integers = ends[1:] - ends[:-1]
        row_of = self.row_numbers(start, end)
        positions = None
        if self.has_positions:
            per_posting = self.rows[:, 0].astype(np.int64)[row_of]
            positions = self._positions(int(self.array("positions_at")[first]), per_posting)
        values = [v for n in range(first, last) for v in self.values(n)] if self.has_values else None
        docs = self._docs(first, last, counts)
        return Postings(self.terms[first:last], counts, docs, self.rows, row_of, positions, values)

    def _docs(self, first: int, last: int, counts: Integers) -> NDArray[np.uint32]:
        """The documents of several terms."""
        docs = self.part("lows", int(self.at[first]), int(self.at[last])).astype(np.uint32)
        if self.windows == 1 or first == last:
            return docs
        long = is_long(counts, self.windows)
        of_long = np.repeat(long, counts)
        place = self.part("place", first, last).astype(np.int64)
        if not long.all():
            begin = int(place[~long][0])
            highs = self.part("highs", begin, begin + int(counts[~long].sum()))
            docs[~of_long] |= highs.astype(np.uint32) << 16
        if long.any():
            begin = int(place[long][0]) * self.windows
            rows = self.part("windows", begin, begin + int(long.sum()) * self.windows).reshape(-1, self.windows)
            ends = np.append(rows.astype(np.int64), counts[long][:, None], axis=1)
            windows = np.tile(np.arange(self.windows, dtype=np.uint32) << 16, len(rows))
            docs[of_long] |= np.repeat(windows, np.diff(ends, axis=1).ravel())
        return docs
