"""Endpoints for who asks: search, suggest, related, matches."""

from __future__ import annotations

from indexer.model import Answer
from search_ui.api import parameters
from search_ui.api import search_schemas as schemas
from search_ui.api.frame import endpoint
from search_ui.api.offsets import counted
from search_ui.request.question_recorder import question_recorder
from search_ui.request.shared import searcher

__all__ = ["answer_of", "matches", "related", "search", "suggest"]


@endpoint("/search", schemas.Answer, "Searching", live=True)
def search(query: parameters.Search) -> dict[str, object]:
    """The passages that answer a question, best first.

    The same object that `passageway ask --json` prints. Words in quotation marks are a phrase: in a short search it is
    looked for, in a sentence passages that have it come first. A dash before a word at the end of a short search leaves out
    what has it, and `author:name`, `after:2020` or `before:2021-06` there chooses documents by what they say of
    themselves. One document takes one place; its other passages, and nearly equal ones of other documents, are folded under
    it.
    """
    return counted(answer_of(query), query.offsets)


def answer_of(query: parameters.Search) -> Answer:
    """The answer to a question, which is recorded unless it is about some documents alone, or a further page of one."""
    answer = searcher().ask(
        query.q.strip(),
        limit=query.limit,
        skip=query.skip,
        documents=query.document or None,
        kinds=query.kind,
        author=query.author,
        since=query.since,
        until=query.until,
        language=query.lang,
        as_typed=query.as_typed,
    )
    filters = (query.document, query.kind, query.author, query.lang, query.since, query.until)
    if not (query.skip or any(filters)):
        question_recorder().record(answer)
    return answer


@endpoint("/suggest", schemas.SuggestionList, "Searching")
def suggest(query: parameters.Suggest) -> dict[str, object]:
    """Questions to ask, for what has been typed so far.

    Questions, titles and headings of the corpus that hold the words typed, the last of which may be unfinished; and words
    of the index for what is misspelt.
    """
    return {"suggestions": searcher().suggest(query.q, limit=query.limit, documents=query.document or None)}


@endpoint("/related", schemas.RelatedList, "Searching", live=True)
def related(query: parameters.Related) -> dict[str, object]:
    """Questions that the corpus itself asks and answers, near the one asked."""
    found = searcher().related(query.q.strip(), limit=query.limit, documents=query.document or None)
    return counted({"related": found}, query.offsets)


@endpoint("/matches", schemas.MatchList, "Searching", lookup=True, live=True)
def matches(query: parameters.Matches) -> dict[str, object]:
    """The passages of one document that match a question, in reading order."""
    searcher().document(query.document_id)  # tells a document without matches from none
    found = searcher().matches(query.document_id, query.q.strip())
    return counted({"document_id": query.document_id, "matches": found}, query.offsets)
