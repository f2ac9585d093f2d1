"""The facets of an answer as the page shows them: each to be taken alone by its link, or several together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.messages import phrase
from indexer.model import Facet, Facets, PassageKind
from indexer.model.stated.language_names import language_in_words
from search_ui.html.marks import KINDS, ends_of
from search_ui.pages.search_query import SearchQuery, pattern_in_words

__all__ = ["FacetRow", "FacetView", "facets_shown"]

#: Rows of a facet that are seen at once.
_SEEN = 6

#: The longest name of a row, in code points.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One way to narrow: its words, what tells it from others of the same words ("" where none has them), the passages it
    leaves (None where it is in force and none is counted), the value of its parameter, and the search by it alone."""

    words: str
    beside: str
    count: int | None
    value: str
    chosen: bool
    alone: SearchQuery


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet: the rows that are seen at once and those that are behind "show all". ``parameter`` names it in an address;
    it is "" where several values at once would leave nothing or mean something else. ``alike`` are the words of rows that
    would read as those of another one if their middle were left out."""

    title: str
    parameter: str
    seen: tuple[FacetRow, ...]
    rest: tuple[FacetRow, ...]
    alike: frozenset[str]


def facets_shown(facets: Facets, query: SearchQuery) -> tuple[FacetView, ...]:
    """The facets that help to choose, of at least two rows, and those by which is chosen."""
    folders = [_by_pattern(facet, facet.name, "", query) for facet in facets.folders]
    beside = _told_apart(facets.documents)
    documents = [
        _by_pattern(facet, facet.title or facet.name, beside.get(facet.name, ""), query) for facet in facets.documents
    ]
    known = {row.value for row in (*folders, *documents)}
    chosen = [_in_force(pattern, query) for pattern in query.documents if pattern not in known]
    views = (
        _view(phrase("Folder"), "document", [*(row for what, row in chosen if what == "folder"), *folders]),
        _view(phrase("Document"), "document", [*(row for what, row in chosen if what != "folder"), *documents]),
        _view(phrase("Kind of passage"), "kind", _kinds(facets, query)),
        _view(phrase("Language"), "lang", _languages(facets, query)),
        _view(phrase("Author"), "", [_by_author(facet, query) for facet in facets.authors]),
    )
    return tuple(view for view in views if len(view.seen) > 1 or any(row.chosen for row in view.seen))


def _view(title: str, parameter: str, rows: Iterable[FacetRow]) -> FacetView:
    """Those in force first, else as they come."""
    ordered = sorted(rows, key=lambda row: not row.chosen)
    return FacetView(
        title, parameter, tuple(ordered[:_SEEN]), tuple(ordered[_SEEN:]), _alike(row.words for row in ordered)
    )


def _alike(names: Iterable[str]) -> frozenset[str]:
    """The names of which another one has the same first and last words."""
    ends: dict[tuple[str, str], set[str]] = {}
    for name in names:
        if found := ends_of(name):
            ends.setdefault((found[0], found[2]), set()).add(name)
    return frozenset(name for several in ends.values() if len(several) > 1 for name in several)


def _by_pattern(facet: Facet, words: str, beside: str, query: SearchQuery) -> FacetRow:
    alone = query.changed(documents=(facet.pattern,))
    return FacetRow(_short(words), beside, facet.count, facet.pattern, facet.pattern in query.documents, alone)


def _in_force(pattern: str, query: SearchQuery) -> tuple[str, FacetRow]:
    """A pattern that is searched by and of which nothing was counted, and what it stands for."""
    what, name = pattern_in_words(pattern)
    return what, FacetRow(_short(name), "", None, pattern, True, query.changed(documents=(pattern,)))


def _kinds(facets: Facets, query: SearchQuery) -> list[FacetRow]:
    counts: dict[PassageKind, int | None] = {PassageKind(facet.pattern): facet.count for facet in facets.kinds}
    return [
        FacetRow(KINDS[kind], "", count, kind.value, kind in query.kinds, query.changed(kinds=(kind,)))
        for kind, count in (counts | {kind: None for kind in query.kinds if kind not in counts}).items()
    ]


def _languages(facets: Facets, query: SearchQuery) -> list[FacetRow]:
    counts: dict[str, int | None] = {facet.pattern: facet.count for facet in facets.languages}
    return [
        FacetRow(language_in_words(name), "", count, name, name in query.languages, query.changed(languages=(name,)))
        for name, count in (counts | {name: None for name in query.languages if name not in counts}).items()
    ]


def _by_author(facet: Facet, query: SearchQuery) -> FacetRow:
    alone = query.changed(authors=(*query.authors, facet.pattern))
    return FacetRow(_short(facet.name), "", facet.count, facet.pattern, False, alone)


def _told_apart(documents: Sequence[Facet]) -> dict[str, str]:
    """What tells documents of one title apart, by their ids: the name of the file, or of its part; the whole id where two
    have that alike, too."""
    titles = Counter(facet.title for facet in documents)
    alike = [facet for facet in documents if titles[facet.title] > 1]
    tails = Counter((facet.title, _tail(facet.name)) for facet in alike)
    return {f.name: f.name if tails[f.title, _tail(f.name)] > 1 else _tail(f.name) for f in alike}


def _tail(document_id: str) -> str:
    return document_id.rpartition("#")[2].rpartition("/")[2]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
