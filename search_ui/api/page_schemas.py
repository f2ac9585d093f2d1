"""What the endpoint of pages answers with: where a span stands on the pages of its file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from search_ui.api.schemas import End, Object, Revision, Start

__all__ = ["PagesShown"]

#: A side of a box, as a share of its page.
Side = Annotated[float, Field(ge=0, le=1)]


class Rectangle(Object):
    """A box on a page: shares of its width from the left, and of its height from the top."""

    left: Side
    top: Side
    right: Side
    bottom: Side


class ShownPage(Object):
    """A page of a document's file, as it is displayed, with the boxes of what is lit on it."""

    page: Annotated[int, Field(ge=1)]
    label: Annotated[
        str, Field(description="What the file itself calls it, such as `iv`; empty where that is its number.")
    ]
    width: Annotated[float, Field(gt=0, description="In points (1/72 inch); for a picture, in pixels.")]
    height: Annotated[float, Field(gt=0)]
    picture: Annotated[str, Field(description="The address of its picture (PNG), without host.")]
    passage: Annotated[list[Rectangle], Field(description="The lines of the span.")]
    answer: Annotated[list[Rectangle], Field(description="The lines of the sentence that answers best.")]
    marks: Annotated[list[Rectangle], Field(description="The words that match.")]


class PagesShown(Object):
    """The pages that a span of a document stands on."""

    document_id: str
    revision: Revision
    start: Start
    end: End
    count: Annotated[int, Field(ge=0, description="How many pages the file has; 0 where nothing is known of them.")]
    pages: Annotated[list[ShownPage], Field(description="In their order; none where no word of the span has a place.")]
