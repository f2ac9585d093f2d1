"""Plain Whoosh, a peer for tests and benchmarks: its own codec holds the postings, numpy adds them up.

Only API that Whoosh 2.7.4 and its fork share is used; ``refresh()`` and ``reader(reuse=)`` never are, as they bring
deleted documents back. Field lengths are kept exactly in a column of our own: Whoosh rounds its own to a byte.
The schema is pickled into Whoosh's table of contents: an index folder is trusted like code.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from pathlib import Path
from struct import Struct
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from whoosh import columns, fields, formats, index
from whoosh.reading import IndexReader, TermNotFound

from indexer.engines.bm25f import FIELDS, idf, length_norm, saturation
from indexer.engines.entries import Entry
from indexer.errors import IndexDamaged
from indexer.model import PassageKind, Scored
from indexer.text.analysis import Query
from indexer.text.analysis.folding import fold_accents

__all__ = ["WhooshEngine", "WhooshReader"]

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Impacts:
    """The passages that hold a term (Whoosh's document numbers, ascending) and what it earns each: idf x saturation."""

    numbers: Integers
    values: Floats


def decode(reader: IndexReader, field: str, term: str) -> tuple[Integers, Floats]:
    """The document numbers (ascending) that hold ``term`` in ``field`` and its frequency in each; deleted left out."""
    numbers: list[int] = []
    frequencies: list[float] = []
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return np.empty(0, np.int64), np.empty(0, np.float64)
    while matcher.is_active():
        numbers.append(matcher.id())
        frequencies.append(matcher.weight())
        matcher.next()
    return np.array(numbers, np.int64), np.array(frequencies, np.float64)


def positions_of(reader: IndexReader, field: str, term: str, numbers: Integers) -> dict[int, frozenset[int]]:
    """The positions of ``term`` in each of ``numbers`` (ascending) that holds it."""
    found: dict[int, frozenset[int]] = {}
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return found
    for number in numbers.tolist():
        if matcher.is_active() and matcher.id() < number:
            matcher.skip_to(number)
        if not matcher.is_active():
            break
        if matcher.id() == number:
            found[number] = frozenset(matcher.value_as("positions"))
    return found


#: What is read of each passage when an index is opened: its id, and the length of each field in words.
_RECORD = Struct(f"<20s{len(FIELDS)}I")
_RECORDS = np.dtype([("id", "S20"), ("lengths", "<u4", len(FIELDS))])

#: The memory that Whoosh's writer may fill before it writes a run to disk, in MiB.
_WRITER_MEMORY = 256


def _counted() -> fields.FieldType:
    return fields.FieldType(formats.Frequency(), analyzer=None, scorable=False)


def _schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(unique=True),
        document=fields.ID(stored=True),
        kind=fields.STORED(),
        record=fields.COLUMN(columns.FixedBytesColumn(_RECORD.size)),
        sequence=fields.FieldType(formats.Positions(), analyzer=None, scorable=False),
        **{field.name: _counted() for field in FIELDS},
    )


class WhooshEngine:
    """Writes and opens Whoosh indexes."""

    @staticmethod
    def shares(name: str) -> bool:
        """All files but the lock: segments never change once written, the table of contents is written anew."""
        return not name.endswith("LOCK")

    @staticmethod
    def write(folder: Path, entries: Iterable[Entry], removed: Collection[str]) -> None:
        """Adds and removes in one commit; see the Protocol."""
        exists = index.exists_in(str(folder))
        found = index.open_dir(str(folder)) if exists else index.create_in(str(folder), _schema())
        writer = found.writer(limitmb=_WRITER_MEMORY)
        try:
            for document_id in removed:
                writer.delete_by_term("document", document_id)
            for entry in entries:
                fields = entry.fields
                writer.add_document(
                    id=entry.passage_id,
                    document=entry.document_id,
                    kind=entry.kind.value,
                    record=_RECORD.pack(entry.passage_id.encode(), *(fields[field.name].length for field in FIELDS)),
                    sequence=entry.sequence,
                    **{name: of_field.terms for name, of_field in fields.items() if of_field.terms},
                )
            writer.commit()
        except BaseException:
            writer.cancel()
            raise
        finally:
            found.close()
        for lock in folder.glob("*LOCK"):
            lock.unlink()

    @staticmethod
    def open(folder: Path) -> WhooshReader:
        """A reader of the index in ``folder``; see the Protocol."""
        try:
            return WhooshReader(index.open_dir(str(folder), readonly=True).reader())
        except Exception as error:  # a broken pickle or table raises anything from EOFError to AttributeError
            raise IndexDamaged(f"the engine's files in {folder} cannot be read ({error!r}).") from error


