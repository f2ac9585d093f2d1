"""A file of what was made of texts, by their keys, to which is only added.

A record, little-endian: key S32 (hex), checksum u4 (CRC-32 of all else), and the fields of its kind. A vector is
``scale`` f4 times its integers, ``vector`` i1 x dimensions: half of float16, and its product with a question is ten times
as fast in numpy. Of tokens there are the ``signs`` u1 (``token_signs``), of several pairs in each record; what is over in a
text's last record has those of its last pair again, so that no count is needed. Where a key may have several records,
``left`` u2 says how many of the same key still follow, with no other between.

A run that was killed may leave part of a record, or some records of a key of several: readers pass over them, and the next
who adds cuts them off.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.kept.record_keys import RecordKeys
from indexer.engines.meaning.passage_text import KEY_LENGTH
from indexer.engines.meaning.protocol import TokenSigns, Vectors
from indexer.errors import IndexDamaged, mending
from indexer.store.fsync import sync

__all__ = [
    "TOGETHER",
    "RecordFile",
    "Records",
    "apart",
    "in_integers",
    "of_sentences",
    "of_tokens",
    "of_vectors",
    "together",
]

Records = NDArray[np.void]

_MOST = 127

#: So many pairs of tokens have their signs in one record.
TOGETHER = 16

#: The name, the type and, where it is an array, the shape of each field of a record.
_Fields = Sequence[tuple[Any, ...]]


def of_vectors(dimensions: int) -> _Fields:
    """The fields of a text's vector."""
    return [("scale", "<f4"), ("vector", "i1", (dimensions,))]


def of_sentences(dimensions: int) -> _Fields:
    """The fields of a vector of one of a text's sentences."""
    return [("scale", "<f4"), ("left", "<u2"), ("vector", "i1", (dimensions,))]


def of_tokens(dimensions: int) -> _Fields:
    """The fields of the signs of some of a text's tokens."""
    return [("left", "<u2"), ("signs", "u1", (TOGETHER, -(-dimensions // 8)))]


def in_integers(vectors: Vectors) -> tuple[Vectors, NDArray[np.int8]]:
    """The scale of each of n vectors, and its integers, as (n, dimensions)."""
    scale = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-12).astype("<f4") / np.float32(_MOST)
    return scale, np.rint(vectors / scale[:, None]).astype(np.int8)


def together(signs: TokenSigns) -> NDArray[np.uint8]:
    """The signs of a text's tokens, at least one, as its records have them: (records, TOGETHER, bytes)."""
    more = -len(signs) % TOGETHER
    filled = np.concatenate([signs, signs[-1:].repeat(more, axis=0)])
    return filled.reshape(-1, TOGETHER, signs.shape[1])


def apart(records: NDArray[np.uint8]) -> TokenSigns:
    """The signs of a text's tokens by those in its records: ``together`` undone, but that pairs like the last one before it
    are left out as well, which changes nothing."""
    signs = np.concatenate(records)
    others = np.flatnonzero((signs != signs[-1]).any(axis=1))
    return signs[: others.max(initial=-1) + 2]


class RecordFile:
    """One such file; adding is for who holds the writer's lock."""

    def __init__(self, path: Path, fields: _Fields) -> None:
        """``fields`` are those of its kind of records."""
        self.path = path
        self._layout = np.dtype([("key", f"S{KEY_LENGTH}"), ("checksum", "<u4"), *fields])
        self._several = "left" in (self._layout.names or ())
        self.keys = RecordKeys(path.with_name(f"{path.name}.keys"))

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
        """The first record of each of these keys, -1 where there is none; of few keys, most of the file is not read."""
        return self.keys.rows_of(self.records(), np.array(keys, f"S{KEY_LENGTH}"))

    def add(self, keys: Sequence[str], fields: Mapping[str, NDArray[Any]], counts: Sequence[int] = ()) -> None:
        """Adds records with these fields; they are on disk when this returns. ``counts`` says how many, at least one, each
        key has, where it may have several."""
        of_each = np.repeat(np.array(keys, f"S{KEY_LENGTH}"), counts if self._several else 1)
        rows = np.zeros(len(of_each), self._layout)
        rows["key"] = of_each
        for name, values in fields.items():
            rows[name] = values
        if self._several:
            rows["left"] = [left for count in counts for left in reversed(range(count))]
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
        self.keys.path.unlink(missing_ok=True)
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
