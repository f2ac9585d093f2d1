"""A link with a quotation -> the page that says what has become of it. Nothing but the quotation is ever marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer.errors import DocumentNotFound
from indexer.model import Document, Span
from indexer.model.excerpts import Excerpt
from indexer.quoting.resolution import Resolution, Resolved, Selector
from indexer.quoting.resolver import Resolver
from indexer.searching import Searcher
from search_ui.html.marks import DELETED, INSERTED, Layer, marked
from search_ui.html.outline import Highlight
from search_ui.pages.search_query import SearchQuery
from search_ui.pages.source_view import SourceView, view_in
from search_ui.request.addresses import lasting_address

__all__ = ["Linked", "Side", "linked"]

_QUOTED = (Markup('<mark class="quoted">'), Markup("</mark>"))

#: Code points of text shown around a quotation where two revisions stand side by side.
_AROUND = 120


@dataclass(frozen=True, slots=True)
class Side:
    """A quotation in one revision: the text around it as HTML, where it stands, and the address of that page."""

    html: Markup
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What has become of a quotation. ``then`` is how it stood in the revision quoted, None where that is not kept (the
    ``words`` of the link are all there is); ``now`` how it stands, or what stands there instead; ``places`` all of
    them where several are meant. ``view`` is the present document, None where it is gone."""

    resolution: Resolution
    words: str
    then: Side | None
    now: Side | None
    places: tuple[Side, ...]
    view: SourceView | None

    @property
    def status(self) -> str:
        """The name of what has become of it."""
        return self.resolution.status.value

    @property
    def is_as_searched(self) -> bool:
        """Whether a search has led to a passage that is as it was found: then there is nothing to say of it."""
        return self.view is not None and self.view.shown is not None and self.view.shown.passage_id is not None

    @property
    def renamed(self) -> bool:
        """Whether it stands in a document of another name."""
        return self.view is not None and self.view.document.id != self.resolution.selector.document_id

    @property
    def differs(self) -> bool:
        """Whether the quoted revision is to be shown beside the present one."""
        return not self.resolution.same_revision and self.resolution.status is not Resolved.EXACT


def linked(
    searcher: Searcher, resolver: Resolver, document_id: str, query: SearchQuery, named: Mapping[str, str]
) -> Linked:
    """What an address with ``quote`` leads to; raises CitationError where it makes no sense."""
    resolution = resolver.resolve(Selector.from_address(document_id, named))
    present = resolution.mark or resolution.near or (resolution.places[0] if resolution.places else None)
    document = _document(resolver, present.document_id if present else document_id)
    return Linked(
        resolution=resolution,
        words=resolution.selector.quote or (resolution.quoted.text if resolution.quoted else ""),
        then=_then(resolver, resolution),
        now=_now(document, resolution),
        places=tuple(_side(document, place, []) for place in resolution.places) if document else (),
        view=_view(searcher, document, resolution, query) if document else None,
    )


def _document(resolver: Resolver, document_id: str, revision: str = "") -> Document | None:
    try:
        return resolver.document(document_id, revision)
    except DocumentNotFound:
        return None


def _view(searcher: Searcher, document: Document, resolution: Resolution, query: SearchQuery) -> SourceView:
    mark, near = resolution.mark, resolution.near
    if mark is None:
        at = near.start if near else 0
        return view_in(searcher, document, None, query, at=at)
    span = Span(mark.start, mark.end)
    if query.question and resolution.status is Resolved.EXACT and resolution.same_revision:
        here = searcher.around(document.id, span).here
        if here is not None and here.revision == document.revision and (here.start, here.end) == span:
            return view_in(searcher, document, Highlight(mark, here.id), query)
    return view_in(searcher, document, Highlight(mark), query, quoted=(Layer(_QUOTED, [span]),))


def _then(resolver: Resolver, resolution: Resolution) -> Side | None:
    """The quotation in its revision; what the present text has no more is struck out."""
    quoted = resolution.quoted
    document = _document(resolver, quoted.document_id, quoted.revision) if quoted else None
    if quoted is None or document is None:
        return None
    struck = [d.draft_span for d in resolution.differences if d.draft_span]
    gone = sorted(Span(start + quoted.start, end + quoted.start) for start, end in struck)
    return _side(document, quoted, [Layer(DELETED, gone)], dated=True)


def _now(document: Document | None, resolution: Resolution) -> Side | None:
    present = resolution.mark or resolution.near
    if document is None or present is None:
        return None
    new = sorted(d.source_span for d in resolution.differences if d.source_span)
    return _side(document, present, [Layer(INSERTED, new)])


def _side(document: Document, excerpt: Excerpt, layers: Sequence[Layer], *, dated: bool = False) -> Side:
    text, span = document.text, Span(excerpt.start, excerpt.end)
    first, last = max(span.start - _AROUND, 0), min(span.end + _AROUND, len(text))
    before, words, after = (
        marked(text, part, layers) for part in (Span(first, span.start), span, Span(span.end, last))
    )
    html = Markup('<span class="around">{}{}</span><b>{}</b><span class="around">{}{}</span>').format(
        "… " if first else "", before, words, after, " …" if last < len(text) else ""
    )
    # An earlier text has the address of its revision, without the words: with them it would resolve to the present text.
    address = lasting_address(document.id, document.revision, span) if dated else excerpt.link
    return Side(html, excerpt.place, address)
