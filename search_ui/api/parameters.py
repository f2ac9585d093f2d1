"""What can be asked of the API: names, types and ranges of its parameters."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo
from pydantic.json_schema import SkipJsonSchema

from indexer.model import PassageKind
from indexer.model.stated.language_names import LANGUAGE_CODES, language_code
from search_ui.request.parameter_faults import DAYS, FRAGMENT_HASH, OFFSETS, REVISION

__all__ = [
    "Cite",
    "Counting",
    "Documents",
    "Files",
    "Find",
    "Matches",
    "Offsets",
    "PagesOfSpan",
    "Passages",
    "Related",
    "Resolve",
    "Runs",
    "Search",
    "Source",
    "StatusAsked",
    "Style",
    "Suggest",
    "no_default",
]


class Style(StrEnum):
    """How a citation is written: the styles of ``indexer.quoting.citation_styles``."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


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
        "At most 2,000 characters, unless the server is configured otherwise.",
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


class _Parameters(BaseModel):
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


class StatusAsked(_Parameters):
    """The parameters of the status."""

    look: Annotated[bool, Field(description="Have the folder looked through again, for `changed`.")] = False


class Runs(_Parameters):
    """The parameters of a list of runs."""

    limit: Annotated[int, Field(ge=1, le=1000, description="At most this many runs, the newest ones.")] = 20


class Files(_Parameters):
    """The parameters of a list of files."""

    folder: Below = None
    skip: Annotated[int, Field(ge=0, le=2**53, description="Leave out this many of the first, for paging.")] = 0
    limit: Annotated[int, Field(ge=1, le=1000, description="At most this many files.")] = 100


class Search(_Parameters):
    """The parameters of a search."""

    q: Question
    limit: Annotated[int, Field(ge=1, le=100, description="At most this many hits, one per document.")] = 10
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


class Suggest(_Parameters):
    """The parameters of suggestions."""

    q: Annotated[
        str,
        Field(description="What has been typed so far.", json_schema_extra={"example": "what is p"}),
    ]
    limit: Annotated[int, Field(ge=1, le=20, description="At most this many suggestions.")] = 8
    document: Patterns = []


class Related(_Parameters):
    """The parameters of related questions."""

    q: Question
    limit: Annotated[int, Field(ge=1, le=20, description="At most this many questions.")] = 4
    document: Patterns = []
    offsets: Counted = Offsets.CODE_POINTS


class Matches(_Parameters):
    """The parameters of the matches within one document."""

    document_id: DocumentId
    q: Question
    offsets: Counted = Offsets.CODE_POINTS


class Documents(_Parameters):
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
    limit: Annotated[int, Field(ge=1, le=1000, description="At most this many documents on a page.")] = 100


class Passages(_Parameters):
    """The parameters of a document's passages."""

    document_id: DocumentId
    skip: Annotated[int, Field(ge=0, le=1_000_000, description="Leave out this many of the first, for paging.")] = 0
    limit: Annotated[int, Field(ge=1, le=1000, description="At most this many passages.")] = 100
    offsets: Counted = Offsets.CODE_POINTS


def _not_before_start(end: int | None, info: ValidationInfo) -> int | None:
    if end is not None and end < info.data.get("start", 0):
        raise ValueError("must not be less than start")
    return end


#: Where a span ends: at its start or behind it, which is the field before.
_Behind = AfterValidator(_not_before_start)


class Source(_Parameters):
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


class PagesOfSpan(_Parameters):
    """The parameters of the pages of a span."""

    document_id: DocumentId
    start: Annotated[int, Field(ge=0, le=2**53, description="Where the span begins in the document's text.")]
    end: Annotated[int, Field(ge=0, le=2**53, description="Where it ends, exclusive; not before its start."), _Behind]
    q: Annotated[
        str,
        Field(description="A question: its answer sentence and the words that match are lit, where the span has them."),
    ] = ""
    offsets: Counted = Offsets.CODE_POINTS


class Counting(_Parameters):
    """What offsets count."""

    offsets: Counted = Offsets.CODE_POINTS


class Find(_Parameters):
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
    limit: Annotated[int, Field(ge=1, le=1000, description="At most this many places.")] = 100
    offsets: Counted = Offsets.CODE_POINTS


At = Annotated[
    Annotated[str, Field(pattern=OFFSETS)] | SkipJsonSchema[None],
    Field(description="Its place as start-end, such as 120-163.", json_schema_extra=no_default),
]


class Resolve(_Parameters):
    """The parameters of a link to a source."""

    document_id: DocumentId
    rev: Annotated[
        Annotated[str, Field(pattern=REVISION)] | SkipJsonSchema[None],
        Field(
            description="The revision that was quoted: its SHA-256, or 8 or more digits.", json_schema_extra=no_default
        ),
    ] = None
    at: At = None
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


class Cite(_Parameters):
    """The parameters of a citation."""

    document_id: DocumentId
    quote: Annotated[str, Field(description="The words to cite, exactly as the document has them.")] = ""
    at: At = None
    style: Annotated[Style, Field(description="How it is written.")] = Style.PLAIN
    offsets: Counted = Offsets.CODE_POINTS
