"""The vectors of all texts ever encoded, by content: a text is encoded once, whatever documents and generations hold it.

<index>/vectors/<encoder's fingerprint>.vectors   records, only ever added to (VERSION 1, little-endian):
    key S32 (hex), checksum u4 (CRC-32 of key, scale and vector), scale f4, vector i1 x dimensions
<index>/vectors/<encoder's fingerprint>.ann       beyond EXACT records: the same, as a usearch index by record number

A vector is scale times eight-bit integers: half of float16, and its product with a question is ten times as fast in numpy.
A run that was killed may leave part of a record; readers pass over it, the next writer cuts it off.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.protocol import Vectors
from indexer.errors import IndexDamaged, mending
from indexer.model import Passage
from indexer.store.fsync import put_aside, sync

__all__ = ["EXACT", "VectorStore", "approximate_index", "key_of", "records_of", "rows_of", "text_of"]

#: Up to so many vectors are compared one by one; beyond, an approximate index finds the nearest.
EXACT = 100_000

#: This part of all vectors may be missing in the approximate index, and is compared one by one, before it is written anew.
_BEHIND = 20

_KEY = 32
_MOST = 127

_Records = NDArray[np.void]


def text_of(passage: Passage) -> str:
    """What is encoded of a passage: title, headings and context before its text, since alone it may not say its subject."""
    before = (*dict.fromkeys((passage.title, *passage.headings)), passage.about, passage.context)
    return ". ".join((*(" ".join(part.split()) for part in before if part.strip()), passage.text))


def key_of(text: str) -> str:
    """32 hex digits of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY]


def _layout(dimensions: int) -> np.dtype[np.void]:
    return np.dtype([("key", f"S{_KEY}"), ("checksum", "<u4"), ("scale", "<f4"), ("vector", "i1", (dimensions,))])


def records_of(path: Path, dimensions: int) -> _Records:
    """The whole records of a store's file, memory-mapped; none where there is no such file. Raises IndexDamaged."""
    layout = _layout(dimensions)
    try:
        count = path.stat().st_size // layout.itemsize if path.exists() else 0
        return np.memmap(path, layout, "r", shape=(count,)) if count else np.zeros(0, layout)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path} cannot be read ({error}). {mending(path.parents[1])}") from error


def approximate_index() -> Any:
    """usearch's class of indexes; needs the extra.

    ONNX Runtime is loaded before it: usearch 2.26 has a C++ library built in, and the process crashes when it is the first.
    """
    with suppress(ImportError):
        importlib.import_module("onnxruntime")
    return importlib.import_module("usearch.index").Index


