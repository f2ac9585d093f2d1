"""What a draft says of a quotation's source that this says otherwise of itself: told only where the source knows.

Words that several documents have tell nothing, as any of them may be quoted. Nor is an author or year told where the draft
has that of the source beside the quotation, too, however it is put. An author: where the document states one, and nothing
of it (the author, the title, the name of its file, its text) has the name. A year: where the document states a date, and
neither that nor its title, the name of its file or its beginning has the year. What the properties of a PDF, an office
document or a book state counts only where its beginning has it, too, as they often name who made the file, and when; and
its year only where none of its text has the named one, as a work may be older than its edition. A page: where the file has
pages, and neither their numbers nor their labels are the named ones; what is named may be printed on the page, so that two
citations of one document that are as many pages off say nothing, nor does a single one of a lower page, as behind a
cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

import regex

from indexer.model import Document
from indexer.model.excerpts import Excerpt
from indexer.model.stated import days_of
from indexer.model.stated.people import names_of
from indexer.quoting.checking.naming.claims import Claims
from indexer.quoting.checking.verdicts import Contrary, ContraryKind, Item
from indexer.text.analysis.folding import fold_accents, fold_case, written_out
from indexer.text.author_words import author_words, words_in

__all__ = ["with_contraries"]

#: Code points of a text that may be its first page.
_FIRST_PAGE = 4_000

_YEARS = regex.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBER = regex.compile(r"\d{1,4}")
#: The scripts that have capitals, without which no name is told.
_SCRIPTS = tuple(regex.compile(rf"\p{{{script}}}") for script in ("Latin", "Cyrillic", "Greek", "Armenian"))


class _Source:
    """A document with what is known of whose it is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.beginning = "\n".join((document.title, document.id, document.text[:_FIRST_PAGE]))

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words of its title, path and beginning, folded."""
        return words_in(self.beginning)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of its text, folded."""
        return words_in(self.document.text)

    @cached_property
    def years(self) -> frozenset[int]:
        """All years that it names."""
        return _years(self.document.text)

    @cached_property
    def last_page(self) -> int:
        """The number of the last page of its file that has words; 0 where that has no pages."""
        return max((block.locator.pages.last for block in self.document.blocks if block.locator.pages), default=0)

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
        if not self.is_text and author_words(stated).isdisjoint(self.first_words):
            return None
        lacking = [name for name in claims.names if _may_be_told_from(name, stated) and self._has_none_of(name)]
        if not lacking or (len(lacking) == len(claims.names) and _is_beside(stated, claims.texts)):
            return None
        return Contrary(ContraryKind.AUTHOR, ", ".join(lacking), stated)

    def _has_none_of(self, name: str) -> bool:
        """Whether no word of a name stands anywhere in what the document states and says."""
        words = author_words(name)
        nearby = author_words(self.document.about.author) | self.first_words
        return words.isdisjoint(nearby) and words.isdisjoint(self.words)

    def year_beside(self, claims: Claims) -> Contrary | None:
        """The stated year or years, where another is named."""
        days = days_of(self.document.about.date)
        if claims.year is None or days is None:
            return None
        first, last = days.first.year, days.last.year
        known = _years(self.beginning)
        named = _years(claims.texts) | {claims.year}
        if not named.isdisjoint(range(first, last + 1)) or claims.year in known:
            return None
        if not self.is_text and (known.isdisjoint(range(first, last + 1)) or claims.year in self.years):
            return None
        stated = str(first) if first == last else f"{first}–{last}"
        return Contrary(ContraryKind.YEAR, str(claims.year), stated)


def _years(text: str) -> frozenset[int]:
    """The years that a text names."""
    return frozenset(int(year) for year in _YEARS.findall(text))


def _may_be_told_from(name: str, stated: str) -> bool:
    """Whether a name can be compared with those that are stated, and is not the same without its umlauts ("Mueller",
    "Müller"), in another script ("Ivanov", "Иванов") or as the name of a user ("ameyer")."""
    if not any(script.search(name) and script.search(stated) for script in _SCRIPTS):
        return False
    return not any(len(one) > 3 and one in other for one in _plain(name) for other in _plain(stated))


def _is_beside(stated: str, texts: str) -> bool:
    """Whether the texts beside a quotation have a word of an author's name, too: "Meyer, unlike Smith (2017), says"."""
    words = frozenset(word for name in names_of(stated) for word in author_words(name) if len(word) > 2)
    return not words.isdisjoint(words_in(texts))


def _plain(name: str) -> tuple[str, str]:
    """A name, or several, folded, and with umlauts as two letters."""
    folded = fold_case(name)
    return fold_accents(folded), fold_accents(written_out(folded))


def with_contraries(
    items: Sequence[Item],
    claims: Mapping[tuple[int, int], Claims],
    read: Callable[[str], Document],
    authors: Callable[[], frozenset[str]],
) -> list[Item]:
    """The items, each with what its source says otherwise of itself than the draft, whose ``claims`` are given by the span
    of the piece. ``read`` gives a document by its id, ``authors`` the words of the names of all documents' authors."""
    off = _pages_off(items, claims)
    told = list(items)
    known = [number for number, item in enumerate(items) if claims.get((item.start, item.end)) and _is_known(item)]
    for name, numbers in groupby(
        sorted(known, key=lambda number: _document(items[number])), lambda n: _document(items[n])
    ):
        source = _Source(read(name))  # each once, and one at a time
        for number in numbers:
            item = items[number]
            told[number] = _with_contrary(item, claims[item.start, item.end], source, authors, off)
    return told


def _document(item: Item) -> str:
    """The id of the document that an item is from, "" for none."""
    return item.source.document_id if item.source else ""


def _with_contrary(
    item: Item,
    claimed: Claims,
    source: _Source,
    authors: Callable[[], frozenset[str]],
    off: Mapping[tuple[str, int], int],
) -> Item:
    told = (
        source.author_beside(claimed, authors),
        source.year_beside(claimed),
        _page(item.source, claimed, source, off) if item.source else None,
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
    labels = [int(number) for label in (pages.first_label, pages.last_label) for number in _NUMBER.findall(label)]
    if first <= pages.last and pages.first <= last:
        return None
    if labels and first <= max(labels) and min(labels) <= last:
        return None
    if not labels and (first > of.last_page or _may_be_printed(source.document_id, first - pages.first, off)):
        return None
    named = str(first) if first == last else f"{first}–{last}"
    return Contrary(ContraryKind.PAGE, named, source.locator.in_words(source.start, source.end))


def _may_be_printed(name: str, by: int, off: Mapping[tuple[str, int], int]) -> bool:
    """Whether a number ``by`` pages off may be the one that is printed on the page: another citation is as many off, or
    it is a lower one, as behind a cover, and no others show how the document is cited."""
    return off[name, by] > 1 or (
        by < 0 and not any(of == name and (not n or times > 1) for (of, n), times in off.items())
    )


def _pages_off(items: Iterable[Item], claims: Mapping[tuple[int, int], Claims]) -> Counter[tuple[str, int]]:
    """How many pages of citations are so many off in each document."""
    off = Counter[tuple[str, int]]()
    for item in items:
        claimed = claims.get((item.start, item.end))
        if claimed and claimed.pages and item.source and item.source.locator.pages:
            off[item.source.document_id, claimed.pages[0] - item.source.locator.pages.first] += 1
    return off
