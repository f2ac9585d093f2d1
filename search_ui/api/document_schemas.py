"""What is answered about documents, their pages, and the index."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from indexer.model import ChangeKind, JobKind, JobState
from search_ui.api.schemas import End, Object, OfAuthor, Passage, Revision, Start

__all__ = [
    "ChangedList",
    "DocumentList",
    "JobList",
    "PagesShown",
    "PassageList",
    "SkippedList",
    "SourceText",
    "Status",
]


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
    held: Annotated[bool, Field(description="Whether the generation waits to be published.")]


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


class ChangedCounts(Object):
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

    files: list[SkippedFile]
    count: Annotated[int, Field(ge=0, description="How many there are, on all pages.")]
    more: bool


class ChangedFile(Object):
    """What has become of a file."""

    path: str
    kind: ChangeKind


class ChangedList(Object):
    """What has changed on disk, by path."""

    looked: Annotated[
        str | None,
        Field(description="When: ISO 8601, UTC; null where that is under way for the first time, or failed."),
    ]
    files: list[ChangedFile]
    count: Annotated[int, Field(ge=0, description="How many there are, on all pages.")]
    unseen: Annotated[list[str], Field(description="Folders that could not be looked into; `.` is the corpus.")]
    more: bool


class Status(Object):
    """What the index holds."""

    generation: int
    published: Annotated[str, Field(description="When the generation was first served: ISO 8601, UTC.")]
    documents: int
    passages: int
    language: Annotated[str, Field(description="The setting: `auto` where each document has its own.")]
    languages: Annotated[dict[str, int], Field(description="How many documents are in each language, most first.")]
    semantic: Annotated[str, Field(description="Whether meaning ranks too, and if not, why.")]
    writing: Annotated[bool, Field(description="Whether a run of indexing is under way.")]
    job: Annotated[Job | None, Field(description="That run, or the last one; null where none is known.")]
    skipped: SkippedFiles
    changed: Annotated[ChangedCounts | None, Field(description="Null where nobody has looked yet.")]


#: A side of a box, as a share of its page.
Side = Annotated[float, Field(ge=0, le=1)]


class Rectangle(Object):
    """A box on a page: shares of its width from the left, and of its height from the top."""

    left: Side
    top: Side
    right: Side
    bottom: Side


class ShownPage(Object):
    """A page of a document's file, as it is displayed, with the boxes of what is lit on it."""

    page: Annotated[int, Field(ge=1)]
    label: Annotated[
        str, Field(description="What the file itself calls it, such as `iv`; empty where that is its number.")
    ]
    width: Annotated[float, Field(gt=0, description="In points (1/72 inch); for a picture, in pixels.")]
    height: Annotated[float, Field(gt=0)]
    picture: Annotated[str, Field(description="The address of its picture (PNG), without host.")]
    passage: Annotated[list[Rectangle], Field(description="The lines of the span.")]
    answer: Annotated[list[Rectangle], Field(description="The lines of the sentence that answers best.")]
    marks: Annotated[list[Rectangle], Field(description="The words that match.")]


class PagesShown(Object):
    """The pages that a span of a document stands on."""

    document_id: str
    revision: Revision
    start: Start
    end: End
    count: Annotated[int, Field(ge=0, description="How many pages the file has; 0 where nothing is known of them.")]
    pages: Annotated[list[ShownPage], Field(description="In their order; none where no word of the span has a place.")]
