"""One pass over all sources for all pieces: where each may stand whole, and where a part of it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.indexing import Progress
from indexer.sources import Sources
from indexer.wording import Scan, Stream
from indexer.wording.scanning import encoded

__all__ = ["Looked", "Region", "look"]

#: A seed that stands in more places of a batch than this tells nothing of where a changed quotation comes from.
_COMMON = 200


class Region(NamedTuple):
    """A stretch ``[low, high)`` of a document's folded bytes where ``votes`` seeds of a piece stand."""

    document: str
    low: int
    high: int
    votes: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What one pass found: for each needle the documents whose folded text holds it whole, in order of their ids (form
    and word borders not looked at yet), and the seeds of each, as rows of offset, document and byte there."""

    whole: dict[int, list[str]]
    _seeds: dict[int, NDArray[np.int64]]
    _names: Sequence[str]

    def regions(self, needle: int, size: int, *, limit: int, spread: bool = False) -> list[Region]:
        """The stretches that share most seeds with a needle of ``size`` bytes; ``spread`` takes them by document, as
        where a quotation leaves something out."""
        rows = self._seeds.get(needle)
        if rows is None:
            return []
        return list(_spread(rows, self._names, size, limit) if spread else _together(rows, self._names, size, limit))


def look(sources: Sources, needles: Sequence[Stream], progress: Progress) -> Looked:
    """Looks for all needles in every document of a generation."""
    scan, sizes = Scan(needles), [encoded(needle.chars) for needle in needles]
    whole: dict[int, list[str]] = defaultdict(list)
    seeds: list[NDArray[np.int64]] = []
    names: list[str] = []
    for batch in sources.batches():
        rows = scan.seeds(batch.folded)
        for needle, document in _whole(rows, sizes, batch.folded):
            whole[needle].append(batch.ids[document])
        rows[:, 2] += len(names)
        seeds.append(_telling(rows))
        names += batch.ids
        progress("sources", len(names), sources.documents)
    return Looked(whole, _by_needle(seeds), names)


def _whole(
    rows: NDArray[np.int64], needles: Sequence[bytes], folded: Sequence[bytes]
) -> Iterator[tuple[int, int]]:
    """The pairs of needle and document where the needle stands whole, each once, in order of documents."""
    found: dict[tuple[int, int], bool] = {}
    for needle, _, document, at in rows[rows[:, 1] == 0].tolist():
        if not found.get((document, needle)):
            found[document, needle] = folded[document].startswith(needles[needle], at)
    return iter(sorted((needle, document) for (document, needle), held in found.items() if held))


def _telling(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows without those of seeds that stand everywhere."""
    if not len(rows):
        return rows
    seed = rows[:, 0] << 32 | rows[:, 1]
    _, place, counts = np.unique(seed, return_inverse=True, return_counts=True)
    return rows[counts[place] <= _COMMON]


def _by_needle(seeds: Sequence[NDArray[np.int64]]) -> dict[int, NDArray[np.int64]]:
    if not seeds:
        return {}
    rows = np.concatenate(seeds)
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    needles, first = np.unique(rows[:, 0], return_index=True)
    pieces = np.split(rows[:, 1:], first[1:])
    return {int(needle): piece for needle, piece in zip(needles, pieces, strict=True)} if len(rows) else {}


def _together(rows: NDArray[np.int64], names: Sequence[str], size: int, limit: int) -> Iterator[Region]:
    """Stretches where seeds stand about as far from one another as in the needle."""
    step = max(96, size // 4)
    slack = max(48, size // 3)
    places = ((rows[:, 2] - rows[:, 0] + size) // step).clip(0)  # never negative: a needle may begin before the text
    keys, counts = np.unique(rows[:, 1] << 32 | places, return_counts=True)
    votes = counts + np.where(np.append(keys[1:] == keys[:-1] + 1, False), np.append(counts[1:], 0), 0)
    taken: set[int] = set()
    for at in np.lexsort((keys, -votes)).tolist():
        key = int(keys[at])
        if taken & {key - 1, key + 1}:
            continue
        taken.add(key)
        begin = (key & 0xFFFFFFFF) * step - size
        yield Region(names[key >> 32], max(begin - slack, 0), begin + 2 * step + size + slack, int(votes[at]))
        if len(taken) == limit:
            return


def _spread(rows: NDArray[np.int64], names: Sequence[str], size: int, limit: int) -> Iterator[Region]:
    """Whole documents, by the number of different seeds."""
    different = np.unique(rows[:, 1] << 32 | rows[:, 0])
    documents, votes = np.unique(different >> 32, return_counts=True)
    for at in np.lexsort((documents, -votes)).tolist()[:limit]:
        own = rows[rows[:, 1] == documents[at], 2]
        yield Region(names[int(documents[at])], max(int(own.min()) - size, 0), int(own.max()) + 2 * size, int(votes[at]))
