"""Passages to and from their columns, and those that all passages of a document share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indexer.model import Passage, PassageKind, spans_of
from indexer.store.catalog.rows.packed_fields import NOWHERE, dump, dump_numbers, dump_place, load, place_from
from indexer.store.catalog.rows.row_proofs import Damage, checksum, prove

__all__ = ["passage_columns", "passage_from", "passage_of", "passage_to"]

#: An empty list, as it is stored: of most passages headings or place, and quickly seen.
_NONE = "[]"

#: Kinds by how they are stored: an enumeration takes several times as long to look one up.
_KINDS = {kind.value: kind for kind in PassageKind}


def passage_to(passage: Passage, ordinal: int) -> tuple[object, ...]:
    """The columns ordinal to checksum of a passage, which has that number in its document."""
    columns = passage_columns(passage, ordinal)
    names = (passage.document_id, passage.path, passage.title, passage.revision, passage.written_in)
    return (*columns, checksum(*names, *columns))


def passage_columns(passage: Passage, ordinal: int) -> tuple[object, ...]:
    """The columns ordinal to place of a passage, which has that number in its document."""
    return (
        ordinal,
        passage.id,
        passage.start,
        passage.end,
        passage.kind.value,
        dump(passage.headings) if passage.headings else _NONE,
        passage.context,
        passage.about,
        dump_numbers([end for span in passage.sentences for end in span]),
        dump_place(passage.locator),
    )


def passage_from(row: Sequence[Any], text: str, damage: Damage) -> Passage:
    """The passage of a row of PASSAGE_COLUMNS, cut from its revision's ``text``; raises IndexDamaged where it is not as it
    was stored."""
    *columns, stored, _ = row
    prove(checksum(*columns) == stored, damage, "a passage of document", columns[0])
    start, end = columns[7:9]
    return passage_of(columns, text[start:end])


def passage_of(columns: Sequence[Any], text: str) -> Passage:
    """The passage of the columns document id to place of PASSAGE_COLUMNS, which has just this ``text``."""
    document_id, path, title, revision, written_in, _, *own = columns
    name, start, end, kind, headings, context, about, sentences, place = own
    ends = load(sentences)
    paths = () if headings == _NONE else tuple(load(headings))
    return Passage(
        id=name,
        document_id=document_id,
        revision=revision,
        start=start,
        end=end,
        text=text,
        headings=paths,
        context=context,
        sentences=spans_of(zip(ends[::2], ends[1::2], strict=True)),
        locator=NOWHERE if place == _NONE else place_from(load(place)),
        kind=_KINDS[kind],
        title=title,
        path=path,
        about=about,
        written_in=written_in,
    )
