"""Finding by vector without a plugin of the cluster's: all vectors of a small generation in memory, compared one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.protocol import Vectors
from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.finding.query_clauses import ALL_PASSAGES
from indexer.engines.protocol import Filter
from indexer.store.batching import batched

__all__ = ["SMALL", "SmallNearest"]

#: The most passages that this is for: their vectors take some 30 MB of each process that asks.
SMALL = 20_000

#: Vectors asked for at once.
_BATCH = 500


class _All(NamedTuple):
    """The passages that have a vector: ids, keys of their documents, their kinds, and the vectors, one a row."""

    ids: list[str]
    documents: list[str]
    kinds: list[str]
    vectors: NDArray[np.float32]


class SmallNearest:
    """The passages of one generation by their vectors; threads may share it."""

    def __init__(self, partitions: PartitionSearch, vectors: Callable[[Sequence[str]], dict[str, Vectors]]) -> None:
        """``vectors`` gives those of texts by their keys, the text's own first."""
        self._partitions, self._read, self._lock = partitions, vectors, Lock()

    def nearest(
        self, question: Vectors, limit: int, least: float, only: Filter, admits: Callable[[str], bool] | None
    ) -> tuple[str, ...]:
        """See ``protocol.MeaningReader.nearest``; ``admits`` is told keys of documents."""
        with self._lock:
            known = self._all
        kinds = {kind.value for kind in only.kinds}
        near = known.vectors @ question
        found: list[tuple[float, str]] = []
        for place in np.argsort(-near, kind="stable").tolist():
            if near[place] < least or len(found) >= limit:
                break
            fits = not kinds or known.kinds[place] in kinds
            if fits and (admits is None or admits(known.documents[place])):
                found.append((-float(near[place]), known.ids[place]))
        return tuple(name for _, name in sorted(found))

    @cached_property
    def _all(self) -> _All:
        fields = ("name", "document", "kind", "text_key")
        rows = [tuple(hit[field] for field in fields) for hit in self._partitions.all(ALL_PASSAGES, "name", fields)]
        keys = sorted({row[3] for row in rows})
        vectors = {key: v for batch in batched(keys, _BATCH) for key, v in self._read(batch).items()}
        kept = [row for row in rows if row[3] in vectors]
        matrix = np.array([vectors[row[3]][0] for row in kept], np.float32)
        return _All([r[0] for r in kept], [r[1] for r in kept], [r[2] for r in kept], matrix)
