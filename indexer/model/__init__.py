"""What travels between the rooms? One frozen type for each stage of life, validated where it is made.

    Document ── blocks ──> Passage ──> Scored ──> Hit ──> Answer          IndexReport, Status and Progress, for the admin

documents   what was read, and where it stands in its file      passages     the unit of retrieval, its words, its score
answers     hits and what is said with them                    reports      what a run did, how far it is, what is held
excerpts    a span with what a citation needs of it             id_patterns  shell patterns on document ids
jobs        a run of indexing as it can be followed            as_json      the records as other tools read them

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
from indexer.model.documents import Block, BlockKind, Document, FileState, Freshness, Locator, Skipped, Span
from indexer.model.jobs import Job, JobOutcome, JobProgress, JobState, PublicJob
from indexer.model.passages import Passage, PassageKind, Scored, Token, passage_id
from indexer.model.reports import IndexReport, Progress, Status

__all__ = [
    "Answer",
    "Block",
    "BlockKind",
    "Correction",
    "Document",
    "Facet",
    "Facets",
    "FileState",
    "Freshness",
    "Hit",
    "IndexReport",
    "Job",
    "JobOutcome",
    "JobProgress",
    "JobState",
    "Locator",
    "Passage",
    "PassageKind",
    "Progress",
    "PublicJob",
    "Scored",
    "Skipped",
    "Span",
    "Status",
    "Suggestion",
    "SuggestionKind",
    "TermWhy",
    "Token",
    "Verdict",
    "Why",
    "passage_id",
]
