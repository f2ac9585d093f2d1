"""A link or citation -> where its words stand now: honest about what has become of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from indexer.errors import CitationError, DocumentNotFound
from indexer.model import Document, Freshness, Span
from indexer.model.excerpts import CONTEXT, Excerpt, excerpt_of
from indexer.model.fingerprints import Fingerprint
from indexer.quoting.corpus_texts import Library, Sources
from indexer.quoting.resolution import (
    QuotationAmbiguous,
    QuotationMissing,
    Resolution,
    Resolved,
    Selector,
    SpanOutside,
)
from indexer.quoting.standing.following import followed
from indexer.quoting.standing.quoted_places import Surroundings, chosen_place, place_by_sum, places_by_sum, places_of
from indexer.searching.opened.revisions import document_of
from indexer.settings import Settings
from indexer.text.wording import Stream, fold
from indexer.text.wording.regions import nearest
from indexer.text.wording.scan import encoded

__all__ = ["Resolver"]

#: The least share of equal words by which a stretch is what has become of a quotation.
_CHANGED = 0.5

#: Documents that are named beside the one that a quotation should be in.
_ELSEWHERE = 5

#: Hex digits of a whole revision.
_REVISION = 64

#: Places that are named where a quotation stands at several.
_PLACES = 100


class Resolver:
    """Resolves links and citations against the served generation; threads may share it."""

    def __init__(self, settings: Settings, *, library: Library | None = None) -> None:
        """Shares ``library`` where one is open already."""
        self._library = library or Library(settings)

    def document(self, document_id: str, revision: str = "") -> Document:
        """A document as it is served or, with a ``revision``, as it was then; raises DocumentNotFound."""
        with self._library.sources() as sources:
            return document_of(sources.reader, document_id, revision)

    def resolve(self, selector: Selector) -> Resolution:
        """What has become of a quotation. Raises CitationError for a position without the revision that it counts in."""
        if not (selector.quote or selector.revision or selector.fingerprint):
            raise CitationError(
                "a position (at) counts in one revision of a document: give the revision (rev) or the words (quote), too."
            )
        with self._library.sources() as sources:
            found = _resolved(sources, selector)
            return replace(found, stale=sources.stale(found.named))

    def stale(self, documents: Collection[str]) -> dict[str, Freshness]:
        """Those of some documents whose file has changed or gone since it was indexed, sorted by id."""
        with self._library.sources() as sources:
            return sources.stale(documents)

    def chosen(self, selector: Selector) -> Excerpt:
        """What is to be cited: a span of the served document, or words that stand once in it.

        Raises DocumentNotFound, QuotationAmbiguous with the places where there are several, or CitationError, which names
        what is nearest to the words.
        """
        if selector.span is not None:
            return self.excerpt(selector.document_id, selector.span)
        self.document(selector.document_id)  # says so where there is none
        found = self.resolve(selector)
        if found.mark is not None:
            return found.mark
        if found.status is Resolved.AMBIGUOUS:
            raise QuotationAmbiguous(_several(found), found.places)
        raise QuotationMissing(selector.document_id, found.near)

    def excerpt(self, document_id: str, span: Span) -> Excerpt:
        """A stretch of a served document; raises DocumentNotFound, or SpanOutside for a span that leaves its text."""
        document = self.document(document_id)
        if not 0 <= span.start < span.end <= len(document.text):
            raise SpanOutside(document_id, span, len(document.text))
        return excerpt_of(document, span)


def _resolved(sources: Sources, selector: Selector) -> Resolution:
    quoted = _quoted(sources, selector)
    words = selector.quote or (quoted.text if quoted else "")
    present = _present(sources, selector)
    if present is not None and words:
        return _in(sources, present, selector, words, quoted)
    if present is not None and selector.fingerprint:
        return _by_sum(sources, present, selector, selector.fingerprint)
    elsewhere = tuple(_elsewhere(sources, words)) if words else ()
    return Resolution(
        Resolved.GONE,
        selector,
        sources.generation,
        quoted,
        same_revision=_is_same(present, selector),
        elsewhere=elsewhere,
        document_found=present is not None,
    )


def _is_same(present: Document | None, selector: Selector) -> bool | None:
    """Whether the revision that a quotation names is the present one; None where it names none."""
    return None if not selector.revision else present is not None and present.revision.startswith(selector.revision)


def _several(found: Resolution) -> str:
    places = ", ".join(f"{place.start}-{place.end}" for place in found.places[:10])
    times = f"{found.selector.document_id} has these words {len(found.places)} times"
    return f"{times}; choose one by its place (at): {places}."


def _quoted(sources: Sources, selector: Selector) -> Excerpt | None:
    """The quotation in the revision it names, where that is kept and has these words at that place, or, by their sum, once
    at another."""
    if not selector.revision or not (selector.span or selector.fingerprint):
        return None
    document = sources.reader.revision(selector.document_id, selector.revision)
    if document is None:
        return None
    span, written = selector.span, selector.fingerprint
    found = excerpt_of(document, span) if span and span.end <= len(document.text) else None
    if written and not (found and written.fits(found.text)):
        place = place_by_sum(document.text, places_by_sum(written, document.text), written)
        return excerpt_of(document, place) if place else None
    return found if found and selector.quote in ("", found.text) else None


def _by_sum(sources: Sources, present: Document, selector: Selector, written: Fingerprint) -> Resolution:
    """As ``_in``, where neither the words nor the revision that had them are known: what has the very sum of the words is
    they, and of anything else nothing is said."""
    same = _is_same(present, selector)
    became = partial(Resolution, selector=selector, generation=sources.generation, same_revision=same)
    places, span = places_by_sum(written, present.text), selector.span
    own = span if span and written.fits(present.text[slice(*span)]) else None
    place = own if same and own else place_by_sum(present.text, places, written)
    if place is not None:
        # A place by the sum has no white space at its ends: what was quoted may.
        place = own if own and own.start <= place.start < place.end <= own.end else place
        stays = present.id == selector.document_id and span in (None, place)
        return became(Resolved.EXACT if stays else Resolved.MOVED, mark=excerpt_of(present, place))
    if places:
        return became(Resolved.AMBIGUOUS, places=tuple(excerpt_of(present, one) for one in places[:_PLACES]))
    return became(Resolved.GONE)


def _present(sources: Sources, selector: Selector) -> Document | None:
    """The document as it is served, under another name where exactly one has the quoted text, or all of its words."""
    try:
        return sources.reader.document(selector.document_id)
    except DocumentNotFound:
        pass
    twins = sources.reader.with_revision(selector.revision) if len(selector.revision) >= 12 else ()
    old = sources.reader.revision(selector.document_id, selector.revision) if selector.revision and not twins else None
    if old is not None:
        twins = tuple(_with_words(sources, encoded(fold(old.text))))
    return sources.reader.document(twins[0]) if len(twins) == 1 else None


def _with_words(sources: Sources, words: bytes) -> Iterator[str]:
    """The ids of the documents that have these words and no others: the same text in another format."""
    for batch in sources.batches():
        yield from (name for name, folded in zip(batch.ids, batch.folded, strict=True) if folded == words)


def _in(sources: Sources, present: Document, selector: Selector, words: str, quoted: Excerpt | None) -> Resolution:
    same = _is_same(present, selector)
    became = partial(Resolution, selector=selector, generation=sources.generation, quoted=quoted, same_revision=same)
    places = places_of(words, present.text)
    place = _quoted_place(sources, present, selector, words, places) if places else None
    if place is not None:
        stays = present.id == selector.document_id and selector.span in (None, place)
        return became(Resolved.EXACT if stays else Resolved.MOVED, mark=excerpt_of(present, place))
    if places:
        return became(Resolved.AMBIGUOUS, places=tuple(excerpt_of(present, span) for span in places[:_PLACES]))
    elsewhere = tuple(_elsewhere(sources, words, without=present.id))
    source = Stream.of(present.text)
    near = nearest(Stream.of(words), source)
    if near is None or near.similarity < _CHANGED:
        return became(Resolved.GONE, elsewhere=elsewhere)
    changed = excerpt_of(present, source.span(near.first, near.last))
    return became(Resolved.CHANGED, near=changed, differences=near.differences, elsewhere=elsewhere)


def _quoted_place(
    sources: Sources, present: Document, selector: Selector, words: str, places: Sequence[Span]
) -> Span | None:
    """Which of the places is the quoted one. An offset says so only of the text that it counted in."""
    same = not selector.revision or present.revision.startswith(selector.revision)
    kept = _surroundings(selector)
    own = selector.span if same and selector.span in places and present.id == selector.document_id else None
    if own is not None and (selector.revision or kept.in_sentence(present.text, own)):
        return own
    old = sources.reader.revision(selector.document_id, selector.revision) if selector.revision else None
    if old is not None and selector.span in places_of(words, old.text):
        return followed(old, selector.span, present, places)
    return chosen_place(present.text, places, kept)


def _surroundings(selector: Selector) -> Surroundings:
    """What a selector has of the text around. An excerpt's (it names the whole revision) has less of it than others where
    there was no more."""
    first = selector.span.start if selector.span else -1
    excerpt = len(selector.revision) == _REVISION and len(selector.prefix) == min(first, CONTEXT)
    return Surroundings(
        selector.prefix, selector.suffix, excerpt and first <= CONTEXT, excerpt and len(selector.suffix) < CONTEXT
    )


def _elsewhere(sources: Sources, words: str, *, without: str = "") -> Iterator[Excerpt]:
    """The first place of the words in each of the first other documents that have them."""
    wanted = encoded(fold(words))
    holding = (
        name
        for batch in sources.batches()
        for name, folded in zip(batch.ids, batch.folded, strict=True)
        if wanted and name != without and wanted in folded
    )
    documents = map(sources.reader.document, holding)
    found = ((document, places_of(words, document.text)) for document in documents)
    return islice((excerpt_of(document, places[0]) for document, places in found if places), _ELSEWHERE)
