"""What a draft says of a quotation's source that this says otherwise of itself: told only where the source knows.

Words that several documents have tell nothing, as any of them may be quoted. An author: where the document states one,
and nothing of it (the author, the title, the name of its file, its text) has the name. A year: where the document
states a date, and neither that nor its title, the name of its file or its beginning has the year. What the properties
of a PDF, an office document or a book state counts only where its beginning has it, too, as they often name who made
the file, and when; and its year only where none of its text has the named one, as a work may be older than its edition.
A page: where the file has pages, and neither their numbers nor their labels are the named ones; what is named may be
printed on the page, so that two citations of one document that are as many pages off say nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from indexer.model import Document
from indexer.model.excerpts import Excerpt
from indexer.model.stated import days_of
from indexer.model.stated.people import names_of
from indexer.quoting.checking.naming.claims import Claims
from indexer.quoting.checking.verdicts import Contrary, ContraryKind, Item
from indexer.text.author_words import author_words

__all__ = ["with_contraries"]

#: Code points of a text that may be its first page.
_FIRST_PAGE = 4_000

_YEARS = regex.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBER = regex.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class _Source:
    """A document with what is known of whose it is."""

    document: Document
    beginning: str

    @classmethod
    def of(cls, document: Document) -> _Source:
        return cls(document, "\n".join((document.title, document.id, document.text[:_FIRST_PAGE])))

    @property
    def is_text(self) -> bool:
        """Whether what the document states of itself was written with its text, and is no property of a file."""
        return self.document.media_type.startswith(("text/", "message/"))

    def author_beside(self, claims: Claims, authors: Callable[[], frozenset[str]]) -> Contrary | None:
        """The stated author, where a name is that of none; ``authors`` are words of the names of all documents' authors,
        by one of which a doubtful name must be."""
        stated = self.document.about.author
        wanted = author_words(" ".join(claims.names))
        if not wanted or not names_of(stated) or (claims.doubtful and not wanted <= authors()):
            return None
        if not self.is_text and author_words(stated).isdisjoint(author_words(self.beginning)):
            return None
        known = author_words(f"{stated}\n{self.beginning}") | author_words(self.document.text)
        lacking = [name for name in claims.names if author_words(name).isdisjoint(known)]
        return Contrary(ContraryKind.AUTHOR, ", ".join(lacking), stated) if lacking else None

    def year_beside(self, claims: Claims) -> Contrary | None:
        """The stated year or years, where another is named."""
        days = days_of(self.document.about.date)
        if claims.year is None or days is None:
            return None
        first, last = days.first.year, days.last.year
        known = _years(self.beginning)
        if first <= claims.year <= last or claims.year in known:
            return None
        if not self.is_text and (known.isdisjoint(range(first, last + 1)) or claims.year in _years(self.document.text)):
            return None
        stated = str(first) if first == last else f"{first}–{last}"
        return Contrary(ContraryKind.YEAR, str(claims.year), stated)

    def has_page(self, page: int) -> bool:
        """Whether the file has a page of that number."""
        last = max((block.locator.pages.last for block in self.document.blocks if block.locator.pages), default=0)
        return page <= last


def _years(text: str) -> frozenset[int]:
    """The years that a text names."""
    return frozenset(int(year) for year in _YEARS.findall(text))


def with_contraries(
    items: Sequence[Item],
    claims: Mapping[tuple[int, int], Claims],
    read: Callable[[str], Document],
    authors: Callable[[], frozenset[str]],
) -> list[Item]:
    """The items, each with what its source says otherwise of itself than the draft, whose ``claims`` are given by the span
    of the piece. ``read`` gives a document by its id, ``authors`` the words of the names of all documents' authors."""
    sources: dict[str, _Source] = {}
    off = _pages_off(items, claims)
    return [_with_contrary(item, claims.get((item.start, item.end)), sources, read, authors, off) for item in items]


def _with_contrary(
    item: Item,
    claimed: Claims | None,
    sources: dict[str, _Source],
    read: Callable[[str], Document],
    authors: Callable[[], frozenset[str]],
    off: Mapping[tuple[str, int], int],
) -> Item:
    if not claimed or not _is_known(item) or item.source is None:
        return item
    name = item.source.document_id
    source = sources.setdefault(name, sources.get(name) or _Source.of(read(name)))
    told = (
        source.author_beside(claimed, authors),
        source.year_beside(claimed),
        _page(item.source, claimed, source, off),
    )
    found = tuple(contrary for contrary in told if contrary is not None)
    return replace(item, contraries=found) if found else item


def _is_known(item: Item) -> bool:
    """Whether it is known where a quotation is from: what is named wrongly is told already."""
    return item.source is not None and not item.nearest and not item.is_misattributed


def _page(source: Excerpt, claims: Claims, of: _Source, off: Mapping[tuple[str, int], int]) -> Contrary | None:
    pages = source.locator.pages
    if claims.pages is None or pages is None or of.document.text.count(source.text) > 1:
        return None
    first, last = claims.pages
    labels = [int(label) for label in (pages.first_label, pages.last_label) if _NUMBER.fullmatch(label)]
    if first <= pages.last and pages.first <= last:
        return None
    if labels and first <= labels[-1] and labels[0] <= last:
        return None
    if not labels and (not of.has_page(first) or off[source.document_id, first - pages.first] > 1):
        return None
    named = str(first) if first == last else f"{first}–{last}"
    return Contrary(ContraryKind.PAGE, named, source.locator.in_words(source.start, source.end))


def _pages_off(items: Iterable[Item], claims: Mapping[tuple[int, int], Claims]) -> Counter[tuple[str, int]]:
    """How many pages of citations are so many off in each document."""
    off = Counter[tuple[str, int]]()
    for item in items:
        claimed = claims.get((item.start, item.end))
        if claimed and claimed.pages and item.source and item.source.locator.pages:
            off[item.source.document_id, claimed.pages[0] - item.source.locator.pages.first] += 1
    return off
