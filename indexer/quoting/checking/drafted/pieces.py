"""A draft -> the pieces that get a verdict: its quotations, and the sentences around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from indexer.documents.splitting import SentenceSplitter
from indexer.model import BlockKind, Document, Span
from indexer.quoting.checking.drafted.quotations import Quotation, quotations_of
from indexer.quoting.checking.naming.claims import cites
from indexer.quoting.checking.verdicts import PieceKind
from indexer.text.wording import Stream, with_insertions_elided

__all__ = ["Needle", "Piece", "all_of", "pieces_of"]

#: What stands beside a quotation in its sentence is a piece of its own from so many words on.
_WORDS = 5

#: What leads into a quotation, up to a colon, is none up to so many words, if it has no number: it says who speaks.
_LEADING = 12

#: What names the source of a quotation behind it: brackets, or the rest of its line behind a dash.
_CREDIT = regex.compile(
    r"[\s.,;:]*(?:(?P<brackets>[(\[][^()\[\]\n]{1,200}[)\]])\.?"
    r"|(?:[—–―~]|--)[ ]?(?P<signed>\p{Lu}[^\n.!?]{0,120}(?<=[\p{L}\p{N})]))(?=\n|$))"
)
#: Of a line behind a dash so many words may be a name, as may more with a further capital, a comma or a number: others are
#: what the draft says itself.
_WORDS_OF_A_NAME = 3
_NAMED = regex.compile(r"[,\p{N}(]|(?<=\s)\p{Lu}")

_ELLIPSIS = regex.compile(r"[\[(]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]|…(?:\s?…)*|(?<!\.)\.(?:[ \u00a0]?\.){2,3}(?!\.)")
_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """What is checked as one: the span that is reported, and the quotations that it holds.

    A quotation's ``inner`` are those inside it; a sentence's are the pieces that take its place unless it stands as a
    whole. ``outer`` includes a quotation's marks. ``several`` says that it is several block quotations in a row.
    """

    kind: PieceKind
    start: int
    end: int
    outer: Span
    inner: tuple[Piece, ...] = ()
    several: bool = False

    @property
    def may_cite(self) -> bool:
        """Whether it is the draft's own sentence alone: what it names of a source is then none of that's words."""
        return self.kind is PieceKind.SENTENCE and not self.inner


def pieces_of(draft: Document, splitter: SentenceSplitter) -> tuple[Piece, ...]:
    """The outermost pieces of a draft in order, disjoint but for sentences across the border of a quotation."""
    quotations = [_quoted(draft.text, q) for q in quotations_of(draft)]
    quotations = [q for q in quotations if _WORD.search(draft.text, q.start, q.end)]
    return tuple(sorted(_with_sentences(draft, splitter, quotations), key=lambda p: (p.outer.start, p.outer.end)))


def _quoted(text: str, quotation: Quotation) -> Piece:
    inner = tuple(_quoted(text, q) for q in quotation.inner if _WORD.search(text, q.start, q.end))
    several = quotation.block and any(q.block for q in quotation.inner)
    return Piece(PieceKind.QUOTATION, quotation.start, quotation.end, quotation.outer, inner, several)


def _with_sentences(draft: Document, splitter: SentenceSplitter, quotations: Sequence[Piece]) -> Iterator[Piece]:
    """Each quotation once: on its own, or inside the one sentence that holds it whole."""
    at = 0
    for span in _sentences(draft, splitter):
        while at < len(quotations) and quotations[at].outer.end <= span.start:
            yield quotations[at]
            at += 1
        last = at
        while last < len(quotations) and quotations[last].outer.start < span.end:
            last += 1
        touching = quotations[at:last]
        if at and span.end <= _credit_end(draft.text, quotations[at - 1].outer.end):
            continue
        rest = list(_beside(draft.text, span, touching))
        following = quotations[last] if last < len(quotations) else None
        if not touching and following and not _WORD.search(draft.text, span.end, following.outer.start):
            rest = [] if _leads_in(draft.text, span) else rest
        if touching and all(span.start <= q.outer.start and q.outer.end <= span.end for q in touching):
            inner = tuple(sorted((*touching, *rest), key=lambda p: p.start))
            yield Piece(PieceKind.SENTENCE, span.start, span.end, span, inner)
            at = last
        else:
            yield from rest
    yield from quotations[at:]


def _credit_end(text: str, at: int) -> int:
    """Where what names the source of a quotation that ends at ``at`` ends; ``at`` where nothing does."""
    credit = _CREDIT.match(text, at)
    if credit is None or (credit["brackets"] and not cites(credit["brackets"])):
        return at
    if credit["signed"] and len(credit["signed"].split()) > _WORDS_OF_A_NAME and not _NAMED.search(credit["signed"]):
        return at
    end: int = credit.end()
    return end


def _sentences(draft: Document, splitter: SentenceSplitter) -> Iterator[Span]:
    # What looks like a heading in plain text may as well be a sentence that lost its full stop.
    guessed = draft.media_type == "text/plain"
    for block in draft.blocks:
        heading = block.kind is BlockKind.HEADING and not guessed
        # A running head or the headers of a message are no statement of the draft's; what they quote is looked for.
        if not heading and not block.furniture and block.kind not in (BlockKind.QUOTATION, BlockKind.CODE):
            yield from splitter.spans(draft.text, block.start, block.end)


def _beside(text: str, span: Span, quotations: Sequence[Piece]) -> Iterator[Piece]:
    """What of a sentence stands outside of quotations; all of it where there are none."""
    reached = span.start
    for border in (*(q.outer for q in quotations), Span(span.end, span.end)):
        words = list(_WORDS_IN.finditer(text, reached, max(border.start, reached)))
        least = _WORDS if quotations else 1
        if border.start < span.end and _leads_in(text, Span(reached, border.start)):
            least = _LEADING + 1
        if len(words) >= least:
            start = words[0].start() if reached > span.start else reached
            end = words[-1].end() if border.start < span.end else border.start
            yield Piece(PieceKind.SENTENCE, start, end, Span(start, end))
        reached = max(reached, border.end)


def _leads_in(text: str, span: Span) -> bool:
    """Whether a stretch that a quotation follows only leads into it: "As the manual says:"."""
    said = text[slice(*span)].rstrip()
    few = sum(1 for _ in _WORDS_IN.finditer(said)) <= _LEADING
    return said.endswith((":", "\uff1a")) and few and not _NUMBER.search(said)


_NUMBER = regex.compile(r"\p{N}")
_WORDS_IN = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’\-]*")


def all_of(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces and all those inside them."""
    return [each for piece in pieces for each in (piece, *all_of(piece.inner))]


