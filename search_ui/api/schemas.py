"""What several of the API's answers have in them: ``indexer.model.as_json`` makes the objects, tests hold both together."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from indexer.model import PassageKind, PlaceUnit

__all__ = ["End", "Lines", "Object", "OfAuthor", "Pair", "Passage", "Place", "Problem", "Revision", "Start"]

Start = Annotated[
    int, Field(ge=0, description="Where it begins in the document's text, in code points (UTF-16 units if asked for).")
]
End = Annotated[int, Field(ge=0, description="Where it ends, exclusive; counted as `start` is.")]
Pair = Annotated[list[int], Field(min_length=2, max_length=2)]
Revision = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="The SHA-256 of the document's text (UTF-8).")]
Lines = Annotated[
    list[int] | None,
    Field(min_length=2, max_length=2, description="First and last line in the file, from 1; null where it has none."),
]


class Object(BaseModel):
    """An object with these names and no others."""

    model_config = ConfigDict(extra="forbid")


class Place(Object):
    """Where something stands in its file beside lines and page; only what the format knows."""

    part: Annotated[
        str | None, Field(description="The part of the file that the rest is counted in: a sheet, a chapter.")
    ] = None
    last_page: Annotated[int | None, Field(ge=1, description="The page on which it ends; `page` is the first.")] = None
    page_label: Annotated[str | None, Field(description="What the file itself calls the first page, such as `iv`.")] = (
        None
    )
    last_page_label: str | None = None
    unit: Annotated[PlaceUnit | None, Field(description="What `first` and `last` count, from 1.")] = None
    first: Annotated[int | None, Field(ge=1)] = None
    last: Annotated[int | None, Field(ge=1)] = None
    seconds: Annotated[
        list[float] | None, Field(min_length=2, max_length=2, description="Begin and end in a recording.")
    ] = None
    element: Annotated[str | None, Field(description="The id of the closest HTML element.")] = None


Link = Annotated[
    str,
    Field(
        description="The address of the page that shows it, or says what became of it; without host, unless the server's "
        "settings name one (`PASSAGEWAY_SITE`)."
    ),
]


class FieldError(Object):
    """What is wrong with one parameter."""

    name: str
    message: str


class Problem(Object):
    """An error after RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: Annotated[str, Field(description="What happened, and what to do.")]
    errors: Annotated[list[FieldError] | None, Field(description="Parameter by parameter, for 400.")] = None
    places: Annotated[
        list[dict[str, object]] | None, Field(description="Where the words are, as excerpts of the document, for 409.")
    ] = None


class OfAuthor(Object):
    """What a document says of itself, each as it was written; empty where it says nothing."""

    author: Annotated[str, Field(description="Several are joined by `; `.")]
    date: Annotated[str, Field(description="ISO 8601 where the file states a moment.")]
    language: Annotated[str, Field(description="As the document states it.")]
    keywords: str
    written_in: Annotated[str, Field(description="The language that it is in, by which its words are analysed.")]


class Passage(Object):
    """A passage with its place: document.text[start:end] is its text."""

    passage_id: str
    document_id: str
    title: str
    path: Annotated[str, Field(description="The file, below the corpus.")]
    revision: Revision
    headings: Annotated[list[str], Field(description="The path of headings above it, outermost first.")]
    kind: PassageKind
    start: Start
    end: End
    lines: Lines
    page: Annotated[int | None, Field(description="Page of a paged format, from 1.")]
    place: Place
    context: Annotated[
        str,
        Field(
            description="What belongs to it and may stand before it: a table's header rows, the sentence before a list."
        ),
    ]
    text: str


class Excerpt(Object):
    """A stretch of a document with its place: the text of that revision between start and end is its text."""

    document_id: str
    title: str
    revision: Revision
    start: Start
    end: End
    lines: Lines
    page: Annotated[int | None, Field(description="Page of a paged format, from 1.")]
    place: Place
    headings: Annotated[list[str], Field(description="The path of headings above it, outermost first.")]
    text: str
    link: Link
