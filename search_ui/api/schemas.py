"""What the API answers with. ``indexer.model.as_json`` makes the objects; tests hold both to one another."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from indexer.model import ChangeKind, Freshness, JobKind, JobState, PassageKind, PlaceUnit, SuggestionKind, Verdict

__all__ = [
    "Answer",
    "ChangeList",
    "DocumentList",
    "End",
    "JobList",
    "Lines",
    "MatchList",
    "Object",
    "Pair",
    "Place",
    "PassageList",
    "Problem",
    "RelatedList",
    "Revision",
    "SkippedList",
    "SourceText",
    "Start",
    "Status",
    "SuggestionList",
]

Start = Annotated[
    int, Field(ge=0, description="Where it begins in the document's text, in code points (UTF-16 units if asked for).")
]
End = Annotated[int, Field(ge=0, description="Where it ends, exclusive; counted as `start` is.")]
Pair = Annotated[list[int], Field(min_length=2, max_length=2)]
Revision = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="The SHA-256 of the document's text (UTF-8).")]
Lines = Annotated[
    list[int] | None,
    Field(min_length=2, max_length=2, description="First and last line in the file, from 1; null where it has none."),
]


class Object(BaseModel):
    """An object with these names and no others."""

    model_config = ConfigDict(extra="forbid")


class Place(Object):
    """Where something stands in its file beside lines and page; only what the format knows."""

    part: Annotated[
        str | None, Field(description="The part of the file that the rest is counted in: a sheet, a chapter.")
    ] = None
    last_page: Annotated[int | None, Field(ge=1, description="The page on which it ends; `page` is the first.")] = None
    page_label: Annotated[str | None, Field(description="What the file itself calls the first page, such as `iv`.")] = (
        None
    )
    last_page_label: str | None = None
    unit: Annotated[PlaceUnit | None, Field(description="What `first` and `last` count, from 1.")] = None
    first: Annotated[int | None, Field(ge=1)] = None
    last: Annotated[int | None, Field(ge=1)] = None
    seconds: Annotated[
        list[float] | None, Field(min_length=2, max_length=2, description="Begin and end in a recording.")
    ] = None
    element: Annotated[str | None, Field(description="The id of the closest HTML element.")] = None


class FieldError(Object):
    """What is wrong with one parameter."""

    name: str
    message: str


class Problem(Object):
    """An error after RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: Annotated[str, Field(description="What happened, and what to do.")]
    errors: Annotated[list[FieldError] | None, Field(description="Parameter by parameter, for 400.")] = None
    places: Annotated[
        list[dict[str, object]] | None, Field(description="Where the words are, as excerpts of the document, for 409.")
    ] = None


class OfAuthor(Object):
    """What a document says of itself, each as it was written; empty where it says nothing."""

    author: Annotated[str, Field(description="Several are joined by `; `.")]
    date: Annotated[str, Field(description="ISO 8601 where the file states a moment.")]
    language: str
    keywords: str


class Passage(Object):
    """A passage with its place: document.text[start:end] is its text."""

    passage_id: str
    document_id: str
    title: str
    path: Annotated[str, Field(description="The file, below the corpus.")]
    revision: Revision
    headings: Annotated[list[str], Field(description="The path of headings above it, outermost first.")]
    kind: PassageKind
    start: Start
    end: End
    lines: Lines
    page: Annotated[int | None, Field(description="Page of a paged format, from 1.")]
    place: Place
    context: Annotated[
        str,
        Field(
            description="What belongs to it and may stand before it: a table's header rows, the sentence before a list."
        ),
    ]
    text: str


class Sentence(Object):
    """The sentence that answers best, with its own place: that of its passage may reach over pages or minutes."""

    start: Start
    end: End
    text: str
    lines: Lines
    page: Annotated[int | None, Field(description="Page of a paged format, from 1.")]
    place: Place


class TermWhy(Object):
    """How a word of the question counted."""

    typed: str
    term: Annotated[str, Field(description="What it matches by: its folded stem.")]
    weight: float
    idf: Annotated[float, Field(description="How rare it is, in nats.")]
    fields: Annotated[dict[str, int], Field(description="How often each field of the passage holds it.")]


