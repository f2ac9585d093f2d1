"""Which source does a draft name for a quotation?

Recognised as a name are a document's id, its file's path or name (with ending), its title, and a link to its page
(``/source/…``). A name of one word or a few letters, without a file's ending, counts only where it fills quotation marks,
brackets or a part of them, or follows "according to". Where names are looked for, nearest first; the first place that
has one decides:

1. brackets right behind the quotation; for a block quotation, its last line or the next one where it begins with a dash
2. its sentence before the quotation, back to what belongs to the one before it
3. the rest of its sentence, or what follows a dash behind it, up to what leads into the next quotation
4. the sentence before, where nothing is quoted in it

What stands between two quotations of one sentence leads into the second from a joining word on ("…, and X says …").
Without one it belongs to both where it stands between commas ("…," says X, "…"), otherwise to the nearer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

import regex

from indexer.documents.splitting import SentenceSplitter
from indexer.model import Document, Span
from indexer.quoting.checking.drafted.pieces import Piece
from indexer.quoting.corpus_texts import TextBatch
from indexer.text.wording import Stream, fold

__all__ = ["DocumentNames", "Attributions"]

_LINK = regex.compile(r"/source/([^\s?)\"'<>\]]+)")
_BRACKETS = regex.compile(r"[\"'”’»\s.,;:]*[(\[]([^()\[\]]{1,400})[)\]](?:\([^()\s]{1,400}\))?")
_SOURCE_LINE = regex.compile(r"[\s>]*(?:[—–―]|--?|\(|[Ss]ource:|[Qq]uelle:)[^\n]{1,400}+(?<!:\s*)")
_DASH = regex.compile(r"[\s.,]*(?:[—–―]|--?)\s+")
#: Words, or a semicolon, that begin what leads into the next quotation.
_JOIN = regex.compile(
    r";|(?:^[\s,]*|,\s*)(?:and|but|or|yet|while|whereas|und|aber|oder|doch|während|sondern|et|mais|ou|tandis|y|pero|mientras)\b",
    regex.IGNORECASE,
)
_CUE = regex.compile(r"(?:according to|source:|laut|nach|selon|según)[\s\"“„«'‘]*$", regex.IGNORECASE)

_QUOTED = regex.compile(r"[\"“„«‹]")
_CLOSING = frozenset('"”“»›')

#: A piece without the punctuation at its ends.
_WORDS = regex.compile(r"[\p{L}\p{N}](?s:.*)[\p{L}\p{N}]|[\p{L}\p{N}]")

#: Words of a name, at most; a longer title is known by its first ones.
_NAME_WORDS = 40
#: How far before a quotation a name may stand, in code points.
_REACH = 600


class DocumentNames:
    """The names of all documents, folded: those that stand for themselves, and those that need a frame."""

    def __init__(self, batches: Iterable[TextBatch]) -> None:
        self._clear: dict[str, set[str]] = {}
        self._framed: dict[str, set[str]] = {}
        self._ids: set[str] = set()
        for batch in batches:
            for document_id, path, title in zip(batch.ids, batch.paths, batch.titles, strict=True):
                self._ids.add(document_id)
                self._add(document_id, title)
                names = {document_id} if path != document_id else {path, PurePosixPath(path).name}
                for name in names:
                    self._clear.setdefault(fold(name), set()).add(document_id)
                if path == document_id:
                    self._framed.setdefault(fold(PurePosixPath(path).stem), set()).add(document_id)

    def _add(self, document_id: str, title: str) -> None:
        name = fold(title)
        words = len(title.split())
        if words > _NAME_WORDS:
            stream = Stream.of(title)
            name = stream.chars[: int([*stream.word_starts, len(name)][: _NAME_WORDS + 1][-1])]
        if name:
            kind = self._clear if words > 1 and len(name) > 8 else self._framed
            kind.setdefault(name, set()).add(document_id)

    def is_name(self, text: str) -> bool:
        """Whether a text is a document's whole name."""
        return fold(text) in self._clear or fold(text) in self._framed

    def within(self, text: str, behind: int = 0) -> frozenset[str]:
        """The ids of the documents named in a text, by a name or a link that ends behind ``behind``."""
        linked = {unquote(m.group(1)) for m in _LINK.finditer(text, behind)} & self._ids
        return frozenset(linked.union(*(named for span, named in self.mentions(text) if span.end > behind)))

    def mentions(self, text: str) -> list[tuple[Span, set[str]]]:
        """The names in a text and whose they are, in order; of names that begin with the same words the longest."""
        stream = Stream.of(text)
        bounds = [*stream.word_starts.tolist(), len(stream.chars)]
        found = []
        at = 0
        while at < len(bounds) - 1:
            last, named = self._at(stream, bounds, at)
            if named:
                found.append((stream.span(bounds[at], bounds[last]), named))
            at = last
        return found

    def _at(self, stream: Stream, bounds: Sequence[int], at: int) -> tuple[int, set[str]]:
        """The longest name that begins with word ``at``, as the word behind it and the documents; else the next word."""
        for last in range(min(at + _NAME_WORDS, len(bounds) - 1), at, -1):
            name = stream.chars[bounds[at] : bounds[last]]
            if name in self._clear or (name in self._framed and _is_framed(stream, bounds[at], bounds[last])):
                return last, self._clear.get(name, set()) | self._framed.get(name, set())
        return at + 1, set()


