"""The vectors of one generation: which of its passages are nearest to a question. ``passage_keys`` has which they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.passage_keys import MEANING, PassageKeys
from indexer.engines.meaning.protocol import Vectors
from indexer.engines.meaning.vectors import EXACT, VectorStore, key_of, rows_of
from indexer.store.container import Container

__all__ = ["PassageVectors", "take_over_vectors"]

#: Vectors multiplied at a time: few enough to stay in the processor's cache.
_BATCH = 1024

#: How many more than wanted are asked of the approximate index, since it also knows passages of other generations.
_MORE = 3


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
        return sum(path.stat().st_size for path in (self._store.path, self._store.ann_path) if path.exists())

    @property
    def is_complete(self) -> bool:
        """Whether none of the generation's passages is without a vector."""
        return bool((self._rows >= 0).all())

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
        cosines = self._product(self._rows[places], question)
        near = np.flatnonzero(cosines >= least)
        if len(near) > count:
            near = near[np.argpartition(-cosines[near], count)[:count]]
        best = near[np.lexsort((self._ids[places[near]], -cosines[near]))]
        return [name.decode("ascii") for name in self._ids[places[best]].tolist()]

    def cosines(self, question: Vectors, ids: Sequence[str]) -> NDArray[np.float64]:
        """The cosine of each passage with ``question``; 0 for one that has no vector."""
        wanted = np.array(ids, "S20")
        places = np.minimum(np.searchsorted(self._ids, wanted), max(len(self._ids) - 1, 0))
        known = (
            (self._ids[places] == wanted) & (self._rows[places] >= 0) if len(self._ids) else np.zeros(len(ids), bool)
        )
        found = np.zeros(len(ids))
        found[known] = self._product(self._rows[places[known]], question)
        return found

    def vectors_of(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vector of each of these texts that is one of the generation's passages and has one."""
        wanted = np.array([key_of(text) for text in texts], self._passages.keys.dtype)
        order = self._by_key
        if not len(order):
            return {}
        places = np.searchsorted(self._passages.keys, wanted, sorter=order)
        places = order[np.minimum(places, len(order) - 1)]
        rows = np.where(self._passages.keys[places] == wanted, self._rows[places], -1)
        records = self._records
        return {
            text: records["vector"][row].astype(np.float32) * records["scale"][row]
            for text, row in zip(texts, rows.tolist(), strict=True)
            if row >= 0
        }

    @cached_property
    def _by_key(self) -> NDArray[np.int64]:
        return np.argsort(self._passages.keys, kind="stable")

    def _product(self, rows: NDArray[np.int64], question: Vectors) -> NDArray[np.float32]:
        products = np.empty(len(rows), np.float32)
        vectors, scales = self._records["vector"], self._records["scale"]
        whole = len(rows) == len(self._records) and bool(np.all(np.diff(rows) == 1))
        for start in range(0, len(rows), _BATCH):
            chosen = slice(start, start + _BATCH) if whole else rows[start : start + _BATCH]
            products[start : start + _BATCH] = (vectors[chosen].astype(np.float32) @ question) * scales[chosen]
        return products

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
