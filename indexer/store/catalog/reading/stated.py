"""What the documents of one generation say of themselves, and which language each is in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from indexer.store.batching import batched
from indexer.store.catalog.rows import WRITTEN_IN
from indexer.store.catalog.schema import AT_ONCE, IN_GENERATION, OF_FEW

__all__ = ["StatedRows"]

#: Id, author and date of the documents of a generation that state an author or a date.
_STATING = (
    "SELECT document_id, author, date FROM (SELECT v.document_id, json_extract(v.about, '$[3]') author, "
    f"json_extract(v.about, '$[2]') date FROM versions v {IN_GENERATION}) WHERE author != '' OR date != ''"
)

#: How many documents of a generation are written in each language; the ids of those in some; the language of some.
_LANGUAGES = (
    f"SELECT {WRITTEN_IN} language, count(*) FROM versions v {IN_GENERATION} GROUP BY language ORDER BY language"
)
_IN_LANGUAGES = f"SELECT v.document_id FROM versions v {IN_GENERATION} WHERE {WRITTEN_IN} IN (%s)"
_LANGUAGE_OF = f"SELECT v.document_id, {WRITTEN_IN} FROM versions v {OF_FEW} WHERE v.document_id IN (%s)"


class StatedRows:
    """What documents of one generation say of themselves. All methods raise IndexDamaged where it cannot be read."""

    def __init__(self, rows: Callable[[str, Sequence[object]], Iterable[tuple[Any, ...]]], generation: int) -> None:
        """``rows`` gives those of a query and the values in it."""
        self._rows, self._generation = rows, generation

    def stating(self) -> Iterator[tuple[str, str, str]]:
        """Id, author and date of each document that states an author or a date."""
        return ((name, author, day) for name, author, day in self._rows(_STATING, (self._generation,)))

    def languages(self) -> dict[str, int]:
        """How many documents are in each language."""
        return {name: count for name, count in self._rows(_LANGUAGES, (self._generation,)) if name}

    def in_languages(self, languages: Sequence[str]) -> Iterator[str]:
        """The ids of the documents in one of these languages."""
        query = _IN_LANGUAGES % ",".join("?" * len(languages))
        return (row[0] for row in self._rows(query, (self._generation, *languages)))

    def language_of(self, ids: Collection[str]) -> dict[str, str]:
        """The language of each document ("" where none is known), by its id."""
        found: dict[str, str] = {}
        for batch in batched(ids, AT_ONCE):
            query = _LANGUAGE_OF % ",".join("?" * len(batch))
            found |= {name: language or "" for name, language in self._rows(query, (self._generation, *batch))}
        return found