def _is_framed(stream: Stream, first: int, last: int) -> bool:
    """Whether a name fills brackets or quotation marks, or a part of brackets, or follows "according to"."""
    start, end = stream.span(first, last)
    if _QUOTED.match(stream.text, max(start - 1, 0)) and stream.text[end : end + 1] in _CLOSING:
        return True
    before, after = stream.text[:start].rstrip(" \"“'‘*_"), stream.text[end:].lstrip(" \"”'’*_")
    if before.endswith(("(", "[", ";", ",")) and after.startswith((")", "]", ";", ",")):
        return "(" in before or "[" in before
    return _CUE.search(stream.text[:start]) is not None


class Attributions:
    """What stands beside the quotations of a draft, inner ones included."""

    def __init__(
        self, draft: Document, quotations: Sequence[Piece], names: DocumentNames, splitter: SentenceSplitter
    ) -> None:
        inner = {part for quotation in quotations for part in quotation.inner}
        self._outermost = _without_names(draft, [piece for piece in quotations if piece not in inner], names)
        self._draft, self._names, self._splitter = draft, names, splitter

    def attributed(self, quotation: Piece) -> tuple[str, ...]:
        """The ids of the documents that the draft names for a quotation, sorted."""
        for place in self._places(quotation):
            found = self._names.within(*place)
            if found:
                return tuple(sorted(found))
        return ()

    def texts(self, quotation: Piece) -> tuple[str, ...]:
        """The texts in which the draft says whose a quotation is, nearest first; but for the sentence before, which may
        well be on another."""
        return tuple(text[first:] for text, first in list(self._places(quotation))[:-1])

    def _places(self, quotation: Piece) -> Iterator[tuple[str, int]]:
        borders = [q.outer for q in self._outermost if q != quotation]  # which may stand between it and a name
        return _places(self._draft, quotation, borders, self._names, self._splitter)


def _without_names(draft: Document, quotations: Sequence[Piece], names: DocumentNames) -> list[Piece]:
    """The quotations that neither are a document's name nor stand in one."""
    kept = []
    for piece in quotations:
        around = Span(max(piece.start - _REACH, 0), min(piece.end + _REACH, len(draft.text)))
        spans = (
            [span for span, _ in names.mentions(draft.text[slice(*around)])] if piece.end - piece.start < _REACH else []
        )
        words = _WORDS.search(draft.text, piece.start, piece.end)
        first, last = words.span() if words else (piece.start, piece.end)
        if not any(a + around.start <= first and last <= b + around.start for a, b in spans):
            kept.append(piece)
    return kept


