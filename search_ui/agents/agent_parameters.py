"""What the tools take that the HTTP API does not have, and what they answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from search_ui.api.schemas import Object
from search_ui.api.sent_drafts import Draft
from search_ui.api.writers_schemas import Checked

__all__ = ["CheckQuotes", "CheckedQuotes", "Fetch", "Fetched", "SearchWords", "SearchResults"]


class SearchWords(BaseModel):
    """What is searched for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: Annotated[
        str,
        Field(
            pattern=r"\S",
            description="A question in plain words, or a few words. Words in double quotes must appear together; at the "
            "end of a short search -word must not occur, and author:name, after:2020 and before:2021-06 choose documents.",
        ),
    ]


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
        Field(min_length=1, max_length=10_000, description="An id from search, or the id of a document as a whole."),
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
            "reads so. `context`: what belongs to it and stands elsewhere, as a table's header. `document`, `before`, "
            "`after` and `next` are ids to fetch: all of the document, the passages around, and what follows where the "
            "text was cut."
        ),
    ]


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
