"""The records that travel through Passageway: one type for each stage of life, frozen, validated where made.

    Document ── blocks ──> Passage ──> Scored ──> Hit ──> Answer          IndexReport, for the admin

All offsets are half-open spans ``[start, end)`` of Unicode code points in ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from math import isfinite
from typing import NamedTuple

__all__ = [
    "Answer",
    "Block",
    "BlockKind",
    "Correction",
    "Document",
    "Facet",
    "Facets",
    "Freshness",
    "Hit",
    "IndexReport",
    "Locator",
    "Passage",
    "PassageKind",
    "Scored",
    "Skipped",
    "Span",
    "Suggestion",
    "SuggestionKind",
    "TermWhy",
    "Token",
    "Verdict",
    "Why",
    "passage_id",
]


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points in a document's text."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a block is, as its author laid it out."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    QUOTATION = "quotation"
    CODE = "code"


class PassageKind(StrEnum):
    """What a passage mainly is; a search can show or filter by it."""

    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    QUESTION_AND_ANSWER = "question_and_answer"


class SuggestionKind(StrEnum):
    """What a suggestion is: something that stands in the corpus, or what was typed with a word mended or finished."""

    QUESTION = "question"
    TITLE = "title"
    HEADING = "heading"
    CORRECTION = "correction"
    COMPLETION = "completion"


class Freshness(StrEnum):
    """What has become of a file since it was indexed."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """How far the hits answer the question."""

    ANSWERED = "answered"
    RELATED = "related"
    NOTHING = "nothing"


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


def _require_ordered(spans: Iterable[tuple[int, int]], start: int, end: int, what: str) -> None:
    """Spans are non-empty, sorted, disjoint and inside ``[start, end)``."""
    reached = start
    for first, last in spans:
        _require(reached <= first < last <= end, f"{what} [{first}, {last}) is out of order in [{start}, {end})")
        reached = last


@dataclass(frozen=True, slots=True)
class Locator:
    """Where something stands in its original file.

    ``lines`` are the first and last line, counted from 1, both included (a line ends with LF, CRLF or CR);
    ``page`` is the page of a paged format, from 1; ``element`` is the ``id`` of the closest HTML element.
    """

    lines: tuple[int, int] | None = None
    page: int | None = None
    element: str | None = None

    def __post_init__(self) -> None:
        if self.lines is not None:
            _require(1 <= self.lines[0] <= self.lines[1], f"lines {self.lines} are not a range")

    def through(self, last: Locator) -> Locator:
        """The place that reaches from this locator to ``last``, which stands later in the same file."""
        lines = self.lines
        if lines is not None and last.lines is not None:
            lines = (min(lines[0], last.lines[0]), max(lines[1], last.lines[1]))
        return Locator(lines=lines or last.lines, page=self.page, element=self.element)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row, quotation or piece of code of a document.

    ``headings`` is the path of headings above it, outermost first, without the document's title. ``level`` is the
    depth of a heading (1 to 6) or list item (from 1), else 0. ``cells`` are the spans of a table row's cells, inside
    the block; an empty cell is an empty span. A list item's span includes its bullet or number.
    """

    kind: BlockKind
    start: int
    end: int
    headings: tuple[str, ...] = ()
    locator: Locator = Locator()
    level: int = 0
    cells: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, f"block [{self.start}, {self.end}) is empty or negative")
        for start, end in self.cells:
            _require(self.start <= start <= end <= self.end, f"cell [{start}, {end}) leaves its block")


