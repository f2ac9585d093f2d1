"""Document ids in addresses, so that every id finds back, whatever Unicode, slashes or ``#`` it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import request, url_for
from werkzeug.routing import BaseConverter

from indexer.model import Document, Passage, Span
from indexer.model.excerpts import Excerpt, document_path, excerpt_of, excerpt_of_passage
from search_ui.request.hosts import is_loopback, name_of
from search_ui.request.shared import shared_state

__all__ = [
    "DocumentIdConverter",
    "in_address",
    "is_of_this_computer",
    "lasting_address",
    "opening",
    "quoting_address",
    "site",
]

#: Digits of a revision's SHA-256 in an address.
_DIGITS = 16


class DocumentIdConverter(BaseConverter):
    """The rest of a path as a document id."""

    part_isolating = False
    regex = "(?s:.+)"

    def to_url(self, value: str) -> str:
        """The id as a path, percent-encoded."""
        return document_path(value)


def site() -> str:
    """What stands before the links of this server: the address that its settings name, else as it was called."""
    return shared_state().settings.site or request.host_url.rstrip("/")


def opening(found: Excerpt | Passage, search: str, document: Document | None = None) -> str:
    """The path that opens an excerpt, or a passage (of a ``document`` that still has it), with what was searched for: the
    link of it that is copied, cited and shared, and behind that the ``search`` as ``in_address`` gives it."""
    excerpt = _excerpt(found, document) if isinstance(found, Passage) else found
    if not search:
        return excerpt.link
    path, _, anchor = excerpt.link.partition("#")
    return f"{path}&{search}#{anchor}"


def in_address(search: Mapping[str, Any], **more: object) -> str:
    """The values of a search for ``url_for``, and ``more``, as they stand in an address: a page has the same in every link
    to a passage."""
    values = [(name, value) for name, value in {**search, **more}.items() if value is not None]
    return urlencode(values, doseq=True, errors="replace")


def _excerpt(passage: Passage, document: Document | None) -> Excerpt:
    same = document is not None and document.revision == passage.revision
    return excerpt_of(document, Span(passage.start, passage.end)) if document and same else excerpt_of_passage(passage)


def lasting_address(document_id: str, revision: str, span: Span) -> str:
    """The whole address of a span in one revision of a document: it shows that text, or says that it has changed."""
    at = f"{span.start}-{span.end}"
    path = url_for("source.document", document_id=document_id, rev=revision[:_DIGITS], at=at, _anchor="passage")
    return f"{site()}{path}"


def quoting_address(excerpt: Excerpt) -> str:
    """The whole address of an excerpt, which can say what has become of its words in a later revision."""
    return f"{site()}{excerpt.link}"


def is_of_this_computer() -> bool:
    """Whether the page was called by a name that means another computer everywhere else, so that its links open nowhere
    but here."""
    return is_loopback(name_of(urlsplit(site()).netloc))
