"""Vectors by the texts that they are of, as the cluster keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from indexer.engines.meaning import Vectors, in_integers
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import vector_key
from indexer.engines.opensearch.sealed import Damage, opened, sealed

__all__ = ["opened_vectors", "sealed_vectors", "stored_vectors"]

_VECTOR, _SENTENCES = "vector", "sentences"


def sealed_vectors(vectors: Vectors) -> dict[str, object]:
    """The fields (see ``VECTORS``) of what an encoder made of a text: its vector, and below it those of its sentences."""
    fields: dict[str, object] = {_VECTOR: sealed(np.asarray(vectors[0], "<f4").tobytes())}
    if len(vectors) > 1:
        scales, integers = in_integers(vectors[1:])
        packed = np.zeros(len(scales), _packed(vectors.shape[1]))
        packed["scale"], packed["vector"] = scales, integers
        fields |= {_SENTENCES: sealed(packed.tobytes()), "sentence_count": len(packed)}
    return fields


def opened_vectors(fields: Mapping[str, object], damage: Damage) -> Vectors:
    """What ``sealed_vectors`` took, sentences in eight bits, as far as it was read; raises the damage."""
    own: Vectors = np.frombuffer(opened(fields.get(_VECTOR), "a vector", damage), "<f4")[None]
    if _SENTENCES not in fields:
        return own
    raw, layout = opened(fields[_SENTENCES], "a vector", damage), _packed(own.shape[1])
    if len(raw) % layout.itemsize:
        raise damage("was altered: a vector is not as it was stored")
    packed = np.frombuffer(raw, layout)
    return np.concatenate([own, packed["vector"].astype(np.float32) * packed["scale"][:, None]])


def stored_vectors(
    place: ClusterPlace, encoder: str, keys: Sequence[str], *, sentences: bool = False
) -> dict[str, Vectors]:
    """The vectors that an encoder (its fingerprint) made of texts, by their keys (``meaning.key_of``), where there are
    some: of each its own and, where they are wanted, below it those of its sentences."""
    if not keys:
        return {}
    read = [_VECTOR, *([_SENTENCES] if sentences else [])]
    docs = [{"_id": vector_key(encoder, key), "_source": read} for key in keys]
    answers = place.connection.look_up(f"/{place.names.vectors}/_mget", {"docs": docs})["docs"]
    stored = {a["_id"].partition("/")[2]: a["_source"] for a in answers if a.get("found")}
    return {key: opened_vectors(fields, place.damage) for key, fields in stored.items()}


def _packed(dimensions: int) -> np.dtype[np.void]:
    return np.dtype([("scale", "<f4"), ("vector", "i1", (dimensions,))])
