"""An excerpt in every style that it can be cited in, with the link that stays honest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indexer.messages import phrase
from indexer.model.excerpts import Excerpt
from indexer.quoting.citation_styles import STYLES, cite
from search_ui.request.addresses import is_of_this_computer, quoting_address, site

__all__ = ["Citations", "citations_of"]

#: What the styles are called.
_NAMES = {
    "plain": phrase("Plain text"),
    "markdown": "Markdown",
    "html": "HTML",
    "bibtex": "BibTeX",
    "csl-json": "CSL-JSON",
}


@dataclass(frozen=True, slots=True)
class Citations:
    """The whole address of an excerpt, whether it opens ``only_here``, on this computer, and (name, citation) for each
    style."""

    address: str
    only_here: bool
    styles: tuple[tuple[str, str], ...]


def citations_of(excerpt: Excerpt) -> Citations:
    """The citations of an excerpt, as of today."""
    today = date.today()
    styles = ((_NAMES[s], cite(excerpt, s, cited=today, site=site()).strip()) for s in STYLES)
    return Citations(quoting_address(excerpt), is_of_this_computer(), tuple(styles))
