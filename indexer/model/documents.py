"""What was read: documents, their blocks, and where these stand in the original file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from itertools import repeat
from typing import NamedTuple

from indexer.errors import DocumentNotFound
from indexer.messages import phrase
from indexer.model.as_json import as_json
from indexer.model.marked_words import InlineMark, require_marks
from indexer.model.paged.page_map import PageMap
from indexer.model.places import Locator, Pages, PageStart
from indexer.model.stated import About

__all__ = [
    "DocumentText",
    "Block",
    "BlockKind",
    "Document",
    "FileState",
    "FileNote",
    "Freshness",
    "Skipped",
    "Span",
    "Version",
    "require",
    "require_ordered",
    "revision_of",
    "spans_of",
    "not_in_generation",
]


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points in a document's text."""

    start: int
    end: int


def spans_of(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans of these starts and ends: some hundred for each question, in half the time that calling ``Span`` takes."""
    return tuple(map(_new, repeat(Span), pairs))


_new: Callable[[type[Span], tuple[int, int]], Span] = tuple.__new__


@as_json.register
def _span_json(span: Span) -> list[int]:
    return [span.start, span.end]


def require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


def require_ordered(spans: Iterable[tuple[int, int]], start: int, end: int, what: str) -> None:
    """Spans are non-empty, sorted, disjoint and inside ``[start, end)``."""
    reached = start
    for first, last in spans:
        if (
            not reached <= first < last <= end
        ):  # a message is made only where it is needed: spans are checked by millions
            raise ValueError(f"{what} [{first}, {last}) is out of order in [{start}, {end})")
        reached = last


class BlockKind(StrEnum):
    """What a block is, as its author laid it out."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    QUOTATION = "quotation"
    CODE = "code"
    CAPTION = "caption"  # of a figure or table
    IMAGE = "image"  # the words that stand for a picture
    FOOTNOTE = "footnote"
    TERM = "term"  # of a list of definitions
    DEFINITION = "definition"  # of the terms before it
    ANNOTATION = "annotation"  # how words of the block before it are read (ruby)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or another part of a document, of one kind.

    ``headings`` is the path of headings above it, outermost first, without the document's title. ``level`` is the
    depth of a heading (1 to 6) or list item (from 1), else 0. ``cells`` are the spans of a table row's cells, inside
    the block; an empty cell is an empty span. A list item's span includes its bullet or number. ``furniture`` says that it
    belongs to the page rather than to its subject (a menu, a cookie banner, a running head): it is in the text and found
    there, but in no passage. ``page_starts`` are the pages that begin inside the block, after its first one.
    """

    kind: BlockKind
    start: int
    end: int
    headings: tuple[str, ...] = ()
    locator: Locator = Locator()
    level: int = 0
    cells: tuple[Span, ...] = ()
    furniture: bool = False
    page_starts: tuple[PageStart, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"block [{self.start}, {self.end}) is empty or negative")
        for start, end in self.cells:
            require(self.start <= start <= end <= self.end, f"cell [{start}, {end}) leaves its block")

    def place_at(self, offset: int) -> Locator:
        """Where one offset of it stands: its very page, where the block reaches over several."""
        pages = self.locator.pages
        if pages is None or not self.page_starts:
            return self.locator
        page, label = pages.first, pages.first_label
        for start in self.page_starts:
            if start.offset <= offset:
                page, label = start.page, start.label
        return replace(self.locator, pages=Pages(page, page, label, label))


def revision_of(text: str) -> str:
    """The name of a readable text: the SHA-256 (64 hex digits) of its UTF-8, in which lone surrogates stay."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """One file, or one line of a JSONL file, as read.

    ``id`` is the POSIX path below the corpus (JSONL: ``file#_id``), ``path`` the file's POSIX path below the corpus,
    ``text`` the readable text that every offset counts in, ``digest`` the SHA-256 (64 hex digits) of the file's or
    line's bytes, ``blocks`` sorted, disjoint and non-empty. ``revision`` names that text: the same bytes give another one
    where reading has improved since. ``note`` tells what of it was mended, left out or is hidden in its own program, ""
    for nothing; it is for the report of the run, and is not stored. ``page_map`` says where its words are on the pages of
    the file, where it has any; it is stored beside the document and read by itself (``TextReader.page_map``). ``marks`` are
    what its author set apart inside of blocks (see ``require_marks``); documents of older indexes have none.
    """

    id: str
    path: str
    title: str
    text: str
    digest: str
    media_type: str
    blocks: tuple[Block, ...]
    note: str = ""
    about: About = About()
    page_map: PageMap | None = None
    marks: tuple[InlineMark, ...] = ()
    revision: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "revision", revision_of(self.text))
        require(bool(self.id), "a document needs an id")
        require_ordered(((b.start, b.end) for b in self.blocks), 0, len(self.text), "block")
        require_marks(self.marks, len(self.text))

    def with_about(self, about: About) -> Document:
        """The same document, of which this is said beside its text: nothing else is looked at, or summed, once more."""
        other = object.__new__(Document)
        for name in Document.__slots__:  # in a third of the time that ``copy`` takes
            object.__setattr__(other, name, about if name == "about" else getattr(self, name))
        return other


@dataclass(frozen=True, slots=True)
class Skipped:
    """A corpus file (or JSONL line, ``file#line 7``) that was not read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileNote:
    """What was mended, left out or is hidden in a corpus file (or JSONL line, ``file#_id``) that was read."""

    path: str
    note: str


class Freshness(StrEnum):
    """What has become of a file since it was indexed."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"

    @property
    def in_words(self) -> str:
        """What is said of a text that was read from the file; "" while it is the same, as far as is known."""
        return _SINCE.get(self, "")


_SINCE = {
    Freshness.CHANGED: phrase("The file has been changed since it was indexed."),
    Freshness.GONE: phrase("The file is no longer there."),
}


@dataclass(frozen=True, slots=True)
class FileState:
    """A corpus file as a run found it: size in bytes, time of change in nanoseconds (negative where the source does not
    know it), SHA-256 of its bytes, the source's mark of this state ("" for one that was too fresh to be trusted), and the
    version of the readers that read it."""

    path: str
    size: int
    modified_ns: int
    digest: str
    mark: str
    readers: str = ""

    @property
    def modified(self) -> str:
        """The time of change in ISO 8601, UTC, to the second; "" where it is not known."""
        if self.modified_ns < 0:
            return ""
        return datetime.fromtimestamp(self.modified_ns // 10**9, UTC).isoformat()


class SkippedFile(NamedTuple):
    """What a run could not read of a corpus file: all of it, or parts. ``mark`` is the source's of the file as it was then,
    ``readers`` names those that tried, and their limits: where both are the same, they would skip the same again."""

    path: str
    mark: str
    readers: str
    skipped: tuple[Skipped, ...]


class DocumentText(NamedTuple):
    """A document's names, and its text with the SHA-256 that names it."""

    document_id: str
    path: str
    title: str
    revision: str
    text: str


class Version(NamedTuple):
    """One document with one revision, split: what generations are made of; ``number`` names it in its index, ``digest``
    is that of the bytes it was read from."""

    number: int
    document_id: str
    path: str
    digest: str
    revision: str


def not_in_generation(document_id: str, generation: int) -> DocumentNotFound:
    """That the generation of this number has no such document."""
    return DocumentNotFound(
        phrase(
            "generation {generation} has no document {document}.",
            generation=generation,
            document=repr(document_id),
        )
    )
