"""The vectors of one generation: which of its passages are nearest to a question. ``passage_keys`` has which they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Floats
from indexer.engines.meaning.passage_keys import MEANING, PassageKeys
from indexer.engines.meaning.passage_text import PassageText, key_of
from indexer.engines.meaning.protocol import Vectors
from indexer.engines.meaning.record_file import Records, rows_of
from indexer.engines.meaning.vectors import EXACT, VectorStore
from indexer.store.container import Container

__all__ = ["PassageVectors", "take_over_vectors", "with_sentences"]

#: How much of a passage's nearness is that of its nearest sentence. On kept questions a quarter gained on each of six sets
#: or cost .002; half gained more on some, and cost .006 on others (the manual has the figures).
_OF_SENTENCE = 0.25

#: Vectors multiplied at a time: few enough to stay in the processor's cache.
_BATCH = 1024

#: How many more than wanted are asked of the approximate index, since it also knows passages of other generations.
_MORE = 3


def with_sentences(cosines: Floats, nearest: Floats) -> Floats:
    """How near passages are to a question: by their cosines with it, and those of each one's nearest sentence."""
    return (1 - _OF_SENTENCE) * cosines + _OF_SENTENCE * nearest


def take_over_vectors(source: Path, folder: Path, target: Path) -> None:
    """Adds the vectors of the generation in ``folder``, of the index at ``source``, to those of the index at ``target``."""
    if PassageVectors.stands_in(folder):
        meta = Container(folder / MEANING).meta
        stores = [VectorStore(index, str(meta["fingerprint"]), int(meta["dimensions"])) for index in (target, source)]
        stores[0].take_over(stores[1])


