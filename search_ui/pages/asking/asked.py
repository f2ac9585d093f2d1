"""Asking what an address asks."""

from __future__ import annotations

from indexer.model import Answer
from indexer.searching import Searcher
from search_ui.pages.search_query import SearchQuery

__all__ = ["ask"]


def ask(found: Searcher, query: SearchQuery, *, limit: int, skip: int = 0, question: str = "") -> Answer:
    """The answer to the query, within its filters, or to another ``question``; raises QuestionTooLong."""
    return found.ask(
        question or query.question,
        limit=limit,
        skip=skip,
        documents=query.documents,
        kinds=query.kinds,
        author=query.stated.authors,
        since=query.stated.since,
        until=query.stated.until,
        language=query.languages,
        as_typed=query.as_typed,
    )
