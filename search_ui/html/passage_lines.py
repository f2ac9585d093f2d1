"""What stands beside a passage: the section that it is of; and words that are read from the right. Pure functions."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from indexer.model import Passage
from indexer.model.excerpts import Excerpt

__all__ = ["isolated", "section_of"]

#: Headings of a section that are named; of more, the lowest two.
_NAMED = 3

#: Words of scripts that are read from the right, with what is between them.
_FROM_THE_RIGHT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_RUN = re.compile(rf"{_FROM_THE_RIGHT}(?:[^\S\n]*{_FROM_THE_RIGHT})*")


def section_of(passage: Passage | Excerpt) -> tuple[str, ...]:
    """The headings above a passage from the outermost on, as a hit names them: without one that says its title once more,
    and of many "…" and the lowest two."""
    headings, title = passage.headings, passage.title
    if headings and title and headings[0].startswith(title):
        headings = headings[1:]
    return headings if len(headings) <= _NAMED else ("…", *headings[-2:])


def isolated(words: str) -> Markup:
    """A sentence as HTML in which words that are read from the right do not draw what is beside them over to their side."""
    html = str(escape(words))
    return Markup(_RUN.sub(r"<bdi>\g<0></bdi>", html))  # noqa: S704  # escaped above