def _places(
    draft: Document, quotation: Piece, borders: Sequence[Span], names: DocumentNames, splitter: SentenceSplitter
) -> Iterator[tuple[str, int]]:
    """The texts that a name may stand in, nearest first, each with where in it the name must end at the earliest."""
    text, outer = draft.text, quotation.outer
    after = min((b.start for b in borders if b.start >= outer.end), default=len(text))
    bracket = _BRACKETS.match(text, outer.end, after)
    yield (bracket.group() if bracket else ""), 0
    yield text[quotation.end : outer.end] + text[outer.end : _source_line_end(draft, outer, after)], 0
    previous = max((b for b in borders if b.end <= outer.start), key=lambda border: border.end, default=None)
    free = _owned_end(draft, previous, outer, names, splitter) if previous else 0
    paragraph = _paragraph(draft, outer)
    start = max(paragraph.start, free, outer.start - _REACH)
    if start >= outer.start and paragraph.start == outer.start:
        start = max(free, outer.start - _REACH)  # a block quotation is introduced by the paragraph before
    earlier = splitter.spans(text, min(start, outer.start), outer.start)
    # A title may look like several sentences: it counts where it ends in the last one.
    yield text[start : outer.start], earlier[-1].start - start if earlier else 0
    rest = _rest(draft, outer, after, splitter)
    yield (rest[: _lead(rest, names)[0]] if _leads(draft, outer, after, rest) else rest), 0
    yield (text[start : earlier[-1].start] if len(earlier) > 1 else ""), earlier[-2].start - start if earlier[1:] else 0


def _source_line_end(draft: Document, outer: Span, after: int) -> int:
    """Where the line ends that names the source of a quotation that ends its paragraph; its own end without one."""
    end = _paragraph(draft, outer).end
    line = _SOURCE_LINE.match(draft.text, end, after) if end - outer.end < 3 else None
    return line.end() if line else outer.end


def _owned_end(draft: Document, previous: Span, outer: Span, names: DocumentNames, splitter: SentenceSplitter) -> int:
    """Up to where the text behind a quotation belongs to it alone, and not to the next one."""
    bracket = _BRACKETS.match(draft.text, previous.end, outer.start)
    rest = _rest(draft, previous, outer.start, splitter)
    own = _lead(rest, names)[1] if _leads(draft, previous, outer.start, rest) else len(rest)
    credit = bracket.end() if bracket else 0
    return max(credit, _source_line_end(draft, previous, outer.start), previous.end + own)


def _rest(draft: Document, outer: Span, after: int, splitter: SentenceSplitter) -> str:
    """What follows a quotation in its sentence, or behind a dash, up to the next quotation."""
    text = draft.text
    limit = min(after, _paragraph(draft, outer).end, outer.end + _REACH)
    dash = _DASH.match(text, outer.end, limit)
    begin = dash.end() if dash else max(outer.start, outer.end - _REACH)
    sentences = splitter.spans(text, begin, max(begin, limit))
    return text[outer.end : next((s.end for s in sentences if s.end >= outer.end), outer.end)]


def _leads(draft: Document, outer: Span, after: int, rest: str) -> bool:
    """Whether the rest of a quotation's sentence goes on in the next quotation."""
    between = draft.text[outer.end + len(rest) : after]
    return after < len(draft.text) and not between.strip() and ("\n\n" not in between or rest.endswith(":"))


def _lead(rest: str, names: DocumentNames) -> tuple[int, int]:
    """Of what stands between two quotations of a sentence, how much belongs to the first, and how much to it alone."""
    spans = [span for span, _ in names.mentions(rest)]
    for join in _JOIN.finditer(rest):
        if not any(span.start < join.end() and join.start() < span.end for span in spans):
            return join.start(), join.start()
    if rest.endswith(","):
        return len(rest), 0
    nearer = max((span.end for span in spans if span.start <= len(rest) - span.end), default=0)
    return nearer, nearer


def _paragraph(draft: Document, span: Span) -> Span:
    """From the beginning of the block that holds a span's start to the end of the one that holds its end."""
    start = max((b.start for b in draft.blocks if b.start <= span.start), default=0)
    end = min((b.end for b in draft.blocks if b.end >= span.end), default=len(draft.text))
    return Span(start, end)
