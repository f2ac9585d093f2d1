"""Document ids in addresses, so that every id finds back, whatever Unicode, slashes or ``#`` it holds."""

from __future__ import annotations

from flask import request, url_for
from werkzeug.routing import BaseConverter

from indexer.model import Span
from indexer.model.excerpts import Excerpt, document_path
from search_ui.request.hosts import is_loopback, name_of

__all__ = ["DocumentIdConverter", "is_of_this_computer", "lasting_address", "quoting_address"]

#: Digits of a revision's SHA-256 in an address.
_DIGITS = 16


class DocumentIdConverter(BaseConverter):
    """The rest of a path as a document id."""

    part_isolating = False
    regex = "(?s:.+)"

    def to_url(self, value: str) -> str:
        """The id as a path, percent-encoded."""
        return document_path(value)


def lasting_address(document_id: str, revision: str, span: Span) -> str:
    """The whole address of a span in one revision of a document: it shows that text, or says that it has changed."""
    at = f"{span.start}-{span.end}"
    return url_for(
        "source.document", document_id=document_id, rev=revision[:_DIGITS], at=at, _anchor="passage", _external=True
    )


def quoting_address(excerpt: Excerpt) -> str:
    """The whole address of an excerpt, which can say what has become of its words in a later revision."""
    return f"{request.host_url.rstrip('/')}{excerpt.link}#passage"


def is_of_this_computer() -> bool:
    """Whether the page was called by a name that means another computer everywhere else, so that its links open nowhere
    but here."""
    return is_loopback(name_of(request.host))
