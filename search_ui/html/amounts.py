"""Sizes, moments, counts and kinds of files in words."""

from __future__ import annotations

from datetime import UTC, datetime

from indexer.documents.formats.registry import format_of_media_type
from indexer.model.plurals import counted

__all__ = ["format_name", "moment_of", "size_of"]

_UNITS = ("kB", "MB", "GB", "TB")


def size_of(count: int) -> str:
    """A number of bytes as people read it: "812 bytes", "3.2 kB", "14 MB"."""
    if count < 1000:
        return counted(count, "byte", "bytes")
    value = float(count)
    for unit in _UNITS:
        value /= 1000
        if value < 999.5 or unit == _UNITS[-1]:
            break
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:,.0f} {unit}"


def moment_of(moment: str) -> str:
    """An ISO 8601 moment in words, "3 May 2026, 07:04 UTC"; as it is where it is none."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    found = found.astimezone(UTC) if found.tzinfo else found
    return f"{found.day} {found:%B %Y, %H:%M} UTC"


def format_name(media_type: str) -> str:
    """What the format of a media type is called; the media type itself where it is none that is read."""
    found = format_of_media_type(media_type)
    return found.name[:1].upper() + found.name[1:] if found else media_type