class WhooshReader:
    """One open generation; see the Protocol EngineReader."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._size = reader.doc_count_all()
        self._alive = np.ones(self._size, bool)
        if reader.has_deletions():
            self._alive[[n for n in range(self._size) if reader.is_deleted(n)]] = False
        column = reader.column_reader("record") if self._size else []
        records = np.frombuffer(b"".join(column[n] for n in range(self._size)), _RECORDS)
        self._ids = records["id"]
        lengths = records["lengths"].astype(np.float64)
        averages = lengths[self._alive].mean(axis=0) if self.passages else np.ones(len(FIELDS))
        self._norms = [
            length_norm(lengths[:, i], float(averages[i]), field.b) / field.weight for i, field in enumerate(FIELDS)
        ]
        self._impact = lru_cache(maxsize=1000)(self._weigh)
        self._whoosh = Lock()  # Whoosh's matchers share one file position

    @property
    def passages(self) -> int:
        """See the Protocol."""
        return int(self._alive.sum())

    def search(
        self,
        query: Query,
        *,
        limit: int,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> tuple[Scored, ...]:
        """See the Protocol."""
        scores, refused = self._scored(query, documents, kinds)
        scores[refused] = 0
        return self._best(scores, limit)

    def scores(
        self,
        query: Query,
        ids: Collection[str],
        *,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> dict[str, float]:
        """See the Protocol."""
        scores, refused = self._scored(query, documents, kinds)
        numbers = self._numbers(ids)
        numbers = numbers[~refused[numbers]]
        names, found = self._ids[numbers].tolist(), scores[numbers].tolist()
        return {name.decode("ascii"): score for name, score in zip(names, found, strict=True)}

    def _scored(
        self, query: Query, documents: Callable[[str], bool] | None, kinds: Collection[PassageKind]
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """Every passage's score, and which of them phrases, exclusions and filter refuse."""
        scores = np.zeros(self._size)
        refused = np.zeros(self._size, bool)
        for wanted in query.terms:
            impacts = self._impact(wanted.term)
            scores[impacts.numbers] += wanted.weight * impacts.values
        for phrase in query.phrases:
            refused |= ~self._mask(self._holding_phrase(phrase))
        for excluded in query.excluded:
            refused[self._holding_all(excluded)] = True
        if documents is not None:
            admitted = np.array([documents(name) for name in self._document_ids[0]], bool)
            refused |= ~admitted[self._document_ids[1]]
        if kinds:
            with self._whoosh:
                stored = [self._reader.stored_fields(n)["kind"] for n in range(self._size)]
            refused |= ~np.isin(stored, [kind.value for kind in kinds])
        return scores, refused

    def count(
        self,
        query: Query,
        *,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> int:
        """See the Protocol."""
        return len(self.search(query, limit=self._size, documents=documents, kinds=kinds))

    def document_frequency(self, term: str) -> int:
        """See the Protocol."""
        return len(self._impact(term).numbers)

    def passage_ids(self) -> frozenset[str]:
        """See the Protocol."""
        return frozenset(name.decode("ascii") for name in self._ids[self._alive].tolist())

    def close(self) -> None:
        """See the Protocol."""
        self._reader.close()

    def _weigh(self, term: str) -> Impacts:
        """BM25F: a term's frequencies in all fields, each over its length norm, are added, then saturate."""
        frequencies = np.zeros(self._size)
        with self._whoosh:
            for field, norm in zip(FIELDS, self._norms, strict=True):
                numbers, counted = decode(self._reader, field.name, term)
                frequencies[numbers] += counted / norm[numbers]
        numbers = np.flatnonzero(frequencies)
        return Impacts(numbers, idf(len(numbers), self.passages) * saturation(frequencies[numbers]))

    def _best(self, scores: Floats, limit: int) -> tuple[Scored, ...]:
        candidates = np.flatnonzero(scores)
        if len(candidates) > limit:
            threshold = np.partition(scores[candidates], -limit)[-limit]
            candidates = candidates[scores[candidates] >= threshold]  # all that tie with the last: ids decide
        best = candidates[np.lexsort((self._ids[candidates], -scores[candidates]))][:limit]
        names, found = self._ids[best].tolist(), scores[best].tolist()
        return tuple(Scored(name.decode("ascii"), score) for name, score in zip(names, found, strict=True))

    def _numbers(self, ids: Collection[str]) -> Integers:
        """The passages of these ids; one that is not there is left out."""
        wanted = np.array(sorted(ids), "S20")
        if not self._size:
            return np.zeros(0, np.int64)
        places = np.searchsorted(self._ids, wanted, side="right", sorter=self._by_id) - 1
        numbers = self._by_id[np.maximum(places, 0)]
        found: Integers = numbers[(self._ids[numbers] == wanted) & self._alive[numbers]]
        return found

    @cached_property
    def _by_id(self) -> Integers:
        """The passages' numbers by rising id; a deleted one comes before the live one that took its id."""
        return np.lexsort((self._alive, self._ids))

    def _mask(self, numbers: Integers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        mask = np.zeros(self._size, bool)
        mask[numbers] = True
        return mask

    def _holding_all(self, terms: tuple[str, ...]) -> Integers:
        """The passages that hold each of ``terms`` in any field."""
        held = [self._impact(term).numbers for term in terms]
        return reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), held)

    def _holding_phrase(self, phrase: tuple[str, ...]) -> Integers:
        """The passages in which the words of ``phrase`` stand one after the other."""
        words = [fold_accents(word) for word in phrase]
        with self._whoosh:
            held = {word: decode(self._reader, "sequence", word)[0] for word in dict.fromkeys(words)}
            common = reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), sorted(held.values(), key=len))
            places = {word: positions_of(self._reader, "sequence", word, common) for word in held}
        return np.array([n for n in common.tolist() if _in_sequence([places[word][n] for word in words])], np.int64)

    @cached_property
    def _document_ids(self) -> tuple[list[str], Integers]:
        """The distinct document ids, and for each document number which of them it is."""
        with self._whoosh:
            names = [self._reader.stored_fields(n)["document"] for n in range(self._size)]
        distinct = list(dict.fromkeys(names))
        number = {name: i for i, name in enumerate(distinct)}
        return distinct, np.array([number[name] for name in names], np.int64)


def _in_sequence(places: list[frozenset[int]]) -> bool:
    """Whether some position of the first word is followed by all the others in turn."""
    return any(all(first + i in of_word for i, of_word in enumerate(places)) for first in places[0])