def rows_of(stored: NDArray[np.bytes_], wanted: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """Where each of ``wanted`` stands first in ``stored``, -1 where it does not. The fewer of both are sorted."""
    rows = np.full(len(wanted), -1)
    if not len(stored) or not len(wanted):
        return rows
    keys = np.ascontiguousarray(stored)
    if len(wanted) < len(keys):
        each, place = np.unique(wanted, return_inverse=True)
        at = np.minimum(np.searchsorted(each, keys), len(each) - 1)
        same = np.flatnonzero(each[at] == keys)[::-1]
        first = np.full(len(each), -1)
        first[at[same]] = same  # of several, the last that is set: the first one
        return first[place]
    order = np.argsort(keys, kind="stable")
    at = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
    return np.where(keys[at] == wanted, at, rows)


class VectorStore:
    """The vectors of one encoder in one index folder. Adding is for who holds the writer's lock."""

    def __init__(self, index: Path, fingerprint: str, dimensions: int) -> None:
        self._folder, self.fingerprint, self.dimensions = index / "vectors", fingerprint, dimensions
        self.path = self._folder / f"{fingerprint}.vectors"
        self.ann_path = self._folder / f"{fingerprint}.ann"

    def records(self) -> _Records:
        """What stands there now; later additions do not show."""
        return records_of(self.path, self.dimensions)

    def known(self, keys: Sequence[str]) -> list[str]:
        """Those of ``keys`` whose text has a vector."""
        rows = rows_of(self.records()["key"], np.array(keys, f"S{_KEY}"))
        return [key for key, row in zip(keys, rows.tolist(), strict=True) if row >= 0]

    def add(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Adds vectors; they are on disk when this returns."""
        self._make_lasting()
        layout = _layout(self.dimensions)
        scale = np.maximum(np.abs(vectors).max(axis=1), 1e-12).astype("<f4") / _MOST
        rows = np.zeros(len(keys), layout)
        rows["key"], rows["scale"] = np.array(keys, f"S{_KEY}"), scale
        rows["vector"] = np.rint(vectors / scale[:, None])
        rows["checksum"] = _checksums(rows)
        self._append(rows)

    def _append(self, rows: _Records) -> None:
        with self.path.open("ab") as file:
            file.truncate(file.tell() // rows.itemsize * rows.itemsize)
            file.write(rows.tobytes())
            file.flush()
            os.fsync(file.fileno())

    def _make_lasting(self) -> None:
        """Has the file, which is empty at first, be in its folder, whatever happens to the power."""
        if not self.path.exists():
            self._folder.mkdir(exist_ok=True)
            self.path.touch()
            sync(self._folder)
            sync(self._folder.parent)

    def finish(self) -> None:
        """Brings the approximate index up to date, where there are so many vectors that one is needed, and it lacks more
        than a small part of them."""
        records = self.records()
        if len(records) <= EXACT or self._is_near_to(len(records)):
            return
        graph = approximate_index()(ndim=self.dimensions, metric="cos", dtype="i8")
        if self.ann_path.exists():
            graph.load(str(self.ann_path))
        fresh = np.arange(len(graph), len(records))
        if len(fresh):
            graph.add(fresh, records["vector"][fresh], copy=True)
            partial = self.ann_path.with_suffix(".partial")
            graph.save(str(partial))
            sync(partial)
            partial.replace(self.ann_path)
            sync(self._folder)

    def _is_near_to(self, count: int) -> bool:
        """Whether the approximate index has nearly so many vectors."""
        ann = self.approximate()
        return ann is not None and 0 <= _BEHIND * (count - len(ann)) <= count

    def approximate(self) -> Any:
        """The approximate index of the first so many records, memory-mapped; None where there is none."""
        return approximate_index().restore(str(self.ann_path), view=True) if self.ann_path.exists() else None

    def sweep(self, wanted: NDArray[np.bool_]) -> None:
        """Drops records that are not ``wanted``, of as many as there are, once they are more than half of all; open readers
        keep theirs."""
        if 2 * int(wanted.sum()) >= len(wanted):
            return
        self._replace(self.records()[wanted].tobytes())
        self.finish()

    def renew(self) -> None:
        """Puts the files aside, where they are, and keeps the records that fit their checksum in a new one."""
        sound = np.zeros(0, _layout(self.dimensions))
        with suppress(IndexDamaged):
            sound = self._sound()
        for path in (self.path, self.ann_path):
            if os.path.lexists(path):
                put_aside(path)
        if len(sound):
            self._replace(sound.tobytes())
        self.finish()

    def take_over(self, other: VectorStore) -> None:
        """Adds the sound vectors of another store of the same encoder that this one does not have, or not sound."""
        self._folder.mkdir(exist_ok=True)
        if not self._is_sound():
            with suppress(ImportError):
                self.renew()
        theirs = other._sound()
        self._append(theirs[~np.isin(theirs["key"], self.records()["key"])])
        with suppress(ImportError):  # without the extra nobody looks for the nearest, either
            self.finish()

    def _is_sound(self) -> bool:
        try:
            return not self.faults()
        except IndexDamaged:
            return False

    def _sound(self) -> _Records:
        """The records that fit their checksum."""
        records = self.records()
        sound: _Records = records[_checksums(records) == records["checksum"]]
        return sound

    def _replace(self, content: bytes) -> None:
        """Puts another file in its place; before it goes the approximate index, which counts records."""
        partial = self.path.with_suffix(".partial")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self.ann_path.unlink(missing_ok=True)
        partial.replace(self.path)
        sync(self._folder)

    def faults(self) -> int:
        """How many records do not fit their checksum."""
        records = self.records()
        return int((_checksums(records) != records["checksum"]).sum())


def _checksums(records: _Records) -> NDArray[np.uint32]:
    parts = zip(records["key"], records["scale"], records["vector"], strict=True)
    return np.array([crc32(v.tobytes(), crc32(s.tobytes(), crc32(k))) for k, s, v in parts], np.uint32)
