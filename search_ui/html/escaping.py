"""Text as it stands in HTML."""

from __future__ import annotations

import re

from markupsafe import escape

from indexer.quoting import escapes

__all__ = ["TO_CHANGE", "escaped"]

#: What a string has that is not written as it is: what means something in HTML, and what HTML cannot carry.
TO_CHANGE = re.compile("[&<>\"'\0\ud800-\udfff]")


def escaped(text: str) -> str:
    """A plain text as it stands in a page, with what HTML cannot carry as U+FFFD; most is given back as it is."""
    return text if TO_CHANGE.search(text) is None else escape(escapes.printable(text))