@dataclass(frozen=True, slots=True)
class Needle:
    """A piece as it is looked for: its words and, where it has an ellipsis, its ``parts`` with the words of each."""

    stream: Stream
    parts: tuple[Span, ...]
    streams: tuple[Stream, ...]

    @classmethod
    def of(cls, text: str, *, editors_marks: bool = False) -> Needle:
        """The needle of a piece's text; tags and link targets in it are no words, with ``editors_marks`` neither is what an
        editor put in."""
        stream = Stream.of(text, markup=Stream.has_markup(text), editors_marks=editors_marks)
        parts = _parts(with_insertions_elided(text) if editors_marks else text)
        if len(parts) < 2:
            return cls(stream, (), ())
        return cls(stream, parts, tuple(_part(text[slice(*part)], editors_marks) for part in parts))

    @property
    def longest(self) -> Stream:
        """The words of its longest part; all of them where it has no ellipsis."""
        return max(self.streams, key=lambda stream: len(stream.chars), default=self.stream)

    @property
    def elided(self) -> frozenset[int]:
        """The characters of its stream before which something is left out."""
        return frozenset(int(self.stream.starts.searchsorted(part.start)) for part in self.parts[1:])


def _part(text: str, editors_marks: bool) -> Stream:
    return Stream.of(text, markup=True, editors_marks=editors_marks)


def _parts(text: str) -> tuple[Span, ...]:
    """The parts of a quotation that its ellipses leave, without those that have no word."""
    ellipses = [found.span() for found in _ELLIPSIS.finditer(text)]
    starts, ends = [0, *(end for _, end in ellipses)], [*(start for start, _ in ellipses), len(text)]
    spans = map(Span, starts, ends)
    return tuple(span for span in spans if Stream.of(text[slice(*span)]).chars)
