"""What pages of documents show of an answer: the age of a file, and the way from one match of a document to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.errors import QuestionTooLong
from indexer.model import Hit, Passage
from indexer.searching import Searcher

__all__ = ["FileAge", "MatchPosition", "file_ages", "hits_in", "match_position"]


@dataclass(frozen=True, slots=True)
class FileAge:
    """When a document's file was last changed before it was indexed (ISO 8601 or ""), and what has become of it since, in
    words (empty while it is the same)."""

    changed: str
    since: str


@dataclass(frozen=True, slots=True)
class MatchPosition:
    """The matches of a document in reading order: how many, which one is shown (from 1), and those beside it."""

    count: int
    position: int | None
    earlier: Passage | None
    later: Passage | None


def match_position(matches: Sequence[Passage], at: int) -> MatchPosition:
    """The way from an offset, at which no match need begin, to the matches before and after it; -1 stands before all."""
    before = [p for p in matches if p.start < at]
    after = [p for p in matches if p.start > at]
    position = len(before) + 1 if any(p.start == at for p in matches) else None
    return MatchPosition(len(matches), position, before[-1] if before else None, after[0] if after else None)


def hits_in(searcher: Searcher, document_id: str, question: str) -> dict[str, Hit]:
    """The matches of one document by passage id, in reading order."""
    if not question:
        return {}
    try:
        return {hit.passage.id: hit for hit in searcher.matches(document_id, question)}
    except QuestionTooLong:
        return {}


def file_ages(searcher: Searcher, paths: Iterable[str]) -> dict[str, FileAge]:
    """The ages of files, by path."""
    found = searcher.freshness(set(paths))
    return {path: FileAge(changed, state.in_words) for path, (state, changed) in found.items()}
