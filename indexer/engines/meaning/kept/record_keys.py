"""Where the first record of each text stands in a file of records, so that looking for few texts does not read it all.

<the file's name>.keys, of the first so many records of the file:

    keys    u1, 32 bytes each: the keys of their texts, in order
    rows    i4: the first record of each

and as ``meta`` how many ``records`` these were, and the key of the ``last`` one, in hex. All of it is made of that file:
where this one is missing, damaged, or of other records, all their keys are looked through, until it is made again; those
of what was added since are in any case. It is in no backup.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.passage_text import KEY_LENGTH
from indexer.errors import IndexDamaged
from indexer.store.blobs import Halving
from indexer.store.container import Container, ContainerWriter
from indexer.store.fsync import sync

__all__ = ["RecordKeys", "rows_of"]

#: Records that are looked through as quickly as anything else, and the part of all that may have come since this was
#: written before it is written anew: about what that writes is then read by some hundred small changes.
_FEW, _PART = 1024, 200

#: Texts looked for, a part of all records, of which looking through the records' keys is quicker than looking for each.
_MANY = 64


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


class RecordKeys:
    """The keys of one file of records, at ``path``. Renewing them is for who holds the writer's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows_of(self, records: NDArray[np.void], wanted: NDArray[np.bytes_]) -> NDArray[np.int64]:
        """Where each of ``wanted`` stands first in ``records``, those of the file, -1 where it does not."""
        every, few = records["key"], len(wanted) * _MANY < len(records)
        if few and (known := self._known(every)) is not None:
            with suppress(IndexDamaged):
                found = known.rows_of(wanted.tolist())
                if np.array_equal(every[found[found >= 0]], wanted[found >= 0]):
                    since = rows_of(every[known.records :], wanted)
                    return np.where((found < 0) & (since >= 0), since + known.records, found)
        return rows_of(every, wanted)

    def renew(self, records: NDArray[np.void]) -> None:
        """Writes the keys of ``records``, those of the file, where too many have come since that was done."""
        every = records["key"]
        known = self._known(every)
        covered = known.records if known else 0
        if len(every) - covered <= max(_FEW, len(every) // _PART):
            return
        keys, rows = every, np.arange(len(every), dtype=np.int32)
        if known:
            with suppress(IndexDamaged):
                before, at = known.whole()
                keys, rows = np.concatenate([before, every[covered:]]), np.concatenate([at, rows[covered:]])
        each, first = np.unique(keys, return_index=True)
        file = ContainerWriter(self.path.parent)
        file.add("keys", np.frombuffer(each.tobytes(), np.uint8))
        file.add("rows", rows[first])
        partial = self.path.with_name(f"{self.path.name}.partial")
        file.write(partial, {"records": len(every), "last": every[-1].hex()})
        partial.replace(self.path)
        sync(self.path.parent)

    def _known(self, keys: NDArray[np.bytes_]) -> _Known | None:
        """What is written there, if it is of a file whose records begin with these keys."""
        if not self.path.exists():
            return None
        try:
            known = _Known(Container(self.path))
        except (IndexDamaged, KeyError):
            return None
        return known if known.records <= len(keys) and keys[known.records - 1].hex() == known.last else None


class _Known:
    """An open file of keys."""

    def __init__(self, file: Container) -> None:
        """Raises KeyError where it lacks a part."""
        self._file, self._rows, meta = file, file.column("rows"), file.meta
        self.records, self.last = int(meta["records"]), str(meta["last"])
        self._halving = Halving(len(self._rows))

    def rows_of(self, wanted: list[bytes]) -> NDArray[np.int64]:
        """The first record of each of these keys, -1 where there is none; raises IndexDamaged."""
        places = [self._halving.place(key, self._key, self._heads) for key in wanted]
        there = [place < len(self._rows) and self._key(place) == key for place, key in zip(places, wanted, strict=True)]
        found = np.full(len(wanted), -1)
        found[there] = self._rows[np.array(places, np.int64)[there]]
        return found

    def whole(self) -> tuple[NDArray[np.bytes_], NDArray[Any]]:
        """All keys and the first record of each; raises IndexDamaged."""
        return self._file.array("keys").view(f"S{KEY_LENGTH}"), self._rows.whole()

    def _key(self, place: int) -> bytes:
        return self._file.bytes_of("keys", KEY_LENGTH * place, KEY_LENGTH * (place + 1))

    def _heads(self) -> NDArray[np.uint64]:
        return self._file.array("keys").view(">u8")[:: KEY_LENGTH // 8].astype(np.uint64)
