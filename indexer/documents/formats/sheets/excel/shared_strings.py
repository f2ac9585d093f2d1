"""Texts of cells: those that all cells share, and what of rich text is read."""

from __future__ import annotations

import regex

from indexer.documents.formats.office.package import OfficePackage
from indexer.documents.formats.office.xml_names import XmlElement
from indexer.documents.formats.sheets.excel.streamed_xml import elements_in, local_name
from indexer.documents.formats.text.mark_collector import MarkCollector
from indexer.errors import ReadingError
from indexer.model import InlineKind

__all__ = ["plain", "shared_strings", "text_of"]

#: A character that XML cannot have in it (ECMA-376-1, 22.9.2.19: ST_Xstring).
_ESCAPED = regex.compile(r"_x([0-9A-Fa-f]{4})_")
_SHIFTS = {"superscript": InlineKind.SUPERSCRIPT, "subscript": InlineKind.SUBSCRIPT}


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
    words = MarkCollector()
    for part in rich:
        name = local_name(part)
        if name == "t":
            words.write(part.text or "")
        elif name == "r":
            text = "".join(t.text or "" for t in part.iterchildren("{*}t"))
            shift = next((v.get("val") for v in part.iterfind("{*}rPr/{*}vertAlign")), "")
            words.shift(text, _SHIFTS[shift]) if shift in _SHIFTS else words.write(text)
    return plain(words.words)


def plain(text: str) -> str:
    """A text as it is shown on one line."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: _character(int(found.group(1), 16)), text)
    return " ".join(text.split())


def _character(number: int) -> str:
    return " " if number < 32 or 0xD800 <= number < 0xE000 else chr(number)
