"""Reading a file of arrays, memory-mapped: each page of it is proven before it is used."""

from __future__ import annotations

import json
import mmap
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from indexer.errors import IndexDamaged
from indexer.store.container.array_file import FORMAT, PAGE, Array, proven_tail

__all__ = ["Column", "Container"]


class Container:
    """An open file of arrays. What it gives is proven, each page once; safe for many threads."""

    def __init__(self, path: Path) -> None:
        """Maps the file; raises IndexDamaged where it is cut short, altered in its directory, or of another format."""
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            tail = proven_tail(len(self._map), lambda start, end: self._map[start:end])
        except (OSError, ValueError) as error:
            raise IndexDamaged.of_file(path, f"cannot be read ({error})") from error
        directory = json.loads(tail.directory)
        if directory["format"] != FORMAT:
            raise IndexDamaged.of_file(path, f"has format {directory['format']}; this version reads {FORMAT}")
        self.meta: dict[str, Any] = directory["meta"]
        self._bytes, self._end, self._sums = memoryview(self._map), tail.start, tail.sums
        self._proven = bytearray(len(tail.sums))
        self._is_proven = np.frombuffer(self._proven, bool)
        self._whole: set[str] = set()  # arrays all of which was proven
        self._views: dict[str, Array] = {}
        self._starts: dict[str, int] = {}
        for name, (dtype, start, length) in directory["arrays"].items():
            self._views[name] = np.frombuffer(self._bytes, dtype, length, start)
            self._starts[name] = start

    def __contains__(self, name: str) -> bool:
        return name in self._views

    def names(self) -> list[str]:
        """The names of all arrays."""
        return list(self._views)

    def array(self, name: str) -> Array:
        """The whole array, proven; raises KeyError, IndexDamaged."""
        view = self._views[name]
        self.prove(name, 0, len(view))
        return view

    def unproven(self, name: str) -> Array:
        """The whole array, of which the caller proves what it reads."""
        return self._views[name]

    def column(self, name: str) -> Column:
        """An array of which only what is read is proven; raises KeyError."""
        return Column(self, name, self._views[name])

    def part(self, name: str, start: int, end: int) -> Array:
        """The elements ``[start, end)`` of an array, proven; raises IndexDamaged."""
        view = self._views[name]
        if not 0 <= start <= end <= len(view):
            raise IndexDamaged.of_file(self.path, f"has no part [{start}, {end}) of {name}")
        self.prove(name, start, end)
        return view[start:end]

    def bytes_of(self, name: str, start: int, end: int) -> bytes:
        """The elements ``[start, end)`` of an array of bytes, proven, as such: of short ones, much quicker than ``part``;
        raises IndexDamaged."""
        if not 0 <= start <= end <= len(self._views[name]):
            raise IndexDamaged.of_file(self.path, f"has no part [{start}, {end}) of {name}")
        at = self._starts[name]
        first, last = at + start, at + end
        if start < end and self._proven.find(0, first // PAGE, (last - 1) // PAGE + 1) >= 0:
            self._prove_pages(first // PAGE, (last - 1) // PAGE + 1)
        return self._map[first:last]

    def several(self, name: str, starts: Array, ends: Array) -> list[bytes]:
        """The same of several ranges ``[start, end)``, in order."""
        if ((starts > ends) | (ends > len(self._views[name]))).any():
            raise IndexDamaged.of_file(self.path, f"has not all the parts of {name} that it should have")
        self.prove_ranges(name, starts, ends)
        at, whole = self._starts[name], self._map
        ranges = zip(starts.tolist(), ends.tolist(), strict=True)
        return [whole[at + start : at + end] for start, end in ranges]

    def prove(self, name: str, start: int, end: int) -> None:
        """Checks the pages of elements ``[start, end)`` that were not checked before; raises IndexDamaged."""
        if start < end:
            size, at = self._views[name].itemsize, self._starts[name]
            self._prove_pages((at + start * size) // PAGE, (at + end * size - 1) // PAGE + 1)

    def prove_some(self, name: str, places: Array) -> None:
        """Checks the pages of some elements."""
        size, at = self._views[name].itemsize, self._starts[name]
        if self.is_proven(name):
            return
        if size not in (1, 2, 4, 8):  # one may lie across two pages
            self.prove_ranges(name, places, places + 1)
            return
        pages = (at + places.astype(np.int64, copy=False) * size) // PAGE
        for page in set(pages[~self._is_proven[pages]].tolist()):
            self._prove_pages(page, page + 1)

    def prove_ranges(self, name: str, starts: Array, ends: Array) -> None:
        """Checks the pages of several ranges of elements, each ``[start, end)``."""
        if self.is_proven(name):
            return
        size, at = self._views[name].itemsize, self._starts[name]
        first = (at + starts.astype(np.int64, copy=False) * size) // PAGE
        last = (at + ends.astype(np.int64, copy=False) * size - 1) // PAGE
        left = ~(self._is_proven[first] & self._is_proven[last]) | (last - first > 1)
        left &= ends > starts
        for a, b in zip(first[left].tolist(), last[left].tolist(), strict=True):
            self._prove_pages(a, b + 1)

    def prove_all(self) -> None:
        """Checks the whole file; raises IndexDamaged."""
        self._prove_pages(0, len(self._proven))

    def is_proven(self, name: str) -> bool:
        """Whether all pages of an array were checked: quickly seen, and true of much of what is read often."""
        if name not in self._whole:
            view, at = self._views[name], self._starts[name]
            if self._proven.find(0, at // PAGE, (at + view.nbytes - 1) // PAGE + 1) >= 0:
                return False
            self._whole.add(name)
        return True

    def _prove_pages(self, first: int, last: int) -> None:
        page = self._proven.find(0, first, last)
        while page >= 0:
            if crc32(self._bytes[page * PAGE : min((page + 1) * PAGE, self._end)]) != self._sums[page]:
                raise IndexDamaged.of_file(self.path, f"was altered (in page {page} of {len(self._sums)})")
            self._proven[page] = 1
            page = self._proven.find(0, page, last)

    def release(self) -> None:
        """Lets go of the memory that mapped pages take; those that are read again are mapped again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)


class Column:
    """An array of an open container. Indexing proves just what it reads; raises IndexDamaged."""

    __slots__ = ("_file", "_name", "_values")

    def __init__(self, file: Container, name: str, values: Array) -> None:
        self._file, self._name, self._values = file, name, values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, places: Array) -> Array:
        """The elements at some places, each in [0, length)."""
        self._file.prove_some(self._name, places)
        return self._values[places]

    def within(self, starts: Array, ends: Array) -> Array:
        """The whole array, of which the ranges ``[start, end)`` are proven: to take many elements out of few ranges."""
        self._file.prove_ranges(self._name, starts, ends)
        return self._values

    @property
    def is_proven(self) -> bool:
        """Whether all of it was checked already."""
        return self._file.is_proven(self._name)

    def part(self, start: int, end: int) -> Array:
        """The elements ``[start, end)``."""
        return self._file.part(self._name, start, end)

    def whole(self) -> Array:
        """All elements."""
        return self._file.array(self._name)
