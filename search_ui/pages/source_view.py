"""What the page of a source shows: which revision, which part of it, and what in it is set apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer.errors import DocumentNotFound
from indexer.model import BlockKind, Document, Hit, Passage, Span
from indexer.model.excerpts import excerpt_of
from indexer.searching import Searcher
from indexer.searching.opened.other_pages import PagesElsewhere
from search_ui.files.original_files import original_address
from search_ui.files.page_sheets import PagesBeside, Wanted, pages_beside, start_of_page
from search_ui.html.blocks import Section
from search_ui.html.find_within import LONGEST, FoundWords, found_words, last_line, offset_of_line, word_at
from search_ui.html.layout import layout
from search_ui.html.marks import ANSWER, MARK, Layer, citation
from search_ui.html.outline import DocumentParts, Highlight, OutlineHeading, outline_of, parts_of, section_at, span_of
from search_ui.pages.asking.other_languages import OtherLanguage, other_languages
from search_ui.pages.attachments import Attachments, attachments_of
from search_ui.pages.results import FileAge, MatchPosition, file_ages, hits_in, match_position
from search_ui.pages.search_query import SearchQuery
from search_ui.pages.writers.citations import Citations, citations_of
from search_ui.request.addresses import quoting_address
from search_ui.request.document_links import links_within

__all__ = ["SourceView", "view_in", "view_of"]

#: The place of words that is shown, and the first word of a line that was asked for.
_FOUND = (Markup('<mark class="sought" id="found">'), Markup("</mark>"))
_FOUND_AGAIN = Markup('<mark class="sought">')
_LINE = (Markup('<span class="at-line" id="line">'), Markup("</span>"))


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document as it is read. ``notice`` names what the reader should know of the link: "gone" (the passage), "earlier"
    (the revision shown is not the present one), "lost" (the revision linked to is not kept); "" for nothing. Its page in
    other languages and ``versions`` (ids, and what their paths call them) is that of the present revision."""

    document: Document
    sections: tuple[Section, ...]
    parts: DocumentParts
    outline: tuple[OutlineHeading, ...]
    shown: Highlight | None
    before: Passage | None
    after: Passage | None
    match_position: MatchPosition
    age: FileAge | None
    notice: str
    titled: bool
    pages: PagesBeside | None
    found: FoundWords | None
    section: str
    attachments: Attachments
    translations: tuple[OtherLanguage, ...]
    versions: tuple[tuple[str, str], ...]

    @property
    def states_itself(self) -> bool:
        """Whether what the author says of it is read at the head of what is shown, as a message's sender and date are."""
        said = self.document.about.searched
        head = self.document.blocks[:2] if said and not self.parts.number else ()
        return any(block.furniture and self.document.text[block.start : block.end] == said for block in head)

    @property
    def earlier(self) -> bool:
        """Whether this is not the present revision."""
        return self.notice == "earlier"

    @property
    def lines(self) -> int | None:
        """The lines of the file, where they are known and the document has several parts; else None."""
        return last_line(self.document) if len(self.parts.spans) > 1 else None

    @property
    def original(self) -> str:
        """The address of the document's file."""
        return original_address(self.document.id)

    @property
    def text(self) -> str:
        """What is set apart, as its author wrote it."""
        return self.shown.excerpt.text if self.shown else ""

    @property
    def address(self) -> str:
        """The whole address of what is set apart, in this revision; "" where nothing is."""
        return quoting_address(self.shown.excerpt) if self.shown else ""

    @property
    def citations(self) -> Citations | None:
        """The citations of what is set apart; None where nothing is."""
        return citations_of(self.shown.excerpt) if self.shown else None

    def cited(self, indexed: str) -> str:
        """The citation of what is set apart; ``indexed`` is an ISO 8601 moment or ""."""
        return citation(self.shown.excerpt, self.address, indexed) if self.shown else ""


def view_of(searcher: Searcher, document_id: str, query: SearchQuery, named: Mapping[str, str]) -> SourceView:
    """The view that an address asks for: ``passage`` (an id), or ``at`` ("12-40") in the revision ``rev``, ``part``,
    ``leaf``, a page of the file, ``line``, or ``find``, words, with the number of their ``place``.

    Raises DocumentNotFound.
    """
    document, notice = _revision(searcher, document_id, named.get("rev", ""))
    part, leaf, line = (_number(named.get(name, "")) for name in ("part", "leaf", "line"))
    if words := " ".join(named.get("find", "").split())[:LONGEST]:
        return _finding(searcher, document, query, words, notice, part, _number(named.get("place", "")))
    if (at := None if line is None else offset_of_line(document, line + 1)) is not None:
        word = Layer(_LINE, word_at(document.text, at))
        return view_in(searcher, document, None, query, notice=notice, at=at, quoted=[word])
    shown = _shown(searcher, document, named, notice)
    if shown is None and ("passage" in named or "at" in named):
        notice = notice or "gone"
    page = leaf + 1 if leaf is not None and leaf >= 0 else None
    at = start_of_page(document, page) if page else None
    return view_in(searcher, document, shown, query, notice=notice, part=part, at=at or 0, page=page)


