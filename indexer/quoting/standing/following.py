"""Where do words stand now whose revision is kept? Known by what they are said with: sentence, section, what leads to them.

The text before and behind may have changed; the rest of their own sentence may not, nor the name of their section, nor what
leads into their list or heads their table: "never:" above a list turns what its items say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Block, BlockKind, Document, Span
from indexer.model.excerpts import CONTEXT
from indexer.quoting.standing.quoted_places import (
    Surroundings,
    ends_sentence,
    nearest_in,
    places_of,
    sentence_before,
    sentence_behind,
)
from indexer.text.wording import fold

__all__ = ["followed"]

#: Code points before and behind a quotation that its sentence is looked for in.
_REACH = 400

#: Blocks that are looked through for what leads into a list or heads a table.
_MOST = 400


@dataclass(frozen=True, slots=True)
class _Said:
    """What words are said with, folded: the rest of their ``sentence`` before and behind, the ``path`` of headings to them
    with the document's own, outermost first, and what ``leads`` to their list or heads their table."""

    sentence: tuple[str, str]
    path: tuple[str, ...]
    leads: str


def followed(old: Document, quoted: Span, present: Document, places: Sequence[Span]) -> Span | None:
    """The one of the ``places`` in the present document that the words at ``quoted`` in an old one stand at now; None where
    nothing shows which, or where other words stand around all of them."""
    then = _said(old, quoted)
    was = {place: _said(old, place) for place in places_of(old.text[slice(*quoted)], old.text)}
    now = {place: _said(present, place) for place in places}
    was, now = ({p: said for p, said in each.items() if said.sentence == then.sentence} for each in (was, now))
    if (len(was), len(now)) != (1, 1):
        was, now = ({p: said for p, said in each.items() if said.path == then.path} for each in (was, now))
    around = _surroundings(old, quoted)
    if len(was) == len(now) == 1:
        place, said = next(iter(now.items()))
        same = _same_section(then, said) or around.before(present.text, place)
        return place if same and _same_lead(then, said, strict=old.media_type == present.media_type) else None
    if sum(around.before(old.text, place) for place in was) > 1:
        return None
    fitting = [place for place in now if around.before(present.text, place)]
    if len(places) == 1:
        return fitting[0] if fitting else None
    return nearest_in(present.text, places, fitting, around)


def _surroundings(document: Document, span: Span) -> Surroundings:
    text = document.text
    return Surroundings(text[max(span.start - CONTEXT, 0) : span.start], text[span.end : span.end + CONTEXT])


def _same_section(then: _Said, now: _Said) -> bool:
    """Whether nothing says that a place is in another section: a heading of another name."""
    return not (then.path and now.path) or then.path[-1] == now.path[-1]


def _same_lead(then: _Said, now: _Said, *, strict: bool) -> bool:
    """Whether the same leads to both; unless ``strict``, one may have none: formats differ in what they say of it."""
    return then.leads == now.leads or not (strict or (then.leads and now.leads))


def _said(document: Document, span: Span) -> _Said:
    at = bisect_right(document.blocks, span.start, key=lambda block: block.start) - 1
    block = document.blocks[at] if at >= 0 and span.start < document.blocks[at].end else None
    # Short lines of plain text are paragraphs each, which a sentence may go through.
    bound = block if block and (block.kind, document.media_type) != (BlockKind.PARAGRAPH, "text/plain") else None
    first = max(span.start - _REACH, bound.start if bound else 0)
    last = min(span.end + _REACH, bound.end if bound and span.end <= bound.end else len(document.text))
    before, _ = sentence_before(document.text[first : span.start])
    behind = "" if ends_sentence(document.text, span) else sentence_behind(document.text[span.end : last])[0]
    path = (*_own_heading(document), *(block.headings if block else ()))
    return _Said((fold(before), fold(behind)), tuple(map(fold, path)), fold(_lead(document, at) if block else ""))


def _own_heading(document: Document) -> tuple[str, ...]:
    """The heading that a document begins with; none in plain text, where headings are guessed."""
    first = document.blocks[0] if document.blocks and document.media_type != "text/plain" else None
    return (document.text[first.start : first.end],) if first and first.kind is BlockKind.HEADING else ()


def _lead(document: Document, at: int) -> str:
    """What leads to a list's item (the item above it, or the sentence before its list), or the header of a row's table."""
    blocks, block = document.blocks, document.blocks[at]
    for before in reversed(blocks[max(at - _MOST, 0) : at]):
        if before.kind is not block.kind or before.level < block.level:
            return _text(document, before) if _leads(document, before, block) else ""
    return ""


def _leads(document: Document, before: Block, block: Block) -> bool:
    if block.kind is BlockKind.LIST_ITEM:
        return before.kind is block.kind or _text(document, before).rstrip().endswith((":", "\uff1a"))
    return block.kind is BlockKind.TABLE_ROW and before.kind is BlockKind.TABLE_HEADER


def _text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]
