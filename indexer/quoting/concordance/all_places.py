"""Every place where words stand: a complete list in reading order, so that "nowhere" is a statement.

Nothing is looked up in an index: every text of the generation is looked through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from threading import Lock

from cachetools import LRUCache

from indexer.engines import Filter
from indexer.engines.opening import Lease
from indexer.errors import QueryEmpty
from indexer.messages import phrase
from indexer.model import Freshness, Progress, Stated
from indexer.model.stated.id_patterns import patterns_of
from indexer.quoting.concordance.word_occurrences import Listing, Occurrence, PlaceCounts, Places, occurrence_of
from indexer.quoting.concordance.word_search import FormSearch, StemSearch, WordPlace, WordSearch, wording_of
from indexer.quoting.corpus_texts import Library, Sources
from indexer.settings import Settings
from indexer.text.multilingual import analyzer_for

__all__ = ["Concordance"]

#: Queries whose counts are remembered, so that their further pages need not be counted again.
_REMEMBERED = 64


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
        only = Filter(patterns_of(documents) or None, stated=Stated.of(author, since, until, language))
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
                        yield occurrence_of(document, group)
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
