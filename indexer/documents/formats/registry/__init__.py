"""The formats that are read: the one table from which messages, help, choices and the API's formats are made.

Looking into it imports no reader; that is done when the first file of its format is read. A format is a line of
text_formats, office_formats or container_formats; one_format says what of it is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from indexer.documents.formats.registry.container_formats import CONTAINER_FORMATS
from indexer.documents.formats.registry.office_formats import OFFICE_FORMATS
from indexer.documents.formats.registry.one_format import Format
from indexer.documents.formats.registry.second_endings import inner_name
from indexer.documents.formats.registry.text_formats import PLAIN, TEXT_FORMATS

__all__ = [
    "DRAFT_FORMATS",
    "FORMATS",
    "NO_READER",
    "PLAIN",
    "Format",
    "endings",
    "format_of",
    "format_of_media_type",
    "format_of_name",
    "names",
    "without_ending",
    "without_reader",
]

FORMATS = (*TEXT_FORMATS, *OFFICE_FORMATS, *CONTAINER_FORMATS)

#: Those that a draft may be typed in, by key.
DRAFT_FORMATS = {one.key: one for one in FORMATS if one.for_drafts}


#: What the reason of a file begins with that no format is known for.
NO_READER = "no reader for"


def endings(formats: Iterable[Format]) -> list[str]:
    """The endings of all these formats, in their order."""
    return [ending for one in formats for ending in one.endings]


def names(formats: Iterable[Format], conjunction: str) -> str:
    """The names of these formats as people list them: "plain text, Markdown and HTML"."""
    *others, last = [one.name for one in formats]
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def format_of(name: str, media_type: str | None = None) -> Format | None:
    """The format of a media type, where it is one that is known, else that of a file's name; None without either."""
    return (format_of_media_type(media_type) if media_type else None) or format_of_name(name)


def format_of_name(name: str) -> Format | None:
    """The format of a file by the ending of its name (or path), or by a name that is text by custom; None for others.

    Of text that people write, a second ending is looked behind: "page.md.erb" is Markdown.
    """
    inner = inner_name(name)
    within = _named(inner) if inner else None
    return within if within is not None and within.for_drafts else _named(name)


def without_ending(name: str) -> str:
    """The name of a file without the endings that tell its format: "docs/guide.rst.inc" is "guide"."""
    inner = inner_name(name)
    return PurePosixPath(inner if inner and _named(inner) else name).stem


def _named(name: str) -> Format | None:
    path = PurePosixPath(name)
    endings = {path.suffix.lower(), "".join(path.suffixes[-2:]).lower()}  # ".gz", ".tar.gz"
    return next((one for one in FORMATS if endings.intersection(one.endings) or path.name in one.file_names), None)


def format_of_media_type(media_type: str) -> Format | None:
    """The format of a media type, whose parameters ("; charset=utf-8") do not matter; None for others."""
    plain = media_type.partition(";")[0].strip().lower()
    return next((one for one in FORMATS if plain in one.media_types), None)


def without_reader(name: str) -> str:
    """Why a file that no format is known for is not read."""
    ending = PurePosixPath(name).suffix
    return f"{NO_READER} {ending or 'a file without an ending'}"
