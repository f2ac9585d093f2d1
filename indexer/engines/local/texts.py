"""The documents and passages of one generation, from the catalog beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
    Version,
)
from indexer.store import Catalog
from indexer.store.catalog.staging import Staging
from indexer.text.document_names import folded_name, holds_all

__all__ = ["CatalogPassages", "LocalTexts"]


class LocalTexts:
    """See the Protocol ``protocol.TextReader``: the catalog, asked about one generation."""

    def __init__(self, catalog: Catalog, number: int) -> None:
        self._catalog, self._number = catalog, number

    def pin(self) -> bool:
        """See the Protocol."""
        return self._catalog.pin(self._number)

    def unpin(self) -> None:
        """See the Protocol."""
        self._catalog.unpin()

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """See the Protocol."""
        return self._catalog.passages(self._number, ids)

    def fetch_ahead(
        self, passages: Mapping[str, str] = NOTHING, documents: Collection[str] = (), texts: Collection[str] = ()
    ) -> None:
        """See the Protocol: nothing is far away."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """See the Protocol."""
        return self._catalog.passages_of(self._number, document_id)

    def around(self, document_id: str, span: tuple[int, int]) -> Around:
        """See the Protocol."""
        return self._catalog.around(self._number, document_id, span)

    def document(self, document_id: str) -> Document:
        """See the Protocol."""
        return self._catalog.document(self._number, document_id)

    def page_map(self, document_id: str) -> PageMap | None:
        """See the Protocol."""
        return self._catalog.page_map(self._number, document_id)

    def revision(self, document_id: str, revision: str) -> Document | None:
        """See the Protocol."""
        return self._catalog.revision(document_id, revision)

    def revision_of(self, document_id: str) -> str | None:
        """See the Protocol."""
        return self._catalog.revision_of(self._number, document_id)

    def with_revision(self, revision: str) -> tuple[str, ...]:
        """See the Protocol."""
        return self._catalog.with_revision(self._number, revision)

    def documents(
        self, *, after: str = "", limit: int, skip: int = 0, folder: str | None = None
    ) -> tuple[DocumentRow, ...]:
        """See the Protocol."""
        return self._catalog.listing.documents(self._number, after=after, limit=limit, skip=skip, folder=folder)

    def rows(self, ids: Sequence[str]) -> tuple[DocumentRow, ...]:
        """See the Protocol."""
        return self._catalog.listing.rows(self._number, ids)

    def folders(self) -> tuple[FolderRow, ...]:
        """See the Protocol."""
        return self._catalog.listing.folders(self._number)

    def media_types(self) -> dict[str, int]:
        """See the Protocol."""
        return self._catalog.listing.media_types(self._number)

    def named(self, words: Sequence[str], *, folder: str = "", media_types: Collection[str] = ()) -> tuple[str, ...]:
        """See the Protocol."""
        wanted = [folded_name(word) for word in words]
        names = self._catalog.listing.names(self._number, folder, media_types)
        return tuple(name for name, title in names if holds_all(wanted, name, title))

    def document_ids(self) -> Iterator[str]:
        """See the Protocol."""
        return self._catalog.document_ids(self._number)

    def paths(self, ids: Sequence[str]) -> dict[str, str]:
        """See the Protocol."""
        return self._catalog.names.paths(self._number, ids)

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """See the Protocol."""
        return self._catalog.names.titles(self._number, ids)

    def abouts(self, ids: Sequence[str]) -> dict[str, About]:
        """See the Protocol."""
        return self._catalog.names.abouts(self._number, ids)

    def texts(self, ids: Iterable[str] | None = None) -> Iterator[DocumentText]:
        """See the Protocol."""
        return self._catalog.texts(self._number, ids)

    def questions(self, limit: int) -> tuple[Passage, ...]:
        """See the Protocol."""
        return self._catalog.questions(self._number, limit)

    def files(self, paths: Sequence[str]) -> dict[str, FileState]:
        """See the Protocol."""
        return self._catalog.files_at(self._number, paths)


@dataclass(frozen=True, slots=True)
class CatalogPassages:
    """See the Protocol ``writing.KeptPassages``: a catalog; each call reads what was committed before it."""

    catalog: Path

    def counts(self, versions: Iterable[Version]) -> list[int]:
        """See the Protocol."""
        with Staging.reading(self.catalog) as staging:
            return [staging.passages_in(version) for version in versions]

    def passages(self, versions: Iterable[Version]) -> Iterator[Passage]:
        """See the Protocol."""
        with Staging.reading(self.catalog) as staging:
            yield from staging.passages(versions)
