"""Files of a generation in chunks on the cluster, and whole on this machine.

A chunk's ``_id`` is the SHA-256 of its file, a slash and its number; files that are alike are stored once, whatever
generations have them. On this machine they lie in the user's cache, proved when a process first uses them:

    <cache>/files/<SHA-256>       a file
    <cache>/folders/<SHA-256>     the files of a generation by their names: links to those above
"""

from __future__ import annotations

import json
import shutil
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Lock
from typing import Any

import platformdirs

from indexer.engines.opensearch.connection import BulkItem, ClusterConnection, all_hits, write_all
from indexer.store.catalog.rows import Damage, batched

__all__ = ["StoredFiles"]

#: SHA-256 and bytes of files by name.
FileNames = Mapping[str, tuple[str, int]]

#: Bytes of a file in one document of the cluster.
_CHUNK = 2 * 1024 * 1024

#: Folders that are kept on this machine, those used last.
_KEPT = 20

_proved: set[Path] = set()
_lock = Lock()


class StoredFiles:
    """The files in the index ``index``. Raises IndexDamaged where one is not as it was stored."""

    def __init__(self, connection: ClusterConnection, index: str, damage: Damage, cache: Path | None = None) -> None:
        """``cache`` is where they lie on this machine: the user's cache, where none is named."""
        self._connection, self._index, self._damage = connection, index, damage
        self._cache = cache or platformdirs.user_cache_path("passageway") / "indexes"

    def store(self, folder: Path) -> dict[str, tuple[str, int]]:
        """Stores the files of a folder, those that are not there; gives SHA-256 and bytes of each by its name."""
        files: dict[str, tuple[str, int]] = {}
        for path in sorted(folder.iterdir()):
            files[path.name] = digest, _ = _sum(path), path.stat().st_size
            self._store(path, digest)
        self._connection.change("POST", f"/{self._index}/_refresh")
        return files

    def _store(self, path: Path, digest: str) -> None:
        count = _chunks(path.stat().st_size)
        there: set[str] = set()
        for batch in batched((_name(digest, number) for number in range(count)), 500):
            docs = [{"_id": name, "_source": False} for name in batch]
            answers = self._connection.look_up(f"/{self._index}/_mget", {"docs": docs})["docs"]
            there |= {answer["_id"] for answer in answers if answer.get("found")}
        write_all(self._connection, self._missing(path, digest, there))

    def _missing(self, path: Path, digest: str, there: set[str]) -> Iterator[BulkItem]:
        with path.open("rb") as file:
            for number in range(_chunks(path.stat().st_size)):
                content = file.read(_CHUNK)
                if _name(digest, number) not in there:
                    fields = {"file": digest, "number": number, "content": b64encode(content).decode("ascii")}
                    yield BulkItem("index", self._index, _name(digest, number), fields)

    def folder(self, files: FileNames) -> Path:
        """A folder on this machine with these files, not to be written to."""
        with _lock:
            for digest, size in files.values():
                self._prove(digest, size)
            name = sha256(json.dumps(sorted((n, d) for n, (d, _) in files.items())).encode("ascii")).hexdigest()
            folder = self._cache / "folders" / name
            if not _is_whole(folder, files):
                self._link(folder, files)
                self._tidy(folder)
            return folder

    def _prove(self, digest: str, size: int) -> None:
        """Has the file be in the cache, as it was stored."""
        path = self._cache / "files" / digest
        with suppress(OSError):
            if path.stat().st_size == size and (path in _proved or _sum(path) == digest):
                _proved.add(path)
                return
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".fetching-", delete=False) as fresh:
            try:
                for number in range(_chunks(size)):
                    fresh.write(self._chunk(digest, number))
                fresh.flush()
                if _sum(Path(fresh.name)) != digest:
                    raise self._damage(f"was altered: its file {digest[:16]} is not as it was stored")
                Path(fresh.name).replace(path)
            finally:
                Path(fresh.name).unlink(missing_ok=True)
        _proved.add(path)

    def _chunk(self, digest: str, number: int) -> bytes:
        path = f"/{self._index}/_doc/{digest}%2F{number}"
        found = self._connection.look_up(path, allow=(404,))
        try:
            return b64decode(found["_source"]["content"], validate=True)
        except (KeyError, ValueError, TypeError):
            raise self._damage(f"does not hold all of its file {digest[:16]}") from None

    def _link(self, folder: Path, files: FileNames) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".making-"))
        for name, (digest, _) in files.items():
            (making / name).hardlink_to(self._cache / "files" / digest)
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # another process was quicker
            making.rename(folder)
        shutil.rmtree(making, ignore_errors=True)

    def _tidy(self, used: Path) -> None:
        """Removes the folders that were made first where there are many, and files that no folder has. Who has one of them
        mapped keeps it."""
        with suppress(OSError):
            folders = sorted((p for p in used.parent.iterdir() if p != used), key=lambda p: p.stat().st_mtime)
            for folder in folders[: max(0, len(folders) + 1 - _KEPT)]:
                shutil.rmtree(folder, ignore_errors=True)
            for path in (self._cache / "files").iterdir():
                if path.stat().st_nlink == 1 and not path.name.startswith("."):
                    path.unlink(missing_ok=True)
                    _proved.discard(path)

    def sweep(self, needed: set[str]) -> None:
        """Removes files from the cluster that are none of ``needed`` (SHA-256)."""
        query: dict[str, Any] = {"bool": {"must_not": {"terms": {"file": sorted(needed)}}}}
        sort = [{"file": "asc"}, {"number": "asc"}]
        hits = all_hits(self._connection, self._index, query, sort, _source=False)
        write_all(self._connection, (BulkItem("delete", self._index, hit["_id"]) for hit in hits))


def _is_whole(folder: Path, files: FileNames) -> bool:
    """Whether the names in a folder are links to the files that they should be."""
    with suppress(OSError):
        cache = folder.parents[1] / "files"
        return all((folder / name).samefile(cache / digest) for name, (digest, _) in files.items())
    return False


def _name(digest: str, number: int) -> str:
    return f"{digest}/{number}"


def _chunks(size: int) -> int:
    return max(1, -(-size // _CHUNK))


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
