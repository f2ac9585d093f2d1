"""Documents as they were read and split: each once, named by what it is, never changed.

A version's number is the SHA-256 of its edition, its names, its blocks and its page map; its ``_id`` is that in hex. Texts
are stored in chunks, each in a document of its own but for the first: ``<id>/1``, ...; a page map is ``<id>/map``. What
belongs to a version is written before it, so that one that is there is whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from threading import Lock
from typing import Any, NamedTuple
from zlib import crc32

from cachetools import LRUCache

from indexer.engines.opensearch.connection import BulkItem, ClusterConnection, write_all
from indexer.engines.opensearch.sealed import opened, opened_row, opened_text, sealed, sealed_row, sealed_text
from indexer.errors import IndexDamaged
from indexer.model import Document, PageMap, Passage, Version
from indexer.store.batching import batched
from indexer.store.catalog.rows import (
    Damage,
    about_from,
    blocks_to,
    document_of,
    names_of,
    passage_columns,
    passage_of,
    proved_text,
)

__all__ = ["StoredVersion", "StoredVersions", "number_of", "version_key"]

#: The longest text in one document of the cluster, in code points.
_CHUNK = 4 * 1024 * 1024

#: Versions asked for at once, and kept in memory, in code points altogether.
_BATCH = 50
_KEPT = 8_000_000

#: Versions that are collected before they are sent, and their text in code points.
_SENT = 500
_SENT_TEXT = 4_000_000


class StoredVersion(NamedTuple):
    """A version as it was stored: the row of its names (``rows.names_of``), its text, its blocks as JSON, and the rows of
    its passages (``rows.passage_columns``)."""

    key: str
    names: Sequence[str]
    text: str
    blocks: str
    rows: Sequence[Sequence[Any]]

    @property
    def document(self) -> Document:
        """The document, without its page map."""
        return document_of(self.names, self.text, self.blocks)

    def passages(self) -> Iterator[Passage]:
        """Its passages in reading order."""
        named = [*self.names[:3], self.names[-1], about_from(self.names[4]).written_in]
        for row in self.rows:
            yield passage_of([*named, *row], self.text[row[2] : row[3]])


def number_of(document: Document, edition: str) -> int:
    """The number of the version that a document is in an edition."""
    page_map = document.page_map and crc32(document.page_map.packed)
    parts = [edition, *names_of(document), blocks_to(document), page_map]
    return int(sha256(json.dumps(parts).encode("ascii")).hexdigest(), 16)


def version_key(version: Version) -> str:
    """The _id of a version."""
    return f"{version.number:064x}"


class StoredVersions:
    """The versions in the index ``index``; threads may share it. What is read is proved: raises IndexDamaged."""

    def __init__(self, connection: ClusterConnection, index: str, damage: Damage) -> None:
        self._connection, self.index, self._damage = connection, index, damage
        self._kept: LRUCache[str, StoredVersion] = LRUCache(_KEPT, _weight)
        self._lock = Lock()
        self._parts: list[BulkItem] = []
        self._heads: dict[str, BulkItem] = {}
        self._waiting = 0

    def find(self, document: Document, edition: str) -> Version | None:
        """The version that a document is, if it is there."""
        version = self.named(document, edition)
        key = version_key(version)
        if self.had_none and key not in self._heads:
            return None  # a first run asks for each document
        return version if self.is_there(key) else None

    @staticmethod
    def named(document: Document, edition: str) -> Version:
        """The version that a document is, be it there or not."""
        return _version(number_of(document, edition), document)

    @cached_property
    def had_none(self) -> bool:
        """Whether there was no version when one was first looked for. What this run adds is not looked for again."""
        self._connection.change("POST", f"/{self.index}/_refresh")
        count = self._connection.look_up(f"/{self.index}/_count", {"query": {"term": {"sort": "version"}}})
        return not count["count"]

    def is_there(self, key: str) -> bool:
        """Whether there is a version of that key."""
        if key in self._heads:
            return True
        answer = self._connection.look_up(f"/{self.index}/_doc/{key}", allow=(404,), _source=False)
        return bool(answer.get("found"))

    def add(self, document: Document, passages: Sequence[Passage], edition: str, epoch: int) -> Version:
        """Stores a document and its passages; they are sent together with others, see ``flush``."""
        version = self.named(document, edition)
        key, texts = version_key(version), _chunks(document.text)
        rows = [passage_columns(passage, ordinal) for ordinal, passage in enumerate(passages)]
        parts = [(f"{key}/{number}", sealed_text(text)) for number, text in enumerate(texts[1:], 1)]
        if document.page_map is not None:
            parts.append((f"{key}/map", sealed(document.page_map.packed)))
        for name, value in parts:
            self._parts.append(BulkItem("index", self.index, name, {"sort": "part", "value": value}))
        head = {
            "sort": "version",
            "key": key,
            "epoch": epoch,
            "names": sealed_row(*names_of(document)),
            "blocks": sealed_text(blocks_to(document)),
            "passages": sealed_row(*rows),
            "count": len(rows),
            "length": len(document.text),
            "text": sealed_text(texts[0]),
            "chunks": len(texts),
        }
        self._heads[key] = BulkItem("index", self.index, key, head)
        self._waiting += len(document.text)
        if len(self._heads) >= _SENT or self._waiting >= _SENT_TEXT:
            self.flush()
        return version

    def flush(self) -> None:
        """Sends what was added and is not sent yet."""
        write_all(self._connection, self._parts)
        write_all(self._connection, self._heads.values())
        self._parts, self._heads, self._waiting = [], {}, 0

    def version(self, key: str) -> StoredVersion:
        """A version; raises IndexDamaged where it is not there."""
        return next(self.versions([key]))

    def versions(self, keys: Iterable[str]) -> Iterator[StoredVersion]:
        """Versions in the order of their keys, fetched by batches; raises IndexDamaged where one is not there."""
        for batch in batched(keys, _BATCH):
            with self._lock:
                found = {key: kept for key in batch if (kept := self._kept.get(key)) is not None}
            yield from self._rest(batch, found)

    def kept(self, key: str) -> StoredVersion | None:
        """A version that is in memory, None for others."""
        with self._lock:
            return self._kept.get(key)

    def opened(self, sources: Mapping[str, Mapping[str, Any]]) -> dict[str, StoredVersion]:
        """Versions by their keys, of what stands in their place in the index; they are in memory from now on."""
        found = {key: self._opened(key, source) for key, source in sources.items()}
        for version in found.values():
            self._keep(version)
        return found

    def _rest(self, batch: Sequence[str], found: dict[str, StoredVersion]) -> Iterator[StoredVersion]:
        sources = self._sources([key for key in batch if key not in found], ())
        for key in batch:
            if key not in found:
                found[key] = self._opened(key, sources.pop(key, None))
                self._keep(found[key])
            yield found[key]

    def _keep(self, version: StoredVersion) -> None:
        if _weight(version) <= _KEPT:
            with self._lock:
                self._kept[version.key] = version

    def _sources(self, names: Sequence[str], fields: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """What is stored under these names, where something is."""
        if any(name in self._heads for name in names):
            self.flush()
        if not names:
            return {}
        docs = [{"_id": name, **({"_source": fields} if fields else {})} for name in names]
        answers = self._connection.look_up(f"/{self.index}/_mget", {"docs": docs})["docs"]
        return {answer["_id"]: answer["_source"] for answer in answers if answer.get("found")}

    def counts(self, keys: Iterable[str]) -> dict[str, tuple[int, int]]:
        """How many passages each version has, and how many code points its text."""
        found: dict[str, tuple[int, int]] = {}
        for batch in batched(keys, 500):
            sources = self._sources(batch, ["count", "length"])
            for key in batch:
                if key not in sources:
                    raise self._missing(key)
                found[key] = int(sources[key]["count"]), int(sources[key]["length"])
        return found

    def _opened(self, key: str, source: Mapping[str, Any] | None) -> StoredVersion:
        if source is None:
            raise self._missing(key)
        names = opened_row(source.get("names"), f"what is known of version {key[:16]}", self._damage)
        what = f"document {names[0]!r}"
        chunks = [source.get("text"), *(self._part(f"{key}/{n}") for n in range(1, int(source.get("chunks", 1))))]
        text = "".join(opened_text(chunk, f"the text of {what}", self._damage) for chunk in chunks)
        blocks = opened_text(source.get("blocks"), f"the blocks of {what}", self._damage)
        rows = opened_row(source.get("passages"), f"a passage of {what}", self._damage)
        return StoredVersion(key, names, proved_text(text, names[-1], self._damage), blocks, rows)

    def _part(self, name: str) -> object:
        """A part of a version, which may be large; None where there is none."""
        return self._sources([name], ()).get(name, {}).get("value")

    def page_map(self, key: str, document_id: str) -> PageMap | None:
        """The page map of a version, None where it has none."""
        value = self._part(f"{key}/map")
        if value is None:
            return None
        return PageMap(opened(value, f"the page map of document {document_id!r}", self._damage))

    def remove(self, keys: Sequence[str]) -> None:
        """Removes versions, each before what belongs to it, so that none is there in part."""
        heads = self._sources(keys, ["chunks"])
        write_all(self._connection, (BulkItem("delete", self.index, key) for key in keys))
        parts = [f"{key}/{n}" for key in keys for n in range(1, int(heads.get(key, {}).get("chunks", 1)))]
        parts += [f"{key}/map" for key in keys]
        write_all(self._connection, (BulkItem("delete", self.index, part) for part in parts))
        with self._lock:
            for key in keys:
                self._kept.pop(key, None)

    def _missing(self, key: str) -> IndexDamaged:
        return self._damage(f"does not hold version {key[:16]}")


def _weight(version: StoredVersion) -> int:
    return len(version.text) + 1000


def _chunks(text: str) -> list[str]:
    return [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)] or [""]


def _version(number: int, document: Document) -> Version:
    return Version(number, document.id, document.path, document.digest, document.revision)
