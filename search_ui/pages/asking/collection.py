"""What the first page shows of the collection: its folders and formats, each the way to its documents."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from indexer.documents.formats.registry import format_of_name
from indexer.searching import Searcher

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
    named = ((_name(ending), ending, count) for ending, count in found.endings())
    formats = [
        CollectionEntry(name, count, url_for("library.folder", named=ending)) for name, ending, count in named if name
    ]
    return CollectionView(tuple(folders), tuple(formats[:_FORMATS]), max(len(rows) - _FOLDERS, 0))


def _name(ending: str) -> str:
    """A format by the ending of its files: "Markdown (.md)"; "" where the ending tells none (".inc", of ".rst.inc")."""
    known = format_of_name(f"file{ending}")
    return f"{known.name[:1].upper()}{known.name[1:]} ({ending})" if known else ""
