"""Some stretches of sources -> the first of them from whose page a quotation is a copy, and the place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from indexer.quoting.corpus_texts import Sources
from indexer.quoting.page_copies.copied_words import PageCopy, page_copy
from indexer.quoting.page_copies.line_order import copy_by_lines

__all__ = ["copy_in"]


def copy_in(sources: Sources, stretches: Iterable[tuple[str, int, int]], text: str, *, quoted: bool) -> PageCopy | None:
    """The first place off which ``text`` is copied; None without any.

    ``stretches`` are ids of documents with the bytes of their folded texts to look at. Only what is ``quoted`` may have
    lines of a page's head and foot in it, and lines in the order of the page: these are looked for last.
    """
    tried = list(stretches)
    for name, low, high in tried:
        copied = page_copy(*sources.stream(name), text, (low, high), furniture=quoted)
        if copied is not None:
            return copied
    for name, low, high in tried if quoted else ():
        copied = copy_by_lines(*sources.stream(name), text, (low, high), partial(sources.page_map, name))
        if copied is not None:
            return copied
    return None