class Why(Object):
    """Why a hit came where it did."""

    parts: Annotated[
        dict[str, float], Field(description="What each part of the ranking gave; they add up to the score.")
    ]
    terms: list[TermWhy]


class Hit(Passage, OfAuthor):
    """A passage found, and what is folded under it."""

    rank: Annotated[int, Field(ge=1)]
    score: Annotated[float, Field(description="Higher is better, within one question only.")]
    marks: Annotated[list[Pair], Field(description="Spans of the words that matched, counted as `start` is.")]
    answer: Sentence | None
    freshness: Annotated[
        Freshness, Field(description="What has become of the file since it was indexed; `unknown` where none can say.")
    ]
    why: Why | None
    others: Annotated[list[Hit], Field(description="Further passages of the same document.")]
    duplicates: Annotated[list[Hit], Field(description="Nearly equal passages of other documents.")]


class Correction(Object):
    """A word that no passage has, and the one that was searched for instead."""

    typed: str
    searched: str


class Facet(Object):
    """A way to narrow the search."""

    name: str
    count: Annotated[int, Field(description="Passages that it leaves of those counted.")]
    pattern: Annotated[
        str, Field(description="What to give as `document` (or as `kind`, or `author`) to narrow by it.")
    ]
    title: Annotated[str, Field(description="What a document is called; empty for others.")]


class Facets(Object):
    """Ways to narrow the search, the fullest first."""

    folders: list[Facet]
    documents: list[Facet]
    kinds: list[Facet]
    authors: Annotated[list[Facet], Field(description="Those that documents state; a passage counts for each of them.")]
    passages: Annotated[int, Field(description="How many passages, the best, were counted.")]


class Answer(Object):
    """What was found for a question."""

    question: str
    generation: Annotated[int, Field(description="The state of the index that answered.")]
    verdict: Verdict
    confidence: Annotated[float, Field(ge=0, le=1, description="How sure it is that the best passage answers.")]
    notes: Annotated[
        list[str], Field(description="Sentences for the searcher: what no passage has, what was left out.")
    ]
    corrections: list[Correction]
    seconds: Annotated[float, Field(ge=0)]
    hits: list[Hit]
    more: Annotated[bool, Field(description="Whether further hits follow.")]
    facets: Facets


class Suggestion(Object):
    """A question to ask, and what it is."""

    text: str
    kind: SuggestionKind


class SuggestionList(Object):
    """What could be asked, best first."""

    suggestions: list[Suggestion]


class RelatedList(Object):
    """Questions of the corpus with their answers, best first."""

    related: list[Hit]


class MatchList(Object):
    """The passages of one document that match, in reading order."""

    document_id: str
    matches: list[Hit]


class Document(OfAuthor):
    """A document of the index."""

    document_id: str
    path: str
    title: str
    revision: Revision
    media_type: str
    passages: Annotated[int, Field(ge=0)]
    file_bytes: Annotated[
        int | None, Field(ge=0, description="The size of its file as it was indexed; null where it is not known.")
    ]
    file_modified: Annotated[
        str,
        Field(description="When its file was changed last before that: ISO 8601, UTC; empty where it is not known."),
    ]


class Folder(Object):
    """A folder, or a file of several documents."""

    path: Annotated[str, Field(description="Below the corpus: what to give as `folder`.")]
    documents: Annotated[int, Field(ge=1, description="How many documents are in it and below it.")]
    is_file: bool


class DocumentList(Object):
    """A page of the documents, sorted by id."""

    documents: list[Document]
    next: Annotated[str | None, Field(description="What to give as `after` for the next page; null on the last one.")]
    count: Annotated[int, Field(ge=0, description="How many documents all pages have.")]
    folders: Annotated[list[Folder], Field(description="The folders in the `folder` that was asked for, by name.")]


class PassageList(Object):
    """Passages of one document, in reading order."""

    document_id: str
    passages: list[Passage]
    more: bool


