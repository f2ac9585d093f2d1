"""Documents to and from the columns of versions and revisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

from indexer.model import (
    About,
    Block,
    BlockKind,
    Document,
    InlineKind,
    InlineMark,
    PageMap,
    PageStart,
    revision_of,
    spans_of,
)
from indexer.store.catalog.rows.packed_fields import dump, load, place_from, place_to
from indexer.store.catalog.rows.row_proofs import Damage, checksum, prove

__all__ = [
    "about_from",
    "about_to",
    "blocks_to",
    "document_from",
    "document_of",
    "names_checksum",
    "names_of",
    "page_map_from",
    "proved_names",
    "proved_text",
    "shared_of",
]

#: What documents say of themselves that is kept.
_ABOUTS = 1024

#: Kinds by how they are stored: an enumeration takes several times as long to look one up.
_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}
_INLINE = {kind.value: kind for kind in InlineKind}


def blocks_to(document: Document) -> str:
    """The blocks of a document, and the marks in them where it has any, as JSON; each heading path is written once."""
    blocks = document.blocks
    paths = list(dict.fromkeys(b.headings for b in blocks))
    number = {path: i for i, path in enumerate(paths)}
    rows = [
        [
            *(b.kind.value, b.start, b.end, number[b.headings], place_to(b.locator), b.level, [[*c] for c in b.cells]),
            *(int(b.furniture), [[*start] for start in b.page_starts]),
        ]
        for b in blocks
    ]
    stored: dict[str, object] = {"paths": paths, "blocks": rows}
    if document.marks:
        stored["marks"] = [_mark_to(mark) for mark in document.marks]
    return dump(stored)


def _mark_to(mark: InlineMark) -> list[object]:
    return [mark.start, mark.end, mark.kind.value, *([mark.target] if mark.target else [])]


def _marks_from(rows: Iterable[Sequence[Any]]) -> tuple[InlineMark, ...]:
    return tuple(InlineMark(start, end, _INLINE[kind], *target) for start, end, kind, *target in rows)


def _blocks_from(fields: Mapping[str, Any]) -> tuple[Block, ...]:
    paths = [tuple(path) for path in fields["paths"]]
    return tuple(
        Block(
            _BLOCK_KINDS[kind],
            start,
            end,
            paths[path],
            place_from(place),
            level,
            spans_of(cells) if cells else (),
            bool(furniture),
            tuple(PageStart(*each) for each in page_starts) if page_starts else (),
        )
        for kind, start, end, path, place, level, cells, furniture, page_starts in fields["blocks"]
    )


def proved_text(text: str, revision: str, damage: Damage) -> str:
    """A text as it was stored under its name; raises IndexDamaged for another."""
    prove(isinstance(text, str) and revision_of(text) == revision, damage, f"the text {revision[:16]}")
    return text


@lru_cache(_ABOUTS)  # most documents of a corpus say the same, or nothing
def about_to(about: About) -> str:
    """What an author says of a document, as JSON: the fields of About in their order."""
    return dump([about.searched, about.language, about.date, about.author, about.keywords, about.written_in])


@lru_cache(_ABOUTS)
def about_from(stored: str) -> About:
    """What ``about_to`` wrote."""
    return About(*load(stored))


def names_checksum(document: Document) -> int:
    """The checksum of a document's row of versions."""
    return checksum(*names_of(document))


def names_of(document: Document) -> tuple[str, ...]:
    """The columns of NAMES_COLUMNS of a document, but for the last."""
    names = (document.id, document.path, document.title, document.digest, about_to(document.about))
    return (*names, document.media_type, document.revision)


def proved_names(row: Sequence[Any], damage: Damage) -> Sequence[Any]:
    """A row of NAMES_COLUMNS, of which all but the last are as they were stored; raises IndexDamaged for another."""
    *names, stored = row
    prove(checksum(*names) == stored, damage, "what is known of document", row[0])
    return names


def shared_of(row: Sequence[Any]) -> tuple[Any, ...]:
    """What SHARED_COLUMNS would have of a row of NAMES_COLUMNS, in a third of the time that SQLite takes to look into what
    a document says of itself."""
    document_id, path, title, _, about, _, revision, _ = row
    try:
        written_in = about_from(about).written_in
    except (ValueError, TypeError):  # damaged, as is said where the row is proved
        written_in = None
    return document_id, path, title, revision, written_in


def document_from(row: Sequence[Any], damage: Damage) -> Document:
    """The document of a row of DOCUMENT_COLUMNS; raises IndexDamaged where it is not as it was stored."""
    *row, text, blocks, stored = row
    names = proved_names(row, damage)
    prove(checksum(blocks) == stored, damage, "the blocks of document", names[0])
    return document_of(names, proved_text(text, names[-1], damage), blocks)


def document_of(names: Sequence[Any], text: str, blocks: str) -> Document:
    """The document of some ``names_of``, a text, and what ``blocks_to`` made of its blocks."""
    document_id, path, title, digest, about, media_type, _ = names
    fields = json.loads(blocks)
    named, marks = about_from(about), _marks_from(fields.get("marks", ()))
    return Document(document_id, path, title, text, digest, media_type, _blocks_from(fields), about=named, marks=marks)


def page_map_from(row: Sequence[Any], document_id: str, damage: Damage) -> PageMap:
    """A packed map and the CRC-32 of it; raises IndexDamaged where it is not as it was stored."""
    packed, stored = row
    prove(crc32(packed) == stored, damage, "the page map of document", document_id)
    return PageMap(packed)