class PassageVectors:
    """Immutable and safe for many threads: files are memory-mapped and only read."""

    def __init__(self, index: Path, folder: Path) -> None:
        """Opens the vectors of the generation in ``folder``; raises IndexDamaged."""
        self._passages = PassageKeys(folder)
        self.fingerprint, self._ids = self._passages.fingerprint, self._passages.ids
        self._store = VectorStore(index, self.fingerprint, self._passages.dimensions)
        self._records = self._store.records()
        rows, keys = self._passages.rows, self._passages.keys
        self._rows = rows if _fit(rows, self._records, keys) else rows_of(self._records["key"], keys)
        self._ann = self._approximate() if len(self._ids) > EXACT else None
        self.tells_sentences, self._sentences = self._passages.tells_sentences, self._store.sentence_records()

    @staticmethod
    def stands_in(folder: Path) -> bool:
        """Whether a generation has vectors."""
        return (folder / MEANING).exists()

    @staticmethod
    def store_of(index: Path, folder: Path) -> VectorStore:
        """The vectors that a generation's are among; raises IndexDamaged."""
        file = Container(folder / MEANING)
        return VectorStore(index, str(file.meta["fingerprint"]), int(file.meta["dimensions"]))

    def __len__(self) -> int:
        """The passages that have a vector."""
        return int((self._rows >= 0).sum())

    def faults(self) -> int:
        """How many stored vectors do not fit their checksum."""
        return self._store.faults()

    @property
    def stored_bytes(self) -> int:
        """The size of the store's files, in bytes."""
        return sum(path.stat().st_size for path in self._store.paths)

    @property
    def lacking(self) -> int:
        """The passages that have no vector, or none of their sentences where these should have some."""
        without = self._rows < 0
        return int((without | (self._found_sentences < 0) if self.tells_sentences else without).sum())

    def keys(self) -> dict[str, tuple[str, str]]:
        """(document id, key) by passage id."""
        return self._passages.by_id()

    def mark_used(self, used: NDArray[np.bool_]) -> None:
        """Sets, of so many records of the store, those that are vectors of the generation."""
        rows = self._rows[(self._rows >= 0) & (self._rows < len(used))]
        used[rows] = True

    @property
    def ids(self) -> list[str]:
        """The ids of the generation's passages, sorted; masks count in this order."""
        return [name.decode("ascii") for name in self._ids.tolist()]

    def in_documents(self, admits: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which passages are of a document whose id is admitted."""
        admitted: NDArray[np.bool_] = np.array([admits(name) for name in self._passages.documents], bool)
        return admitted[self._passages.document]

    def nearest(self, question: Vectors, count: int, least: float, among: NDArray[np.bool_] | None = None) -> list[str]:
        """Up to ``count`` passage ids by falling cosine with ``question`` (a unit vector), none below ``least``; where
        ``among`` is given, only of passages that it has (in the order of ``ids``)."""
        if self._ann is not None and among is None:
            found = self._ann.search(question, min(_MORE * count, len(self._ann)))
            places = self._place_of_row[np.asarray(found.keys, np.int64)]
            places = np.concatenate([places[places >= 0], np.flatnonzero(self._rows >= len(self._ann))])
        else:
            places = np.flatnonzero(self._rows >= 0)
            if among is not None:
                places = places[among[places]]
        cosines = _product(self._records, self._rows[places], question)
        near = np.flatnonzero(cosines >= least)
        if len(near) > count:
            near = near[np.argpartition(-cosines[near], count)[:count]]
        best = near[np.lexsort((self._ids[places[near]], -cosines[near]))]
        return [name.decode("ascii") for name in self._ids[places[best]].tolist()]

    def cosines(self, question: Vectors, ids: Sequence[str]) -> NDArray[np.float64]:
        """How near each passage is to ``question`` (``with_sentences``); 0 for one that has no vector."""
        wanted = np.array(ids, "S20")
        places = np.minimum(np.searchsorted(self._ids, wanted), max(len(self._ids) - 1, 0))
        known = (
            (self._ids[places] == wanted) & (self._rows[places] >= 0) if len(self._ids) else np.zeros(len(ids), bool)
        )
        found = np.zeros(len(ids))
        own = _product(self._records, self._rows[places[known]], question).astype(np.float64)
        if self.tells_sentences:
            own = with_sentences(own, self._nearest_sentences(places[known], own, question))
        found[known] = own
        return found

    def _nearest_sentences(self, places: NDArray[np.int64], own: Floats, question: Vectors) -> Floats:
        """The cosine of each passage's nearest sentence; the passage's ``own`` where it has none."""
        first = self._first_sentences(places)
        has = first >= 0
        if not has.any():
            return own
        rows, starts = self._rows_of_sentences(first[has])
        found = np.array(own)
        found[has] = np.maximum.reduceat(_product(self._sentences, rows, question), starts)
        return found

    def _rows_of_sentences(self, first: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The records of all sentences of texts by their ``first`` ones, and where among them each text's begin."""
        counts = self._sentences["left"][first].astype(np.int64) + 1
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        return np.repeat(first - starts, counts) + np.arange(counts.sum()), starts

    def _first_sentences(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The record of each passage's first sentence, -1 for none: as written, where they are still there."""
        first, keys = self._passages.sentences[places], self._passages.keys[places]
        return first if _fit(first, self._sentences, keys) else self._found_sentences[places]

    @cached_property
    def _found_sentences(self) -> NDArray[np.int64]:
        """The same of all passages, whatever became of the file since theirs were written."""
        first, keys = self._passages.sentences, self._passages.keys
        return first if _fit(first, self._sentences, keys) else rows_of(self._sentences["key"], keys)

    def vectors_of(self, texts: Sequence[PassageText]) -> dict[PassageText, Vectors]:
        """The vector of each of these texts that is one of the generation's passages and has one, and below it those of its
        sentences."""
        wanted = np.array([key_of(*text) for text in texts], self._passages.keys.dtype)
        order = self._by_key
        if not len(order):
            return {}
        places = np.searchsorted(self._passages.keys, wanted, sorter=order)
        places = order[np.minimum(places, len(order) - 1)]
        there = (self._passages.keys[places] == wanted) & (self._rows[places] >= 0)
        return {
            text: self._vectors_at(place)
            for text, place, known in zip(texts, places.tolist(), there.tolist(), strict=True)
            if known
        }

    def _vectors_at(self, place: int) -> Vectors:
        own = _floats(self._records, self._rows[place : place + 1])
        if not self.tells_sentences or self._found_sentences[place] < 0:
            return own
        rows, _ = self._rows_of_sentences(self._found_sentences[place : place + 1])
        return np.concatenate([own, _floats(self._sentences, rows)])

    @cached_property
    def _by_key(self) -> NDArray[np.int64]:
        return np.argsort(self._passages.keys, kind="stable")

    def _approximate(self) -> Any:
        """The usearch index, memory-mapped; None where it is not there or does not fit: then all are compared. Those that
        came after it was made are in any case."""
        ann = self._store.approximate()
        if ann is None or len(ann) > len(self._records):
            return None
        self._place_of_row = np.full(len(self._records), -1)
        self._place_of_row[self._rows[self._rows >= 0]] = np.flatnonzero(self._rows >= 0)
        return ann


def _fit(rows: NDArray[np.int64], records: NDArray[np.void], keys: NDArray[np.bytes_]) -> bool:
    """Whether each of these records is still the one with its key, and none is missing."""
    if len(rows) and (rows.min() < 0 or rows.max() >= len(records)):
        return False
    return bool(np.array_equal(records["key"][rows], keys))


def _product(records: Records, rows: NDArray[np.int64], question: Vectors) -> NDArray[np.float32]:
    """The product of the vectors of these records with a question's."""
    products = np.empty(len(rows), np.float32)
    vectors, scales = records["vector"], records["scale"]
    whole = len(rows) == len(records) and bool(np.all(np.diff(rows) == 1))
    for start in range(0, len(rows), _BATCH):
        chosen = slice(start, start + _BATCH) if whole else rows[start : start + _BATCH]
        products[start : start + _BATCH] = (vectors[chosen].astype(np.float32) @ question) * scales[chosen]
    return products


def _floats(records: Records, rows: NDArray[np.int64]) -> Vectors:
    found: Vectors = records["vector"][rows].astype(np.float32) * records["scale"][rows][:, None]
    return found
