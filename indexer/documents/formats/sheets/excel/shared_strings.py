"""Texts of cells: those that all cells share, and what of rich text is read."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from indexer.documents.formats.office.package import OfficePackage
from indexer.documents.formats.office.xml_names import XmlElement
from indexer.documents.formats.raised_numbers import raised
from indexer.documents.formats.sheets.excel.streamed_xml import elements_in, local_name
from indexer.errors import ReadingError

__all__ = ["plain", "shared_strings", "text_of"]

#: A character that XML cannot have in it (ECMA-376-1, 22.9.2.19: ST_Xstring).
_ESCAPED = regex.compile(r"_x([0-9A-Fa-f]{4})_")


def shared_strings(package: OfficePackage, name: str) -> list[str]:
    """The texts by their number, white space as single spaces; a damaged part is noted, and gives those before that."""
    raw = package.raw(name) if name else None
    found: list[str] = []
    try:
        found.extend(map(text_of, elements_in(raw, "si", name)) if raw else ())
    except ReadingError as error:
        package.notes.append(str(error))
    return found


def text_of(rich: XmlElement) -> str:
    """The text of an element of runs, without what tells how they are pronounced."""
    return plain("".join(_runs(rich)))


def _runs(rich: XmlElement) -> Iterator[str]:
    for part in rich:
        name = local_name(part)
        if name == "t":
            yield part.text or ""
        elif name == "r":
            text = "".join(t.text or "" for t in part.iterchildren("{*}t"))
            up = any(v.get("val") == "superscript" for v in part.iterfind("{*}rPr/{*}vertAlign"))
            yield raised(text) if up else text


def plain(text: str) -> str:
    """A text as it is shown on one line."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: _character(int(found.group(1), 16)), text)
    return " ".join(text.split())


def _character(number: int) -> str:
    return " " if number < 32 or 0xD800 <= number < 0xE000 else chr(number)
