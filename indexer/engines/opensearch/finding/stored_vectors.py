"""Vectors by the texts that they are of, as the cluster keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from indexer.engines.meaning import Vectors, in_integers
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import vector_key
from indexer.engines.opensearch.sealed import Damage, opened, sealed

__all__ = ["opened_vectors", "sealed_vectors", "stored_vectors"]

_OWN, _SENTENCES = "own", "sentences"

#: The bytes of a scale.
_SCALE = 4


def sealed_vectors(vectors: Vectors) -> dict[str, object]:
    """The fields (see ``VECTORS``) of what an encoder made of a text: its vector, and below it those of its sentences."""
    scales, integers = in_integers(vectors)
    packed = np.zeros(len(scales), [("scale", "<f4"), ("vector", "i1", (vectors.shape[1],))])
    packed["scale"], packed["vector"] = scales, integers
    fields: dict[str, object] = {_OWN: sealed(packed[:1].tobytes(), dense=True), "sentence_count": len(packed) - 1}
    if len(packed) > 1:
        fields[_SENTENCES] = sealed(packed[1:].tobytes(), dense=True)
    return fields


def opened_vectors(fields: Mapping[str, object], damage: Damage) -> Vectors:
    """What ``sealed_vectors`` took, in eight bits, as far as it was read; raises the damage."""
    raw = opened(fields.get(_OWN), "a vector", damage)
    length = len(raw)
    if _SENTENCES in fields:
        raw += opened(fields[_SENTENCES], "a vector", damage)
    if length <= _SCALE or len(raw) % length:
        raise damage("was altered: a vector is not as it was stored")
    packed = np.frombuffer(raw, [("scale", "<f4"), ("vector", "i1", (length - _SCALE,))])
    found: Vectors = packed["vector"].astype(np.float32) * packed["scale"][:, None]
    return found


def stored_vectors(
    place: ClusterPlace, encoder: str, keys: Sequence[str], *, sentences: bool = False
) -> dict[str, Vectors]:
    """The vectors that an encoder (its fingerprint) made of texts, by their keys (``meaning.key_of``), where there are
    some: of each its own and, where they are wanted, below it those of its sentences."""
    if not keys:
        return {}
    read: dict[str, object] = (
        {} if sentences else {"_source": [_OWN]}
    )  # a node sends all as it stands, or looks for a field
    docs = [{"_id": vector_key(encoder, key), **read} for key in keys]
    answers = place.connection.look_up(f"/{place.names.vectors}/_mget", {"docs": docs})["docs"]
    stored = {a["_id"].partition("/")[2]: a["_source"] for a in answers if a.get("found")}
    return {key: opened_vectors(fields, place.damage) for key, fields in stored.items()}
