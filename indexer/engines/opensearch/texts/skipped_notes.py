"""What could not be read of files of the corpus: of no generation, as it is true of those bytes whatever is served."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import BulkItem, all_hits, write_all
from indexer.engines.opensearch.index_layout import file_key, key_of_name
from indexer.engines.opensearch.sealed import opened_row, sealed_row
from indexer.model import Skipped, SkippedFile

__all__ = ["remember_skipped_files", "skipped_files"]


def skipped_files(place: ClusterPlace) -> Iterator[SkippedFile]:
    """What is remembered, by path."""
    texts = place.names.texts
    place.connection.change("POST", f"/{texts}/_refresh", allow=(404,))
    hits = all_hits(place.connection, texts, {"term": {"sort": "skipped"}}, [{"key": "asc"}], _source=["row"])
    for hit in hits:
        path, mark, readers, skipped = opened_row(hit["_source"].get("row"), "what was skipped of a file", place.damage)
        yield SkippedFile(path, mark, readers, tuple(Skipped(*pair) for pair in skipped))


def remember_skipped_files(place: ClusterPlace, files: Collection[SkippedFile], forget: Collection[str]) -> None:
    """See ``writing.IndexWriter.remember_skipped``."""
    texts = place.names.texts
    write_all(place.connection, (BulkItem("delete", texts, file_key(path)) for path in forget))
    write_all(place.connection, (BulkItem("index", texts, file_key(f.path), _fields(f)) for f in files))


def _fields(file: SkippedFile) -> dict[str, object]:
    row = sealed_row(file.path, file.mark, file.readers, [[each.path, each.reason] for each in file.skipped])
    return {"sort": "skipped", "key": key_of_name(file.path), "row": row}
