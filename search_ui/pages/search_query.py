"""A search as an address names it: the address is all the state that a page has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from flask import request, url_for

from indexer.messages import phrase, phrase_in
from indexer.model import PassageKind, Stated, days_of
from indexer.model.stated.language_names import language_in_words, language_named
from search_ui.html.marks import KINDS

__all__ = ["PAGE_SIZE", "Filter", "SearchQuery", "pattern_in_words"]

#: Hits on a page, and pages at most.
PAGE_SIZE = 10
_PAGES = 100

#: Signs that a shell pattern means something by.
_MAGIC = str.maketrans(dict.fromkeys("*?[", None))

#: What is written as it is in the values of an address, where nothing else is meant by it.
_SAFE = "!$'()*,/:;?@"


@lru_cache
def _path(root: str) -> str:
    """Where results are, below the path that the application is mounted at."""
    return url_for("search.results")


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in force, in words, and the search without it."""

    what: str
    name: str
    without: SearchQuery


@dataclass(frozen=True)
class SearchQuery:
    """The question, and how: shell patterns on document ids, one of which is to fit, kinds of passages, what documents say
    of themselves (authors, languages, the first and last day as typed), no correction, and the page, from 1. ``untold`` are
    dates of the address that cannot be told, which filter nothing."""

    question: str = ""
    documents: tuple[str, ...] = ()
    kinds: tuple[PassageKind, ...] = ()
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    as_typed: bool = False
    page: int = 1
    untold: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_request(cls) -> SearchQuery:
        """What the address of this request says; what makes no sense there is as if it were not said."""
        since, until = (request.args.get(name, "").strip() for name in ("since", "until"))
        wanted = set(request.args.getlist("kind"))
        return cls(
            question=request.args.get("q", "").strip(),
            documents=tuple(dict.fromkeys(filter(None, request.args.getlist("document")))),
            kinds=tuple(kind for kind in PassageKind if kind.value in wanted),
            authors=tuple(dict.fromkeys(filter(None, map(str.strip, request.args.getlist("author"))))),
            languages=tuple(dict.fromkeys(filter(None, map(language_named, request.args.getlist("lang"))))),
            since=since if days_of(since) else "",
            until=until if days_of(until) else "",
            as_typed=request.args.get("as_typed") in ("1", "true"),
            page=min(max(request.args.get("page", 1, int), 1), _PAGES),
            untold=tuple(day for day in (since, until) if day and not days_of(day)),
        )

    def address(self) -> dict[str, str | int | list[str] | None]:
        """The values for ``url_for`` that keep it; what is as usual is None and stays out of the address."""
        return dict(self._address)

    @cached_property
    def _address(self) -> dict[str, str | int | list[str] | None]:
        return {
            "q": self.question or None,
            "document": list(self.documents) or None,
            "kind": [kind.value for kind in self.kinds] or None,
            "author": list(self.authors) or None,
            "lang": list(self.languages) or None,
            "since": self.since or None,
            "until": self.until or None,
            "as_typed": 1 if self.as_typed else None,
            "page": self.page if self.page > 1 else None,
        }

    @property
    def link(self) -> str:
        """The path of its results, as ``url_for`` gives it: a page has some dozens of such links."""
        values = [(name, value) for name, value in self.address().items() if value is not None]
        return f"{_path(request.script_root)}?{urlencode(values, doseq=True, safe=_SAFE)}"

    @property
    def is_plain(self) -> bool:
        """Whether it is a question as it is first asked, not one narrowed by filters, or a further page of it."""
        filters = (self.documents, self.kinds, self.authors, self.languages, self.since, self.until)
        return self.page == 1 and not any(filters)

    def changed(self, **changes: object) -> SearchQuery:
        """The search with these fields changed; it begins at the first page again unless one is named."""
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    @property
    def stated(self) -> Stated:
        """What documents are to say of themselves."""
        return Stated.of(self.authors, self.since, self.until, self.languages)

    @property
    def size(self) -> int:
        """The hits on a page."""
        return PAGE_SIZE

    @property
    def skip(self) -> int:
        """The hits on the pages before."""
        return (self.page - 1) * PAGE_SIZE

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters in force."""
        return tuple(self._filters())

    def _filters(self) -> Iterator[Filter]:
        for pattern in self.documents:
            without = self.changed(documents=tuple(each for each in self.documents if each != pattern))
            yield Filter(*pattern_in_words(pattern), without)
        for kind in self.kinds:
            without = self.changed(kinds=tuple(each for each in self.kinds if each is not kind))
            yield Filter(phrase_in("filter", "kind"), KINDS[kind], without)
        for name in self.authors:
            without = self.changed(authors=tuple(each for each in self.authors if each != name))
            yield Filter(phrase_in("filter", "author"), name, without)
        for name in self.languages:
            without = self.changed(languages=tuple(each for each in self.languages if each != name))
            yield Filter(phrase_in("filter", "language"), language_in_words(name), without)
        if self.since:
            yield Filter(phrase_in("filter", "dated since"), self.since, self.changed(since=""))
        if self.until:
            yield Filter(phrase_in("filter", "dated until"), self.until, self.changed(until=""))
        if self.as_typed:
            yield Filter(phrase_in("filter", "spelling"), phrase("as typed"), self.changed(as_typed=False))


def pattern_in_words(pattern: str) -> tuple[str, str]:
    """A shell pattern in words: the folder or document that it stands for, where it stands for one."""
    plain = pattern.replace("[*]", "\0s").replace("[?]", "\0q").replace("[[]", "\0b")
    body, folder = (plain[:-2], True) if plain.endswith(("/*", "#*")) else (plain, False)
    if body.translate(_MAGIC) != body:
        return phrase_in("filter", "documents"), pattern
    what = phrase_in("filter", "folder") if folder else phrase_in("filter", "document")
    return what, body.replace("\0s", "*").replace("\0q", "?").replace("\0b", "[")
