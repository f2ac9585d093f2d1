"""What was read of a generation lately, and what will be next: all that is missing comes with one request."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock, local
from time import monotonic
from typing import Any, TypeVar, cast

from cachetools import LRUCache, TTLCache

from indexer.engines.opensearch.index_layout import document_key, file_key
from indexer.engines.opensearch.sealed import opened_row
from indexer.engines.opensearch.texts.held_members import Members, Place
from indexer.engines.opensearch.texts.member_fields import HeldMember, file_of
from indexer.engines.opensearch.texts.stored_versions import StoredVersion, StoredVersions
from indexer.model import FileState, Passage
from indexer.store.catalog.rows import Damage, passage_of

__all__ = ["LatelyRead"]

#: Passages and documents that are remembered, some kilobytes each.
_PASSAGES, _DOCUMENTS = 4_000, 20_000

#: Files, and for how many seconds: a run that finds a file touched and otherwise the same notes that in what is served.
_FILES, _SECONDS = 4_000, 2.0

#: Seconds after which what was announced is not fetched any more by the way: who announced it did not ask for it.
_ANNOUNCED = 2.0

#: What is read of a passage.
_PASSAGE_FIELDS = ("passage",)

T = TypeVar("T")


@dataclass(slots=True)
class _Announced:
    """What a thread will ask for next: passages with the ids of their documents, documents, texts of documents."""

    since: float = field(default_factory=monotonic)
    passages: dict[str, str] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Brought:
    """What came."""

    passages: dict[str, Passage] = field(default_factory=dict)
    members: dict[str, HeldMember] = field(default_factory=dict)
    files: dict[str, FileState | None] = field(default_factory=dict)
    versions: dict[str, StoredVersion] = field(default_factory=dict)


class LatelyRead:
    """Passages, documents, texts and files of one generation; threads may share it.

    What is announced comes with whatever is missed next. What is read is proved: raises IndexDamaged.
    """

    def __init__(self, members: Members, versions: StoredVersions, damage: Damage) -> None:
        self._all, self._versions, self._damage = members, versions, damage
        self._lock, self._mine = Lock(), local()
        self._passages: LRUCache[str, Passage] = LRUCache(_PASSAGES)
        self._members: LRUCache[str, HeldMember] = LRUCache(_DOCUMENTS)
        self._files: TTLCache[str, FileState | None] = TTLCache(_FILES, _SECONDS, monotonic)

    def announce(self, passages: Mapping[str, str], documents: Iterable[str], texts: Iterable[str]) -> None:
        """Says what this thread will ask for next; see ``protocol.TextReader.fetch_ahead``."""
        announced = self._announced()
        announced.passages.update(passages)
        announced.documents |= dict.fromkeys([*passages.values(), *documents, *texts])
        announced.texts |= dict.fromkeys(texts)

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Those of these passages that are remembered, or were announced."""
        found = self._known(self._passages, ids)
        announced = self._announced().passages
        missing = [name for name in ids if name not in found and name in announced]
        return found | self._bring().passages if missing else found

    def keep(self, passages: Mapping[str, Passage]) -> None:
        """Remembers passages."""
        self._keep(self._passages, passages)

    def members(self, ids: Collection[str]) -> dict[str, HeldMember]:
        """Those of these documents that there are."""
        found = self._known(self._members, ids)
        missing = dict.fromkeys(name for name in ids if name not in found)
        if missing:
            self._announced().documents |= missing
            fresh = self._bring().members
            found |= {name: fresh[name] for name in missing if name in fresh}
        return found

    def files(self, paths: Collection[str]) -> dict[str, FileState]:
        """Those of these files that there are."""
        found = self._known(self._files, paths)
        missing = dict.fromkeys(path for path in paths if path not in found)
        if missing:
            self._announced().files |= missing
            fresh = self._bring().files
            found |= {path: fresh[path] for path in missing}
        return {path: file for path, file in found.items() if file is not None}

    def version(self, member: HeldMember) -> StoredVersion:
        """The text and passages of a document."""
        kept = self._versions.kept(member.key)
        if kept is None:
            self._announced().texts[member.id] = None
            kept = self._bring().versions.get(member.key)
        return kept or self._versions.version(member.key)

    def opened(self, name: str, source: Mapping[str, Any]) -> Passage:
        """A passage as it stands in its partition."""
        *columns, text = opened_row(source.get("passage"), f"the passage {name}", self._damage)
        passage = passage_of(columns, text)
        if passage.id != name:
            raise self._damage(f"was altered: the passage {name} is not as it was stored")
        return passage

    def _announced(self) -> _Announced:
        announced: _Announced | None = getattr(self._mine, "announced", None)
        if announced is None or monotonic() - announced.since > _ANNOUNCED:
            announced = self._mine.announced = _Announced()
        return announced

    def _bring(self) -> _Brought:
        """Fetches and remembers what was announced and is missing: texts of documents that are not known yet do not come,
        since only what is known of a document tells which text it has."""
        wanted, self._mine.announced = self._announced(), None
        passages = self._missing(self._passages, wanted.passages)
        documents = self._missing(self._members, wanted.documents)
        files = self._missing(self._files, [*wanted.files, *self._paths(wanted.passages.values())])
        keys = [member.key for member in self._known(self._members, wanted.texts).values()]
        texts = [key for key in dict.fromkeys(keys) if self._versions.kept(key) is None]
        places = [Place(self._all.home(wanted.passages[name]), name, _PASSAGE_FIELDS) for name in passages]
        places += [Place(self._all.home(name), document_key(name)) for name in documents]
        places += [Place(self._all.home(path), file_key(path)) for path in files]
        places += [Place(self._versions.index, key) for key in texts]
        found = dict(self._all.at(places))
        brought = _Brought()
        for name in passages:
            if name in found:
                brought.passages[name] = self.opened(name, found[name])
        for name in documents:
            if stored := found.get(document_key(name)):
                brought.members[name] = self._all.member(name, stored)
        for path in files:
            stored = found.get(file_key(path))
            brought.files[path] = None if stored is None else file_of(stored, self._damage)
        brought.versions = self._versions.opened({key: found[key] for key in texts if key in found})
        self._keep(self._passages, brought.passages)
        self._keep(self._members, brought.members)
        self._keep(self._files, brought.files)
        return brought

    def _paths(self, documents: Iterable[str]) -> Iterator[str]:
        """The paths of the files of documents; of one that is not known yet, those that its id can mean."""
        known = self._known(self._members, documents)
        for name in documents:
            yield from {known[name].path} if name in known else {name, name.partition("#")[0]}

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