def _finding(
    searcher: Searcher,
    document: Document,
    query: SearchQuery,
    words: str,
    notice: str,
    part: int | None,
    place: int | None,
) -> SourceView:
    """The view of a document with one place of words shown: that of a number (from 0), else the first from a part on."""
    since = parts_of(document, number=part or 0).shown.start
    found = found_words(document, words, number=None if place is None else place + 1, since=since)
    at = found.shown.start if found.shown else since
    part_shown = parts_of(document, at=at).shown
    others = [o for o in found.places if o != found.shown and o.start < part_shown.end and part_shown.start < o.end]
    layers = [Layer(_FOUND, [found.shown] if found.shown else [], again=_FOUND_AGAIN), Layer(MARK, others)]
    return view_in(searcher, document, None, query, notice=notice, at=at, quoted=layers, found=found)


def view_in(
    searcher: Searcher,
    document: Document,
    shown: Highlight | None,
    query: SearchQuery,
    *,
    notice: str = "",
    part: int | None = None,
    at: int = 0,
    page: int | None = None,
    quoted: Sequence[Layer] = (),
    found: FoundWords | None = None,
) -> SourceView:
    """The view of a document with what is ``shown`` set apart and the layers of ``quoted`` marked in it; without it, or
    in another ``part`` (from 0), the one that is asked for, else that with the offset ``at``. Beside it the ``page`` (from
    1) of its file that is named, else those of what is shown. Where words were ``found`` in it, they are the matches, and
    not the passages that match the question."""
    earlier = notice == "earlier"
    hits = {} if earlier or found else hits_in(searcher, document.id, query.question)
    span = shown.span if shown else None
    beside = searcher.around(document.id, span) if span and not earlier else None
    parts = parts_of(document, number=part, at=span.start if span else at)
    answer, marks = _matched(hits, shown)
    layers = [*quoted, Layer(ANSWER, [answer] if answer else []), Layer(MARK, marks)]
    age = file_ages(searcher, [document.path]).get(document.path)
    elsewhere = PagesElsewhere() if earlier else searcher.elsewhere(document.id)
    wanted = Wanted(page, max(at, parts.shown.start), span, answer, marks)
    return SourceView(
        document=document,
        sections=layout(
            document,
            layers,
            shown=span,
            within=parts.shown,
            numbered=True,
            link_to=links_within(searcher.has_document),
        ),
        parts=parts,
        outline=outline_of(document, parts),
        shown=shown,
        before=beside and beside.before,
        after=beside and beside.after,
        match_position=match_position([hit.passage for hit in hits.values()], span.start if span else at - 1),
        age=age,
        notice=notice,
        titled=_is_titled(document) and parts.number == 0,
        pages=None if earlier else pages_beside(searcher, document, wanted, age.since if age else ""),
        found=found,
        section=section_at(document, span.start if span else max(at, parts.shown.start)),
        attachments=attachments_of(searcher, document, present=not earlier),
        translations=other_languages(document.about.written_in, dict(elsewhere.languages)),
        versions=elsewhere.versions,
    )


def _revision(searcher: Searcher, document_id: str, wanted: str) -> tuple[Document, str]:
    """The document as an address asks for it, and what is to be said of that."""
    if not wanted:
        return searcher.document(document_id), ""
    present = searcher.revision_of(document_id)
    if present and present.startswith(wanted):
        return searcher.document(document_id), ""
    try:
        return searcher.document(document_id, wanted), "earlier"
    except DocumentNotFound:
        return searcher.document(document_id), "lost"


def _shown(searcher: Searcher, document: Document, named: Mapping[str, str], notice: str) -> Highlight | None:
    """What the address names, never anything but that: no span is taken from another revision."""
    if notice == "lost":
        return None
    found = searcher.passage(named["passage"]) if "passage" in named and not notice else None
    if found is not None and (found.document_id, found.revision) == (document.id, document.revision):
        return Highlight(excerpt_of(document, Span(found.start, found.end)), found.id)
    span = span_of(named.get("at", ""), document) if "rev" in named else None
    if span is None:
        return None
    same = None if notice else searcher.around(document.id, span).here
    return Highlight(excerpt_of(document, span), same.id if same else None)


def _number(part: str) -> int | None:
    """The part that an address names, from 0; None where it names none."""
    return int(part) - 1 if part.isascii() and part.isdecimal() and len(part) < 9 else None


def _matched(hits: Mapping[str, Hit], shown: Highlight | None) -> tuple[Span | None, list[Span]]:
    """The answer sentence of the passage that is shown, and the words that matched in all of the document."""
    best = hits.get(shown.passage_id) if shown and shown.passage_id else None
    return best.answer if best else None, sorted(mark for hit in hits.values() for mark in hit.marks)


def _is_titled(document: Document) -> bool:
    """Whether the document begins with a heading that can be the page's own."""
    first = document.blocks[0] if document.blocks else None
    return first is not None and first.kind is BlockKind.HEADING and first.level == 1