class SourceText(OfAuthor):
    """The readable text of a document, or a cut of it: every offset counts in the whole of it."""

    document_id: str
    path: str
    title: str
    revision: Revision
    current: Annotated[bool, Field(description="Whether this is the content that is served now.")]
    media_type: str
    length: Annotated[int, Field(ge=0, description="Of the whole text, counted as `start` is.")]
    start: Start
    end: End
    text: str


class Outcome(Object):
    """What came of a run: how many documents and skipped files, and the generation that is served for it."""

    added: int
    updated: int
    unchanged: int
    removed: int
    moved: int
    skipped: int
    passages: Annotated[int, Field(description="Of the generation as a whole.")]
    seconds: float
    generation: int


class Job(Object):
    """A run of indexing, or another act on the index."""

    number: Annotated[int, Field(ge=1)]
    kind: Annotated[JobKind, Field(description="What is done: `index` reads the documents.")]
    state: JobState
    started: Annotated[str | None, Field(description="ISO 8601, UTC; null for one that is queued.")]
    ended: Annotated[str | None, Field(description="ISO 8601, UTC; null where it has not ended, or nobody saw it.")]
    stage: Annotated[str | None, Field(description="What it does, or did last: `read`, `index`, `publish` and others.")]
    done: Annotated[int, Field(ge=0, description="Of the things of this stage.")]
    total: Annotated[int | None, Field(description="Things of this stage; null where that is not known.")]
    outcome: Annotated[Outcome | None, Field(description="From the moment on in which the result is served.")]


class JobList(Object):
    """Runs and other acts on the index, newest first."""

    jobs: list[Job]


class SkippedReason(Object):
    """Why files were skipped that have one reason, and what can be done about it."""

    reason: Annotated[str, Field(description="`…` stands for what differs from file to file.")]
    remedy: Annotated[str, Field(description="Empty where the reason says it itself, or nobody knows.")]
    files: Annotated[int, Field(ge=1)]


class SkippedFiles(Object):
    """The files that were not read, or only in part."""

    files: Annotated[int, Field(ge=0)]
    reasons: Annotated[list[SkippedReason], Field(description="Those of most files first, at most a hundred.")]


class ChangedFiles(Object):
    """What has become of the files of the corpus since the generation was made."""

    looked: Annotated[str, Field(description="When they were looked at: ISO 8601, UTC.")]
    added: int
    changed: int
    gone: int
    retried: Annotated[int, Field(description="Files that could not be read, and have changed since.")]
    unseen: Annotated[int, Field(description="Folders that could not be looked into; what is in them is not known.")]


class SkippedFile(Object):
    """A file, or a part of one, that was not read."""

    path: Annotated[str, Field(description="Below the corpus; `file#line 7` for a part of it.")]
    reason: str
    remedy: str


class SkippedList(Object):
    """The files that were not read, or only in part, by path."""

    skipped: list[SkippedFile]
    count: Annotated[int, Field(ge=0, description="How many there are, on all pages.")]
    more: bool


class Change(Object):
    """What has become of a file."""

    path: str
    kind: ChangeKind


class ChangeList(Object):
    """What has changed on disk, by path."""

    looked: Annotated[
        str | None,
        Field(description="When: ISO 8601, UTC; null where that is under way for the first time, or failed."),
    ]
    changes: list[Change]
    count: Annotated[int, Field(ge=0, description="How many there are, on all pages.")]
    unseen: Annotated[list[str], Field(description="Folders that could not be looked into; `.` is the corpus.")]
    more: bool


class Status(Object):
    """What the index holds."""

    generation: int
    published: Annotated[str, Field(description="When the generation was first served: ISO 8601, UTC.")]
    documents: int
    passages: int
    language: str
    semantic: Annotated[str, Field(description="Whether meaning ranks too, and if not, why.")]
    writing: Annotated[bool, Field(description="Whether a run of indexing is under way.")]
    job: Annotated[Job | None, Field(description="That run, or the last one; null where none is known.")]
    skipped: SkippedFiles
    changes: Annotated[ChangedFiles | None, Field(description="Null where nobody has looked yet.")]
