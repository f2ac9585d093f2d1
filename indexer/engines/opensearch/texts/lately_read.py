"""What was read of a generation lately, and what will be next: all that is missing comes with one request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

from cachetools import LRUCache, TTLCache

from indexer.engines.opensearch.index_layout import document_key, file_key
from indexer.engines.opensearch.sealed import opened_row
from indexer.engines.opensearch.texts.held_members import Members, Place
from indexer.engines.opensearch.texts.member_fields import HeldMember, file_of
from indexer.model import FileState, Passage
from indexer.store.catalog.rows import Damage, passage_of

__all__ = ["LatelyRead"]

#: Passages and documents that are remembered, some kilobytes each.
_PASSAGES, _DOCUMENTS = 4_000, 20_000

#: Files, and for how many seconds: a run that finds a file touched and otherwise the same notes that in what is served.
_FILES, _SECONDS = 4_000, 2.0

#: What is read of a passage.
_PASSAGE_FIELDS = ("passage",)

T = TypeVar("T")


class LatelyRead:
    """Passages, documents and files of one generation, which stand in its partitions; threads may share it.

    What is read is proved: raises IndexDamaged.
    """

    def __init__(self, members: Members, damage: Damage) -> None:
        self._all, self._damage, self._lock = members, damage, Lock()
        self._passages: LRUCache[str, Passage] = LRUCache(_PASSAGES)
        self._members: LRUCache[str, HeldMember] = LRUCache(_DOCUMENTS)
        self._files: TTLCache[str, FileState | None] = TTLCache(_FILES, _SECONDS, monotonic)

    def known_passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Those of these passages that are remembered."""
        return self._known(self._passages, ids)

    def members(self, ids: Collection[str]) -> dict[str, HeldMember]:
        """Those of these documents that there are."""
        found = self._known(self._members, ids)
        fresh = self._all.of_ids(name for name in ids if name not in found)
        self._keep(self._members, fresh)
        return found | fresh

    def files(self, paths: Collection[str]) -> dict[str, FileState]:
        """Those of these files that there are."""
        found = self._known(self._files, paths)
        fresh = self._all.of_paths(path for path in paths if path not in found)
        return {path: file for path, file in (found | fresh).items() if file is not None}

    def fetch(self, passages: Mapping[str, str], documents: Collection[str]) -> None:
        """Has passages (each with the id of its document) and their files remembered, and documents."""
        lacking = self._missing(self._passages, passages)
        owners = dict.fromkeys(passages.values())
        members = self._missing(self._members, [*owners, *documents])
        files = self._missing(self._files, self._paths(owners))
        wanted = {name: Place(passages[name], name, _PASSAGE_FIELDS) for name in lacking}
        wanted |= {key: Place(name, key) for name in members if (key := document_key(name))}
        wanted |= {key: Place(path, key) for path in files if (key := file_key(path))}
        found = dict(self._all.at(wanted.values()))
        self._keep(self._passages, {name: self.opened(name, found[name]) for name in lacking if name in found})
        self._keep(self._members, self._read(members, found, document_key, self._all.member))
        self._keep(self._files, dict.fromkeys(files))
        self._keep(self._files, self._read(files, found, file_key, lambda _, stored: file_of(stored, self._damage)))

    def opened(self, name: str, source: Mapping[str, Any]) -> Passage:
        """A passage as it stands in its partition."""
        *columns, text = opened_row(source.get("passage"), f"the passage {name}", self._damage)
        passage = passage_of(columns, text)
        if passage.id != name:
            raise self._damage(f"was altered: the passage {name} is not as it was stored")
        return passage

    def keep(self, passages: Mapping[str, Passage]) -> None:
        """Remembers passages."""
        self._keep(self._passages, passages)

    def _paths(self, documents: Iterable[str]) -> Iterator[str]:
        """The paths of the files of documents; of one that is not known yet, those that its id can mean."""
        known = self._known(self._members, documents)
        for name in documents:
            yield from {known[name].path} if name in known else {name, name.partition("#")[0]}

    @staticmethod
    def _read(
        names: Iterable[str],
        found: Mapping[str, Mapping[str, Any]],
        key: Callable[[str], str],
        read: Callable[[str, Mapping[str, Any]], T],
    ) -> dict[str, T]:
        return {name: read(name, found[place]) for name in names if (place := key(name)) in found}

    def _known(self, kept: Mapping[str, T], names: Iterable[str]) -> dict[str, T]:
        nothing, wanted = object(), dict.fromkeys(names)
        with self._lock:
            found = [(name, kept.get(name, nothing)) for name in wanted]
        return {name: cast(T, value) for name, value in found if value is not nothing}

    def _missing(self, kept: Mapping[str, object], names: Iterable[str]) -> list[str]:
        wanted = dict.fromkeys(names)
        with self._lock:
            return [name for name in wanted if name not in kept]

    def _keep(self, kept: LRUCache[str, T] | TTLCache[str, T], new: Mapping[str, T]) -> None:
        with self._lock:
            kept.update(new)
