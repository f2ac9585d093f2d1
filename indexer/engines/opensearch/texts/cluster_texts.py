"""The documents and passages of one generation, from its partitions and from the texts that all generations share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import one_search, unchanging_hits
from indexer.engines.opensearch.index_layout import PASSAGE
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.records.index_record import IndexRecord
from indexer.engines.opensearch.texts.cluster_listing import ClusterListing
from indexer.engines.opensearch.texts.held_members import Members
from indexer.engines.opensearch.texts.lately_read import LatelyRead
from indexer.engines.opensearch.texts.member_fields import HeldMember
from indexer.engines.opensearch.texts.stored_versions import StoredVersion, StoredVersions
from indexer.engines.protocol import NOTHING
from indexer.model import (
    About,
    Around,
    Document,
    DocumentRow,
    DocumentText,
    FileState,
    FolderRow,
    PageMap,
    Passage,
    PassageKind,
    not_in_generation,
)
from indexer.store.batching import batched

__all__ = ["ClusterTexts", "passage_row"]

#: Passages asked for at once.
_BATCH = 500

#: The documents whose texts are fetched at once: their text in code points altogether, where one is not longer.
_TEXTS = 4_000_000


class ClusterTexts:
    """See the Protocol ``protocol.TextReader``."""

    def __init__(self, place: ClusterPlace, generation: GenerationRecord) -> None:
        self._place, self._generation, self._damage = place, generation, place.damage
        self._members = Members(place, generation.partitions)
        self._listing = ClusterListing(place.connection, self._members)
        self._versions = StoredVersions(place.connection, place.names.texts, place.damage)
        self._read = LatelyRead(self._members, self._versions, place.damage)

    def pin(self) -> bool:
        """See the Protocol."""
        return self._place.pins.pin(self._generation, self._place.looks.take())

    def unpin(self) -> None:
        """See the Protocol."""
        self._place.pins.unpin(self._generation.number)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """See the Protocol."""
        found = self._read.passages(ids)
        for batch in batched((name for name in dict.fromkeys(ids) if name not in found), _BATCH):
            query = {"bool": {"filter": [{"term": {"sort": PASSAGE}}, {"terms": {"name": batch}}]}}
            body = {"query": query, "size": len(batch), "_source": ["passage"]}
            answer = one_search(self._place.connection, self._members.indices, body)
            fresh = {hit["_id"]: self._read.opened(hit["_id"], hit["_source"]) for hit in answer["hits"]["hits"]}
            self._read.keep(fresh)
            found |= fresh
        return {name: found[name] for name in ids if name in found}

    def fetch_ahead(
        self, passages: Mapping[str, str] = NOTHING, documents: Collection[str] = (), texts: Collection[str] = ()
    ) -> None:
        """See the Protocol: it comes with what is missed next."""
        self._read.announce(passages, documents, texts)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """See the Protocol."""
        return tuple(self._version(document_id).passages())

    def around(self, document_id: str, span: tuple[int, int]) -> Around:
        """See the Protocol."""
        member = self._member(document_id)
        of_document = list(self._read.version(member).passages()) if member else []
        before = [p for p in of_document if p.end <= span[0]]
        here = [p for p in of_document if (p.start, p.end) == tuple(span)]
        after = [p for p in of_document if p.start >= span[1]]
        return Around(before[-1] if before else None, here[0] if here else None, after[0] if after else None)

    def document(self, document_id: str) -> Document:
        """See the Protocol."""
        return self._version(document_id).document

    def _member(self, document_id: str) -> HeldMember | None:
        return self._read.members([document_id]).get(document_id)

    def _version(self, document_id: str) -> StoredVersion:
        member = self._member(document_id)
        if member is None:
            raise not_in_generation(document_id, self._generation.number)
        return self._read.version(member)

    def page_map(self, document_id: str) -> PageMap | None:
        """See the Protocol."""
        member = self._member(document_id)
        return member and self._versions.page_map(member.key, document_id)

    def revision(self, document_id: str, revision: str) -> Document | None:
        """See the Protocol."""
        for record in self._place.generations.complete(IndexRecord(served=self._generation.number)):
            member = Members(self._place, record.partitions).of_ids([document_id]).get(document_id)
            if member is not None and member.revision.startswith(revision):
                return self._versions.version(member.key).document
        return None

    def revision_of(self, document_id: str) -> str | None:
        """See the Protocol."""
        member = self._member(document_id)
        return member and member.revision

    def with_revision(self, revision: str) -> tuple[str, ...]:
        """See the Protocol."""
        return tuple(member.id for member in self._members.of_query({"prefix": {"revision": revision}}))

    def documents(
        self, *, after: str = "", limit: int, skip: int = 0, folder: str | None = None
    ) -> tuple[DocumentRow, ...]:
        """See the Protocol."""
        return self._listing.documents(after=after, limit=limit, skip=skip, folder=folder)

    def rows(self, ids: Sequence[str]) -> tuple[DocumentRow, ...]:
        """See the Protocol."""
        return self._listing.rows(ids)

    def folders(self) -> tuple[FolderRow, ...]:
        """See the Protocol."""
        return self._listing.folders()

    def media_types(self) -> dict[str, int]:
        """See the Protocol."""
        return self._listing.media_types()

    def named(self, words: Sequence[str], *, folder: str = "", media_types: Collection[str] = ()) -> tuple[str, ...]:
        """See the Protocol."""
        return self._listing.named(words, folder, media_types)

    def document_ids(self) -> Iterator[str]:
        """See the Protocol."""
        return (member.id for member in self._members.of_query(size=1000))

    def paths(self, ids: Sequence[str]) -> dict[str, str]:
        """See the Protocol."""
        return {name: member.path for name, member in self._read.members(ids).items()}

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """See the Protocol."""
        return {name: member.title for name, member in self._read.members(ids).items()}

    def abouts(self, ids: Sequence[str]) -> dict[str, About]:
        """See the Protocol."""
        return {name: member.about for name, member in self._read.members(ids).items()}

    def texts(self, ids: Iterable[str] | None = None) -> Iterator[DocumentText]:
        """See the Protocol: so many are in memory as have a few million letters."""
        for group in _bounded(self._members.of_query() if ids is None else self._in_order(ids)):
            for member, stored in zip(group, self._versions.versions([m.key for m in group]), strict=True):
                yield DocumentText(member.id, member.path, member.title, member.revision, stored.text)

    def _in_order(self, ids: Iterable[str]) -> Iterator[HeldMember]:
        for batch in batched(ids, _BATCH):
            found = self._members.of_ids(batch)
            yield from (found[name] for name in sorted(found))

    def questions(self, limit: int) -> tuple[Passage, ...]:
        """See the Protocol."""
        asked = {"term": {"kind": PassageKind.QUESTION_AND_ANSWER.value}}
        query = {"bool": {"filter": [{"term": {"sort": PASSAGE}}, asked]}}
        size = max(1, min(limit, 1000))
        hits = unchanging_hits(
            self._place.connection, self._members.indices, query, [{"name": "asc"}], size=size, _source=["passage"]
        )
        return tuple(self._read.opened(hit["_id"], hit["_source"]) for hit in islice(hits, limit))

    def files(self, paths: Sequence[str]) -> dict[str, FileState]:
        """See the Protocol."""
        return {path: file for path, file in self._read.files(paths).items() if file.digest}


def _bounded(members: Iterable[HeldMember]) -> Iterator[list[HeldMember]]:
    """Members in groups whose texts are not too long to be in memory together."""
    group: list[HeldMember] = []
    length = 0
    for member in members:
        if group and length + member.length > _TEXTS:
            yield group
            group, length = [], 0
        group.append(member)
        length += member.length
    if group:
        yield group


def passage_row(passage: Passage, columns: Sequence[object]) -> list[object]:
    """What is sealed as the ``passage`` of its document in a partition; ``columns`` are ``rows.passage_columns``."""
    names = (passage.document_id, passage.path, passage.title, passage.revision, passage.written_in)
    return [*names, *columns, passage.text]
