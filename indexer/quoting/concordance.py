"""Every place where words stand: a complete list in reading order, so that "nowhere" is a statement.

Nothing is looked up in an index: every text of the generation is looked through.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from threading import Lock

import regex
from cachetools import LRUCache

from indexer.engines import Filter
from indexer.engines.opening import Lease
from indexer.errors import QueryEmpty
from indexer.messages import phrase
from indexer.model import BlockKind, Document, Freshness, Progress, Span, Stated
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt, excerpt_of
from indexer.quoting.corpus_texts import Library, Sources
from indexer.quoting.word_search import FormSearch, StemSearch, WordPlace, WordSearch, wording_of
from indexer.settings import Settings
from indexer.text.multilingual import analyzer_for

__all__ = ["Concordance", "Listing", "Occurrence", "PlaceCounts", "Places"]

#: Code points of context on either side of an occurrence.
CONTEXT = 80

#: Blocks that are read by themselves.
_APART = (BlockKind.HEADING, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)

#: Queries whose counts are remembered, so that their further pages need not be counted again.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where the words stand, with text before and behind it; ``marks`` are the words that were looked for, as
    spans of the document (one where they are a phrase)."""

    source: Excerpt
    before: str
    after: str
    marks: tuple[Span, ...]

    @property
    def place(self) -> str:
        """Where it stands, in words: "lines 3–9"."""
        return self.source.place


@as_json.register
def _occurrence_json(found: Occurrence) -> dict[str, object]:
    return {**as_json(found.source), "before": found.before, "after": found.after, "marks": as_json(found.marks)}


@dataclass(frozen=True, slots=True)
class Places:
    """The occurrences of some words, to be gone through once, and what is looked through for them.

    ``generation`` and ``documents`` say in what; ``wanted`` are the words or phrases looked for.
    """

    wanted: tuple[str, ...]
    generation: int
    documents: int
    occurrences: Iterator[Occurrence]


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """How often words stand in each document of a generation, in reading order, without those that lack them.

    ``documents`` is the number of all that were looked through; ``stale`` are those documents with a place that is shown
    whose file has changed or gone since it was indexed.
    """

    generation: int
    documents: int
    by_document: Mapping[str, int]
    stale: Mapping[str, Freshness] = field(default_factory=dict)

    @property
    def occurrences(self) -> int:
        """All places."""
        return sum(self.by_document.values())


