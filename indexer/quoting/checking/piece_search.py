"""One pass over all sources for all pieces: where each may stand whole, and where a part of it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.model import Progress
from indexer.quoting.checking.drafted.pieces import Needle, Piece
from indexer.quoting.corpus_texts import Sources
from indexer.text.wording import Scan, Stream
from indexer.text.wording.regions import spread, together
from indexer.text.wording.scan import SEED, SHORT_SEED, encoded

__all__ = ["Pass", "Stretch", "Survey", "survey"]

#: A seed that stands in more places of a batch than this does not show where a changed quotation comes from.
_COMMON = 200

#: Stretches of sources that are compared with a piece word by word, at most.
_STRETCHES = 4

#: More stretches that are looked at where they share as many seeds.
_TIED = 16


class Stretch(NamedTuple):
    """A stretch ``[low, high)`` of the folded bytes of a document, which may be what a piece alters."""

    document_id: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass found: for each needle the documents whose folded text holds it whole, in order of their ids (form
    and word borders not looked at yet), and the seeds of each, as rows of offset, document and byte there."""

    whole: dict[int, list[str]]
    _seeds: dict[int, NDArray[np.int64]]
    _names: Sequence[str]

    def stretches(self, needle: int, size: int, *, limit: int, by_document: bool = False) -> list[Stretch]:
        """The stretches that share most seeds with a needle of ``size`` bytes, and some with as many as the last of these:
        versions of one text; ``by_document`` takes one of each document, as where a quotation leaves something out."""
        rows = self._seeds.get(needle)
        if rows is None:
            return []
        found = spread(rows, size, limit) if by_document else together(rows, size, limit, _TIED)
        return [Stretch(self._names[region.document], region.low, region.high) for region in found]


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass over all sources found for some pieces, by the number that each of them has in it."""

    survey: Survey
    numbers: Mapping[Piece, int]

    def stretches(self, piece: Piece, needle: Needle) -> list[Stretch]:
        number, size = self.numbers[piece], len(encoded(needle.stream.chars))
        stretches = self.survey.stretches(number, size, limit=_STRETCHES)
        if needle.parts:
            stretches += self.survey.stretches(number, size, limit=_STRETCHES, by_document=True)
        return stretches


def survey(sources: Sources, needles: Sequence[Stream], progress: Progress, *, closely: bool = False) -> Survey:
    """Looks for all needles in every document of a generation; ``closely`` by shorter seeds, for few needles."""
    seed = SHORT_SEED if closely else SEED
    scan, sizes = Scan(needles, seed=seed), [encoded(needle.chars) for needle in needles]
    whole: dict[int, list[str]] = defaultdict(list)
    seeds: list[NDArray[np.int64]] = []
    names: list[str] = []
    for batch in sources.batches():
        rows = scan.seeds(batch.folded)
        for needle, document in _whole(rows, sizes, batch.folded, seed):
            whole[needle].append(batch.ids[document])
        rows[:, 2] += len(names)
        seeds.append(_rare(rows))
        names += batch.ids
        progress("sources", len(names), sources.documents)
    return Survey(whole, _by_needle(seeds), names)


def _whole(
    rows: NDArray[np.int64], needles: Sequence[bytes], folded: Sequence[bytes], seed: int
) -> Iterator[tuple[int, int]]:
    """The pairs of needle and document where the needle stands whole, each once, in order of documents.

    Where it does, its last seed (of ``seed`` bytes) stands behind its first: only such places are compared.
    """
    last = np.array([max(len(needle) - seed, 0) for needle in needles], dtype=np.int64)
    first, end = rows[rows[:, 1] == 0], rows[rows[:, 1] == last[rows[:, 0]]]
    found: dict[tuple[int, int], bool] = {}
    for needle, _, document, at in first[np.isin(_places(first), _places(end))].tolist():
        if not found.get((document, needle)):
            found[document, needle] = folded[document].startswith(needles[needle], at)
    return iter(sorted((needle, document) for (document, needle), whole in found.items() if whole))


def _places(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each needle, document and byte where the needle would begin; equal ones have equal numbers."""
    places: NDArray[np.int64] = (rows[:, 0] << 47) ^ (rows[:, 2] << 27) ^ (rows[:, 3] - rows[:, 1])
    return places


def _rare(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows without those of seeds that stand everywhere."""
    if not len(rows):
        return rows
    seed = rows[:, 0] << 32 | rows[:, 1]
    _, place, counts = np.unique(seed, return_inverse=True, return_counts=True)
    rare: NDArray[np.int64] = rows[counts[place] <= _COMMON]
    return rare


def _by_needle(seeds: Sequence[NDArray[np.int64]]) -> dict[int, NDArray[np.int64]]:
    if not seeds:
        return {}
    rows = np.concatenate(seeds)
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    needles, first = np.unique(rows[:, 0], return_index=True)
    pieces = np.split(rows[:, 1:], first[1:])
    return {int(needle): piece for needle, piece in zip(needles, pieces, strict=True)} if len(rows) else {}
