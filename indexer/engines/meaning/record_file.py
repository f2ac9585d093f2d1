"""A file of vectors in eight-bit integers, to which is only added.

A record, little-endian: key S32 (hex), checksum u4 (CRC-32 of all else), scale f4, vector i1 x dimensions. A vector is
scale times its integers: half of float16, and its product with a question is ten times as fast in numpy. Where a key may
have several, ``left`` u2 stands before the vector: how many records of the same key still follow, with no other between.

A run that was killed may leave part of a record, or some records of a key of several: readers pass over them, and the next
who adds cuts them off.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.passage_text import KEY_LENGTH
from indexer.engines.meaning.protocol import Vectors
from indexer.errors import IndexDamaged, mending
from indexer.store.fsync import sync

__all__ = ["RecordFile", "Records", "in_integers", "rows_of"]

Records = NDArray[np.void]

_MOST = 127


def in_integers(vectors: Vectors) -> tuple[Vectors, NDArray[np.int8]]:
    """The scale of each of n vectors, and its integers, as (n, dimensions)."""
    scale = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-12).astype("<f4") / np.float32(_MOST)
    return scale, np.rint(vectors / scale[:, None]).astype(np.int8)


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


class RecordFile:
    """One such file; adding is for who holds the writer's lock."""

    def __init__(self, path: Path, dimensions: int, *, several: bool = False) -> None:
        """``several`` says that a key may have several records."""
        self.path, self._several = path, several
        left = [("left", "<u2")] if several else []
        self._layout = np.dtype(
            [("key", f"S{KEY_LENGTH}"), ("checksum", "<u4"), ("scale", "<f4"), *left, ("vector", "i1", (dimensions,))]
        )

    def records(self) -> Records:
        """What stands there now whole, memory-mapped; later additions do not show. None where there is no such file; raises
        IndexDamaged."""
        layout = self._layout
        try:
            count = self.path.stat().st_size // layout.itemsize if self.path.exists() else 0
            found = np.memmap(self.path, layout, "r", shape=(count,)) if count else np.zeros(0, layout)
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{self.path} cannot be read ({error}). {mending(self.path.parents[1])}") from error
        while self._several and count and found["left"][count - 1]:
            count -= 1
        return found[:count]

    def rows_of(self, keys: Sequence[str]) -> NDArray[np.int64]:
        """The first record of each of these keys, -1 where there is none."""
        return rows_of(self.records()["key"], np.array(keys, f"S{KEY_LENGTH}"))

    def add(self, keys: Sequence[str], vectors: Vectors, left: Sequence[int] = ()) -> None:
        """Adds vectors, one a key, with how many more of it follow; they are on disk when this returns."""
        rows = np.zeros(len(keys), self._layout)
        rows["key"] = np.array(keys, f"S{KEY_LENGTH}")
        rows["scale"], rows["vector"] = in_integers(vectors)
        if self._several:
            rows["left"] = left
        rows["checksum"] = _checksums(rows)
        self.append(rows)

    def append(self, rows: Records) -> None:
        """Adds records; they are on disk when this returns."""
        self._make_lasting()
        whole = len(self.records())
        with self.path.open("ab") as file:
            file.truncate(whole * self._layout.itemsize)
            file.write(rows.tobytes())
            file.flush()
            os.fsync(file.fileno())

    def _make_lasting(self) -> None:
        """Has the file, which is empty at first, be in its folder, whatever happens to the power."""
        if not self.path.exists():
            self.path.parent.mkdir(exist_ok=True)
            self.path.touch()
            sync(self.path.parent)
            sync(self.path.parent.parent)

    def faults(self) -> int:
        """How many records do not fit their checksum."""
        return int((~_fitting(self.records())).sum())

    def sound(self) -> Records:
        """The records that fit their checksum; of a key of several, those of which all do."""
        records = self.records()
        fits = _fitting(records)
        if self._several and not fits.all():
            run = np.cumsum(records["left"] == 0) - (records["left"] == 0)
            fits &= ~np.isin(run, run[~fits]) & ~np.isin(records["key"], records["key"][~fits])
        found: Records = records[fits]
        return found

    def replace(self, records: Records, before: Callable[[], object] = lambda: None) -> None:
        """Puts a file of these in its place, once ``before`` is done; who has it open keeps its own."""
        content, partial = records.tobytes(), self.path.with_name(f"{self.path.name}.partial")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        before()
        partial.replace(self.path)
        sync(self.path.parent)


def _fitting(records: Records) -> NDArray[np.bool_]:
    fits: NDArray[np.bool_] = _checksums(records) == records["checksum"]
    return fits


def _checksums(records: Records) -> NDArray[np.uint32]:
    parts = [records[name] for name in records.dtype.names or () if name not in ("key", "checksum")]
    found = []
    for key, *others in zip(records["key"], *parts, strict=True):
        checksum = crc32(key)
        for part in others:
            checksum = crc32(part.tobytes(), checksum)
        found.append(checksum)
    return np.array(found, np.uint32)
