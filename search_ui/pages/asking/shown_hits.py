"""Hits as a page shows them: the passage laid out as its document is, the few lines of it that are seen, the answer alone,
and what is folded under it on a line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import overload

from markupsafe import Markup

from indexer.documents.rendering.drawing import DRAWN
from indexer.errors import DocumentNotFound
from indexer.model import Answer, Document, Hit, PassageKind, Span, Verdict
from indexer.model.excerpts import Excerpt, excerpt_of, excerpt_of_passage
from indexer.model.stated.page_versions import page_version
from indexer.searching.presenting.snippets import focus_of, line_span, snippet_span
from search_ui.files.original_files import opens_in_browser, original_address
from search_ui.html.author_marks import LinkTo, outward
from search_ui.html.blocks import Paragraph, Section, Table
from search_ui.html.layout import layout
from search_ui.html.marks import MARK, Layer, citation, hit_layers, marked
from search_ui.html.table_lines import rows_on_a_line
from search_ui.pages.asking.other_languages import OtherLanguage, other_languages
from search_ui.pages.results import FileAge
from search_ui.request.addresses import quoting_address

__all__ = ["PassageLine", "ShownHit", "Snippet", "line_of", "shown_hits", "stands_first"]

#: An answer of more code points is not set large.
_LARGE = 240


@dataclass(frozen=True, slots=True)
class Snippet:
    """What of a passage is seen at once, laid out, from ``start`` in its document; whether something of it comes ``before``
    or ``after``."""

    sections: tuple[Section, ...]
    start: int
    before: bool
    after: bool

    @property
    def is_part(self) -> bool:
        """Whether the passage has more than is seen."""
        return self.before or self.after


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A hit that stands below another on one line: its own sentence, with its marks."""

    hit: Hit
    html: Markup
    before: bool
    after: bool


@dataclass(frozen=True)
class ShownHit:
    """A hit, its passage laid out, whole and the few lines around what was found; and the hits folded under it.
    ``best`` is its answer alone, where it is shown large: see ``stands_first``. ``media_type`` is its document's; "" where
    that is gone. ``lay_out`` lays out the whole passage, which a page does not show of each."""

    hit: Hit
    excerpt: Excerpt
    media_type: str
    lay_out: Callable[[], tuple[Section, ...]]
    snippet: Snippet
    best: tuple[Section, ...]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The whole passage, laid out."""
        return self.lay_out() if self.snippet.is_part else self.snippet.sections

    @property
    def others(self) -> tuple[PassageLine, ...]:
        """Further passages of its document."""
        return tuple(map(line_of, self.hit.others))

    @property
    def duplicates(self) -> tuple[PassageLine, ...]:
        """Passages that say nearly the same."""
        return tuple(map(line_of, self.hit.duplicates))

    @property
    def translations(self) -> tuple[tuple[OtherLanguage, Hit], ...]:
        """Its page in other languages, and where the best passage of each is."""
        best = {hit.passage.document_id: hit for hit in reversed(self.hit.translations)}
        written = {name: hit.about.written_in for name, hit in best.items()}
        return tuple((other, best[other.document_id]) for other in other_languages(self.hit.about.written_in, written))

    @property
    def versions(self) -> tuple[tuple[str, Hit], ...]:
        """Its page in other versions that say nearly the same, the latest first, by how the path of each writes it."""
        own = page_version(self.hit.passage.document_id)
        told = ((page_version(hit.passage.document_id), hit) for hit in self.hit.duplicates)
        found = [(its, hit) for its, hit in told if own and its and its.page == own.page]
        latest = sorted(found, key=lambda each: each[0].version, reverse=True)
        return tuple((version.written, hit) for version, hit in latest)

    @property
    def text(self) -> str:
        """The passage as its author wrote it; a list or table with what says of what it is one: the heading above it, and
        its lead-in where that stands in another passage."""
        passage = self.hit.passage
        if passage.kind not in (PassageKind.LIST, PassageKind.TABLE):
            return passage.text
        return "\n".join(part for part in (*passage.headings[-1:], passage.lead_in, passage.text) if part)

    @property
    def answer(self) -> str:
        """The answer alone in its author's words, where it is shown large and the passage has more than it; else ""."""
        passage, answer = self.hit.passage, self.hit.answer
        if not self.best or answer is None:
            return ""
        words = passage.text[answer.start - passage.start : answer.end - passage.start]
        return "" if words.strip() == passage.text.strip() else words

    @property
    def is_long(self) -> bool:
        """Whether its answer is too long, or of too many parts, to be read at a glance where it is set large."""
        answer = self.hit.answer
        return answer is not None and (answer.end - answer.start > _LARGE or len(self.best[0].parts) > 1)

    @property
    def lead_in(self) -> str:
        """What has to be shown above the passage as it is laid out: a table that is laid out has its header row already."""
        return self._lead_in_of(self.sections)

    @property
    def best_lead_in(self) -> str:
        """The same above the answer alone."""
        return self._lead_in_of(self.best) or (_announced(self.hit, self.hit.answer.start) if self.hit.answer else "")

    @property
    def snippet_lead_in(self) -> str:
        """The same above the lines that are seen."""
        return self._lead_in_of(self.snippet.sections) or _announced(self.hit, self.snippet.start)

    def _lead_in_of(self, sections: Sequence[Section]) -> str:
        lines, context = self.hit.passage.lead_in.splitlines(), self.hit.passage.context.splitlines()
        pieces = [piece for section in sections for piece in section.parts]
        headed = any(isinstance(piece, Table) and piece.header for piece in pieces)
        return "\n".join(lines[:-1] if headed and lines[-1:] == context[-1:] else lines)

    @cached_property
    def address(self) -> str:
        """The whole address of the passage in this revision; it quotes it, so that it can say what becomes of it."""
        return quoting_address(self.excerpt)

    @property
    def page(self) -> str:
        """The pages of the file that it stands on, in words, where they can be seen: "page 3"; else ""."""
        pages = self.hit.passage.locator.pages
        if pages is None or self.media_type not in DRAWN or self.hit.freshness.in_words:
            return ""
        return pages.in_words()

    @cached_property
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


