"""Writing the postings of a segment: arrays in, arrays out, a range of terms at a time.

The file ``<segment>.postings`` is a Container with these arrays for each field (t terms in order of their bytes, p
postings in order of term and document, w windows of 65,536 documents):

    <field>.text, <field>.text_at    the terms' bytes one after the other; t + 1: where each begins
    <field>.at                       t + 1: each term's first posting; the document frequency is the difference
    <field>.lows                     p: the lower 16 bits of the document's number
    <field>.codes                    p: the row that the posting has, in a byte; 255 where it is odd
    <field>.rows                     the distinct rows (see payloads), flat
    <field>.odd_at, <field>.odd      which postings are odd, and their rows
  with more than one window also, by the kind of the term (encoding.is_long):
    <field>.place                    t: a short term's first place in highs, a long term's row in the next
    <field>.highs                    the higher bits of the documents of short terms
    <field>.windows                  long terms x w: how many of the term's postings lie before each window
  where the format has positions, as distances in bytes (255: odd):
    <field>.positions, <field>.positions_at     t + 1: each term's first position
    <field>.positions_odd_at, <field>.positions_odd
  where the format has values that no row holds:
    <field>.values, <field>.values_at    their bytes; p + 1: where each begins
  where the format tells how strong a posting is, as codes of bounds.BOUNDS:
    <field>.tops                     t: an upper bound of the term's strongest posting
    <field>.window_tops              long terms x w: the same for each window; 0 where it has none

``meta`` has the number of documents, and for each field its kind and how many terms, postings and columns it has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh import formats

from indexer.engines.whoosh.codec.bounds import bound_codes
from indexer.engines.whoosh.codec.integers import (
    WINDOW,
    Integers,
    deltas_of,
    in_bytes,
    is_long,
    offsets,
    window_starts,
)
from indexer.engines.whoosh.codec.payloads import Floats, Payloads
from indexer.store.blobs import blob
from indexer.store.container import Array, ContainerWriter

__all__ = ["EXTENSION", "FieldPostings", "Postings", "frequencies"]

EXTENSION = ".postings"


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms of a field in order, and their postings.

    ``counts`` says how many each term has (> 0); ``docs`` (ascending within a term) and ``row_of`` (which of ``rows``)
    are of their sum's length; ``positions`` (ascending within a posting) has as many for each as its row's frequency says;
    ``values`` has the bytes of formats that no row holds.
    """

    terms: list[bytes]
    counts: Integers
    docs: Array
    rows: Floats
    row_of: Array
    positions: Array | None = None
    values: list[bytes] | None = None


def frequencies(postings: Postings) -> Integers:
    """How many positions each posting has."""
    result: Integers = postings.rows[:, 0].astype(np.int64)[postings.row_of]
    return result


