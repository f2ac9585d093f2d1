"""Where a title or a heading stands: a suggestion that is one opens that place."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from indexer.model import Answer, Hit, Passage
from indexer.searching import Searcher

__all__ = ["place_named"]

#: How many documents are looked into.
_LOOKED = 10


def place_named(found: Searcher, text: str, documents: Collection[str]) -> tuple[Passage, bool] | None:
    """The first passage of the document of this title, or else of the section of this heading, and whether it is the
    document's; None where there is none. ``documents`` are shell patterns on document ids."""
    answer = found.ask(text, limit=_LOOKED, documents=documents, as_typed=True)
    hits = list(_all_of(answer))
    for hit in hits:
        if _same(hit.passage.title, text):
            return found.passages(hit.passage.document_id)[0], True
    for hit in hits:
        if any(_same(heading, text) for heading in hit.passage.headings):
            below = found.passages(hit.passage.document_id)
            return next((p for p in below if any(_same(h, text) for h in p.headings)), hit.passage), False
    return None


def _all_of(answer: Answer) -> Iterator[Hit]:
    for hit in answer.hits:
        yield from hit.with_folded


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
