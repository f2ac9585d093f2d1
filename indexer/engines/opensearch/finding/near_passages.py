"""Finding by vector where the nodes have the k-NN plugin: a document beside each passage, found by its vector alone.

Passages are written before their texts are encoded, and the cluster cannot add a field to a document of which it does not
keep all; so a vector that is searched is a document of its own (sort ``near``) in the partition of its passage, with what a
filter asks of it. Its field is named after the encoder: vectors of two are never compared. Those that passages are ranked
by are elsewhere (``stored_vectors``).

The engine is Lucene's (HNSW by cosine), which filters while it searches, and needs no library beside the node:
docs.opensearch.org, "k-NN vector", "Efficient k-NN filtering". Its score of a hit is (1 + cosine) / 2.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from indexer.engines.meaning.protocol import Vectors
from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.finding.query_clauses import Clause, named_in, only_clauses
from indexer.engines.opensearch.index_layout import NEAR
from indexer.engines.protocol import Filter

__all__ = ["FILTERED_BY", "NearPassages", "near_fields", "near_key", "near_mapping"]

#: What a filter asks of a passage, as it stands in its document.
FILTERED_BY = ("document", "kind", "authors", "first_day", "last_day", "written_in")

#: The plugin finds so many at most.
_MOST = 10_000


def near_key(passage_id: str) -> str:
    """The _id of the document of a passage's vector."""
    return f"v:{passage_id}"


def near_mapping(encoder: str, dimensions: int) -> dict[str, Any]:
    """The fields that a partition needs for vectors of an encoder (its fingerprint)."""
    method = {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}
    vector = {"type": "knn_vector", "dimension": dimensions, "method": method}
    return {"properties": {"of": {"type": "keyword"}, _field(encoder): vector}}


def near_fields(encoder: str, passage_id: str, filtered_by: Mapping[str, Any], vector: Vectors) -> dict[str, Any]:
    """The document of a passage's vector, which is not zero; ``filtered_by`` as FILTERED_BY."""
    numbers = np.round(vector.astype(np.float64), 7).tolist()
    return {"sort": NEAR, "of": passage_id, **filtered_by, _field(encoder): numbers}


def _field(encoder: str) -> str:
    return f"near_{encoder}"


class NearPassages:
    """The passages of one generation by their vectors; threads may share it."""

    def __init__(self, partitions: PartitionSearch, encoder: str) -> None:
        self._partitions, self._encoder = partitions, encoder

    def nearest(self, question: Vectors, limit: int, least: float, only: Filter) -> tuple[str, ...]:
        """See ``protocol.MeaningReader.nearest``. As good as all: the plugin looks for the nearest by approximation."""
        if limit < 1 or not question.any():
            return ()
        found = min(limit, _MOST)
        hits = self._partitions.scored(self._clause(question, found, only), found, "of")
        near = [(1 - 2 * score, name) for name, score in hits if 2 * score - 1 >= least]
        return tuple(name for _, name in sorted(near))

    def count(self) -> int:
        """How many passages are found."""
        return self._partitions.count({"term": {"sort": NEAR}})

    def lacking(self, ids: Collection[str]) -> list[str]:
        """Those of these passages that are not."""
        query = {"bool": {"filter": [{"term": {"sort": NEAR}}, {"terms": {"of": sorted(ids)}}]}}
        there = {hit["of"] for hit in self._partitions.best(query, len(ids), ("of",))} if ids else set()
        return [name for name in ids if name not in there]

    def _clause(self, question: Vectors, found: int, only: Filter) -> Clause:
        """Each partition gives as many as are wanted in all."""
        wanted: dict[str, Any] = {"vector": question.astype(np.float64).tolist(), "k": found}
        among, but = only_clauses(only), named_in("document", only.but)
        if among or but:
            wanted["filter"] = {"bool": {"filter": among, "must_not": but}}
        return {"knn": {_field(self._encoder): wanted}}
