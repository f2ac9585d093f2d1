"""A generation as a list: its documents by folder, or by words of their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any

from indexer.engines.opensearch.connection import ClusterConnection, one_search
from indexer.engines.opensearch.index_layout import DOCUMENT, key_of_name
from indexer.engines.opensearch.texts.held_members import Members
from indexer.engines.opensearch.texts.member_fields import HeldMember
from indexer.model import DocumentRow, FileState, FolderRow
from indexer.text.document_names import folded_name, holds_all

__all__ = ["ClusterListing"]

#: Folders asked for at once.
_FOLDERS = 1000

#: Documents whose names are too long for the cluster to look into.
_NO_NAMES: dict[str, Any] = {"bool": {"must_not": {"exists": {"field": "names"}}}}


class ClusterListing:
    """What a generation holds, for who looks through it. Raises IndexDamaged where what is read is not as it was stored."""

    def __init__(self, connection: ClusterConnection, members: Members) -> None:
        self._connection, self._members = connection, members

    def documents(self, *, after: str, limit: int, skip: int, folder: str | None) -> tuple[DocumentRow, ...]:
        """See ``protocol.TextReader.documents``."""
        inside = [] if folder is None else [{"term": {"folder": key_of_name(folder)}}]
        found = self._members.of_query(*inside, after=after, size=max(1, min(limit + skip, 1000)))
        return self._rows(list(islice(found, skip, skip + limit)))

    def rows(self, ids: Sequence[str]) -> tuple[DocumentRow, ...]:
        """See ``protocol.TextReader.rows``."""
        found = self._members.of_ids(ids)
        return self._rows([found[name] for name in sorted(found)])

    def _rows(self, members: Sequence[HeldMember]) -> tuple[DocumentRow, ...]:
        files = self._members.of_paths({member.path for member in members})
        return tuple(_row(member, files.get(member.path)) for member in members)

    def folders(self) -> tuple[FolderRow, ...]:
        """See ``protocol.TextReader.folders``."""
        rows: list[FolderRow] = []
        after: dict[str, Any] | None = {}
        while after is not None:
            by_folder = {"size": _FOLDERS, "sources": [{"folder": {"terms": {"field": "folder"}}}]}
            each = {
                "composite": by_folder | ({"after": after} if after else {}),
                "aggs": {"parts": {"max": {"field": "part"}}},
            }
            body = {"size": 0, "query": {"term": {"sort": DOCUMENT}}, "aggs": {"folders": each}}
            found = one_search(self._connection, self._members.indices, body)["aggregations"]["folders"]
            rows += [
                FolderRow(bucket["key"]["folder"], bucket["doc_count"], bool(bucket["parts"]["value"]))
                for bucket in found["buckets"]
            ]
            after = found.get("after_key")
        return tuple(sorted(rows))

    def media_types(self) -> dict[str, int]:
        """See ``protocol.TextReader.media_types``: each document is looked at."""
        return dict(Counter(_media_type(member) for member in self._members.of_query()))

    def named(self, words: Iterable[str], folder: str, media_types: Collection[str]) -> tuple[str, ...]:
        """See ``protocol.TextReader.named``: the cluster finds who may be meant, and each is looked at."""
        wanted = [folded_name(word) for word in words]
        filters = [_either({"wildcard": {"names": f"*{_literal(word)}*"}}, _NO_NAMES) for word in wanted]
        if folder:
            key = key_of_name(folder)
            filters.append(_either({"term": {"folder": key}}, {"prefix": {"folder": f"{key}/"}}))
        found = self._members.of_query(*filters)
        return tuple(
            member.id
            for member in found
            if holds_all(wanted, member.id, member.title) and (not media_types or _media_type(member) in media_types)
        )


def _media_type(member: HeldMember) -> str:
    return str(member.names[5])


def _row(member: HeldMember, file: FileState | None) -> DocumentRow:
    known = file if file is not None and file.digest else None
    return DocumentRow(
        id=member.id,
        path=member.path,
        title=member.title,
        revision=member.revision,
        media_type=_media_type(member),
        passages=member.passages,
        about=member.about,
        file_bytes=known.size if known else None,
        modified=known.modified if known else "",
    )


def _either(*queries: dict[str, Any]) -> dict[str, Any]:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _literal(word: str) -> str:
    """A word in which a wildcard query sees no wildcards."""
    return re.sub(r"[*?\\]", r"\\\g<0>", word)
