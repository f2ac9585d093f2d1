"""What parameters of several endpoints are: their types, ranges, and what is said of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from indexer.model.stated.language_names import LANGUAGE_CODES, language_code
from search_ui.request.parameter_faults import DAYS

__all__ = [
    "Authors",
    "Below",
    "Counted",
    "Day",
    "DocumentId",
    "Languages",
    "Offsets",
    "Parameters",
    "Patterns",
    "Question",
    "no_default",
]


class Offsets(StrEnum):
    """What offsets count: Unicode code points, as Python does, or UTF-16 units, as JavaScript and Java do."""

    CODE_POINTS = "codepoints"
    UTF16 = "utf16"


def no_default(schema: dict[str, Any]) -> None:
    """For ``json_schema_extra`` of what is there or is not there, as neither addresses nor forms have a null."""
    schema.pop("default", None)


Question = Annotated[
    str,
    Field(
        pattern=r"\S",
        description="The question in plain words. Words in double quotes must appear together, -word must not occur; "
        "author:name, after:2020 and before:2021-06 at the end of a short search choose documents. "
        "_At most 2,000 characters, unless the server is configured otherwise.",
        json_schema_extra={"example": "what is pcd"},
    ),
]

Patterns = Annotated[
    list[Annotated[str, Field(min_length=1)]],
    Field(
        description="Only documents whose id fits this shell pattern, such as help/*; * also matches slashes. May be "
        "repeated: one of them is to fit."
    ),
]

Below = Annotated[
    str | SkipJsonSchema[None],
    Field(
        json_schema_extra=no_default,
        description="The path of a folder below the corpus, without a slash at its end; empty for the corpus itself.",
    ),
]

DocumentId = Annotated[
    str,
    Field(
        min_length=1,
        description="The id of a document, as other answers name it.",
        json_schema_extra={"example": "faq.html"},
    ),
]

Day = Annotated[
    Annotated[str, Field(pattern=DAYS)] | SkipJsonSchema[None],
    Field(
        json_schema_extra=no_default,
        description="A year, month or day: 2021, 2021-06 or 2021-06-30. Only documents that state a date, one of whose "
        "days is not before `since` and not after `until`, both included: a date without a day means all days of its "
        "month or year.",
    ),
]

Authors = Annotated[
    list[str],
    Field(
        description="Only documents whose stated author has these words, in any case and without accents. May be "
        "repeated: all are wanted."
    ),
]

#: What names a language: codes of ISO 639-1, and names.
_LANGUAGES = sorted(word for language in LANGUAGE_CODES for word in (language_code(language), language) if word)

Languages = Annotated[
    list[Annotated[str, Field(json_schema_extra={"enum": ["", *_LANGUAGES]})]],
    Field(
        description="Only documents in this language, by its code or its English name; a code may have a region behind it. "
        "An empty one is none. May be repeated: in one of them."
    ),
]

Counted = Annotated[
    Offsets,
    Field(description="What start, end and marks count in the document's text: code points, or UTF-16 units."),
]

_schemas: dict[type[BaseModel], dict[str, Any]] = {}


class Parameters(BaseModel):
    """Names that are not known are errors: a misspelt filter must not widen a search."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def model_json_schema(cls, *arguments: Any, **options: Any) -> dict[str, Any]:
        """As pydantic makes it; that with no options is made once, since flask_openapi3 reads it for every request."""
        make = super().model_json_schema
        if arguments or options:
            return make(*arguments, **options)
        if cls not in _schemas:
            _schemas[cls] = make()
        return _schemas[cls]
