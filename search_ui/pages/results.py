"""What a page shows of an answer: its hits laid out, and the way from one match of a document to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from indexer.documents.rendering.drawing import DRAWN
from indexer.errors import DocumentNotFound, QuestionTooLong
from indexer.model import Document, Hit, Passage, PassageKind, Span
from indexer.model.excerpts import Excerpt, excerpt_of, excerpt_of_passage
from indexer.searching import Searcher
from search_ui.files.original_files import opens_in_browser, original_address
from search_ui.html.blocks import Paragraph, Section, Table
from search_ui.html.layout import layout
from search_ui.html.marks import citation, hit_layers, marked
from search_ui.request.addresses import quoting_address

__all__ = ["FileAge", "MatchPosition", "ShownHit", "file_ages", "hits_in", "match_position", "shown_hits"]


@dataclass(frozen=True, slots=True)
class FileAge:
    """When a document's file was last changed before it was indexed (ISO 8601 or ""), and what has become of it since, in
    words (empty while it is the same)."""

    changed: str
    since: str


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit, its passage laid out, and the hits folded under it. ``media_type`` is its document's; "" where that is
    gone."""

    hit: Hit
    excerpt: Excerpt
    media_type: str
    sections: tuple[Section, ...]
    others: tuple[ShownHit, ...]
    duplicates: tuple[ShownHit, ...]

    @property
    def text(self) -> str:
        """The passage as its author wrote it; a list or table with what says of what it is one: the heading above it, and
        its lead-in where that stands in another passage."""
        passage = self.hit.passage
        if passage.kind not in (PassageKind.LIST, PassageKind.TABLE):
            return passage.text
        return "\n".join(part for part in (*passage.headings[-1:], passage.lead_in, passage.text) if part)

    @property
    def lead_in(self) -> str:
        """What has to be shown above the passage as it is laid out: a table that is laid out has its header row already."""
        lines, context = self.hit.passage.lead_in.splitlines(), self.hit.passage.context.splitlines()
        pieces = [piece for section in self.sections for piece in section.parts]
        headed = any(isinstance(piece, Table) and piece.header for piece in pieces)
        return "\n".join(lines[:-1] if headed and lines[-1:] == context[-1:] else lines)

    @property
    def address(self) -> str:
        """The whole address of the passage in this revision; it quotes it, so that it can say what becomes of it."""
        return quoting_address(self.excerpt)

    @property
    def page(self) -> str:
        """The pages of the file that it stands on, in words, where they can be seen: "Page 3"; else ""."""
        pages = self.hit.passage.locator.pages
        if pages is None or self.media_type not in DRAWN or self.hit.freshness.in_words:
            return ""
        words = pages.in_words()
        return words[:1].upper() + words[1:]

    @property
    def opened(self) -> str:
        """The address of its file: opened at its page where browsers can do that; "" for text, which is here to be read."""
        if not self.media_type or self.media_type.startswith("text/"):
            return ""
        page = self.hit.locator.page if opens_in_browser(self.media_type) else None
        return original_address(self.hit.passage.document_id, page)

    @property
    def age(self) -> FileAge:
        """Of the file that the passage was read from."""
        return FileAge(self.hit.modified, self.hit.freshness.in_words)

    def cited(self, indexed: str) -> str:
        """The passage's citation; ``indexed`` is an ISO 8601 moment or ""."""
        return citation(self.excerpt, self.address, indexed)


def shown_hits(hits: Sequence[Hit], fetch_document: Callable[[str], Document]) -> tuple[ShownHit, ...]:
    """Hits laid out as their documents are; ``fetch_document`` gives one by its id."""
    fetched: dict[str, Document | None] = {}

    def fetch(name: str) -> Document | None:
        if name not in fetched:
            fetched[name] = _or_none(fetch_document, name)
        return fetched[name]

    def one(hit: Hit) -> ShownHit:
        document = fetch(hit.passage.document_id)
        folded = tuple(map(one, hit.others)), tuple(map(one, hit.duplicates))
        media_type = document.media_type if document else ""
        return ShownHit(hit, _excerpt(hit, document), media_type, _sections(hit, document), *folded)

    return tuple(map(one, hits))


def _or_none(document: Callable[[str], Document], name: str) -> Document | None:
    try:
        return document(name)
    except DocumentNotFound:  # a new generation was published between the answer and this
        return None


def _excerpt(hit: Hit, document: Document | None) -> Excerpt:
    """The passage with what stands around it, where its document still has it."""
    passage = hit.passage
    if document and document.revision == passage.revision:
        return excerpt_of(document, Span(passage.start, passage.end))
    return excerpt_of_passage(passage, hit.about)


def _sections(hit: Hit, document: Document | None) -> tuple[Section, ...]:
    passage = hit.passage
    span = Span(passage.start, passage.end)
    if document and document.text[span.start : span.end] == passage.text:
        return layout(document, hit_layers(hit), within=span)
    text = marked(passage.text, Span(0, len(passage.text)), hit_layers(hit, by=-passage.start))
    return (Section(False, (Paragraph(text),)),)


@dataclass(frozen=True, slots=True)
class MatchPosition:
    """The matches of a document in reading order: how many, which one is shown (from 1), and those beside it."""

    count: int
    position: int | None
    earlier: Passage | None
    later: Passage | None


def match_position(matches: Sequence[Passage], at: int) -> MatchPosition:
    """The way from an offset, at which no match need begin, to the matches before and after it; -1 stands before all."""
    before = [p for p in matches if p.start < at]
    after = [p for p in matches if p.start > at]
    position = len(before) + 1 if any(p.start == at for p in matches) else None
    return MatchPosition(len(matches), position, before[-1] if before else None, after[0] if after else None)


def hits_in(searcher: Searcher, document_id: str, question: str) -> dict[str, Hit]:
    """The matches of one document by passage id, in reading order."""
    if not question:
        return {}
    try:
        return {hit.passage.id: hit for hit in searcher.matches(document_id, question)}
    except QuestionTooLong:
        return {}


def file_ages(searcher: Searcher, paths: Iterable[str]) -> dict[str, FileAge]:
    """The ages of files, by path."""
    found = searcher.freshness(set(paths))
    return {path: FileAge(changed, state.in_words) for path, (state, changed) in found.items()}
