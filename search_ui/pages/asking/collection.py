"""What the first page shows of the collection: its folders and formats, each the way to its documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import url_for

from indexer.documents.formats.registry import Format, format_of_media_type
from indexer.searching import Searcher
from search_ui.html.amounts import format_name

__all__ = ["CollectionEntry", "CollectionView", "collection_of"]

#: Folders and formats named on the first page; all are in the library.
_FOLDERS = 8
_FORMATS = 6


@dataclass(frozen=True, slots=True)
class CollectionEntry:
    """A folder or format by name, how many documents it has, and the address of a list of them."""

    name: str
    documents: int
    address: str


@dataclass(frozen=True, slots=True)
class CollectionView:
    """The fullest folders of the corpus and the commonest formats; ``more`` folders are not named."""

    folders: tuple[CollectionEntry, ...]
    formats: tuple[CollectionEntry, ...]
    more: int


def collection_of(found: Searcher) -> CollectionView:
    """What the searcher's index holds."""
    rows = sorted(found.library(folder="", limit=1).folders, key=lambda row: (-row.documents, row.path))
    folders = (
        CollectionEntry(row.name, row.documents, url_for("library.folder", folder=row.path)) for row in rows[:_FOLDERS]
    )
    counts: Counter[Format] = Counter()
    for media_type, documents in found.media_types().items():
        if known := format_of_media_type(media_type):
            counts[known] += documents
    formats = (
        CollectionEntry(format_name(known.media_type), documents, url_for("library.folder", format=known.key))
        for known, documents in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].name))[:_FORMATS]
    )
    return CollectionView(tuple(folders), tuple(formats), max(len(rows) - _FOLDERS, 0))