@as_json.register
def _counts_json(counts: PlaceCounts) -> dict[str, object]:
    return {
        "generation": counts.generation,
        "documents": counts.documents,
        "occurrences": counts.occurrences,
        "by_document": as_json(counts.by_document),
        "stale": as_json(counts.stale),
    }


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of all places of some words, from number ``skip`` on, and the counts of all of them."""

    wanted: tuple[str, ...]
    counts: PlaceCounts
    skip: int
    places: tuple[Occurrence, ...]

    @property
    def more(self) -> bool:
        """Whether further places follow."""
        return self.counts.occurrences > self.skip + len(self.places)


@as_json.register
def _listing_json(listing: Listing) -> dict[str, object]:
    counts = as_json(listing.counts)
    return {"wanted": as_json(listing.wanted), **counts, "places": as_json(listing.places), "more": listing.more}


class Concordance:
    """Finds every place of words in the served generation; threads may share it."""

    def __init__(self, settings: Settings, *, library: Library | None = None) -> None:
        """Shares ``library`` where one is open already."""
        self._library = library or Library(settings)
        self._analyzer = analyzer_for(settings.language)
        self._counts: LRUCache[tuple[object, ...], PlaceCounts] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def find(
        self,
        query: str,
        *,
        stems: bool = False,
        within: int | None = None,
        exact: bool = False,
        documents: str | Collection[str] | None = None,
        author: str | Collection[str] = (),
        since: str | date | None = None,
        until: str | date | None = None,
        language: str | Collection[str] = (),
        progress: Progress = lambda stage, done, total: None,
    ) -> Places:
        """Every place of the words of ``query``, streamed in order of document ids and of offsets.

        Case and form (see ``indexer.text.wording``) do not matter; with ``exact`` the very characters must agree; with
        ``stems`` words match in all their inflections. ``within`` takes the words and phrases in any order, with at most
        so many words from the first to the last, these included; without it they are one phrase, and further words of
        the query must stand in the same document. ``documents``, ``author``, ``since``, ``until`` and ``language`` say
        which documents are looked through, as for ``Searcher.ask``. Raises QueryEmpty where there is no word to look for,
        and FilterError.
        """
        wanted = wording_of(query, apart=within is not None)
        if not wanted:
            raise QueryEmpty(phrase("there is no word to look for; type at least one letter or digit."))
        patterns = documents if documents is None or isinstance(documents, str) else tuple(documents)
        only = Filter(patterns or None, stated=Stated.of(author, since, until, language))
        lease = self._library.sources()
        search = StemSearch(wanted, self._analyzer) if stems else FormSearch(wanted, exact=exact)
        ids = _ids(lease.value, only)
        found = _found(lease, search, ids, within, progress)
        return Places(wanted, lease.value.generation, lease.value.documents if ids is None else len(ids), found)

    def listing(
        self,
        query: str,
        *,
        skip: int,
        limit: int,
        stems: bool = False,
        within: int | None = None,
        exact: bool = False,
        documents: str | Collection[str] | None = None,
        author: str | Collection[str] = (),
        since: str | date | None = None,
        until: str | date | None = None,
        language: str | Collection[str] = (),
        progress: Progress = lambda stage, done, total: None,
    ) -> Listing:
        """At most ``limit`` places from number ``skip`` on, and the counts of all; else as ``find``.

        The counts are remembered: only the first page of a query looks through everything.
        """
        among = (
            documents if isinstance(documents, str) else tuple(documents or ()),
            author if isinstance(author, str) else tuple(author),
            since,
            until,
            language if isinstance(language, str) else tuple(language),
        )
        found = self.find(
            query,
            stems=stems,
            within=within,
            exact=exact,
            documents=documents,
            author=author,
            since=since,
            until=until,
            language=language,
            progress=progress,
        )
        key = (found.generation, query, stems, within, exact, *among)
        with self._lock:
            counts = self._counts.get(key)
        by_document = Counter(o.source.document_id for o in islice(found.occurrences, skip))
        places = tuple(islice(found.occurrences, limit))
        if counts is None:
            by_document.update(o.source.document_id for o in chain(places, found.occurrences))
            counts = PlaceCounts(found.generation, found.documents, by_document)
            with self._lock:
                self._counts[key] = counts
        return Listing(
            found.wanted, replace(counts, stale=self.stale({o.source.document_id for o in places})), skip, places
        )

    def stale(self, documents: Collection[str]) -> dict[str, Freshness]:
        """Those of some documents whose file has changed or gone since it was indexed, sorted by id."""
        with self._library.sources() as sources:
            return sources.stale(documents)


def _ids(sources: Sources, only: Filter) -> list[str] | None:
    """The documents to look through, sorted; None for all."""
    admits = sources.reader.admitting(only)
    return None if admits is None else list(filter(admits, sources.reader.document_ids()))


def _found(
    lease: Lease[Sources], search: WordSearch, ids: list[str] | None, within: int | None, progress: Progress
) -> Iterator[Occurrence]:
    done = 0
    wanted = None if ids is None else frozenset(ids)
    with lease as sources:
        for batch in sources.batches(ids):
            for document_id in search.candidates(sources, batch):
                if wanted is not None and document_id not in wanted:
                    continue
                document, stream = sources.stream(document_id)
                places = search.places(document, stream)
                if all(places):
                    for group in _each(places) if within is None else _together(places, within):
                        yield _occurrence(document, group)
            done += len(batch.ids)
            progress("sources", done, sources.documents)


def _each(places: Sequence[Sequence[WordPlace]]) -> Iterator[tuple[WordPlace, ...]]:
    """Each place by itself, in order; one that two of the words share, once."""
    return ((place,) for place in sorted({*chain.from_iterable(places)}))


def _together(places: Sequence[Sequence[WordPlace]], within: int) -> Iterator[tuple[WordPlace, ...]]:
    """The shortest stretches with each of the words or phrases, of at most ``within`` words, that do not overlap."""
    latest: dict[int, WordPlace] = {}
    reached = -1
    for place, kind in sorted((place, kind) for kind, of_kind in enumerate(places) for place in of_kind):
        if place.first < reached:
            continue
        latest[kind] = place
        group = sorted(latest.values())
        end = max(place.last for place in group)
        several = len({place.start for place in group}) == len(places)
        if several and end - group[0].first <= within:
            yield tuple(group)
            reached = end
            latest.clear()


def _occurrence(document: Document, places: Sequence[WordPlace]) -> Occurrence:
    start, end = min(p.start for p in places), max(p.end for p in places)
    text, room = document.text, _room(document, Span(start, end))
    first, last = max(start - CONTEXT, room.start), min(end + CONTEXT, room.end)
    before, after = text[first:start], text[end:last]
    return Occurrence(
        source=excerpt_of(document, Span(start, end)),
        before=_cut(before, from_left=True) if first > room.start else before.lstrip("\r\n"),
        after=_cut(after, from_left=False) if last < room.end else after.rstrip("\r\n"),
        marks=tuple(Span(p.start, p.end) for p in places),
    )


def _room(document: Document, span: Span) -> Span:
    """How far the text around a place may reach: not over a heading, nor out of a heading or a table's row, which would
    run into sentences that are not theirs."""
    blocks = document.blocks
    at = max(bisect_right(blocks, span.start, key=lambda block: block.start) - 1, 0)
    start, end = 0, len(document.text)
    for block in reversed(blocks[: at + 1]):
        if block.kind in _APART:
            start = block.start if span.start < block.end else block.end
        if block.kind in _APART or block.start <= span.start - CONTEXT:
            break
    for block in blocks[at:]:
        if block.kind in _APART and block.end >= span.end:
            end = block.end if block.start < span.end else block.start
        if block.kind in _APART and block.end >= span.end or block.start >= span.end + CONTEXT:
            break
    return Span(min(start, span.start), max(end, span.end))


def _cut(context: str, *, from_left: bool) -> str:
    """Context without the half word where it was cut off."""
    match = regex.search(r"\s", context) if from_left else regex.search(r"\s\S*$", context)
    if match is None:
        return context
    return context[match.end() :] if from_left else context[: match.start()]
