"""Documents -> Passages: sections, and the best way to pack each one's units."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import regex

from indexer.documents.splitting.sentences import SentenceSplitter
from indexer.documents.splitting.units import Cut, Unit, size_of, units_of
from indexer.model import Block, BlockKind, Document, Locator, Passage, PassageKind, Span, passage_id
from indexer.text.analysis import is_question

__all__ = ["split"]

#: What each passage costs beside its distance from the aim: small neighbours are joined rather than kept apart.
_PASSAGE_COST = 0.15

#: Seconds of silence that no passage goes over, in what is said in a recording.
_LONG_PAUSE = 30.0

_NEWLINE = regex.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class _Section:
    """A run of blocks under one heading; ``question`` is that heading's block where it asks what the blocks answer."""

    headings: tuple[str, ...]
    blocks: tuple[Block, ...]
    question: Block | None


def split(document: Document, splitter: SentenceSplitter, *, aim: int = 120, limit: int = 200) -> tuple[Passage, ...]:
    """The passages of a document in reading order, each about ``aim`` and at most ``limit`` words long.

    They are disjoint; what none covers is a heading, furniture of the page, or white space.
    """
    cutter = _Cutter(document)
    passages: list[Passage] = []
    for section in _sections(document):
        for units in _packed(_section_units(document, section, splitter, limit), aim, limit):
            passages.append(cutter.passage(section, units))
    return tuple(passages)


def _sections(document: Document) -> Iterator[_Section]:
    heading: Block | None = None
    body: list[Block] = []
    for block in (*document.blocks, None):
        if body and (block is None or _parts(block, body[0]) or _pauses(body[-1], block)):
            question = heading if heading and _is_answered(document, heading, body, block) else None
            yield _Section(body[0].headings, tuple(body), question)
            body, heading = [], None
        if block is not None and (block.kind is BlockKind.HEADING or block.furniture):
            heading = None if block.furniture else block
        elif block is not None:
            body.append(block)


def _parts(block: Block, first: Block) -> bool:
    """Whether the section that ``first`` begins ends before ``block``."""
    return block.kind is BlockKind.HEADING or block.furniture or block.headings != first.headings


def _pauses(before: Block, block: Block) -> bool:
    """Whether so long a time passes between two blocks of a recording that the second is about something else."""
    said, then = before.locator.seconds, block.locator.seconds
    return said is not None and then is not None and then[0] - said[1] >= _LONG_PAUSE


def _is_answered(document: Document, heading: Block, body: Sequence[Block], following: Block | None) -> bool:
    """Whether a heading is a question and ``body`` all that stands under it."""
    path = body[0].headings
    if not path or len(path) != len(heading.headings) + 1 or not is_question(path[-1]):
        return False
    return following is None or following.headings[: len(path)] != path


def _section_units(document: Document, section: _Section, splitter: SentenceSplitter, limit: int) -> list[Unit]:
    units = units_of(document.text, section.blocks, splitter, limit)
    question = section.question
    if question is None or not units:
        return units
    size = size_of(document.text[question.start : question.end])
    question_unit = Unit(question, question.start, question.end, size, 0.0, Span(question.start, question.end))
    if size + sum(u.size for u in units) <= limit:
        return [question_unit, *(_bound(unit) for unit in units)]
    return [question_unit, _bound(units[0]), *units[1:]] if size + units[0].size <= limit else units


def _bound(unit: Unit) -> Unit:
    """The unit, so dear to cut before that only the size limit can part it from what stands before."""
    return Unit(unit.block, unit.start, unit.end, unit.size, Cut.INTRODUCED, unit.sentence, unit.context, unit.lead)