def stands_first(answer: Answer, skip: int) -> bool:
    """Whether the first hit's answer is shown large, before all else: the question is *answered*, which is judged by this
    very passage, and a sentence of it is what answers. ``skip`` are the hits before those of the answer."""
    return answer.verdict is Verdict.ANSWERED and not skip and bool(answer.hits) and answer.hits[0].answer is not None


def shown_hits(
    hits: Sequence[Hit],
    fetch_document: Callable[[str], Document],
    *,
    best_first: bool = False,
    link_to: LinkTo = outward,
) -> Sequence[ShownHit]:
    """Hits laid out as their documents are, each when it is reached; ``fetch_document`` gives one by its id, and is asked
    at once. With ``best_first`` the first is shown by its answer. ``link_to`` says where links lead."""
    names = dict.fromkeys(hit.passage.document_id for hit in hits)
    documents = {name: _or_none(fetch_document, name) for name in names}
    return _LaidOut(
        hits, lambda i: _shown(hits[i], documents[hits[i].passage.document_id], best_first and not i, link_to)
    )


class _LaidOut(Sequence[ShownHit]):
    """Hits of which each is laid out when it is reached: who reads the first waits for no other."""

    def __init__(self, hits: Sequence[Hit], shown: Callable[[int], ShownHit]) -> None:
        self._count, self._shown = len(hits), cache(shown)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> ShownHit: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ShownHit]: ...
    def __getitem__(self, place: int | slice) -> ShownHit | Sequence[ShownHit]:
        places = range(self._count)[place]
        return self._shown(places) if isinstance(places, int) else [self._shown(i) for i in places]


def _shown(hit: Hit, document: Document | None, by_answer: bool, link_to: LinkTo) -> ShownHit:
    whole = Span(hit.passage.start, hit.passage.end)
    seen, layers = snippet_span(hit.passage, focus_of(hit)), hit_layers(hit)
    return ShownHit(
        hit=hit,
        excerpt=_excerpt(hit, document),
        media_type=document.media_type if document else "",
        lay_out=partial(_sections, hit, document, whole, layers, link_to),
        snippet=Snippet(
            _sections(hit, document, seen, layers, link_to),
            seen.start,
            whole.start < seen.start,
            seen.end < whole.end,
        ),
        best=_sections(hit, document, hit.answer, [Layer(MARK, hit.marks)], link_to)
        if by_answer and hit.answer
        else (),
    )


def _announced(hit: Hit, start: int) -> str:
    """The sentence that a list begins with, where it announces what the list is of ("Do not take these:") and what is seen
    begins behind it: an item alone may well say the contrary."""
    passage = hit.passage
    if passage.kind is not PassageKind.LIST or not passage.sentences or start < passage.sentences[0].end:
        return ""
    first = passage.text[: passage.sentences[0].end - passage.start].strip()
    return first if first.endswith((":", "\uff1a")) else ""


def line_of(hit: Hit) -> PassageLine:
    """A hit on one line."""
    passage, span = hit.passage, line_span(hit)
    here = Span(span.start - passage.start, span.end - passage.start)
    layers = hit_layers(hit, by=-passage.start)
    cells = rows_on_a_line(passage, here, lambda part: marked(passage.text, part, layers))
    html = marked(passage.text, here, layers) if cells is None else cells
    return PassageLine(hit, html, passage.start < span.start, span.end < passage.end)


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


def _sections(
    hit: Hit, document: Document | None, span: Span, layers: Sequence[Layer], link_to: LinkTo
) -> tuple[Section, ...]:
    """A span of a hit's passage, laid out as its document is, where that is still as it was."""
    passage = hit.passage
    if document and document.text[passage.start : passage.end] == passage.text:
        return layout(document, layers, within=span, link_to=link_to)
    by = -passage.start
    moved = [layer._replace(spans=[Span(start + by, end + by) for start, end in layer.spans]) for layer in layers]
    text = marked(passage.text, Span(span.start + by, span.end + by), moved)
    return (Section(False, (Paragraph(text),)),)
