"""Entries to documents of passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from indexer.engines.entries import Entry
from indexer.engines.meaning import key_of, passage_text
from indexer.engines.opensearch.index_layout import PackedPassage, passage_fields, stated_fields
from indexer.engines.opensearch.numbers.packing import packed_entries
from indexer.engines.opensearch.sealed import sealed_row
from indexer.engines.opensearch.texts.cluster_texts import passage_row
from indexer.engines.opensearch.texts.stored_versions import StoredVersion
from indexer.model import Passage
from indexer.store.batching import batched
from indexer.store.catalog.rows import about_from

__all__ = ["PassageDocuments"]

#: Entries that are packed together.
_PACKED = 500


class PassageDocuments:
    """Makes the documents of passages; ``version_of`` gives the version of a document by its id."""

    def __init__(self, version_of: Callable[[str], StoredVersion]) -> None:
        self._version_of = version_of
        self._document = ""
        self._stated: dict[str, Any] = {}
        self._passages: dict[str, tuple[int, Passage, list[object]]] = {}

    def of(
        self, entries: Iterable[Entry], collect: Callable[[Mapping[str, bytes]], None]
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Of whom each is (a document's id), its _id and its fields; ``collect`` gets the packed numbers of all."""
        for batch in batched(entries, _PACKED):
            found = dict(packed_entries(batch))
            collect({name: packed.numbers for name, packed in found.items()})
            for entry in batch:
                yield entry.document_id, entry.passage_id, self._fields(entry, found[entry.passage_id])

    def _fields(self, entry: Entry, packed: PackedPassage) -> dict[str, Any]:
        if entry.document_id != self._document:
            self._turn_to(entry.document_id)
        ordinal, passage, row = self._passages[entry.passage_id]
        return passage_fields(
            entry,
            packed,
            ordinal=ordinal,
            stated=self._stated,
            passage=sealed_row(*row),
            text_key=key_of(*passage_text(passage)),
        )

    def _turn_to(self, document_id: str) -> None:
        """Entries come one document after the other, and its passages were just read."""
        version = self._version_of(document_id)
        rows = zip(version.passages(), version.rows, strict=True)
        self._passages = {p.id: (ordinal, p, passage_row(p, row)) for ordinal, (p, row) in enumerate(rows)}
        self._stated, self._document = stated_fields(about_from(version.names[4])), document_id
