"""Records to and from the columns of the catalog: compact JSON, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from indexer.model import Block, BlockKind, Locator, Passage, PassageKind, Span

__all__ = [
    "PASSAGE_COLUMNS",
    "batched",
    "blocks_from",
    "blocks_to",
    "passage_from",
    "passage_to",
    "scopes_from",
    "scopes_to",
]

#: The columns that ``passage_from`` takes, of passages p, versions v and revisions r, in its order.
PASSAGE_COLUMNS = (
    'p.id, p.start, p."end", p.kind, p.headings, p.context, p.sentences, p.place, '
    "v.document_id, v.path, v.title, r.digest, r.id"
)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _place_to(place: Locator) -> list[object]:
    return [place.lines, place.page, place.element]


def _place_from(row: Sequence[Any]) -> Locator:
    lines, page, element = row
    return Locator(lines=None if lines is None else (lines[0], lines[1]), page=page, element=element)


def blocks_to(blocks: Sequence[Block]) -> str:
    """The blocks of a document as JSON; each heading path is written once."""
    paths = list(dict.fromkeys(b.headings for b in blocks))
    number = {path: i for i, path in enumerate(paths)}
    rows = [
        [
            b.kind.value,
            b.start,
            b.end,
            number[b.headings],
            _place_to(b.locator),
            b.level,
            [[*c] for c in b.cells],
            int(b.furniture),
        ]
        for b in blocks
    ]
    return _dump({"paths": paths, "blocks": rows})


def blocks_from(stored: str) -> tuple[Block, ...]:
    """The blocks that ``blocks_to`` wrote."""
    fields = json.loads(stored)
    paths = [tuple(path) for path in fields["paths"]]
    return tuple(
        Block(
            BlockKind(kind),
            start,
            end,
            paths[path],
            _place_from(place),
            level,
            tuple(Span(*c) for c in cells),
            bool(extra),
        )
        for kind, start, end, path, place, level, cells, extra in fields["blocks"]
    )


def passage_to(passage: Passage) -> tuple[object, ...]:
    """The columns id to place of a passage."""
    return (
        passage.id,
        passage.start,
        passage.end,
        passage.kind.value,
        _dump(passage.headings),
        passage.context,
        _dump([end for span in passage.sentences for end in span]),
        _dump(_place_to(passage.locator)),
    )


def passage_from(row: Sequence[Any], text: str) -> Passage:
    """The passage of a row of PASSAGE_COLUMNS, cut from its revision's ``text``."""
    name, start, end, kind, headings, context, sentences, place, document_id, path, title, digest, _ = row
    ends = json.loads(sentences)
    return Passage(
        id=name,
        document_id=document_id,
        digest=digest,
        start=start,
        end=end,
        text=text[start:end],
        headings=tuple(json.loads(headings)),
        context=context,
        sentences=tuple(Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=True)),
        locator=_place_from(json.loads(place)),
        kind=PassageKind(kind),
        title=title,
        path=path,
    )


def scopes_to(scopes: Sequence[str]) -> str:
    """Paths below the corpus as JSON; what of a name is not UTF-8 is escaped, which SQLite would refuse."""
    return json.dumps(scopes)


def scopes_from(stored: str | None) -> list[str] | None:
    """The paths that ``scopes_to`` wrote, or earlier versions, which wrote one a line; None where none were stored."""
    if stored is None:
        return None
    return list(map(str, json.loads(stored))) if stored.startswith('["') else stored.split("\n")


T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to ``size`` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
