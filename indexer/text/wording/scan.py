"""Many needles at once in all documents: one pass over the corpus, however many there are.

Each needle is known by its *seeds*: pieces of 12 (or 8) bytes of its folded text, one at the beginning of each word. The
corpus is looked at through every window of so many bytes, as one 8-byte and one 4-byte number at each offset, and those
whose hash is a seed's are kept (after R. Karp and M. Rabin, "Efficient randomized pattern-matching algorithms", IBM Journal
of Research and Development 31(2), 1987, with the windows read as numbers rather than rolled).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from indexer.text.wording.occurrences import every_place
from indexer.text.wording.streams import Stream

__all__ = ["SEED", "SHORT_SEED", "Scan", "encoded"]

#: Bytes of a seed: short enough that two or three words that still stand together are found, long enough to be rare.
SEED = 12

#: Bytes of a seed for few needles: one or two words that still stand together are found, and much else with them.
SHORT_SEED = 8

#: Words of a needle that are looked for, at most: a longer one is found by as many, evenly spread.
_SEEDS = 400

_TABLE_BITS = 23
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
#: Windows looked at in one go: what fits a processor's cache several times over.
_WINDOWS = 1 << 18

_Hashes = NDArray[np.uint64]


def encoded(chars: str) -> bytes:
    """Folded characters as the bytes that are scanned."""
    return chars.encode("utf-8", "surrogatepass")


class Scan:
    """The needles, ready to be looked for in one batch of documents after another."""

    def __init__(self, needles: Sequence[Stream], *, seed: int = SEED) -> None:
        """``seed`` is SEED or SHORT_SEED."""
        self._seed = seed
        self._needles = [encoded(needle.chars) for needle in needles]
        self._short = [at for at, needle in enumerate(self._needles) if 0 < len(needle) < seed]
        offsets = [_seed_offsets(needle, folded, seed) for needle, folded in zip(needles, self._needles, strict=True)]
        self._owners = np.array([at for at, own in enumerate(offsets) for _ in own], dtype=np.int64)
        self._offsets = np.array([offset for own in offsets for offset in own], dtype=np.int64)
        pieces = b"".join(
            folded[offset : offset + seed] for folded, own in zip(self._needles, offsets, strict=True) for offset in own
        )
        hashes = _hashes_at(pieces, np.arange(0, len(pieces), seed), seed)
        order = np.argsort(hashes, kind="stable")
        self._owners, self._offsets, self._hashes = self._owners[order], self._offsets[order], hashes[order]
        self._table = np.zeros(1 << _TABLE_BITS, dtype=bool)
        self._table[_slots(self._hashes)] = True

    def seeds(self, documents: Sequence[bytes]) -> NDArray[np.int64]:
        """Where seeds stand in a batch, as rows of needle, offset in it, document of the batch, byte in that document.

        Needles shorter than a seed are found whole, as a seed at offset 0.
        """
        corpus = b"\0".join(documents) + b"\0" * self._seed
        begins = np.array([0, *accumulate(len(document) + 1 for document in documents)], dtype=np.int64)
        rows = [self._long_rows(corpus)] if len(self._hashes) else []
        rows += [self._short_rows(corpus, at) for at in self._short]
        found = np.concatenate(rows) if rows else np.zeros((0, 3), dtype=np.int64)
        document = np.searchsorted(begins, found[:, 2], side="right") - 1
        return np.column_stack([found[:, 0], found[:, 1], document, found[:, 2] - begins[document]])

    def _long_rows(self, corpus: bytes) -> NDArray[np.int64]:
        """Needle, offset and place in the corpus of each seed found."""
        places = np.concatenate(list(self._places(corpus)))
        hashes = _hashes_at(corpus, places, self._seed)
        first = np.searchsorted(self._hashes, hashes, side="left")
        counts = np.searchsorted(self._hashes, hashes, side="right") - first
        # A seed that several needles share is a row for each of them.
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        seed = np.repeat(first, counts) + within
        return np.column_stack([self._owners[seed], self._offsets[seed], np.repeat(places, counts)])

    def _places(self, corpus: bytes) -> Iterator[NDArray[np.int64]]:
        """Where the table holds the window's hash: every seed, and a few other places."""
        size = len(corpus) - self._seed + 1
        for phase in range(min(8, size)):
            count = (size - phase + 7) // 8
            for begin in range(0, count, _WINDOWS):
                now = min(_WINDOWS, count - begin)
                windows = _windows(corpus, phase + 8 * begin, now, self._seed)
                yield phase + 8 * (begin + np.flatnonzero(self._table[_slots(windows)]))

    def _short_rows(self, corpus: bytes, needle: int) -> NDArray[np.int64]:
        places = [(needle, 0, at) for at in every_place(self._needles[needle], corpus)]
        return np.array(places, dtype=np.int64).reshape(len(places), 3)


def _seed_offsets(needle: Stream, folded: bytes, seed: int) -> list[int]:
    """The bytes where the seeds of a needle begin: its beginning, and of its words as many as there may be."""
    last = len(folded) - seed
    if last < 0:
        return []
    starts = needle.word_starts
    if not needle.chars.isascii():
        widths = [len(encoded(char)) for char in needle.chars]
        starts = np.array([0, *accumulate(widths)])[starts]
    starts = starts[starts <= last]
    if len(starts) > _SEEDS:
        starts = starts[np.linspace(0, len(starts) - 1, _SEEDS).astype(np.int64)]
    return sorted({0, *starts.tolist(), last})


def _windows(corpus: bytes, start: int, count: int, seed: int) -> _Hashes:
    """The hashes of ``count`` windows, eight bytes apart."""
    # The views reach no further than the corpus: the last window ends inside it.
    eight = np.ndarray((count,), "<u8", corpus, start, (8,))
    return _hash(eight, np.ndarray((count,), "<u4", corpus, start + 8, (8,)) if seed == SEED else None)


def _hashes_at(corpus: bytes, places: NDArray[np.int64], seed: int) -> _Hashes:
    if not len(places):
        return np.zeros(0, dtype=np.uint64)
    eight = np.ndarray((len(corpus) - 7,), "<u8", corpus, 0, (1,))
    four = np.ndarray((len(corpus) - 3,), "<u4", corpus, 0, (1,))
    return _hash(eight[places], four[places + 8] if seed == SEED else None)


def _hash(eight: NDArray[np.uint64], four: NDArray[np.uint32] | None) -> _Hashes:
    mixed: _Hashes = eight * _FIRST
    if four is not None:
        mixed ^= (four.astype(np.uint64) + np.uint64(1)) * _SECOND
    mixed ^= mixed >> np.uint64(29)
    return mixed


def _slots(hashes: _Hashes) -> _Hashes:
    slots: _Hashes = (hashes * _FIRST) >> np.uint64(64 - _TABLE_BITS)
    return slots
