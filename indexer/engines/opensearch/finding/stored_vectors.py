"""Vectors by the texts that they are of, as the cluster keeps them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engines.meaning.protocol import Vectors
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import vector_key
from indexer.engines.opensearch.sealed import opened

__all__ = ["stored_vectors"]


def stored_vectors(place: ClusterPlace, encoder: str, keys: Sequence[str]) -> dict[str, Vectors]:
    """What an encoder (its fingerprint) made of texts, by their keys (``meaning.key_of``), where there is something."""
    if not keys:
        return {}
    docs = [{"_id": vector_key(encoder, key)} for key in keys]
    answers = place.connection.look_up(f"/{place.names.vectors}/_mget", {"docs": docs})["docs"]
    stored = {a["_id"].partition("/")[2]: a["_source"]["vector"] for a in answers if a.get("found")}
    return {key: np.frombuffer(opened(value, "a vector", place.damage), "<f4") for key, value in stored.items()}
