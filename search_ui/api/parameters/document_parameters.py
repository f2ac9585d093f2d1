"""What can be asked of documents, files and runs."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic.json_schema import SkipJsonSchema

from search_ui.api.parameters.parameter_types import (
    Below,
    Counted,
    DocumentId,
    Offsets,
    Parameters,
    no_default,
)
from search_ui.request.parameter_faults import REVISION

__all__ = ["Documents", "Files", "PagesOfSpan", "Passages", "Runs", "Source", "StatusAsked"]


class StatusAsked(Parameters):
    """The parameters of the status."""

    look: Annotated[bool, Field(description="Have the folder looked through again, for `changed`.")] = False


class Runs(Parameters):
    """The parameters of a list of runs."""

    limit: Annotated[int, Field(ge=1, le=1000, description="_At most this many runs, the newest ones.")] = 20


class Files(Parameters):
    """The parameters of a list of files."""

    folder: Below = None
    skip: Annotated[int, Field(ge=0, le=2**53, description="Leave out this many of the first, for paging.")] = 0
    limit: Annotated[int, Field(ge=1, le=1000, description="_At most this many files.")] = 100


class Documents(Parameters):
    """The parameters of the list of documents."""

    folder: Below = None
    q: Annotated[
        str,
        Field(
            max_length=1000,
            description="Parts of names: only documents that have each of these words in their id or title, in any case "
            "and without accents.",
        ),
    ] = ""
    after: Annotated[str, Field(description="Begin after this id: the `next` of the page before.")] = ""
    limit: Annotated[int, Field(ge=1, le=1000, description="_At most this many documents on a page.")] = 100


class Passages(Parameters):
    """The parameters of a document's passages."""

    document_id: DocumentId
    skip: Annotated[int, Field(ge=0, le=1_000_000, description="Leave out this many of the first, for paging.")] = 0
    limit: Annotated[int, Field(ge=1, le=1000, description="_At most this many passages.")] = 100
    offsets: Counted = Offsets.CODE_POINTS


def _not_before_start(end: int | None, info: ValidationInfo) -> int | None:
    if end is not None and end < info.data.get("start", 0):
        raise ValueError("must not be less than start")
    return end


#: Where a span ends: at its start or behind it, which is the field before.
_Behind = AfterValidator(_not_before_start)


class Source(Parameters):
    """The parameters of a document's text."""

    document_id: DocumentId
    revision: Annotated[
        Annotated[str, Field(pattern=REVISION)] | SkipJsonSchema[None],
        Field(
            json_schema_extra=no_default,
            description="The SHA-256 of the text, or the first 8 or more of its digits; without it, the present one.",
        ),
    ] = None
    start: Annotated[
        int, Field(ge=0, le=2**53, description="Cut the text from here; past its end, nothing is left.")
    ] = 0
    end: Annotated[
        Annotated[int, Field(ge=0, le=2**53)] | SkipJsonSchema[None],
        _Behind,
        Field(description="Cut the text before here; not less than `start`.", json_schema_extra=no_default),
    ] = None
    offsets: Counted = Offsets.CODE_POINTS


class PagesOfSpan(Parameters):
    """The parameters of the pages of a span."""

    document_id: DocumentId
    start: Annotated[int, Field(ge=0, le=2**53, description="Where the span begins in the document's text.")]
    end: Annotated[int, Field(ge=0, le=2**53, description="Where it ends, exclusive; not before its start."), _Behind]
    q: Annotated[
        str,
        Field(description="A question: its answer sentence and the words that match are lit, where the span has them."),
    ] = ""
    offsets: Counted = Offsets.CODE_POINTS
