"""What can be asked of searching."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from indexer.model import PassageKind
from search_ui.api.parameters.parameter_types import (
    Authors,
    Counted,
    Day,
    DocumentId,
    Languages,
    Offsets,
    Parameters,
    Patterns,
    Question,
)

__all__ = ["Matches", "Related", "Search", "Suggest"]


class Search(Parameters):
    """The parameters of a search."""

    q: Question
    limit: Annotated[int, Field(ge=1, le=100, description="_At most this many hits, one per document.")] = 10
    skip: Annotated[int, Field(ge=0, le=1000, description="Leave out this many of the best hits, for paging.")] = 0
    document: Patterns = []
    kind: Annotated[list[PassageKind], Field(description="Only passages of these kinds. May be repeated.")] = []
    author: Authors = []
    lang: Languages = []
    since: Day = None
    until: Day = None
    as_typed: Annotated[
        bool, Field(description="Do not correct the spelling, and take `author:` and its like for words.")
    ] = False
    offsets: Counted = Offsets.CODE_POINTS


class Suggest(Parameters):
    """The parameters of suggestions."""

    q: Annotated[
        str,
        Field(description="What has been typed so far.", json_schema_extra={"example": "what is p"}),
    ]
    limit: Annotated[int, Field(ge=1, le=20, description="_At most this many suggestions.")] = 8
    document: Patterns = []


class Related(Parameters):
    """The parameters of related questions."""

    q: Question
    limit: Annotated[int, Field(ge=1, le=20, description="_At most this many questions.")] = 4
    document: Patterns = []
    offsets: Counted = Offsets.CODE_POINTS


class Matches(Parameters):
    """The parameters of the matches within one document."""

    document_id: DocumentId
    q: Question
    offsets: Counted = Offsets.CODE_POINTS
