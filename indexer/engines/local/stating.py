"""Which documents of a generation say what of themselves: found once for each thing that is wanted, then a set of ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from threading import Lock
from typing import NamedTuple

import numpy as np
from cachetools import LRUCache

from indexer.engines.candidates import Integers
from indexer.model import ANYTHING, Stated, days_of
from indexer.store.catalog.reading.stated import StatedRows
from indexer.text.author_words import is_author

__all__ = ["StatedDocuments"]

#: Sets of ids that are remembered.
_REMEMBERED = 64

#: Documents whose languages are remembered.
_LANGUAGES_KEPT = 50_000


class StatedDocuments:
    """The documents of one generation by what they say of themselves; threads may share it.

    What they say is read when something of it is first wanted: a fifth of a second for 100,000 documents.
    """

    def __init__(self, rows: StatedRows) -> None:
        self._rows, self._table, self._lock = rows, None, Lock()
        self._known: dict[str, str] = {}
        self._found: LRUCache[Stated, frozenset[str]] = LRUCache(_REMEMBERED)

    _table: _Table | None

    def documents(self, wanted: Stated) -> frozenset[str]:
        """The ids of the documents that say what is wanted."""
        with self._lock:
            if wanted not in self._found:
                self._found[wanted] = self._saying(wanted)
            return self._found[wanted]

    def languages(self) -> dict[str, int]:
        """How many documents are in each language."""
        return self._rows.languages()

    def written_in(self, documents: Collection[str]) -> dict[str, str]:
        """The language of each of these documents, by its id; what was read is kept."""
        known = self._known
        if missing := [name for name in documents if name not in known]:
            known = {
                **(
                    known
                    if len(known) < _LANGUAGES_KEPT
                    else {name: known[name] for name in documents if name in known}
                ),
                **self._rows.language_of(missing),
            }
            self._known = known
        return {name: known[name] for name in documents if name in known}

    def _saying(self, wanted: Stated) -> frozenset[str]:
        found = frozenset(self._rows.in_languages(wanted.languages)) if wanted.languages else None
        if wanted._replace(languages=()) != ANYTHING:
            self._table = self._table or _Table.of(self._rows.stating())
            saying = self._table.documents(wanted)
            found = saying if found is None else found & saying
        return found or frozenset()


class _Table(NamedTuple):
    """For n documents: their ids, which of the different authors each has, and the first and last day that their date can
    mean, as ordinals; a date that cannot be told lasts from 1 to 0."""

    ids: list[str]
    authors: list[str]
    author: Integers
    first: Integers
    last: Integers

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> _Table:
        ids, dates = [], []
        numbers: dict[str, int] = {}
        author = []
        for name, written_by, written_on in rows:
            ids.append(name)
            author.append(numbers.setdefault(written_by, len(numbers)))
            days = days_of(written_on)
            dates.append((days.first.toordinal(), days.last.toordinal()) if days else (1, 0))
        first, last = np.array(dates, np.int64).reshape(-1, 2).T
        return cls(ids, list(numbers), np.array(author, np.int64), first, last)

    def documents(self, wanted: Stated) -> frozenset[str]:
        fits = np.ones(len(self.ids), bool)
        if wanted.authors:
            of_author = [all(is_author(name, stated) for name in wanted.authors) for stated in self.authors]
            fits &= np.array(of_author, bool)[self.author]
        if wanted.since or wanted.until:
            since, until = wanted.since or date.min, wanted.until or date.max
            fits &= (self.first <= self.last) & (self.last >= since.toordinal()) & (self.first <= until.toordinal())
        return frozenset(self.ids[i] for i in np.flatnonzero(fits).tolist())
