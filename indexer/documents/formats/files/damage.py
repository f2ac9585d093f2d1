"""What is wrong with a file, in plain English: libraries say it in their own terms, and for programmers."""

from __future__ import annotations

import json
import lzma
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

__all__ = ["damage_in_words"]

#: What is wrong, by the error that says so; the first that fits counts.
_BY_KIND: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (DefusedXmlException, "it declares entities of its own, which are not read"),
    (RecursionError, "its parts stand inside one another too deeply"),
    (EOFError, "its end is missing"),
    ((zlib.error, lzma.LZMAError, OSError), "it cannot be unpacked"),
    (UnicodeError, "some of it is in another encoding than it says"),
)

#: The same by words of a library's message, where its kind says too little.
_BY_WORDS = (
    ("Excessive depth", "its parts stand inside one another too deeply"),
    ("encoding", "it says to be in an encoding that is not known"),
    ("Bad CRC", "its checksum is not that of what is in it"),
    ("and header", "the archive names it otherwise in its directory"),
    ("Truncated", "its end is missing"),
    ("truncated", "its end is missing"),
    ("unexpected end", "its end is missing"),
)


def damage_in_words(error: Exception) -> str:
    """What an error of a library that reads a file says of the file, as a clause ("its end is missing")."""
    for kind, words in _BY_KIND:
        if isinstance(error, kind):
            return words
    for said, words in _BY_WORDS:
        if said in str(error):
            return words
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON at line {error.lineno:,}, character {error.colno:,}"
    if place := getattr(error, "position", None):
        line, column = place
        counted = column + 1 if isinstance(error, ParseError) else column  # lxml counts from one
        return f"it is no XML at line {line:,}, character {counted:,}"
    if isinstance(error, zipfile.BadZipFile):
        return "its directory makes no sense"
    return "it makes no sense"
