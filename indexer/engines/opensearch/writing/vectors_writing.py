"""Vectors by the text that they are of: each text is encoded once, whatever generations have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from indexer.engines.meaning import Encoder, key_of, text_of
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import BulkItem, write_all
from indexer.engines.opensearch.index_layout import VECTORS, vector_key
from indexer.engines.opensearch.sealed import sealed
from indexer.model import Passage, Progress
from indexer.store.batching import batched

__all__ = ["encode_missing"]

#: Texts encoded between two messages to the cluster: what a kill loses, at most.
_ENCODED = 256


def encode_missing(place: ClusterPlace, encoder: Encoder, passages: Iterable[Passage], progress: Progress) -> None:
    """Gives the texts of these passages vectors of ``encoder``, where they have none."""
    place.make(place.names.vectors, VECTORS)
    done = 0
    for batch in batched(_missing(place, encoder.fingerprint, passages), _ENCODED):
        progress("encode", done, done + len(batch))
        vectors = encoder.encode([text for _, text in batch], "passage")
        items = (
            BulkItem("index", place.names.vectors, vector_key(encoder.fingerprint, key), _fields(encoder, vector))
            for (key, _), vector in zip(batch, vectors, strict=True)
        )
        write_all(place.connection, items)
        done += len(batch)
    if done:
        place.connection.change("POST", f"/{place.names.vectors}/_refresh")
        progress("encode", done, done)


def _fields(encoder: Encoder, vector: Sequence[float]) -> dict[str, object]:
    return {"encoder": encoder.fingerprint, "vector": sealed(np.asarray(vector, "<f4").tobytes())}


def _missing(place: ClusterPlace, encoder: str, passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """Key and text of those that have no vector, each once a batch."""
    for batch in batched(passages, 2 * _ENCODED):
        texts = {key_of(text): text for text in map(text_of, batch)}
        docs = [{"_id": vector_key(encoder, key), "_source": False} for key in texts]
        answers = place.connection.look_up(f"/{place.names.vectors}/_mget", {"docs": docs})["docs"]
        there = {answer["_id"] for answer in answers if answer.get("found")}
        yield from ((key, text) for key, text in texts.items() if vector_key(encoder, key) not in there)