def _packed(units: Sequence[Unit], aim: int, limit: int) -> Iterator[Sequence[Unit]]:
    """Units put together so that sizes come near the aim and cuts fall where they cost least.

    The cheapest of all ways, by dynamic programming over the ends of passages (as Knuth and Plass break paragraphs
    into lines, Software: Practice and Experience 11, 1981).
    """
    if len(units) < 2:
        yield from [units] if units else []
        return
    opened, back = [_PASSAGE_COST], [0]  # what the best way to each unit costs, with the passage that it begins
    sizes, cuts = [unit.size for unit in units], [0.0, *(unit.cut for unit in units[1:])]
    distance = _distances(aim, max(limit, *sizes))
    for end in range(1, len(units) + 1):
        size, best, begin = sizes[end - 1], float("inf"), 0
        start = end - 1
        while True:
            cost = opened[start] + distance[size] + cuts[start]
            if cost < best:
                best, begin = cost, start
            start -= 1
            if start < 0 or (size := size + sizes[start]) > limit:
                break
        opened.append(best + _PASSAGE_COST)
        back.append(begin)
    ends = [len(units)]
    while ends[-1] > 0:
        ends.append(back[ends[-1]])
    ends.reverse()
    yield from (units[a:b] for a, b in pairwise(ends))


@lru_cache(maxsize=8)
def _distances(aim: int, largest: int) -> list[float]:
    """How far each size up to ``largest`` is from the aim."""
    return [((size - aim) / aim) ** 2 for size in range(largest + 1)]


class _Cutter:
    """Cuts the passages of one document, counting those with equal text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: Counter[str] = Counter()
        self._newlines: dict[Block, list[int]] = {}

    def passage(self, section: _Section, units: Sequence[Unit]) -> Passage:
        """The passage of these units of a section."""
        document = self._document
        start, end = units[0].start, units[-1].end
        text = document.text[start:end]
        is_first = not self._seen
        ordinal = self._seen[text]
        self._seen[text] += 1
        begins_with_question = section.question is not None and units[0].block is section.question
        return Passage(
            id=passage_id(document.id, text, ordinal),
            document_id=document.id,
            revision=document.revision,
            start=start,
            end=end,
            text=text,
            headings=section.headings[:-1] if begins_with_question else section.headings,
            context="\n".join(c for c in (units[0].lead, *dict.fromkeys(u.context for u in units)) if c),
            sentences=tuple(u.sentence for u in units if u.sentence),
            locator=self._place(units[0], units[0].start).through(self._place(units[-1], units[-1].end)),
            kind=PassageKind.QUESTION_AND_ANSWER if begins_with_question else _kind(units),
            title=document.title,
            path=document.path,
            about=document.about.searched if is_first else "",
            written_in=document.about.written_in,
        )

    def _place(self, unit: Unit, offset: int) -> Locator:
        """Where ``offset`` stands: its very line where the block's text has the file's line breaks, else the block's."""
        block = unit.block
        place = block.place_at(offset)
        if place.lines is None or place.lines[0] == place.lines[1]:
            return place
        if block not in self._newlines:
            found = _NEWLINE.finditer(self._document.text, block.start, block.end)
            self._newlines = {block: [m.start() for m in found]}  # only the last block is asked again
        newlines = self._newlines[block]
        if len(newlines) != place.lines[1] - place.lines[0]:
            return place
        line = place.lines[0] + bisect_left(newlines, offset)
        return replace(place, lines=(line, line))


def _kind(units: Sequence[Unit]) -> PassageKind:
    block = units[0].block
    if block is units[-1].block:  # as of most
        return _KIND_OF.get(block.kind, PassageKind.TEXT)
    sizes: Counter[BlockKind] = Counter()
    for unit in units:
        sizes[unit.block.kind] += unit.size
    if sizes[BlockKind.TABLE_ROW]:
        return PassageKind.TABLE
    return PassageKind.LIST if 2 * sizes[BlockKind.LIST_ITEM] > sum(sizes.values()) else PassageKind.TEXT


#: What a passage is whose units are all of one kind.
_KIND_OF = {BlockKind.TABLE_ROW: PassageKind.TABLE, BlockKind.LIST_ITEM: PassageKind.LIST}
