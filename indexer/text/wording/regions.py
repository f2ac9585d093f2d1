"""Seeds of a needle -> the stretches of documents that share most of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.text.wording.alignment import Alignment, align
from indexer.text.wording.scan import Scan, encoded
from indexer.text.wording.streams import Stream

__all__ = ["Region", "characters", "nearest", "spread", "together"]

_REGIONS = 4

#: Pairs of words that are compared one by one: a tenth of a second.
_CELLS = 2_000_000


class Region(NamedTuple):
    """A stretch ``[low, high)`` of the folded bytes of document number ``document``, with ``votes`` seeds in it."""

    document: int
    low: int
    high: int
    votes: int


def together(rows: NDArray[np.int64], size: int, limit: int, tied: int = 0) -> Iterator[Region]:
    """At most ``limit`` stretches where seeds stand about as far from one another as in a needle of ``size`` bytes, and at
    most ``tied`` more with as many seeds as the last of them.

    ``rows`` are offset in the needle, document and byte there. Most seeds first; ties by document and place.
    """
    step = max(96, size // 4)
    slack = max(48, size // 3)
    places = (rows[:, 2] - rows[:, 0] + size) // step  # never negative: a needle may begin before the text
    keys, counts = np.unique(rows[:, 1] << 32 | places, return_counts=True)
    next_to = np.append(keys[1:] == keys[:-1] + 1, False)
    votes = counts + np.where(next_to, np.append(counts[1:], 0), 0)
    taken, least = set[int](), 0
    for at in np.lexsort((keys, -votes)).tolist():
        key = int(keys[at])
        if votes[at] < least:
            return
        if taken & {key - 1, key + 1}:
            continue
        taken.add(key)
        begin = (key & 0xFFFFFFFF) * step - size
        yield Region(key >> 32, max(begin - slack, 0), begin + 2 * step + size + slack, int(votes[at]))
        if len(taken) == limit:
            least = int(votes[at])
        if len(taken) == limit + tied:
            return


def spread(rows: NDArray[np.int64], size: int, limit: int) -> Iterator[Region]:
    """As ``together``, for a needle that leaves something out: one stretch a document, by the number of different seeds."""
    different = np.unique(rows[:, 1] << 32 | rows[:, 0])
    documents, votes = np.unique(different >> 32, return_counts=True)
    for at in np.lexsort((documents, -votes)).tolist()[:limit]:
        own = rows[rows[:, 1] == documents[at], 2]
        yield Region(int(documents[at]), max(int(own.min()) - size, 0), int(own.max()) + 2 * size, int(votes[at]))


def characters(source: Stream, low: int, high: int) -> tuple[int, int]:
    """A stretch of a stream's bytes as one of its characters."""
    if source.chars.isascii():
        return low, high
    folded = encoded(source.chars)
    first = len(folded[:low].decode("utf-8", "ignore"))
    return first, first + len(folded[low:high].decode("utf-8", "ignore"))


def nearest(quote: Stream, source: Stream) -> Alignment | None:
    """The stretch of one source that a quotation is nearest to; None where they share no word.

    A long quotation in a long source is looked for only where they share seeds, not word against word.
    """
    if len(quote.word_starts) * len(source.word_starts) <= _CELLS:
        return align(quote, source, 0, len(source.chars))
    rows = Scan([quote]).seeds([encoded(source.chars)])[:, 1:]
    if not len(rows):
        return None
    size = len(encoded(quote.chars))
    found = (align(quote, source, *characters(source, r.low, r.high)) for r in together(rows, size, _REGIONS))
    return max((a for a in found if a is not None), key=lambda a: a.similarity, default=None)