class FieldPostings:
    """Writes one field into a container; terms are added in order."""

    def __init__(
        self,
        file: ContainerWriter,
        name: str,
        format_: formats.Format,
        documents: int,
        column: Callable[[str], Array],
    ) -> None:
        """``documents`` is how many the segment has; ``column`` gives a column of theirs as an array."""
        self._file, self._name, self._column = file, name, column
        self._payloads = Payloads(format_)
        self._windows = -(-documents // WINDOW)
        self._rows: dict[tuple[float, ...], int] = {}
        self._terms = self._postings = self._text = self._positions = self._values = 0
        self._places = np.zeros(2, np.int64)  # long rows and places in highs so far
        self._wide = np.dtype(np.uint64 if documents > 1 << 24 else np.uint32)

    def add(self, postings: Postings) -> None:
        """Writes the postings of terms that come after all that were added."""
        if not postings.terms:
            return
        text, ends = blob(postings.terms)
        self._put("text", text)
        self._put("text_at", (self._text + ends[:-1]).astype(np.uint32))
        self._put("at", (self._postings + offsets(postings.counts)[:-1]).astype(self._wide))
        self._put("lows", postings.docs.astype(np.uint16))
        self._add_rows(postings)
        long = is_long(postings.counts, self._windows)
        if self._windows > 1:
            self._add_windows(postings, long)
        if postings.positions is not None:
            self._add_positions(postings)
        if postings.values is not None:
            contents, ends_of = blob(postings.values)
            self._put("values", contents)
            self._put("values_at", (self._values + ends_of[:-1]).astype(np.uint64))
            self._values += int(ends_of[-1])
        if self._payloads.rows:
            self._add_tops(postings, long)
        self._terms += len(postings.terms)
        self._postings += len(postings.docs)
        self._text += int(ends[-1])

    def finish(self) -> dict[str, Any]:
        """Ends the field; returns what ``meta`` has of it."""
        self._put("text_at", np.array([self._text], np.uint32))
        self._put("at", np.array([self._postings], self._wide))
        if self._payloads.positions:
            self._put("positions_at", np.array([self._positions], self._wide))
        if self._payloads.opaque:
            self._put("values_at", np.array([self._values], np.uint64))
        rows = np.array(list(self._rows), np.float64)
        self._put("rows", rows.ravel())
        return {"terms": self._terms, "postings": self._postings, "columns": rows.shape[1] if len(rows) else 1}

    def _put(self, part: str, values: Array) -> None:
        self._file.add(f"{self._name}.{part}", values)

    def _add_rows(self, postings: Postings) -> None:
        known = self._rows
        numbers = np.array([known.setdefault(tuple(row), len(known)) for row in postings.rows.tolist()], np.int64)
        codes, odd_at, odd = in_bytes(numbers[postings.row_of])
        self._put("codes", codes)
        self._put("odd_at", (self._postings + odd_at).astype(self._wide))
        self._put("odd", odd.astype(np.uint32))

    def _add_windows(self, postings: Postings, long: Array) -> None:
        short_counts = np.where(long, 0, postings.counts)
        places = np.where(long, self._places[0] + np.cumsum(long) - 1, self._places[1] + offsets(short_counts)[:-1])
        self._put("place", places.astype(self._wide))
        of_long = np.repeat(long, postings.counts)
        highs = (postings.docs[~of_long] >> 16).astype(np.uint8 if self._windows <= 256 else np.uint16)
        self._put("highs", highs)
        starts = window_starts(postings.docs[of_long], postings.counts[long], self._windows)
        self._put("windows", starts.astype(np.uint32).ravel())
        self._places += (int(long.sum()), len(highs))

    def _add_positions(self, postings: Postings) -> None:
        positions = np.asarray(postings.positions, np.int64)
        of_posting = frequencies(postings)
        codes, odd_at, odd = in_bytes(deltas_of(positions, of_posting))
        of_term = np.add.reduceat(of_posting, offsets(postings.counts)[:-1])
        self._put("positions", codes)
        self._put("positions_at", (self._positions + offsets(of_term)[:-1]).astype(self._wide))
        self._put("positions_odd_at", (self._positions + odd_at).astype(np.uint64))
        self._put("positions_odd", odd.astype(np.int64))
        self._positions += len(positions)

    def _add_tops(self, postings: Postings, long: Array) -> None:
        assert self._payloads.rows is not None  # noqa: S101 - only a field with rows has tops
        strengths = self._payloads.rows.strengths(postings.rows[postings.row_of], postings.docs, self._column)
        self._put("tops", bound_codes(np.maximum.reduceat(strengths, offsets(postings.counts)[:-1])))
        if self._windows > 1:
            of_long = np.repeat(long, postings.counts)
            owner = np.repeat(np.arange(int(long.sum())), postings.counts[long])
            tops = np.zeros(int(long.sum()) * self._windows)
            np.maximum.at(tops, owner * self._windows + (postings.docs[of_long] >> 16), strengths[of_long])
            self._put("window_tops", np.where(tops > 0, bound_codes(tops), 0).astype(np.uint8))
