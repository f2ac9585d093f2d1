"""Files of a generation in chunks on the cluster: each is named by its SHA-256, so that equal ones are stored once.

On this machine they lie whole in a cache (``file_cache``).
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO

from indexer.engines.opensearch.artefact.file_cache import FileCache, FileSum, default_cache
from indexer.engines.opensearch.connection import BulkItem, ClusterConnection, all_hits, write_all
from indexer.engines.opensearch.sealed import Damage
from indexer.errors import IndexDamaged

__all__ = ["StoredFiles"]

#: Bytes of a chunk, and chunks that are asked for at once.
_CHUNK, _AT_ONCE = 2 << 20, 4


class StoredFiles:
    """The files in one index of the cluster. Raises IndexDamaged where one is not as it was stored."""

    def __init__(self, connection: ClusterConnection, index: str, damage: Damage, cache: Path | None = None) -> None:
        """``cache`` is where they lie on this machine: the user's cache, where none is named."""
        self._connection, self._index, self._damage = connection, index, damage
        self._cache = FileCache(cache or default_cache(), self._fetch)

    def store(self, folder: Path) -> dict[str, tuple[str, int]]:
        """Stores the files of a folder, and sends nothing of those that are stored already; gives the sum of each by its
        name."""
        stored: dict[str, tuple[str, int]] = {path.name: self._store(path) for path in sorted(folder.iterdir())}
        self._connection.change("POST", f"/{self._index}/_refresh")
        return stored

    def folder(self, files: Mapping[str, tuple[str, int]]) -> Path:
        """A folder on this machine with these files by their names, not to be written to."""
        return self._cache.opened({name: FileSum(*stored) for name, stored in files.items()})

    def damaged(self, files: Mapping[str, tuple[str, int]]) -> Iterator[str]:
        """The chunks of these files that are lost or altered on the cluster, whatever this machine has of them."""
        for stored in (FileSum(*sums) for sums in files.values()):
            whole, chunks = sha256(), [_key(stored, number) for number in range(_chunks(stored))]
            for key in chunks:
                try:
                    whole.update(
                        self._content(self._connection.look_up(f"/{self._index}/_mget", {"ids": [key]})["docs"][0])
                    )
                except IndexDamaged:
                    yield key
                    break
            else:
                yield from chunks if whole.hexdigest() != stored.sha256 else ()

    def remove(self, chunks: Iterable[str]) -> None:
        """Removes chunks that are altered, so that who stores their file again sends them."""
        write_all(self._connection, (BulkItem("delete", self._index, key) for key in chunks))

    def sweep(self, needed: Collection[str]) -> None:
        """Removes all files but those of these SHA-256 sums. Nobody may store any meanwhile."""
        self._connection.change("POST", f"/{self._index}/_refresh")
        by, kept = [{"file": "asc"}, {"number": "asc"}], frozenset(needed)
        chunks = all_hits(self._connection, self._index, {"match_all": {}}, by, _source=["file"])
        gone = (BulkItem("delete", self._index, hit["_id"]) for hit in chunks if hit["_source"]["file"] not in kept)
        write_all(self._connection, gone)

    def _store(self, path: Path) -> FileSum:
        with path.open("rb") as file:
            stored = FileSum(file_digest(file, "sha256").hexdigest(), path.stat().st_size)
            write_all(self._connection, self._items(stored, file))
        return stored

    def _items(self, stored: FileSum, file: BinaryIO) -> Iterator[BulkItem]:
        """The chunks of a file that are not stored: all, or those that a killed run did not come to."""
        for number in self._missing(stored):
            file.seek(number * _CHUNK)
            content = file.read(_CHUNK)
            source = {
                "file": stored.sha256,
                "number": number,
                "sum": sha256(content).hexdigest(),
                "content": b64encode(content).decode("ascii"),
            }
            yield BulkItem("index", self._index, _key(stored, number), source)

    def _missing(self, stored: FileSum) -> list[int]:
        keys = [_key(stored, number) for number in range(_chunks(stored))]
        if not keys:
            return []
        answer = self._connection.look_up(f"/{self._index}/_mget", {"ids": keys}, _source="false")
        return [number for number, chunk in enumerate(answer["docs"]) if not chunk.get("found")]

    def _fetch(self, stored: FileSum, into: BinaryIO) -> None:
        """Writes a stored file to one that is open."""
        numbers, whole = list(range(_chunks(stored))), sha256()
        for at in range(0, len(numbers), _AT_ONCE):
            wanted = [_key(stored, number) for number in numbers[at : at + _AT_ONCE]]
            answer = self._connection.look_up(f"/{self._index}/_mget", {"ids": wanted})
            for chunk in answer["docs"]:
                content = self._content(chunk)
                whole.update(content)
                into.write(content)
        if whole.hexdigest() != stored.sha256:
            raise self._damage(f"was altered: its file {stored.sha256[:16]} is not as it was stored")

    def _content(self, chunk: Mapping[str, Any]) -> bytes:
        """The bytes of a chunk, proven."""
        try:
            content = b64decode(chunk["_source"]["content"], validate=True)
            if sha256(content).hexdigest() != chunk["_source"]["sum"]:
                raise ValueError("another checksum")
        except (KeyError, TypeError, ValueError):
            raise self._damage(f"does not hold all of its files: {chunk.get('_id')} is lost or altered") from None
        return content


def _chunks(stored: FileSum) -> int:
    return -(-stored.bytes // _CHUNK)


def _key(stored: FileSum, number: int) -> str:
    return f"{stored.sha256}/{number}"
