"""What the tools take that the HTTP API does not have, and what they answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from indexer.model import Freshness, Verdict
from search_ui.api.schemas import Object
from search_ui.api.sent_drafts import Draft
from search_ui.api.writers_schemas import Checked, Citation

__all__ = ["Ask", "Asked", "CheckQuotes", "CheckedQuotes", "Cited", "Fetch", "Fetched", "SearchWords", "SearchResults"]


class SearchWords(BaseModel):
    """What is searched for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: Annotated[
        str,
        Field(
            pattern=r"\S",
            description="A question in plain words, or a few words. Words in double quotes must appear together; at the "
            "end of a short search -word must not occur, and author:name, lang:de, after:2020 and before:2021-06 choose "
            "documents.",
        ),
    ]


class Ask(BaseModel):
    """A question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Annotated[str, Field(pattern=r"\S", description="The question in plain words, as a person would ask it.")]
    limit: Annotated[int, Field(ge=1, le=10, description="At most this many passages.")] = 3


class AskedPassage(Object):
    """A passage that answers, or comes closest."""

    id: Annotated[str, Field(description="What fetch takes, for what stands around it.")]
    title: str
    document_id: str
    place: Annotated[str, Field(description="Where it stands in its file: lines, page, or minutes.")]
    sentence: Annotated[str | None, Field(description="The sentence that answers; null where none does.")]
    text: Annotated[str, Field(description="The whole passage, letter by letter as its author wrote it.")]
    url: Annotated[str, Field(description="The page that shows it, or its address where no page does.")]
    freshness: Annotated[Freshness, Field(description="What has become of its file since it was indexed.")]


class Asked(Object):
    """Whether the documents answer a question, and what they say."""

    verdict: Verdict
    said: Annotated[str, Field(description="The verdict in words.")]
    notes: Annotated[
        list[str],
        Field(description="What no document has of the question, what was left out, what others say otherwise."),
    ]
    passages: list[AskedPassage]


class SearchResult(Object):
    """A passage that was found; what ``fetch`` gives for its id is its text."""

    id: str
    title: str
    url: str


class SearchResults(Object):
    """The passages that come closest, best first, of each document the best one."""

    results: list[SearchResult]


class Fetch(BaseModel):
    """What is fetched."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[
        str,
        Field(
            min_length=1,
            max_length=10_000,
            description="An id from search or ask, a link that another answer has, or the id of a document as a whole.",
        ),
    ]


class Fetched(Object):
    """A text, letter by letter as its author wrote it."""

    id: str
    title: str
    text: str
    url: str
    metadata: Annotated[
        dict[str, object],
        Field(
            description="Where the text stands: `document_id`, `revision`, `start` and `end` (Unicode code points of the "
            "document's text, whose `length` is given), `headings`, `lines`, `page`. `current`: whether the document still "
            "reads so in the index; `freshness`: what has become of its file since. `context`: what belongs to it and "
            "stands elsewhere, as a table's header. `document`, `before`, `after` and `next` are ids to fetch: all of the "
            "document, the passages around, and what follows where the "
            "text was cut."
        ),
    ]


class Cited(Citation):
    """A citation, and what is to be known of its link."""

    note: Annotated[str, Field(description="What is to be told of the link: that it has no host; else empty.")]


class CheckQuotes(Draft):
    """A draft, and which of its verdicts are wanted."""

    quotations_only: Annotated[
        bool, Field(description="Only quotations; false: the sentences beside them, too, with what is closest to each.")
    ] = True
    skip: Annotated[int, Field(ge=0, le=2**53, description="Leave out this many of the first, for paging.")] = 0
    limit: Annotated[int, Field(ge=1, le=1000, description="At most this many items.")] = 50


class CheckedQuotes(Checked):
    """A part of the verdicts; ``counts`` counts all, sentences too."""

    more: Annotated[bool, Field(description="Whether further items follow.")]
