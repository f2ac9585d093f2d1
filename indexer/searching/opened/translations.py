"""Which documents are one page in several languages? Told by their paths, and by what their texts share.

Two documents are the same page where their paths are the same but for the language that each is written in ("de/tar.md" and
"en/tar.md", "index.html" and "index.fr.html", "pages/tar.md" and "pages.de/tar.md"), and their texts have about as many
blocks and some words in common: names, figures, code. On three public sites in two to nine languages nothing but
translations was of one path (1,810 pairs), of which 95 in a hundred share so much; of pairs of other pages, 7 to 21 do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from indexer.engines import GenerationReader
from indexer.errors import IndexDamaged
from indexer.model import Document
from indexer.model.stated.language_names import language_named
from indexer.searching.ranking import SamePages

__all__ = ["PageName", "Translations", "markers", "page_name"]

#: A part of a path that may name a language, by what stands around it: a folder or name of its own, an ending behind a dot,
#: the end of a name behind a hyphen or underscore, the beginning of the first name before a dot ("de.example.org").
_CODE = r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{2}|Han[st]|Latn|Cyrl))?"
_NAMING = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|(?<=/))(?:{_CODE}|[^\W\d_]{{4,}})/",
        rf"\.{_CODE}(?=[./]|$)",
        rf"[-_]{_CODE}(?=[./]|$)",
        rf"^{_CODE}\.",
    )
)

#: What a page's name has to have: a name of figures alone counts what need not belong together (letters, invoices).
_WORD = re.compile(r"[^\W\d_]{3}")

#: What two texts have in common though their languages differ.
_SHARED = re.compile(r"[^\W_]{4,}|\d+")

#: The least share of the words of the text with fewer, and of the blocks of the one with more.
_LEAST_WORDS, _LEAST_BLOCKS = 0.05, 0.3

#: Code points of a text that are looked at.
_LOOKED = 50_000

#: Names of pages, texts and verdicts that are kept.
_NAMES, _TEXTS, _VERDICTS = 50_000, 256, 20_000

#: Texts that are fetched together where they are far away.
_AHEAD = 20


class PageName(NamedTuple):
    """What page a document is, and how its path names its language: ``page`` is the path without that, ``marker`` what was
    left out ("de/", ".pt-BR"), which stood at ``at``; "" where the path names none. Without a page's name, "" all."""

    page: str
    marker: str = ""
    at: int = 0

    @property
    def region(self) -> str:
        """What stands behind the language in the marker, in lower case: "br" of "pt-BR"; "" where nothing does."""
        return "-".join(re.split(r"[-_]", self.marker.strip("/.-_").casefold())[1:])


def page_name(document_id: str, language: str) -> PageName:
    """What page a document in ``language`` (as ``language_names`` calls it) is by its path; of no name where what is left
    without the language is no name of a page."""
    page, marker, at = document_id, "", 0
    for found in markers(document_id):
        if language_named(found[0].strip("/.-_")) == language:
            page, marker, at = document_id[: found.start()] + document_id[found.end() :], found[0], found.start()
            break
    named = "#" not in page and _WORD.search(page.rpartition("/")[2].partition(".")[0])
    return PageName(page, marker, at) if named else PageName("")


def markers(path: str) -> Iterator[re.Match[str]]:
    """All parts of a path that may name a language, in the order in which they are believed."""
    for pattern in _NAMING:
        yield from pattern.finditer(path)


class _Look(NamedTuple):
    """What of a text is compared: its words that another language may have, too, and how many blocks it has."""

    words: frozenset[str]
    blocks: int

    @classmethod
    def of(cls, document: Document) -> _Look:
        return cls(frozenset(_SHARED.findall(document.text[:_LOOKED].casefold())), len(document.blocks))


#: Of a text that cannot be read: it is like no other.
_NOTHING = _Look(frozenset(), 0)


def _are_one_page(one: _Look, other: _Look) -> bool:
    """Whether two texts in different languages have enough in common to be the same page."""
    fewer, more = sorted((one.blocks, other.blocks))
    words = min(len(one.words), len(other.words))
    return fewer >= _LEAST_BLOCKS * more and len(one.words & other.words) >= max(_LEAST_WORDS * words, 1)


class _Named(NamedTuple):
    """What page a document is, its language, and for which region: a page in Portuguese for Brazil is another than that for
    Portugal."""

    page: str
    language: str
    region: str = ""


def _named(document_id: str, language: str) -> _Named:
    name = page_name(document_id, language)
    return _Named(name.page, language, name.region)


class Translations:
    """Tells which documents of a generation are one page in several languages; safe for many threads at once."""

    def __init__(self, reader: GenerationReader) -> None:
        self._reader = reader
        self._known: dict[str, _Named] = {}
        self._looks: dict[str, _Look] = {}
        self._same: dict[tuple[str, str], bool] = {}

    def pages(self, documents: Collection[str]) -> SamePages:
        """Those of some documents, best first, that may be a page in several languages: of two of a path in one language,
        for one region, it cannot be told which is the page."""
        named = self._named(documents)
        once = {each for each, count in Counter(named.values()).items() if count == 1 and each.page}
        several = Counter(each.page for each in once)
        of = {name: each.page for name, each in named.items() if each in once and several[each.page] > 1}
        return SamePages(of, partial(self._are_same, list(of)[:_AHEAD]))

    def _named(self, documents: Collection[str]) -> dict[str, _Named]:
        known = self._known
        if any(name not in known for name in documents):
            kept = known if len(known) < _NAMES else {}
            missing = [name for name in documents if name not in kept]
            languages = self._reader.written_in(missing)
            found = {name: _named(name, language) for name, language in languages.items()}
            self._known = known = {**kept, **dict.fromkeys(missing, _Named("", "")), **found}
        return {name: known[name] for name in documents}

    def shared(self, one: str, other: str) -> float:
        """The share of the words (names, figures, long words) of the shorter of two texts that the other has, too, in
        [0, 1]."""
        mine, theirs = (self._look(name, (one, other)).words for name in (one, other))
        return len(mine & theirs) / max(min(len(mine), len(theirs)), 1)

    def _are_same(self, others: Sequence[str], one: str, other: str) -> bool:
        """Whether two documents are one page; ``others`` are likely to be looked at next."""
        pair = (min(one, other), max(one, other))
        if pair not in self._same:
            if len(self._same) >= _VERDICTS:
                self._same = {}
            self._same[pair] = _are_one_page(*(self._look(name, others) for name in pair))
        return self._same[pair]

    def _look(self, document_id: str, others: Sequence[str]) -> _Look:
        looks = self._looks
        if document_id not in looks:
            self._reader.fetch_ahead(texts=[name for name in others if name not in looks])
            if len(looks) >= _TEXTS:
                self._looks = looks = {}
            try:
                looks[document_id] = _Look.of(self._reader.document(document_id))
            except IndexDamaged:  # nothing of it is shown here, and what is shown is proved
                looks[document_id] = _NOTHING
        return looks[document_id]
