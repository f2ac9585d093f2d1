"""The words that an author gave for a picture."""

from __future__ import annotations

import regex

__all__ = ["picture_name"]

_FILE_NAME = regex.compile(
    r"(?i)(?:description: )?(?:\S+|(?:[a-z]:|\\\\|file:|https?:)[\\/].*)\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|avif|emf|wmf)"
    r"|(?:https?|file)://\S+"
)


def picture_name(description: str) -> str:
    """The words that stand for a picture; "" for the name of its file, which says nothing of it."""
    words = " ".join(description.split())
    return "" if _FILE_NAME.fullmatch(words) else words
