"""What was found for a question: hits, why they came where they did, and what is said with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from indexer.messages import Phrase, phrase
from indexer.model.as_json import as_json
from indexer.model.documents import Freshness, Span, require, require_ordered
from indexer.model.excerpts import Excerpt, source_link
from indexer.model.looked_at.reasons import Why
from indexer.model.looked_at.search_facets import Facets
from indexer.model.passages import Passage
from indexer.model.places import Locator
from indexer.model.stated import About, about_json, days_of
from indexer.model.stated.day_words import day_of

__all__ = [
    "Answer",
    "Correction",
    "Hit",
    "Suggestion",
    "SuggestionKind",
    "Verdict",
    "named_beside",
    "who_says_otherwise",
]


class SuggestionKind(StrEnum):
    """What a suggestion is: something that stands in the corpus, or what was typed with a word mended or finished."""

    QUESTION = "question"
    TITLE = "title"
    HEADING = "heading"
    CORRECTION = "correction"
    COMPLETION = "completion"


class Verdict(StrEnum):
    """How far the hits answer the question."""

    ANSWERED = "answered"
    RELATED = "related"
    NOTHING = "nothing"

    @property
    def in_words(self) -> str:
        """What is said of the answer as a whole; "" where the passages speak for themselves."""
        return _VERDICTS[self]

    @property
    def enough(self) -> int | None:
        """Hits that are shown before somebody asks for more, None for all: what comes closest does not answer either."""
        return 3 if self is Verdict.NOTHING else None


_VERDICTS = {
    Verdict.ANSWERED: "",
    Verdict.RELATED: phrase("No document answers this directly; these are related."),
    Verdict.NOTHING: phrase("Nothing here answers that."),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    ``rank`` counts from 1; ``marks`` are sorted, disjoint document spans of the words that matched, on the form that
    stands there; ``answer`` is the span of the sentence (or two) that answers, None where none does, and
    ``answer_locator`` says where that stands in the file, None where that is not known. Folded under it are, best first,
    ``others``, further passages of the same document, ``duplicates``, near-equal passages of others, and ``translations``,
    those of the same page in other languages. ``why`` explains the score of a hit that is not folded. ``freshness`` is what
    has become of the document's file since it was indexed, ``modified`` when it was changed before (ISO 8601 in UTC, ""
    where that is not known); ``about`` is what the document says of itself.
    """

    passage: Passage
    score: float
    rank: int
    marks: tuple[Span, ...] = ()
    answer: Span | None = None
    others: tuple[Hit, ...] = ()
    duplicates: tuple[Hit, ...] = ()
    translations: tuple[Hit, ...] = ()
    why: Why | None = None
    freshness: Freshness = Freshness.UNKNOWN
    modified: str = ""
    about: About = About()
    answer_locator: Locator | None = None

    @property
    def link(self) -> str:
        """The address of its passage on the pages, without host."""
        passage = self.passage  # no excerpt is made of it: a list of hits has some twenty
        return source_link(passage.document_id, passage.revision, (passage.start, passage.end), passage.text)

    @property
    def locator(self) -> Locator:
        """Where to look in the file: at the answer, or else at the passage."""
        return self.answer_locator or self.passage.locator

    @property
    def place(self) -> str:
        """That in words: "page 3", "0:05–0:09"."""
        start, end = self.answer if self.answer and self.answer_locator else (self.passage.start, self.passage.end)
        return self.locator.within(self.passage.document_id).in_words(start, end)

    @property
    def with_folded(self) -> tuple[Hit, ...]:
        """It, and those folded under it."""
        return (self, *self.others, *self.duplicates, *self.translations)

    def __post_init__(self) -> None:
        require(self.rank >= 1, "ranks count from 1")
        require_ordered(self.marks, self.passage.start, self.passage.end, "mark")
        if self.answer is not None:
            require_ordered((self.answer,), self.passage.start, self.passage.end, "answer")


@as_json.register
def _hit_json(hit: Hit) -> dict[str, object]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        **as_json(hit.passage),
        "link": hit.link,
        "marks": [[start, end] for start, end in hit.marks],
        "answer": hit.answer and _sentence_json(hit, hit.answer),
        "freshness": as_json(hit.freshness),
        **about_json(hit.about),
        "why": as_json(hit.why),
        "others": as_json(hit.others),
        "duplicates": as_json(hit.duplicates),
        "translations": as_json(hit.translations),
    }


def _sentence_json(hit: Hit, span: Span) -> dict[str, object]:
    start, end = span
    return {
        "start": start,
        "end": end,
        "text": hit.passage.text[start - hit.passage.start : end - hit.passage.start],
        "lines": as_json(hit.locator.lines),
        "page": hit.locator.page,
        "place": as_json(hit.locator),
    }


class Correction(NamedTuple):
    """A word as typed, which no passage has, and the word of the index that was searched for instead."""

    typed: str
    searched: str


class Suggestion(NamedTuple):
    """A question that could be asked, and where it comes from."""

    text: str
    kind: SuggestionKind


def who_says_otherwise(other: About, about: About) -> Phrase:
    """That another document, by what it says of itself, contradicts the one that answers, which says ``about``: as a later
    or an earlier one where both state a date that tells."""
    own, its = days_of(about.date), days_of(other.date)
    if own and its and own.last < its.first:
        return phrase("A later document ({date}) says otherwise", date=day_of(other.date))
    if own and its and its.last < own.first:
        return phrase("An earlier document ({date}) says otherwise", date=day_of(other.date))
    return phrase("Another document says otherwise")


def named_beside(other: Excerpt | Passage, title: str) -> str:
    """What a document is called beside one of that title: by its own title, or by its id where that is the same."""
    return other.title if other.title and other.title != title else other.document_id


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question: ``hits`` best first (empty where nothing was found), ties by passage id.

    ``notes`` are sentences for the searcher: what was looked for, which words no passage has, what was left out.
    ``confidence`` in [0, 1] is how sure it is that the best passage answers; from 0.5 on the verdict is *answered*.
    ``seconds`` is the time it took. ``corrections`` are the words that no passage has with those searched for instead.
    ``facets`` are ways to narrow the search; ``more`` says whether further hits follow those given.
    ``otherwise`` are sentences of other documents, the latest first, that contradict the one that answers: the same but for
    one number or negation. The last notes are on them, one of each.
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
    otherwise: tuple[Excerpt, ...] = ()

    @property
    def other_notes(self) -> tuple[str, ...]:
        """The notes but those on ``otherwise``, for who shows these with their places."""
        return self.notes[: len(self.notes) - len(self.otherwise)]


@as_json.register
def _answer_json(answer: Answer) -> dict[str, object]:
    return {
        "question": answer.question,
        "generation": answer.generation,
        "verdict": as_json(answer.verdict),
        "confidence": round(answer.confidence, 4),
        "notes": as_json(answer.notes),
        "corrections": as_json(answer.corrections),
        "seconds": round(answer.seconds, 6),
        "hits": as_json(answer.hits),
        "more": answer.more,
        "otherwise": as_json(answer.otherwise),
        "facets": as_json(answer.facets),
    }
