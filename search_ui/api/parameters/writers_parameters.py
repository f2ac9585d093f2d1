"""What can be asked of quotations."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from search_ui.api.parameters.parameter_types import (
    Authors,
    Counted,
    Day,
    DocumentId,
    Languages,
    Offsets,
    Parameters,
    Patterns,
    no_default,
)
from search_ui.request.parameter_faults import FRAGMENT_HASH, OFFSETS, REVISION

__all__ = ["Cite", "Counting", "Find", "Resolve", "Style"]


class Style(StrEnum):
    """How a citation is written: the styles of ``indexer.quoting.citation_styles``."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


class Counting(Parameters):
    """What offsets count."""

    offsets: Counted = Offsets.CODE_POINTS


class Find(Parameters):
    """The parameters of a complete list of places."""

    q: Annotated[
        str,
        Field(
            pattern=r"[^\W_]",
            max_length=20_000,
            description="The words, with a letter or digit: one phrase, or several in double quotes.",
            json_schema_extra={"example": "emotional release"},
        ),
    ]
    stems: Annotated[bool, Field(description="Words in all their inflections.")] = False
    within: Annotated[
        Annotated[int, Field(ge=1, le=10_000)] | SkipJsonSchema[None],
        Field(description="In any order, within this many words of one another.", json_schema_extra=no_default),
    ] = None
    exact: Annotated[bool, Field(description="The very characters: case, marks and spaces, too.")] = False
    document: Patterns = []
    author: Authors = []
    lang: Languages = []
    since: Day = None
    until: Day = None
    skip: Annotated[int, Field(ge=0, le=2**53, description="Leave out this many of the first places, for paging.")] = 0
    limit: Annotated[int, Field(ge=1, le=1000, description="_At most this many places.")] = 100
    offsets: Counted = Offsets.CODE_POINTS


_At = Annotated[
    Annotated[str, Field(pattern=OFFSETS)] | SkipJsonSchema[None],
    Field(description="Its place as start-end, such as 120-163.", json_schema_extra=no_default),
]


class Resolve(Parameters):
    """The parameters of a link to a source."""

    document_id: DocumentId
    rev: Annotated[
        Annotated[str, Field(pattern=REVISION)] | SkipJsonSchema[None],
        Field(
            description="The revision that was quoted: its SHA-256, or 8 or more digits.", json_schema_extra=no_default
        ),
    ] = None
    at: _At = None
    quote: Annotated[
        str, Field(description="The words that were quoted.", json_schema_extra={"example": "release"})
    ] = ""
    prefix: Annotated[str, Field(description="What stood before them.")] = ""
    suffix: Annotated[str, Field(description="What stood after them.")] = ""
    hash: Annotated[
        Annotated[str, Field(pattern=FRAGMENT_HASH)] | SkipJsonSchema[None],
        Field(description="The sum of the words, as a `link` has it.", json_schema_extra=no_default),
    ] = None
    offsets: Counted = Offsets.CODE_POINTS


class Cite(Parameters):
    """The parameters of a citation."""

    document_id: DocumentId
    quote: Annotated[str, Field(description="The words to cite, exactly as the document has them.")] = ""
    at: _At = None
    style: Annotated[Style, Field(description="How it is written.")] = Style.PLAIN
    offsets: Counted = Offsets.CODE_POINTS
