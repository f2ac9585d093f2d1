"""What can be searched of a generation on a cluster: words from its partitions and its files, meaning from its vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.engines.candidates import Floats
from indexer.engines.meaning import key_of
from indexer.engines.meaning.protocol import Vectors
from indexer.engines.opensearch.artefact.generation_vocabulary import GenerationVocabulary
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.finding.cluster_words import ClusterWords
from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.finding.small_nearest import SMALL, SmallNearest
from indexer.engines.opensearch.index_layout import vector_key
from indexer.engines.opensearch.sealed import opened
from indexer.engines.protocol import EVERYTHING, Filter

__all__ = ["SearchedWords"]


class SearchedWords(ClusterWords):
    """See the Protocol ``writing.SearchableWords``."""

    def __init__(
        self, place: ClusterPlace, partitions: Sequence[str], folder: Callable[[], Path], encoder: str
    ) -> None:
        """``folder`` gives the files of the generation on this machine, when they are first wanted."""
        self._place, self._find_folder, self._encoder = place, folder, encoder
        search = PartitionSearch(place.connection, partitions)
        ClusterWords.__init__(self, search, lambda: GenerationVocabulary(self.folder), place.damage)

    @cached_property
    def folder(self) -> Path:
        """Where its files are on this machine."""
        return self._find_folder()

    @property
    def encoder(self) -> str:
        """See the Protocol."""
        return self._encoder

    @property
    def finds_by_meaning(self) -> bool:
        """Whether passages are found by their vectors, and not only ranked by them."""
        return bool(self._encoder) and 0 < self.passage_count <= SMALL

    def cosines(self, question: Vectors, ids: Sequence[str]) -> Floats:
        """See the Protocol."""
        keys = self._passages.text_keys(ids) if self._encoder else {}
        vectors = self._vectors(sorted(set(keys.values())))
        none = np.zeros(len(question), np.float32)
        found = [vectors.get(keys.get(name, ""), none) for name in ids]
        return np.array(found, np.float64).reshape(len(ids), len(question)) @ question.astype(np.float64)

    def vectors_of(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """See the Protocol."""
        found = self._vectors([key_of(text) for text in texts]) if self._encoder else {}
        return {text: found[key] for text in texts if (key := key_of(text)) in found}

    def _vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        if not keys:
            return {}
        docs = [{"_id": vector_key(self._encoder, key)} for key in keys]
        answers = self._place.connection.look_up(f"/{self._place.names.vectors}/_mget", {"docs": docs})["docs"]
        stored = {a["_id"].partition("/")[2]: a["_source"]["vector"] for a in answers if a.get("found")}
        return {
            key: np.frombuffer(opened(value, "a vector", self._place.damage), "<f4") for key, value in stored.items()
        }

    def nearest(self, question: Vectors, *, limit: int, least: float, only: Filter = EVERYTHING) -> tuple[str, ...]:
        """See the Protocol: by comparing with all vectors, where they are few; finding by vector in many needs a plugin of
        the cluster's."""
        if not self.finds_by_meaning:
            return ()
        return self._nearest.nearest(question, limit, least, only, self.admitting(only))

    @cached_property
    def _nearest(self) -> SmallNearest:
        return SmallNearest(self._partitions, self._vectors)
