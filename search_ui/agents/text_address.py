"""The address of a text: a document, or a stretch of one, in one revision; what tools and resources know it by.

``passageway:///faq.html?rev=0123456789abcdef&at=120-163``: the id of the document as a path, percent-encoded; the first
digits of the SHA-256 of its text; and start and end, in code points of that text. It lasts: it never shows another text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from indexer.errors import CitationError
from indexer.model import Span
from indexer.model.excerpts import document_path

__all__ = ["TEMPLATE", "TextAddress"]

_SCHEME = "passageway"

#: All addresses as a template (RFC 6570).
TEMPLATE = _SCHEME + ":///{document_id}{?rev,at}"

#: Digits of a revision in an address.
_DIGITS = 16

_REVISION = re.compile("[0-9a-f]{8,64}")
_SPAN = re.compile("([0-9]{1,15})-([0-9]{1,15})")

#: How what answers call ``link`` begins, the page of a document, with a host or without; no id of a document begins so.
_LINK = re.compile(r"(?:https?://[^/?#]+[^?#]*?)?/source/")


@dataclass(frozen=True, slots=True)
class TextAddress:
    """A document, ``[start, end)`` of it where there is a ``span``, as it was in ``revision``: the SHA-256 of its text or 8
    or more of its first hex digits; without one, as it is now."""

    document_id: str
    revision: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        named = {"rev": self.revision[:_DIGITS], "at": f"{self.span.start}-{self.span.end}" if self.span else ""}
        query = "&".join(f"{name}={value}" for name, value in named.items() if value)
        return f"{_SCHEME}:///{document_path(self.document_id)}{'?' * bool(query)}{query}"

    @classmethod
    def of(cls, text: str) -> TextAddress:
        """From an address, from the link to a page that shows a text, or from a document's id alone; raises CitationError
        for one that is none of them."""
        linked = _LINK.match(text)
        address = f"{_SCHEME}:///{text[linked.end() :]}" if linked else text
        if not address.startswith(f"{_SCHEME}:"):
            return cls(text)
        try:
            parts = urlsplit(address)
            arguments = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        except ValueError as error:
            raise _no_address(text) from error
        more = {"hash"} if linked else set()  # of the words: the revision says already that they are these
        if (
            parts.netloc
            or len(parts.path) < 2
            or (parts.fragment and not linked)
            or not {"rev", "at", *more}.issuperset(arguments)
        ):
            raise _no_address(text)
        revision, at = arguments.get("rev", ""), arguments.get("at", "")
        matched = _SPAN.fullmatch(at)
        if (revision and not _REVISION.fullmatch(revision)) or (at and matched is None):
            raise _no_address(text)
        span = Span(int(matched[1]), int(matched[2])) if matched else None
        return cls(unquote(parts.path[1:], errors="replace"), revision, span)


def _no_address(text: str) -> CitationError:
    return CitationError(
        f"{text[:200]!r} is no address of a text. Give an id that search has given, the id of a document, or "
        f"{_SCHEME}:///DOCUMENT?rev=DIGITS&at=START-END."
    )
