"""What travels between the rooms? One frozen type for each stage of life, validated where it is made.

    Document ── blocks ──> Passage ──> Scored ──> Hit ──> Answer          IndexReport, Status and Progress, for the admin

documents   what was read, and where it stands in its file      passages    the unit of retrieval, its words, its score
answers     hits and what is said with them                     index       what an index has, what is done to it
excerpts    a span with what a citation needs of it             as_json     a record -> the JSON that other tools read
places      where something stands in its file                  paged       where words are on its pages, what is lit there
marked_words  code, strong words and links in the text          stated      which documents: what they say of themselves
fingerprints  the words of a quotation as a short sum           looked_at   what of an answer is made when somebody looks

All offsets are half-open spans ``[start, end)`` of Unicode code points in ``Document.text``.
"""

from indexer.model.answers import (
    Answer,
    Correction,
    Hit,
    Suggestion,
    SuggestionKind,
    Verdict,
    named_beside,
    who_says_otherwise,
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
    SkippedFile,
    Span,
    Version,
    not_in_generation,
    revision_of,
    spans_of,
)
from indexer.model.index.asked_questions import AskedQuestion
from indexer.model.index.holdings import (
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
from indexer.model.index.jobs import HelpedPart, Job, JobKind, JobOutcome, JobProgress, JobState, PublicJob, RunOptions
from indexer.model.index.questions import (
    QUESTION_MEASURES,
    GateVerdict,
    LabelledQuestion,
    QuestionChange,
    QuestionScore,
    QuestionScores,
    RankedPassage,
    ScoreGate,
)
from indexer.model.index.reports import (
    Changes,
    DocumentChanges,
    GenerationState,
    IndexReport,
    KeptGeneration,
    Progress,
    PublicStatus,
    Status,
)
from indexer.model.index.takings_back import TakenBack, taken_back
from indexer.model.looked_at.reasons import TermWhy, Why
from indexer.model.looked_at.search_facets import Facet, FacetRows, Facets
from indexer.model.marked_words import InlineKind, InlineMark, require_marks
from indexer.model.paged.page_map import Box, PageMap, PageShape, WordBox
from indexer.model.passages import Around, Passage, PassageKind, Scored, Token, passage_id, sum_of_passages
from indexer.model.places import Locator, Numbered, Pages, PageStart, PlaceUnit
from indexer.model.stated import ANYTHING, About, Days, Stated, days_of, names_of

__all__ = [
    "GateVerdict",
    "QUESTION_MEASURES",
    "LabelledQuestion",
    "QuestionChange",
    "QuestionScore",
    "QuestionScores",
    "RankedPassage",
    "ScoreGate",
    "DocumentChanges",
    "GenerationState",
    "JobKind",
    "KeptGeneration",
    "ANYTHING",
    "About",
    "Version",
    "Around",
    "AskedQuestion",
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
    "FacetRows",
    "Facets",
    "FileNote",
    "FileState",
    "FolderListing",
    "FolderRow",
    "FolderTree",
    "Freshness",
    "Hit",
    "HelpedPart",
    "IndexReport",
    "InlineKind",
    "InlineMark",
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
    "SkippedFile",
    "Span",
    "spans_of",
    "Stated",
    "Status",
    "Suggestion",
    "SuggestionKind",
    "TakenBack",
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
    "sum_of_passages",
    "taken_back",
    "require_marks",
    "revision_of",
    "not_in_generation",
    "named_beside",
    "who_says_otherwise",
]
