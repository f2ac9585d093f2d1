"""What an encoder made of texts, as the cluster keeps it: a text's vectors in one document, which is read of all candidates
of a question, and the signs of its tokens in another, which is read of the first ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from indexer.engines.meaning import EncodedText, TokenSigns, Vectors, in_integers
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.index_layout import tokens_key, vector_key
from indexer.engines.opensearch.sealed import Damage, opened, sealed

__all__ = [
    "kept_fields",
    "opened_tokens",
    "opened_vectors",
    "sealed_text",
    "stored_texts",
    "stored_tokens",
    "stored_vectors",
]

_OWN, _SENTENCES, _SIGNS = "own", "sentences", "signs"

#: The bytes of a scale.
_SCALE = 4


def sealed_text(encoder: str, key: str, made: EncodedText) -> dict[str, dict[str, object]]:
    """The documents (see ``VECTORS``), by their _id, of what an encoder (its fingerprint) made of the text of a key
    (``meaning.key_of``): that of its vectors comes last, and says what else there is."""
    signs = made.tokens
    fields = {"encoder": encoder, "sign_count": len(signs), **_sealed_vectors(made.vectors)}
    told: dict[str, dict[str, object]] = {}
    if len(signs):
        told[tokens_key(vector_key(encoder, key))] = {"encoder": encoder, _SIGNS: sealed(signs.tobytes(), dense=True)}
    return {**told, vector_key(encoder, key): fields}


def _sealed_vectors(vectors: Vectors) -> dict[str, object]:
    scales, integers = in_integers(vectors)
    packed = np.zeros(len(scales), [("scale", "<f4"), ("vector", "i1", (vectors.shape[1],))])
    packed["scale"], packed["vector"] = scales, integers
    fields: dict[str, object] = {_OWN: sealed(packed[:1].tobytes(), dense=True), "sentence_count": len(packed) - 1}
    if len(packed) > 1:
        fields[_SENTENCES] = sealed(packed[1:].tobytes(), dense=True)
    return fields


def opened_vectors(fields: Mapping[str, object], damage: Damage) -> Vectors:
    """The vectors of a sealed text, in eight bits, as far as they were read; raises the damage."""
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
    read = {} if sentences else {"_source": [_OWN]}  # a node sends all as it stands, or looks for a field
    names = {vector_key(encoder, key): key for key in keys}
    return {names[name]: opened_vectors(fields, place.damage) for name, fields in kept_fields(place, names, **read)}


def opened_tokens(fields: Mapping[str, object], dimensions: int, damage: Damage) -> TokenSigns:
    """The signs of a sealed text's tokens, at least one; raises the damage."""
    raw, length = opened(fields.get(_SIGNS), "signs of tokens", damage), -(-dimensions // 8)
    if not raw or len(raw) % length:
        raise damage("was altered: signs of tokens are not as they were stored")
    return np.frombuffer(raw, np.uint8).reshape(-1, length)


def stored_tokens(place: ClusterPlace, encoder: str, keys: Sequence[str], dimensions: int) -> dict[str, TokenSigns]:
    """The signs of the tokens of texts by their keys, where there are some; vectors have so many dimensions."""
    names = {tokens_key(vector_key(encoder, key)): key for key in keys}
    return {names[name]: opened_tokens(fields, dimensions, place.damage) for name, fields in kept_fields(place, names)}


def stored_texts(place: ClusterPlace, encoder: str, keys: Sequence[str]) -> dict[str, EncodedText]:
    """All that an encoder made of texts, by their keys, where there is something."""
    vectors = stored_vectors(place, encoder, keys, sentences=True)
    dimensions = next(iter(vectors.values())).shape[1] if vectors else 0
    tokens, none = stored_tokens(place, encoder, list(vectors), dimensions), np.zeros((0, 0), np.uint8)
    return {key: EncodedText(found, tokens.get(key, none)) for key, found in vectors.items()}


def kept_fields(place: ClusterPlace, names: Iterable[str], **read: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The names, of those given (``vector_key``, ``tokens_key``), that something is kept by, with its fields, as far as
    they are ``read``."""
    docs = [{"_id": name, **read} for name in names]
    answers = place.connection.look_up(f"/{place.names.vectors}/_mget", {"docs": docs})["docs"] if docs else ()
    return ((answer["_id"], answer["_source"]) for answer in answers if answer.get("found"))
