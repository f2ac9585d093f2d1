"""A link or citation -> where its words stand now: honest about what has become of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from os.path import commonprefix

from indexer.errors import CitationError, DocumentNotFound
from indexer.model import Document, Span
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt, excerpt_of
from indexer.quoting.corpus_texts import Library, Sources
from indexer.settings import Settings
from indexer.text.wording import Stream, WordDifference, every_place
from indexer.text.wording.regions import nearest

__all__ = ["Resolution", "Resolved", "Resolver", "Selector"]

#: The least share of equal words by which a stretch is what has become of a quotation.
_CHANGED = 0.5

#: Code points around a quotation that single out one of several places: so many at least, and twice those of any other.
_SHARED = 8

#: Places that are named where a quotation stands at several.
_PLACES = 100


class Resolved(StrEnum):
    """What has become of a quotation.

    EXACT: the very characters stand at their place. MOVED: they stand once, or once in their context, elsewhere (in the
    same document, or in one that has the same text under another name). CHANGED: they do not stand, but something near.
    AMBIGUOUS: they stand at several places, and nothing shows which. GONE: document or words are not there.
    """

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Selector:
    """What a link says: ``[start, end)`` of a revision (SHA-256, or its first hex digits), the words themselves, and
    what stood before and behind them. Any of it may be missing, but not both position and words.

    After the selectors of the W3C Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#selectors. Raises
    CitationError for a span that is none.
    """

    document_id: str
    revision: str = ""
    span: Span | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        if self.span is not None and not 0 <= self.span.start < self.span.end:
            raise CitationError(f"[{self.span.start}, {self.span.end}) is no span: the end must lie behind the start.")
        if self.span is None and not self.quote:
            raise CitationError("neither a position nor words are given: there is nothing to look for.")

    @classmethod
    def of(cls, excerpt: Excerpt) -> Selector:
        """All that is known of where an excerpt stands."""
        span = Span(excerpt.start, excerpt.end)
        return cls(excerpt.document_id, excerpt.revision, span, excerpt.text, excerpt.prefix, excerpt.suffix)

    @classmethod
    def from_address(cls, document_id: str, arguments: Mapping[str, str]) -> Selector:
        """From the arguments ``rev``, ``at`` ("start-end"), ``quote``, ``prefix``, ``suffix``; raises CitationError."""
        at = arguments.get("at", "")
        start, _, end = at.partition("-")
        if at and not (start.isdecimal() and end.isdecimal() and len(at) < 40):
            raise CitationError(f"at={at!r} is no span; write it as start-end, such as at=120-163.")
        span = Span(int(start), int(end)) if at else None
        return cls(
            document_id,
            arguments.get("rev", "").lower(),
            span,
            *(arguments.get(n, "") for n in ("quote", "prefix", "suffix")),
        )


@dataclass(frozen=True, slots=True)
class Resolution:
    """What has become of a quotation, as of a generation.

    ``mark`` is where its very characters stand now (exact, moved), and is the only thing to be marked as the quotation.
    ``near`` is what stands there instead (changed), with the ``differences``; ``places`` where the words stand
    (ambiguous). ``quoted`` is the quotation in its own revision, None where that is not kept any more.
    ``same_revision`` says that the quoted revision is the present one.
    """

    status: Resolved
    selector: Selector
    generation: int
    quoted: Excerpt | None = None
    mark: Excerpt | None = None
    near: Excerpt | None = None
    places: tuple[Excerpt, ...] = ()
    differences: tuple[WordDifference, ...] = field(default=())
    same_revision: bool = False


@as_json.register
def _resolution_json(resolution: Resolution) -> dict[str, object]:
    return {
        "status": as_json(resolution.status),
        "generation": resolution.generation,
        "document_id": resolution.selector.document_id,
        "same_revision": resolution.same_revision,
        "quoted": as_json(resolution.quoted),
        "mark": as_json(resolution.mark),
        "near": as_json(resolution.near),
        "places": as_json(resolution.places),
        "differences": as_json(resolution.differences),
    }


class Resolver:
    """Resolves links and citations against the served generation; threads may share it."""

    def __init__(self, settings: Settings, *, library: Library | None = None) -> None:
        """Shares ``library`` where one is open already."""
        self._library = library or Library(settings)

    def document(self, document_id: str, revision: str = "") -> Document:
        """A document as it is served or, with a ``revision``, as it was then; raises DocumentNotFound."""
        with self._library.sources() as sources:
            if not revision:
                return sources.reader.document(document_id)
            document = sources.reader.revision(document_id, revision)
        if document is None:
            raise DocumentNotFound(f"no kept generation has revision {revision!r} of {document_id!r}.")
        return document

    def resolve(self, selector: Selector) -> Resolution:
        """What has become of a quotation."""
        with self._library.sources() as sources:
            quoted = _quoted(sources, selector)
            words = selector.quote or (quoted.text if quoted else "")
            present = _present(sources, selector)
            if present is None or not words:
                return Resolution(Resolved.GONE, selector, sources.generation, quoted)
            return _in(present, selector, words, quoted, sources.generation)

    def chosen(self, selector: Selector) -> Excerpt:
        """What is to be cited: a span of the served document, or words that stand once in it.

        Raises DocumentNotFound, or CitationError, which names several places, or what is nearest to the words.
        """
        if selector.span is not None:
            return self.excerpt(selector.document_id, selector.span)
        self.document(selector.document_id)  # says so where there is none
        found = self.resolve(selector)
        if found.mark is not None:
            return found.mark
        raise CitationError(_not_chosen(found))

    def excerpt(self, document_id: str, span: Span) -> Excerpt:
        """A stretch of a served document; raises DocumentNotFound, or CitationError for a span that leaves its text."""
        try:
            return excerpt_of(self.document(document_id), span)
        except ValueError as error:
            raise CitationError(str(error)) from None


def _not_chosen(found: Resolution) -> str:
    where = found.selector.document_id
    if found.status is Resolved.AMBIGUOUS:
        places = ", ".join(f"{place.start}-{place.end}" for place in found.places[:10])
        return f"{where} has these words {len(found.places)} times; choose one by its place (at): {places}."
    near = found.near
    hint = f" Nearest to them is “{near.text}” (at {near.start}-{near.end})." if near else ""
    return f"these words are not in {where}.{hint}"


def _quoted(sources: Sources, selector: Selector) -> Excerpt | None:
    """The quotation in the revision it names, where that is kept and has these words at that place."""
    if not selector.revision or selector.span is None:
        return None
    document = sources.reader.revision(selector.document_id, selector.revision)
    if document is None or selector.span.end > len(document.text):
        return None
    found = excerpt_of(document, selector.span)
    return found if not selector.quote or found.text == selector.quote else None


def _present(sources: Sources, selector: Selector) -> Document | None:
    """The document as it is served, under another name where exactly one has the quoted text."""
    try:
        return sources.reader.document(selector.document_id)
    except DocumentNotFound:
        pass
    twins = sources.reader.with_revision(selector.revision) if len(selector.revision) >= 12 else ()
    return sources.reader.document(twins[0]) if len(twins) == 1 else None


def _in(present: Document, selector: Selector, words: str, quoted: Excerpt | None, generation: int) -> Resolution:
    same = bool(selector.revision) and present.revision.startswith(selector.revision)
    became = partial(Resolution, selector=selector, generation=generation, quoted=quoted, same_revision=same)
    places = _places(present, selector, words)
    if len(places) == 1:
        stays = present.id == selector.document_id and selector.span in (None, places[0])
        return became(Resolved.EXACT if stays else Resolved.MOVED, mark=excerpt_of(present, places[0]))
    if places:
        return became(Resolved.AMBIGUOUS, places=tuple(excerpt_of(present, span) for span in places[:_PLACES]))
    source = Stream.of(present.text)
    near = nearest(Stream.of(words), source)
    if near is None or near.similarity < _CHANGED:
        return became(Resolved.GONE)
    place = excerpt_of(present, source.span(near.first, near.last))
    return became(Resolved.CHANGED, near=place, differences=near.differences)


def _places(present: Document, selector: Selector, words: str) -> list[Span]:
    """Where the very characters stand and may be meant: their own place, else the one in its context, else all."""
    found = [Span(at, at + len(words)) for at in every_place(words, present.text)]
    if selector.span in found and present.id == selector.document_id:
        return [selector.span]
    return found if len(found) < 2 else _in_context(present.text, found, selector)


def _in_context(text: str, spans: list[Span], selector: Selector) -> list[Span]:
    """The one of several places that shares far more of the text around it with the quotation's; all where none does."""
    shared = [_shared(text, span, selector) for span in spans]
    best, second = sorted(shared, reverse=True)[:2]
    return [spans[shared.index(best)]] if best >= _SHARED and best >= 2 * second else spans


def _shared(text: str, span: Span, selector: Selector) -> int:
    """How many code points before and behind a place are those of the selector, without a break."""
    before = text[max(span.start - len(selector.prefix), 0) : span.start]
    after = text[span.end : span.end + len(selector.suffix)]
    return len(commonprefix([before[::-1], selector.prefix[::-1]])) + len(commonprefix([after, selector.suffix]))
