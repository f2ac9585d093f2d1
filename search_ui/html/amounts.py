"""Sizes, counts and kinds of files in words."""

from __future__ import annotations

from indexer.documents.formats.registry import format_of_media_type
from indexer.messages import phrase
from indexer.model.index.plurals import counted

__all__ = ["format_name", "size_of"]

#: What formats are called whose names are words, by key; those of others are the same in all languages.
_IN_WORDS = {
    "articles": phrase("DocBook and JATS XML"),
    "chat": phrase("Chats (JSON)"),
    "mail": phrase("E-mail"),
    "manual_page": phrase("Manual pages (man, mdoc)"),
    "notebook": phrase("Jupyter notebooks"),
    "odp": phrase("OpenDocument presentation"),
    "ods": phrase("OpenDocument spreadsheet"),
    "odt": phrase("OpenDocument text"),
    "picture": phrase("Pictures"),
    "plain": phrase("Plain text"),
}

_UNITS = (phrase("kB"), phrase("MB"), phrase("GB"), phrase("TB"))


def size_of(count: int) -> str:
    """A number of bytes as people read it: "812 bytes", "3.2 kB", "14 MB"."""
    if count < 1000:
        return counted(count, "byte", "bytes")
    value = float(count)
    for unit in _UNITS:
        value /= 1000
        if value < 999.5 or unit == _UNITS[-1]:
            break
    if value < 9.95:
        return phrase("{value:.1f} {unit}", value=value, unit=unit)
    return phrase("{value:,.0f} {unit}", value=value, unit=unit)


def format_name(media_type: str) -> str:
    """What the format of a media type is called; the media type itself where it is none that is read."""
    found = format_of_media_type(media_type)
    return _IN_WORDS.get(found.key, found.name) if found else media_type
