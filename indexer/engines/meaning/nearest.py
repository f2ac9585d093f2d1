"""The vectors of one generation: which of its passages are nearest to a question.

meaning.arrays in a generation's folder, for its n passages in order of their ids:

    ids         S20, n: their ids
    keys        S32, n: the keys of the texts encoded for them
    rows        i4, n: which record of the store had the vector when this was written, -1 for none; looked up anew where
                that is another's now, as after a sweep
    document    u4, n: number of the passage's document among ``documents``, which are texts

and as ``meta`` the encoder's ``fingerprint`` and ``dimensions``. The vectors themselves stand in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.protocol import Encoder, Vectors
from indexer.engines.meaning.vectors import EXACT, VectorStore, approximate_index
from indexer.errors import IndexDamaged
from indexer.store.blobs import Texts, add_texts
from indexer.store.container import Container, ContainerWriter

__all__ = ["MEANING", "PassageVectors", "take_over_vectors", "write_vectors"]

#: The file of a generation that says which vectors are its own.
MEANING = "meaning.arrays"

#: Vectors multiplied at a time: few enough to stay in the processor's cache.
_BATCH = 1024

#: How many more than wanted are asked of the approximate index, since it also knows passages of other generations.
_MORE = 3


def write_vectors(folder: Path, store: VectorStore, encoder: Encoder, keys: Mapping[str, tuple[str, str]]) -> None:
    """Stores which vectors of ``store`` a generation has; ``keys`` has (document id, key) by passage id."""
    ids = sorted(keys)
    documents = sorted({document for document, _ in keys.values()})
    number = {name: i for i, name in enumerate(documents)}
    keys_of = np.array([keys[name][1] for name in ids], "S32")
    file = ContainerWriter()
    file.add("ids", np.array(ids, "S20"))
    file.add("keys", keys_of)
    file.add("rows", _rows(store.records()["key"], keys_of).astype(np.int32))
    file.add("document", np.array([number[keys[name][0]] for name in ids], np.uint32))
    add_texts(file, "documents", documents)
    file.write(folder / MEANING, {"fingerprint": encoder.fingerprint, "dimensions": encoder.dimensions})


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
        file = Container(folder / MEANING)
        try:
            self.fingerprint, dimensions = str(file.meta["fingerprint"]), int(file.meta["dimensions"])
            self._ids, self._keys, rows = file.array("ids"), file.array("keys"), file.array("rows")
            self._document, self._documents = file.column("document"), Texts(file, "documents")
        except KeyError as error:
            raise IndexDamaged.of_file(file.path, f"has no {error}") from error
        self._store = VectorStore(index, self.fingerprint, dimensions)
        self._records = self._store.records()
        self._rows = rows if _fit(rows, self._records, self._keys) else _rows(self._records["key"], self._keys)
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

    def keys(self) -> dict[str, tuple[str, str]]:
        """(document id, key) by passage id, as ``write_vectors`` takes them."""
        rows = zip(self._ids.tolist(), self._document.whole().tolist(), self._keys.tolist(), strict=True)
        documents = list(self._documents)
        return {i.decode(): (documents[d], key.decode()) for i, d, key in rows}

    @property
    def ids(self) -> list[str]:
        """The ids of the generation's passages, sorted; masks count in this order."""
        return [name.decode("ascii") for name in self._ids.tolist()]

    def in_documents(self, admits: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which passages are of a document whose id is admitted."""
        admitted: NDArray[np.bool_] = np.array([admits(name) for name in self._documents], bool)
        return admitted[self._document.whole()]

    def nearest(self, question: Vectors, count: int, least: float, among: NDArray[np.bool_] | None = None) -> list[str]:
        """Up to ``count`` passage ids by falling cosine with ``question`` (a unit vector), none below ``least``; where
        ``among`` is given, only of passages that it has (in the order of ``ids``)."""
        if self._ann is not None and among is None:
            found = self._ann.search(question, min(_MORE * count, len(self._ann)))
            places = self._place_of_row[np.asarray(found.keys, np.int64)]
            places = places[places >= 0]
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

    def _product(self, rows: NDArray[np.int64], question: Vectors) -> NDArray[np.float32]:
        products = np.empty(len(rows), np.float32)
        vectors, scales = self._records["vector"], self._records["scale"]
        whole = len(rows) == len(self._records) and bool(np.all(np.diff(rows) == 1))
        for start in range(0, len(rows), _BATCH):
            chosen = slice(start, start + _BATCH) if whole else rows[start : start + _BATCH]
            products[start : start + _BATCH] = (vectors[chosen].astype(np.float32) @ question) * scales[chosen]
        return products

    def _approximate(self) -> Any:
        """The usearch index, memory-mapped; None where it is not there or does not fit: then all are compared."""
        path = self._store.ann_path
        ann = approximate_index().restore(str(path), view=True) if path.exists() else None
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


def _rows(stored: NDArray[np.bytes_], wanted: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """Where each of ``wanted`` stands in ``stored``, -1 where it does not."""
    if not len(stored):
        return np.full(len(wanted), -1)
    keys = np.ascontiguousarray(stored)
    order = np.argsort(keys, kind="stable")
    at = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
    return np.where(keys[at] == wanted, at, -1)
