"""Vectors by the text that they are of: each text is encoded once, whatever generations have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.engines.meaning import Encoder, PassageText, key_of, passage_text
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import BulkItem, write_all
from indexer.engines.opensearch.finding.stored_vectors import kept_fields, sealed_text
from indexer.engines.opensearch.index_layout import VECTORS, vector_key
from indexer.model import Passage, Progress
from indexer.store.batching import batched

__all__ = ["encode_missing"]

#: Texts encoded between two messages to the cluster: what a kill loses, at most.
_ENCODED = 256

#: What says of how many parts something is kept beside a vector.
_COUNTS = ("sentence_count", "sign_count")


def encode_missing(place: ClusterPlace, encoder: Encoder, passages: Iterable[Passage], progress: Progress) -> None:
    """Gives the texts of these passages, and their parts, what ``encoder`` makes of them, where they do not have it."""
    place.make(place.names.vectors, VECTORS)
    done = 0
    for batch in batched(_missing(place, encoder, passages), _ENCODED):
        progress("encode", done, done + len(batch))
        made = encoder.encode_passages([text for _, text in batch])
        items = (
            BulkItem("index", place.names.vectors, name, fields)
            for (key, _), of_text in zip(batch, made, strict=True)
            for name, fields in sealed_text(encoder.fingerprint, key, of_text).items()
        )
        write_all(place.connection, items)
        done += len(batch)
    if done:
        place.connection.change("POST", f"/{place.names.vectors}/_refresh")
        progress("encode", done, done)


def _missing(place: ClusterPlace, encoder: Encoder, passages: Iterable[Passage]) -> Iterator[tuple[str, PassageText]]:
    """Key and text of those that have no vector, or their parts nothing where they should, each once a batch."""
    for batch in batched(passages, 2 * _ENCODED):
        texts = {key_of(*text): text for text in map(passage_text, batch)}
        names = {vector_key(encoder.fingerprint, key): key for key in texts}
        kept = dict(kept_fields(place, names, _source=list(_COUNTS)))
        for name, key in names.items():
            told = [kept.get(name, {}).get(count) for count in _COUNTS]
            if None in told or (encoder.tells_parts and 0 in told):
                yield key, texts[key]
