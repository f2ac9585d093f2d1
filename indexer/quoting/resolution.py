"""The records of resolving: what a link or citation says, and what has become of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit

from indexer.errors import CitationError
from indexer.model import Freshness, Span
from indexer.model.as_json import as_json
from indexer.model.excerpts import SOURCE_PATH, Excerpt
from indexer.model.fingerprints import Fingerprint
from indexer.text.wording import WordDifference

__all__ = ["QuotationAmbiguous", "QuotationMissing", "Resolution", "Resolved", "Selector", "SpanOutside"]


class Resolved(StrEnum):
    """What has become of a quotation.

    EXACT: the very characters stand at their place. MOVED: they stand elsewhere, and what stands around them shows that it
    is they (in the same document, or in one that has the same text under another name). CHANGED: they do not stand, but
    something near. AMBIGUOUS: they stand at several places, and nothing shows which, or at one among other words. GONE:
    document or words are not there; where neither the words nor their revision are kept, nothing says what they became.
    White space, line ends and signs of markup may differ in all of them.
    """

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Selector:
    """What a link says: ``[start, end)`` of a revision (SHA-256, or its first hex digits), the words themselves, and
    what stood before and behind them, or the ``fingerprint`` of all that. Any of it may be missing, but not
    both position and words.

    After the selectors of the W3C Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#selectors. Raises
    CitationError for a span that is none.
    """

    document_id: str
    revision: str = ""
    span: Span | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    fingerprint: Fingerprint | None = None

    def __post_init__(self) -> None:
        if self.span is not None and not 0 <= self.span.start < self.span.end:
            raise CitationError(f"[{self.span.start}, {self.span.end}) is no span: the end must lie behind the start.")
        if self.span is None and not self.quote and not self.fingerprint:
            raise CitationError("neither a position nor words are given: there is nothing to look for.")

    @classmethod
    def of(cls, excerpt: Excerpt) -> Selector:
        """All that is known of where an excerpt stands."""
        span = Span(excerpt.start, excerpt.end)
        return cls(excerpt.document_id, excerpt.revision, span, excerpt.text, excerpt.prefix, excerpt.suffix)

    @classmethod
    def from_link(cls, link: str) -> Selector:
        """From the ``link`` of a hit, an excerpt or a citation, with a host before it or without; raises CitationError for
        one that leads to no source, or only to a whole document."""
        parts = urlsplit(link)
        _, is_source, path = parts.path.partition(SOURCE_PATH)
        if not is_source or not path:
            raise CitationError(
                f"{link[:200]!r} is no link to a source; such begin with {SOURCE_PATH}, or with a host."
            )
        return cls.from_address(unquote(path, errors="replace"), dict(parse_qsl(parts.query)))

    @classmethod
    def from_address(cls, document_id: str, arguments: Mapping[str, str]) -> Selector:
        """From the arguments ``rev``, ``at`` ("start-end"), ``quote``, ``prefix``, ``suffix``, ``hash``; raises
        CitationError."""
        at = arguments.get("at", "")
        start, _, end = at.partition("-")
        if at and not (start.isdecimal() and end.isdecimal() and len(at) < 40):
            raise CitationError(f"at={at!r} is no span; write it as start-end, such as at=120-163.")
        span = Span(int(start), int(end)) if at else None
        quote, prefix, suffix = (arguments.get(name, "") for name in ("quote", "prefix", "suffix"))
        written = _fingerprint(arguments.get("hash", ""))
        return cls(document_id, arguments.get("rev", "").lower(), span, quote, prefix, suffix, written)


def _fingerprint(written: str) -> Fingerprint | None:
    try:
        return Fingerprint.parsed(written) if written else None
    except ValueError as error:
        raise CitationError(str(error)) from None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What has become of a quotation, as of a generation.

    ``mark`` is where its words stand now (exact, moved; line ends may be others), and the only thing to be marked as the
    quotation. ``near`` is what stands there instead (changed), with the ``differences``; ``places`` where the words stand
    (ambiguous), and ``elsewhere`` where they stand in other documents, first of each (changed, gone). ``quoted`` is the
    quotation in its own revision, None where that is not kept any more. ``same_revision`` says that the quoted revision is
    the present one; None where the quotation names none. ``document_found`` says whether the document is there that was
    named, or one that has its text under another name. ``stale`` are those documents named whose file has changed or gone
    since it was indexed.
    """

    status: Resolved
    selector: Selector
    generation: int
    quoted: Excerpt | None = None
    mark: Excerpt | None = None
    near: Excerpt | None = None
    places: tuple[Excerpt, ...] = ()
    differences: tuple[WordDifference, ...] = field(default=())
    same_revision: bool | None = None
    elsewhere: tuple[Excerpt, ...] = ()
    document_found: bool = True
    stale: Mapping[str, Freshness] = field(default_factory=dict)

    @property
    def named(self) -> frozenset[str]:
        """The ids of the documents that it names."""
        present = (self.mark, self.near, *self.places, *self.elsewhere)
        return frozenset({self.selector.document_id, *(one.document_id for one in present if one)})


@as_json.register
def _resolution_json(resolution: Resolution) -> dict[str, object]:
    return {
        "status": as_json(resolution.status),
        "generation": resolution.generation,
        "document_id": resolution.selector.document_id,
        "document_found": resolution.document_found,
        "same_revision": resolution.same_revision,
        "quoted": as_json(resolution.quoted),
        "mark": as_json(resolution.mark),
        "near": as_json(resolution.near),
        "places": as_json(resolution.places),
        "differences": as_json(resolution.differences),
        "elsewhere": as_json(resolution.elsewhere),
        "stale": as_json(resolution.stale),
    }


class QuotationAmbiguous(CitationError):
    """Words that are to be cited stand at several places of a document: the excerpts ``places``."""

    def __init__(self, message: str, places: Sequence[Excerpt]) -> None:
        super().__init__(message)
        self.places = tuple(places)


class QuotationMissing(CitationError):
    """Words that are to be cited stand nowhere in a document: ``near`` is what is nearest to them. The message has its
    place, or ``at``: the same as counted otherwise."""

    def __init__(self, document_id: str, near: Excerpt | None, *, at: Span | None = None) -> None:
        start, end = at or (near.start, near.end) if near else (0, 0)
        hint = f" Nearest to them is “{near.text}” (at {start}-{end})." if near else ""
        super().__init__(f"these words are not in {document_id}.{hint}")
        self.document_id, self.near = document_id, near


class SpanOutside(CitationError):
    """A span that is to be cited leaves the text of a document, which has ``length`` characters: both as they are counted
    where it was asked for."""

    def __init__(self, document_id: str, span: Span, length: int) -> None:
        super().__init__(f"[{span.start}, {span.end}) is no span of {document_id!r}, which has {length:,} characters.")
        self.document_id, self.span, self.length = document_id, span, length