@dataclass(frozen=True, slots=True)
class Document:
    """One file, or one line of a JSONL file, as read.

    ``id`` is the POSIX path below the corpus (JSONL: ``file#_id``), ``path`` the file's POSIX path below the corpus,
    ``text`` the readable text that every offset counts in, ``digest`` the SHA-256 (64 hex digits) of the file's or
    line's bytes, ``blocks`` sorted, disjoint and non-empty.
    """

    id: str
    path: str
    title: str
    text: str
    digest: str
    media_type: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        _require(bool(self.id), "a document needs an id")
        _require_ordered(((b.start, b.end) for b in self.blocks), 0, len(self.text), "block")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A corpus file (or JSONL line, ``file#line 7``) that was not read, and why."""

    path: str
    reason: str


def passage_id(document_id: str, text: str, ordinal: int) -> str:
    """20 hex digits that name a passage as long as its document keeps that text.

    ``ordinal`` counts the passages of the same document with the same text before this one, from 0.
    """
    name = "\0".join((document_id, str(ordinal), text))
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: consecutive text of one section, ``document.text[start:end] == text``.

    ``headings`` is the path above it; ``context`` is what ranking may read beside the text (the header cells of table
    rows, the sentence that introduces a list), never part of it; ``sentences`` are spans inside the passage.
    """

    id: str
    document_id: str
    digest: str
    start: int
    end: int
    text: str
    headings: tuple[str, ...]
    context: str
    sentences: tuple[Span, ...]
    locator: Locator
    kind: PassageKind = PassageKind.TEXT
    title: str = ""
    path: str = ""

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, f"passage [{self.start}, {self.end}) is empty or negative")
        _require(len(self.text) == self.end - self.start, "a passage's text is not as long as its span")
        _require_ordered(self.sentences, self.start, self.end, "sentence")

    @property
    def place(self) -> str:
        """Where it stands in its file, in words: "lines 3–9"; its offsets where the file has neither page nor line."""
        lines, page = self.locator.lines, self.locator.page
        if page is not None:
            return f"page {page}"
        if lines is None:
            return f"characters {self.start}–{self.end}"
        return f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]}–{lines[1]}"


class Token(NamedTuple):
    """A word of a text: the span ``[start, end)`` of its unfolded form, and what it matches by.

    ``term`` is the folded stem; ``exact`` the folded but unstemmed form with its accents; ``position`` counts words
    from 0. Parts of a hyphenated word and its whole share positions: "post-coital" is *postcoital* and *post* at n,
    *coital* at n+1. ``part`` is true for such parts. A named tuple, as millions are made: thrice as fast as a dataclass.
    """

    term: str
    start: int
    end: int
    exact: str
    position: int
    part: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage that matched, with its score: finite and positive; higher is better, within one question only."""

    passage_id: str
    score: float

    def __post_init__(self) -> None:
        _require(isfinite(self.score) and self.score > 0, f"score {self.score} is not finite and positive")


class TermWhy(NamedTuple):
    """A term of a question, as ``typed`` and as matched: its weight in the question, its idf (nats), and how often which
    field of a passage (body, title, headings, context) holds it: none where the passage lacks it."""

    typed: str
    term: str
    weight: float
    idf: float
    fields: tuple[tuple[str, int], ...]


class Why(NamedTuple):
    """Why a hit came where it did: the named parts that add up to its score, and its terms, as asked."""

    parts: tuple[tuple[str, float], ...]
    terms: tuple[TermWhy, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    ``rank`` counts from 1; ``marks`` are sorted, disjoint document spans of the words that matched, on the form that
    stands there; ``answer`` is the span of the sentence that answers best, or None where none stands out; ``others``
    are further passages of the same document and ``duplicates`` near-equal passages of others, best first, folded
    under this one. ``why`` explains the score of a hit that is not folded.
    """

    passage: Passage
    score: float
    rank: int
    marks: tuple[Span, ...] = ()
    answer: Span | None = None
    others: tuple[Hit, ...] = ()
    duplicates: tuple[Hit, ...] = ()
    why: Why | None = None

    def __post_init__(self) -> None:
        _require(self.rank >= 1, "ranks count from 1")
        _require_ordered(self.marks, self.passage.start, self.passage.end, "mark")
        if self.answer is not None:
            _require_ordered((self.answer,), self.passage.start, self.passage.end, "answer")


class Correction(NamedTuple):
    """A word as typed, which no document has, and the word of the index that was searched for instead."""

    typed: str
    searched: str


class Suggestion(NamedTuple):
    """A question that could be asked, and where it comes from."""

    text: str
    kind: SuggestionKind


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a search: its name, how many of the passages that matched it leaves, and the shell pattern on
    document ids (for a kind of passage, the kind) to search by."""

    name: str
    count: int
    pattern: str


class Facets(NamedTuple):
    """Ways to narrow a search, the fullest first, counted over ``passages`` that matched best.

    ``folders`` are those directly below the deepest folder that has all that was found; a JSONL file counts as one.
    """

    folders: tuple[Facet, ...] = ()
    documents: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question: ``hits`` best first (empty where nothing was found), ties by passage id.

    ``notes`` are sentences for the searcher: what was looked for, which words no document has, what was left out.
    ``confidence`` in [0, 1] is what the verdict was judged by; it is 0.5 where questions on other subjects end.
    ``seconds`` is the time it took. ``corrections`` are the words that no document has with those searched for instead.
    ``facets`` are ways to narrow the search; ``more`` says whether further hits follow those given.
    """

    question: str
    hits: tuple[Hit, ...]
    generation: int
    verdict: Verdict
    notes: tuple[str, ...]
    seconds: float
    corrections: tuple[Correction, ...] = ()
    confidence: float = 0.0
    facets: Facets = Facets()
    more: bool = False


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run of indexing did, as document ids; every corpus file is in exactly one list, ``skipped`` says why.

    ``moved`` pairs old and new ids of documents whose bytes only changed their place; the ids also stand in
    ``removed`` and ``added``. ``passages`` counts those of the generation as a whole, ``seconds`` the run.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    passages: int
    seconds: float
    generation: int
    moved: tuple[tuple[str, str], ...] = ()
