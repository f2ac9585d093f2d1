"""What travels between the rooms? One frozen type for each stage of life, validated where it is made.

    Document ── blocks ──> Passage ──> Scored ──> Hit ──> Answer          IndexReport, Status and Progress, for the admin

documents   what was read, and where it stands in its file      passages     the unit of retrieval, its words, its score
answers     hits and what is said with them                    reports      what a run did, how far it is, what an index has
excerpts    a span with what a citation needs of it             as_json      a record -> the JSON that other tools read
jobs        a run of indexing as it can be followed            stated       which documents: what they say of themselves
places      where something stands in its file                 page_map     where words stand on the pages of a file
page_marks  what of it is lit on a page's picture             holdings       documents by folder, what changed since

All offsets are half-open spans ``[start, end)`` of Unicode code points in ``Document.text``.
"""

from indexer.model.answers import (
    Answer,
    Correction,
    Facet,
    Facets,
    Hit,
    Suggestion,
    SuggestionKind,
    TermWhy,
    Verdict,
    Why,
)
from indexer.model.documents import (
    Block,
    BlockKind,
    Document,
    DocumentText,
    FileNote,
    FileState,
    Freshness,
    Skipped,
    Span,
    Version,
    revision_of,
)
from indexer.model.holdings import (
    ChangeKind,
    CorpusChanges,
    DocumentPage,
    DocumentRow,
    FolderListing,
    FolderRow,
    FolderTree,
    folder_of,
    in_folder,
)
from indexer.model.jobs import Job, JobKind, JobOutcome, JobProgress, JobState, PublicJob, RunOptions
from indexer.model.page_map import Box, PageMap, PageShape, WordBox
from indexer.model.passages import Around, Passage, PassageKind, Scored, Token, passage_id
from indexer.model.places import Locator, Numbered, Pages, PageStart, PlaceUnit
from indexer.model.reports import (
    Changes,
    DocumentChanges,
    GenerationState,
    IndexReport,
    KeptGeneration,
    Progress,
    PublicStatus,
    Status,
)
from indexer.model.stated import ANYTHING, About, Days, Stated, days_of, names_of

__all__ = [
    "DocumentChanges",
    "GenerationState",
    "JobKind",
    "KeptGeneration",
    "ANYTHING",
    "About",
    "Version",
    "Around",
    "DocumentText",
    "Answer",
    "Block",
    "BlockKind",
    "Box",
    "ChangeKind",
    "Changes",
    "CorpusChanges",
    "Correction",
    "Days",
    "Document",
    "DocumentPage",
    "DocumentRow",
    "Facet",
    "Facets",
    "FileNote",
    "FileState",
    "FolderListing",
    "FolderRow",
    "FolderTree",
    "Freshness",
    "Hit",
    "IndexReport",
    "Job",
    "JobOutcome",
    "JobProgress",
    "JobState",
    "Locator",
    "Numbered",
    "PageMap",
    "PageShape",
    "PageStart",
    "Pages",
    "Passage",
    "PassageKind",
    "Progress",
    "PublicStatus",
    "PublicJob",
    "RunOptions",
    "Scored",
    "Skipped",
    "Span",
    "Stated",
    "Status",
    "Suggestion",
    "SuggestionKind",
    "TermWhy",
    "Token",
    "PlaceUnit",
    "Verdict",
    "Why",
    "WordBox",
    "days_of",
    "folder_of",
    "in_folder",
    "names_of",
    "passage_id",
    "revision_of",
]
