"""Records to and from the columns of the catalog: compact JSON, nothing lost, and nothing taken for what it is not.

Whatever is read of a row that is shown to somebody is proved first, by what stands with it: a text by the SHA-256 that
names it; a document's names, the blocks of its text, and a passage, by the CRC-32 of their columns, joined by NUL (UTF-8).
Whoever keeps such columns elsewhere makes the records of them by ``document_of``, ``passage_of`` and their kin.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, TypeVar
from zlib import crc32

from indexer.errors import IndexDamaged
from indexer.model import (
    About,
    Block,
    BlockKind,
    Document,
    FileState,
    InlineKind,
    InlineMark,
    Locator,
    Numbered,
    PageMap,
    Pages,
    PageStart,
    Passage,
    PassageKind,
    PlaceUnit,
    Skipped,
    revision_of,
    spans_of,
)
from indexer.store.catalog.schema import IN_GENERATION, OF_FEW

__all__ = [
    "DOCUMENT_COLUMNS",
    "Damage",
    "FILE_COLUMNS",
    "GenerationRow",
    "IN_LANGUAGES",
    "LANGUAGES",
    "LANGUAGE_OF",
    "NAMES_COLUMNS",
    "OWN_COLUMNS",
    "PASSAGE_COLUMNS",
    "SHARED_COLUMNS",
    "STATING",
    "batched",
    "blocks_to",
    "checksum",
    "document_from",
    "document_of",
    "names_of",
    "file_from",
    "generation_from",
    "about_from",
    "about_to",
    "names_checksum",
    "page_map_from",
    "passage_columns",
    "passage_from",
    "passage_of",
    "passage_to",
    "proved_names",
    "proved_text",
    "corpus_from",
    "corpus_to",
]

#: Makes the error for what is not as it was stored: it says what holds that, and how to mend it.
Damage = Callable[[str], IndexDamaged]

#: The language that a version is analysed by; none where what is stored of it is no JSON.
_WRITTEN_IN = "iif(json_valid(v.about), json_extract(v.about, '$[5]'), NULL)"

#: What all passages of a version have in common, the first columns of PASSAGE_COLUMNS, and what each has of its own.
SHARED_COLUMNS = f"v.document_id, v.path, v.title, r.revision, {_WRITTEN_IN}"
OWN_COLUMNS = (
    'p.ordinal, p.id, p.start, p."end", p.kind, p.headings, p.context, p.about, p.sentences, p.place, p.checksum'
)

#: The columns that ``passage_from`` takes, of passages p, versions v and revisions r, in its order.
PASSAGE_COLUMNS = f"{SHARED_COLUMNS}, {OWN_COLUMNS}, r.id"

#: The columns of files f, in the order of the fields of FileState.
FILE_COLUMNS = "f.path, f.size, f.modified_ns, f.digest, f.mark, f.readers"

#: The columns that ``proved_names`` takes.
NAMES_COLUMNS = "v.document_id, v.path, v.title, v.digest, v.about, r.media_type, r.revision, v.checksum"

#: An empty list, as it is stored: of most passages headings or place, and quickly seen.
_NONE = "[]"

_INLINE = {kind.value: kind for kind in InlineKind}

#: Id, author and date of the documents of a generation that state an author or a date.
STATING = (
    "SELECT document_id, author, date FROM (SELECT v.document_id, json_extract(v.about, '$[3]') author, "
    f"json_extract(v.about, '$[2]') date FROM versions v {IN_GENERATION}) WHERE author != '' OR date != ''"
)

#: How many documents of a generation are written in each language; the ids of those in some; the language of some.
LANGUAGES = (
    f"SELECT {_WRITTEN_IN} language, count(*) FROM versions v {IN_GENERATION} GROUP BY language ORDER BY language"
)
IN_LANGUAGES = f"SELECT v.document_id FROM versions v {IN_GENERATION} WHERE {_WRITTEN_IN} IN (%s)"
LANGUAGE_OF = f"SELECT v.document_id, {_WRITTEN_IN} FROM versions v {OF_FEW} WHERE v.document_id IN (%s)"

#: The columns that ``document_from`` takes.
DOCUMENT_COLUMNS = f"{NAMES_COLUMNS}, r.text, r.blocks, r.checksum"


@dataclass(frozen=True)
class GenerationRow:
    """What the catalog knows of a generation. ``created`` and ``published`` are ISO 8601 in UTC, ``published`` "" where it
    was never served; it is ``complete`` once all of it is written."""

    number: int
    created: str
    complete: bool
    published: str
    fingerprint: str
    documents: int
    passages: int
    report: dict[str, Any]

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        """The files that are not in it, as they could not be read."""
        return tuple(Skipped(str(path), str(reason)) for path, reason in self.report.get("skipped", []))


def generation_from(row: Sequence[Any], damage: Damage) -> GenerationRow:
    """A row of generations; raises IndexDamaged where it makes no sense: it has no checksum."""
    number, created, complete, published, fingerprint, documents, passages, report = row
    try:
        kept = GenerationRow(
            number, created, bool(complete), published, fingerprint, documents, passages, json.loads(report)
        )
        sound = isinstance(kept.skipped, tuple) and {type(created), type(published), type(fingerprint)} == {str}
    except (ValueError, TypeError, AttributeError):
        sound = False
    _prove(sound, damage, f"the row of generation {number}")
    return kept


def file_from(row: Sequence[Any], damage: Damage) -> FileState:
    """A row of FILE_COLUMNS; raises IndexDamaged where it makes no sense: it has no checksum."""
    state = FileState(*row)
    names = {type(value) for value in (state.path, state.digest, state.mark, state.readers)}
    _prove(names == {str} and {type(state.size), type(state.modified_ns)} == {int}, damage, f"file {state.path!r}")
    return state


def checksum(*columns: object) -> int:
    """The CRC-32 of some columns of a row."""
    return crc32("\0".join(map(str, columns)).encode("utf-8", "surrogatepass"))


def _prove(proved: bool, damage: Damage, what: object) -> None:
    if not proved:
        raise damage(f"was altered: {what} is not as it was stored")


#: An encoder that is kept: ``json.dumps`` makes one for each value.
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_decode = json.JSONDecoder().raw_decode


def _load(stored: str) -> Any:
    """The value of JSON that ``_dump`` wrote: in half the time that ``json.loads`` takes for short ones."""
    return _decode(stored)[0]


#: What documents say of themselves that is kept.
_ABOUTS = 1024


_NOWHERE = Locator()

#: Kinds by how they are stored: an enumeration takes several times as long to look one up.
_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}
_PASSAGE_KINDS = {kind.value: kind for kind in PassageKind}


def _place_to(place: Locator) -> list[object]:
    fields: list[object] = [place.lines, place.pages, place.element, place.part, place.numbered, place.seconds]
    while fields and not fields[-1]:
        fields.pop()
    return fields


def _place_from(row: Sequence[Any]) -> Locator:
    if not row:
        return _NOWHERE
    padded: list[Any] = [*row, *[None] * (6 - len(row))]
    lines, pages, element, part, numbered, seconds = padded
    return Locator(
        lines=None if lines is None else (lines[0], lines[1]),
        pages=pages and Pages(*pages),
        element=element,
        part=part or "",
        numbered=numbered and Numbered(PlaceUnit(numbered[0]), *numbered[1:]),
        seconds=None if seconds is None else (seconds[0], seconds[1]),
    )


def blocks_to(document: Document) -> str:
    """The blocks of a document, and the marks in them where it has any, as JSON; each heading path is written once."""
    blocks = document.blocks
    paths = list(dict.fromkeys(b.headings for b in blocks))
    number = {path: i for i, path in enumerate(paths)}
    rows = [
        [
            *(b.kind.value, b.start, b.end, number[b.headings], _place_to(b.locator), b.level, [[*c] for c in b.cells]),
            *(int(b.furniture), [[*start] for start in b.page_starts]),
        ]
        for b in blocks
    ]
    stored: dict[str, object] = {"paths": paths, "blocks": rows}
    if document.marks:
        stored["marks"] = [_mark_to(mark) for mark in document.marks]
    return _dump(stored)


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
            _place_from(place),
            level,
            spans_of(cells) if cells else (),
            bool(furniture),
            tuple(PageStart(*each) for each in page_starts) if page_starts else (),
        )
        for kind, start, end, path, place, level, cells, furniture, page_starts in fields["blocks"]
    )


def proved_text(text: str, revision: str, damage: Damage) -> str:
    """A text as it was stored under its name; raises IndexDamaged for another."""
    _prove(isinstance(text, str) and revision_of(text) == revision, damage, f"the text {revision[:16]}")
    return text


def about_to(about: About) -> str:
    """What an author says of a document, as JSON: the fields of About in their order."""
    return _dump([about.searched, about.language, about.date, about.author, about.keywords, about.written_in])


@lru_cache(_ABOUTS)  # most documents of a corpus say the same, or nothing
def about_from(stored: str) -> About:
    """What ``about_to`` wrote."""
    return About(*_load(stored))


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
    _prove(checksum(*names) == stored, damage, f"what is known of document {row[0]!r}")
    return names


def document_from(row: Sequence[Any], damage: Damage) -> Document:
    """The document of a row of DOCUMENT_COLUMNS; raises IndexDamaged where it is not as it was stored."""
    *row, text, blocks, stored = row
    names = proved_names(row, damage)
    _prove(checksum(blocks) == stored, damage, f"the blocks of document {names[0]!r}")
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
    _prove(crc32(packed) == stored, damage, f"the page map of document {document_id!r}")
    return PageMap(packed)


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
        _dump(passage.headings) if passage.headings else _NONE,
        passage.context,
        passage.about,
        _dump([end for span in passage.sentences for end in span]),
        _dump(_place_to(passage.locator)),
    )


def passage_from(row: Sequence[Any], text: str, damage: Damage) -> Passage:
    """The passage of a row of PASSAGE_COLUMNS, cut from its revision's ``text``; raises IndexDamaged where it is not as it
    was stored."""
    *columns, stored, _ = row
    _prove(checksum(*columns) == stored, damage, f"a passage of document {columns[0]!r}")
    start, end = columns[7:9]
    return passage_of(columns, text[start:end])


def passage_of(columns: Sequence[Any], text: str) -> Passage:
    """The passage of the columns document id to place of PASSAGE_COLUMNS, which has just this ``text``."""
    document_id, path, title, revision, written_in, _, *own = columns
    name, start, end, kind, headings, context, about, sentences, place = own
    ends = _load(sentences)
    paths = () if headings == _NONE else tuple(_load(headings))
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
        locator=_NOWHERE if place == _NONE else _place_from(_load(place)),
        kind=_PASSAGE_KINDS[kind],
        title=title,
        path=path,
        about=about,
        written_in=written_in,
    )


def corpus_to(root: str, scopes: Sequence[str]) -> str:
    """The corpus, and what of it is indexed, as JSON; what of a name is not UTF-8 is escaped, which SQLite would refuse."""
    return json.dumps([root, *scopes])


def corpus_from(stored: str | None) -> tuple[str | None, tuple[str, ...] | None]:
    """Root and scopes that ``corpus_to`` wrote; None where none were stored."""
    root, *scopes = json.loads(stored) if stored else (None,)
    return root, tuple(scopes) if root is not None else None


T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to ``size`` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
