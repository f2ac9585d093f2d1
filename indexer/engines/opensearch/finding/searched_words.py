"""What can be searched of a generation on a cluster: words from its partitions and its files, meaning from its vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.engines.candidates import Floats
from indexer.engines.meaning import EncodedText, PassageText, key_of, likeness, with_sentences
from indexer.engines.meaning.protocol import Vectors
from indexer.engines.opensearch.artefact.generation_vocabulary import GenerationVocabulary
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.finding.cluster_words import ClusterWords
from indexer.engines.opensearch.finding.near_passages import NearPassages
from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.finding.small_nearest import SMALL, SmallNearest
from indexer.engines.opensearch.finding.stored_vectors import stored_texts, stored_tokens, stored_vectors
from indexer.engines.protocol import EVERYTHING, Filter

__all__ = ["SearchedWords"]


class SearchedWords(ClusterWords):
    """See the Protocol ``writing.SearchableWords``."""

    def __init__(
        self, place: ClusterPlace, partitions: Sequence[str], folder: Callable[[], Path], encoder: str, *, near: bool
    ) -> None:
        """``folder`` gives the files of the generation on this machine, when they are first wanted; ``near`` says that its
        passages can be found by vector (``near_passages``)."""
        self._place, self._find_folder, self._encoder, self._near = place, folder, encoder, near
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
    def role_of_meaning(self) -> str:
        """What vectors are used for, as the status says it; "" where there are none."""
        if not self._encoder:
            return ""
        if self._near:
            return "found by words, and by meaning (k-NN)"
        if self.passage_count <= SMALL:
            return "found by words, and by meaning (all vectors compared)"
        return "found by words, ranked by meaning as well"

    def cosines(self, question: Vectors, ids: Sequence[str]) -> Floats:
        """See the Protocol."""
        keys = self._passages.text_keys(ids) if self._encoder else {}
        vectors = stored_vectors(self._place, self._encoder, sorted(set(keys.values())), sentences=True)
        near = {key: found @ question for key, found in vectors.items()}
        own = {key: float(cosines[0]) for key, cosines in near.items()}
        best = {key: float(cosines[1:].max(initial=-1)) for key, cosines in near.items() if len(cosines) > 1}
        of_texts = [keys.get(name, "") for name in ids]
        cosines = np.array([own.get(key, 0.0) for key in of_texts])
        return with_sentences(cosines, np.array([best.get(key, own.get(key, 0.0)) for key in of_texts]))

    def token_likeness(self, tokens: Vectors, ids: Sequence[str]) -> Floats:
        """See the Protocol."""
        keys = self._passages.text_keys(ids) if self._encoder and len(tokens) else {}
        of_texts = [keys.get(name, "") for name in ids]
        kept = stored_tokens(self._place, self._encoder, sorted(set(keys.values())), tokens.shape[1])
        return np.array([likeness(tokens, kept[key])[0] if key in kept else np.nan for key in of_texts])

    def encoded(self, texts: Sequence[PassageText]) -> dict[PassageText, EncodedText]:
        """See the Protocol."""
        keys = {text: key_of(*text) for text in texts} if self._encoder else {}
        found = stored_texts(self._place, self._encoder, sorted(set(keys.values())))
        return {text: found[key] for text, key in keys.items() if key in found}

    def _vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        return stored_vectors(self._place, self._encoder, keys)

    def nearest(self, question: Vectors, *, limit: int, least: float, only: Filter = EVERYTHING) -> tuple[str, ...]:
        """See the Protocol: by the nodes, where they can; else by comparing with all vectors, where they are few."""
        if not self._encoder:
            return ()
        if self._near:
            return NearPassages(self._partitions, self._encoder).nearest(question, limit, least, only)
        if not 0 < self.passage_count <= SMALL:
            return ()
        return self._few.nearest(question, limit, least, only, self.admitting(only))

    @cached_property
    def _few(self) -> SmallNearest:
        return SmallNearest(self._partitions, self._vectors)
