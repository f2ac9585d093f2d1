"""What is answered to a question."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from indexer.model import Freshness, SuggestionKind, Verdict
from search_ui.api.schemas import End, Excerpt, Lines, Link, Object, OfAuthor, Pair, Passage, Place, Start

__all__ = ["Answer", "MatchList", "RelatedList", "SuggestionList"]


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
    fields: Annotated[dict[str, int], Field(description="How often each field of the passage holds it, or a synonym.")]
    synonyms: Annotated[
        list[str], Field(description="By which of the admin's synonyms the passage has it: `corona = COVID-19`.")
    ]


class Why(Object):
    """Why a hit came where it did."""

    parts: Annotated[
        dict[str, float], Field(description="What each part of the ranking gave; they add up to the score.")
    ]
    terms: list[TermWhy]


class Hit(Passage, OfAuthor):
    """A passage found, and what is folded under it."""

    rank: Annotated[int, Field(ge=1)]
    link: Link
    score: Annotated[float, Field(description="Higher is better, within one question only.")]
    marks: Annotated[list[Pair], Field(description="Spans of the words that matched, counted as `start` is.")]
    answer: Sentence | None
    freshness: Annotated[
        Freshness, Field(description="What has become of the file since it was indexed; `unknown` where none can say.")
    ]
    why: Why | None
    others: Annotated[list[Hit], Field(description="Further passages of the same document.")]
    duplicates: Annotated[list[Hit], Field(description="Nearly equal passages of other documents.")]
    translations: Annotated[list[Hit], Field(description="Passages of its page in other languages (`written_in`).")]


class Correction(Object):
    """A word that no passage has, and the one that was searched for instead."""

    typed: str
    searched: str


class Facet(Object):
    """A way to narrow the search."""

    name: str
    count: Annotated[int, Field(description="Passages that it leaves of those counted.")]
    pattern: Annotated[
        str, Field(description="What to give as `document` (or as `kind`, `author` or `lang`) to narrow by it.")
    ]
    title: Annotated[str, Field(description="What a document is called; empty for others.")]


class Facets(Object):
    """Ways to narrow the search, the fullest first."""

    folders: list[Facet]
    documents: list[Facet]
    kinds: list[Facet]
    authors: Annotated[list[Facet], Field(description="Those that documents state; a passage counts for each of them.")]
    languages: Annotated[list[Facet], Field(description="Those that documents are in; none where all are in one.")]
    passages: Annotated[int, Field(description="How many passages, the best, were counted.")]


class Answer(Object):
    """What was found for a question."""

    question: str
    generation: Annotated[int, Field(description="The state of the index that answered.")]
    verdict: Verdict
    confidence: Annotated[float, Field(ge=0, le=1, description="How sure it is that the best passage answers.")]
    notes: Annotated[
        list[str],
        Field(description="Sentences for the searcher: what no passage has, was left out, is said otherwise."),
    ]
    corrections: list[Correction]
    seconds: Annotated[float, Field(ge=0)]
    hits: list[Hit]
    more: Annotated[bool, Field(description="Whether further hits follow.")]
    otherwise: Annotated[
        list[Excerpt],
        Field(
            description="Sentences of other documents among the hits that contradict the one that answers, the latest "
            "first: the same but for one number or negation. `notes` say it in words."
        ),
    ]
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
