"""An excerpt in every style that it can be cited in, with the link that stays honest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request

from indexer.model import Document, Span
from indexer.model.excerpts import Excerpt
from indexer.quoting.citation_styles import STYLES, cite, text_fragment

__all__ = ["Citations", "citations_of"]

#: What the styles are called.
_NAMES = {"plain": "Plain text", "markdown": "Markdown", "html": "HTML", "bibtex": "BibTeX", "csl-json": "CSL-JSON"}

#: Whether words stand once is looked up in documents up to this length, in code points: a page must not wait for it.
_SEARCHED = 300_000


@dataclass(frozen=True, slots=True)
class Citations:
    """The whole address of an excerpt, and (name, citation) for each style."""

    address: str
    styles: tuple[tuple[str, str], ...]


def citations_of(excerpt: Excerpt, document: Document | None = None) -> Citations:
    """The citations of an excerpt, as of today; with its ``document`` the links have a text fragment where that leads to
    these words only."""
    fragment = "passage"
    if document is not None and len(document.text) <= _SEARCHED:
        fragment += text_fragment(document, Span(excerpt.start, excerpt.end))
    site, today = request.host_url.rstrip("/"), date.today()
    styles = ((_NAMES[s], cite(excerpt, s, cited=today, site=site, fragment=fragment).strip()) for s in STYLES)
    return Citations(f"{site}{excerpt.link}#{fragment}", tuple(styles))
