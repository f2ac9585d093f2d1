"""Passage ids, 20 hex digits, as the 10 bytes that a column keeps, and back."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers

__all__ = ["Numbers", "heads", "packed", "unpacked"]

_BYTES = 10


def packed(names: Iterable[str]) -> NDArray[np.bytes_]:
    """The bytes of those of ``names`` that are passage ids."""
    names = list(names)
    if set(map(len, names)) == {2 * _BYTES}:
        whole = _unhexed("".join(names))
        if len(whole) == _BYTES * len(names):  # shorter where one has a space, which counts for nothing
            return np.frombuffer(whole, f"S{_BYTES}")
    return np.array([found for name in names if (found := _bytes(name)) is not None], f"S{_BYTES}")


def unpacked(ids: NDArray[np.bytes_]) -> list[str]:
    """The passage ids of these bytes."""
    whole = np.ascontiguousarray(ids).tobytes().hex()
    return [whole[at : at + 2 * _BYTES] for at in range(0, len(whole), 2 * _BYTES)]


def _bytes(name: str) -> bytes | None:
    found = _unhexed(name)
    return found if len(name) == 2 * _BYTES and len(found) == _BYTES else None


def _unhexed(digits: str) -> bytes:
    """The bytes that hex digits stand for; none where it is none."""
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return b""


class Numbers:
    """Finds the passages of a segment by their ids, of which the first eight bytes are put in order when it is made."""

    def __init__(self, ids: NDArray[np.bytes_], alive: NDArray[np.bool_]) -> None:
        """``alive`` says which passages are not deleted: an id may have been given up, and taken again."""
        self._ids, self._alive = ids, alive
        first = heads(ids)
        self._order = np.argsort(first, kind="stable")
        self._heads = first[self._order]

    def __call__(self, names: NDArray[np.bytes_]) -> Integers:
        """The numbers, ascending, of those of ``names`` that are there."""
        first = heads(names)
        firsts, lasts = (np.searchsorted(self._heads, first, side=side).tolist() for side in ("left", "right"))
        found = [
            doc
            for name, first, last in zip(names.tolist(), firsts, lasts, strict=True)
            for doc in self._order[first:last].tolist()
            if self._alive[doc] and self._ids[doc] == name
        ]
        return np.array(sorted(found), np.int64)


def heads(ids: NDArray[np.bytes_]) -> NDArray[np.uint64]:
    """The first eight bytes of each id as a number."""
    raw = np.ascontiguousarray(ids).view(np.uint8).reshape(-1, _BYTES)[:, :8]
    return np.ascontiguousarray(raw).view(">u8").ravel().astype(np.uint64)
