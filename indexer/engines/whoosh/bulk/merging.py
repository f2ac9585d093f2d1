"""Several segments -> the postings and columns of one, by numpy, a range of terms at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers
from indexer.engines.whoosh.codec import DocumentReader, FieldReader, Postings
from indexer.engines.whoosh.codec.integers import offsets, ranges
from indexer.engines.whoosh.codec.postings_writer import frequencies
from indexer.store.container import Array

__all__ = ["MergedSegment", "merged_column", "merged_postings"]

#: Postings that are in memory at once, about.
_CHUNK = 2_000_000


@dataclass(frozen=True, slots=True)
class MergedSegment:
    """A segment that is merged: its documents and fields, which documents stay, and the number of the first there."""

    documents: DocumentReader
    fields: dict[str, FieldReader]
    kept: NDArray[np.bool_]
    first: int


def merged_column(sources: Sequence[MergedSegment], name: str) -> Array:
    """A column of the documents that stay."""
    return np.concatenate([s.documents.file.array(f"column.{name}")[s.kept] for s in sources])


def merged_postings(sources: Sequence[MergedSegment], name: str) -> Iterator[Postings]:
    """The postings of a field in ranges of terms; terms that no document holds any more go."""
    with_field = [(source, source.fields[name]) for source in sources if name in source.fields]
    for firsts, lasts in _ranges([field for _, field in with_field]):
        parts = []
        for (source, field), first, last in zip(with_field, firsts, lasts, strict=True):
            if first < last:
                parts.append(_moved(field.postings(first, last), source))
        whole = _joined([part for part in parts if part.terms])
        for _, field in with_field:
            field.file.release()
        if whole.terms:
            yield whole


def _ranges(fields: Sequence[FieldReader]) -> Iterator[tuple[list[int], list[int]]]:
    """Ranges of terms that are the same in all fields, of some _CHUNK postings each (more where one term has more)."""
    total = sum(int(field.at[-1]) for field in fields)
    longest = max(fields, key=lambda field: len(field.terms), default=None)
    parts = -(-total // _CHUNK)
    cuts: list[bytes] = []
    if longest is not None and parts > 1:
        aims = np.arange(1, parts) * int(longest.at[-1]) // parts
        places = np.searchsorted(longest.at, aims.astype(longest.at.dtype))
        cuts = [longest.terms[place] for place in dict.fromkeys(places.tolist()) if place < len(longest.terms)]
    firsts = [0] * len(fields)
    for cut in cuts:
        lasts = [field.terms.place(cut) for field in fields]
        yield firsts, lasts
        firsts = lasts
    yield firsts, [len(field.terms) for field in fields]


def _moved(postings: Postings, source: MergedSegment) -> Postings:
    """The postings of documents that stay, under their new numbers."""
    if not source.kept.all():
        postings = _without(postings, source.kept[postings.docs])
        numbers = np.cumsum(source.kept) - 1
        return replace(postings, docs=(source.first + numbers[postings.docs]).astype(np.uint32))
    return replace(postings, docs=postings.docs + np.uint32(source.first))


def _without(postings: Postings, kept: NDArray[np.bool_]) -> Postings:
    """Only the postings of ``kept``, and the terms that have any."""
    owner = np.repeat(np.arange(len(postings.terms)), postings.counts)
    counts = np.bincount(owner[kept], minlength=len(postings.terms))
    of_posting = frequencies(postings) if postings.positions is not None else None
    return Postings(
        terms=[term for term, count in zip(postings.terms, counts.tolist(), strict=True) if count],
        counts=counts[counts > 0],
        docs=postings.docs[kept],
        rows=postings.rows,
        row_of=postings.row_of[kept],
        positions=None if of_posting is None else np.asarray(postings.positions)[np.repeat(kept, of_posting)],
    )


def _joined(parts: Sequence[Postings]) -> Postings:
    """Postings of consecutive documents as one."""
    if not parts:
        return Postings([], np.zeros(0, np.int64), np.zeros(0, np.uint32), np.zeros((0, 1)), np.zeros(0, np.int64))
    terms = sorted(set(chain.from_iterable(part.terms for part in parts)))
    number = dict(zip(terms, range(len(terms)), strict=True))
    numbers = [np.fromiter(map(number.__getitem__, p.terms), np.int64, len(p.terms)) for p in parts]
    docs = _Interleaved(len(terms), numbers, [part.counts for part in parts])
    row_base = np.cumsum([0, *(len(part.rows) for part in parts)])
    positions = None
    if parts[0].positions is not None:
        sizes = [np.add.reduceat(frequencies(part), offsets(part.counts)[:-1]) for part in parts]
        positions = _Interleaved(len(terms), numbers, sizes).of([np.asarray(part.positions) for part in parts])
    return Postings(
        terms=terms,
        counts=docs.counts,
        docs=docs.of([part.docs for part in parts]),
        rows=np.concatenate([part.rows for part in parts]),
        row_of=docs.of([part.row_of + base for part, base in zip(parts, row_base.tolist(), strict=False)]),
        positions=positions,
    )


class _Interleaved:
    """Where things of several parts go when they are put in order of term, and of part within a term."""

    def __init__(self, terms: int, numbers: Sequence[Integers], sizes: Sequence[Integers]) -> None:
        """``numbers`` are the terms of each part, ``sizes`` how many things each of these has."""
        self.counts = np.zeros(terms, np.int64)
        for number, size in zip(numbers, sizes, strict=True):
            self.counts[number] += size
        filled = offsets(self.counts)[:-1]
        self._places = []
        for number, size in zip(numbers, sizes, strict=True):
            self._places.append(ranges(filled[number], size))
            filled[number] += size

    def of(self, parts: Sequence[Array]) -> Array:
        """The things in order."""
        whole = np.zeros(int(self.counts.sum()), parts[0].dtype)
        for places, part in zip(self._places, parts, strict=True):
            whole[places] = part
        return whole
