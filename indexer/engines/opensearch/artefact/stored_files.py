"""Files on the cluster, in chunks: each is named by its SHA-256, so that equal ones are stored once, whoever wrote them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from indexer.engines.opensearch.connection import BulkItem, ClusterConnection, all_hits, write_all
from indexer.errors import IndexDamaged

__all__ = ["ARTEFACTS", "StoredFile", "StoredFiles"]

#: The index of the files. A document is a chunk: of which ``file`` (SHA-256), which one, and what it holds.
ARTEFACTS: dict[str, Any] = {
    "settings": {"index": {"refresh_interval": "-1"}},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "file": {"type": "keyword"},
            "chunk": {"type": "integer"},
            "sum": {"type": "keyword", "index": False, "doc_values": False},
            "content": {"type": "binary"},
        },
    },
}

#: Bytes of a chunk, and chunks that are asked for at once.
_CHUNK, _AT_ONCE = 2 << 20, 4


class StoredFile(NamedTuple):
    """A file that is stored: the SHA-256 of its bytes, in hex, and how many these are."""

    sha256: str
    bytes: int


class StoredFiles:
    """The files in one index."""

    def __init__(self, connection: ClusterConnection, index: str) -> None:
        self._connection, self._index = connection, index

    def put(self, path: Path) -> StoredFile:
        """Stores a file; nothing is sent of one that is stored already."""
        digest = sha256()
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                digest.update(piece)
        stored = StoredFile(digest.hexdigest(), path.stat().st_size)
        missing = self._missing(stored)
        with path.open("rb") as file:
            write_all(self._connection, self._items(stored, file, missing))
        return stored

    def fetch(self, stored: StoredFile, into: BinaryIO) -> None:
        """Writes a stored file to one that is open; raises IndexDamaged where it is not there as it was stored."""
        numbers, whole = list(range(_chunks(stored))), sha256()
        for at in range(0, len(numbers), _AT_ONCE):
            wanted = [_key(stored, number) for number in numbers[at : at + _AT_ONCE]]
            answer = self._connection.look_up(f"/{self._index}/_mget", {"ids": wanted})
            for chunk in answer["docs"]:
                content = _content(chunk)
                whole.update(content)
                into.write(content)
        if whole.hexdigest() != stored.sha256:
            raise IndexDamaged(f"the file {stored.sha256[:12]}… of the index {self._index} is not as it was stored.")

    def prune(self, keep: Collection[str]) -> None:
        """Removes all files but those of these SHA-256 sums. Nobody may store any meanwhile."""
        self._connection.change("POST", f"/{self._index}/_refresh")
        chunks = all_hits(
            self._connection, self._index, {"match_all": {}}, [{"file": "asc"}, {"chunk": "asc"}], _source=["file"]
        )
        kept = frozenset(keep)
        gone = (BulkItem("delete", self._index, hit["_id"]) for hit in chunks if hit["_source"]["file"] not in kept)
        write_all(self._connection, gone)

    def _missing(self, stored: StoredFile) -> frozenset[int]:
        """The chunks of a file that are not stored, perhaps as a run was killed."""
        keys = [_key(stored, number) for number in range(_chunks(stored))]
        if not keys:
            return frozenset()
        answer = self._connection.look_up(f"/{self._index}/_mget", {"ids": keys}, _source="false")
        return frozenset(number for number, chunk in enumerate(answer["docs"]) if not chunk.get("found"))

    def _items(self, stored: StoredFile, file: BinaryIO, missing: Collection[int]) -> Iterator[BulkItem]:
        for number in sorted(missing):
            file.seek(number * _CHUNK)
            content = file.read(_CHUNK)
            source = {
                "file": stored.sha256,
                "chunk": number,
                "sum": sha256(content).hexdigest(),
                "content": b64encode(content).decode("ascii"),
            }
            yield BulkItem("index", self._index, _key(stored, number), source)


def _chunks(stored: StoredFile) -> int:
    return -(-stored.bytes // _CHUNK)


def _key(stored: StoredFile, number: int) -> str:
    return f"{stored.sha256}/{number}"


def _content(chunk: dict[str, Any]) -> bytes:
    """The bytes of a chunk, proven."""
    try:
        content = b64decode(chunk["_source"]["content"], validate=True)
        if sha256(content).hexdigest() != chunk["_source"]["sum"]:
            raise ValueError("another checksum")
    except (KeyError, TypeError, ValueError) as error:
        raise IndexDamaged(f"chunk {chunk.get('_id')} of the index is lost or altered ({error}).") from None
    return content
