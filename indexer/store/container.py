"""A file of named arrays: written once, memory-mapped, each page of it proven by a checksum before it is used.

    magic (8 bytes) · the arrays, each at a multiple of 8 · directory · page checksums · trailer

The directory is JSON: the format version, ``meta`` as its writer gave it, and for each array its name, dtype, offset
and length. The page checksums are CRC-32 (4 bytes each) of the pages of 4 KiB from the file's first byte to the directory:
small, since a question reads a little in many places. The trailer says where both begin and how long they are, with a
CRC-32 of both and of itself. All numbers are little-endian.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Callable
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged

__all__ = ["FORMAT", "Array", "Column", "Container", "ContainerWriter", "check_directory", "is_container", "smallest"]

Array = NDArray[Any]

#: The version of the format of these files.
FORMAT = 2

_MAGIC = b"PSGarr\r\n"
_TRAILER = struct.Struct("<QIII")  # directory's offset and length, number of pages, CRC-32 of directory and checksums
_PAGE = 4096

#: Bytes of an array that are kept in memory while it is written, and that are copied at once.
_SPOOL = 1 << 22


def smallest(values: Array, *, largest: int | None = None) -> Array:
    """Non-negative integers in the smallest unsigned type that holds them (or ``largest``)."""
    top = int(values.max(initial=0)) if largest is None else largest
    return values.astype(np.min_scalar_type(top), copy=False)


class ContainerWriter:
    """Collects arrays, several at a time and piece by piece; ``close`` writes the file and has it on disk."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[np.dtype[Any], Any]] = {}

    def add(self, name: str, values: Array) -> None:
        """Puts ``values`` behind what array ``name`` has; all pieces of an array are of one dtype."""
        if name not in self._parts:
            spool = SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 (closed when copied)
            self._parts[name] = (values.dtype.newbyteorder("<"), spool)
        dtype, spool = self._parts[name]
        if values.dtype != dtype:
            raise TypeError(f"array {name} is of {dtype}, not of {values.dtype}")
        spool.write(
            np.ascontiguousarray(values).tobytes() if values.nbytes < _SPOOL else np.ascontiguousarray(values).data
        )

    def close(self, create: Callable[[], BinaryIO], meta: dict[str, Any]) -> None:
        """Writes everything to the file that ``create`` opens, and lets go of it; ``meta`` must be JSON."""
        try:
            self._write(create, meta)
        finally:
            self.discard()

    def _write(self, create: Callable[[], BinaryIO], meta: dict[str, Any]) -> None:
        with create() as file:
            sums = _Summed(file)
            sums.write(_MAGIC)
            arrays = {}
            for name, (dtype, spool) in self._parts.items():
                sums.write(bytes(-sums.size % 8))
                start = sums.size
                spool.seek(0)
                while piece := spool.read(_SPOOL):
                    sums.write(piece)
                arrays[name] = [dtype.str, start, (sums.size - start) // dtype.itemsize]
            self._finish(file, sums, json.dumps({"format": FORMAT, "meta": meta, "arrays": arrays}).encode("ascii"))

    def write(self, path: Path, meta: dict[str, Any]) -> None:
        """Writes everything to a new file at ``path``; a link to an earlier generation's is not written through."""
        path.unlink(missing_ok=True)
        self.close(lambda: path.open("xb"), meta)

    def _finish(self, file: BinaryIO, sums: _Summed, directory: bytes) -> None:
        pages = np.array(sums.finish(), "<u4").tobytes()
        file.write(directory + pages)
        trailer = struct.pack("<QII", sums.size, len(directory), len(pages) // 4)
        file.write(trailer + struct.pack("<I", crc32(trailer, crc32(directory + pages))) + _MAGIC)
        file.flush()
        os.fsync(file.fileno())

    def __del__(self) -> None:
        self.discard()  # where a run was broken off while several files were being collected

    def discard(self) -> None:
        """Lets go of what was collected."""
        for _, spool in self._parts.values():
            spool.close()


class _Summed:
    """Counts and sums up by pages what is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.size = file, 0
        self._sums: list[int] = []
        self._sum = 0

    def write(self, values: bytes) -> None:
        self._file.write(values)
        rest = memoryview(values)
        while rest:
            piece = rest[: _PAGE - self.size % _PAGE]
            self._sum = crc32(piece, self._sum)
            self.size += len(piece)
            rest = rest[len(piece) :]
            if self.size % _PAGE == 0:
                self._sums.append(self._sum)
                self._sum = 0

    def finish(self) -> list[int]:
        return self._sums + ([self._sum] if self.size % _PAGE else [])


class _Tail(NamedTuple):
    """What stands behind the arrays, which end at ``start``: the directory's bytes, and the checksums of the pages."""

    start: int
    directory: bytes
    sums: Array


def _tail(size: int, read: Callable[[int, int], bytes]) -> _Tail:
    """The proven tail of a file of ``size`` bytes; ``read`` gives those of ``[start, end)``. Raises ValueError."""
    end = size - len(_MAGIC) - _TRAILER.size
    if end < len(_MAGIC) or read(0, len(_MAGIC)) != _MAGIC or read(size - len(_MAGIC), size) != _MAGIC:
        raise ValueError("it is cut short, or no file of arrays")
    trailer = read(end, end + _TRAILER.size)
    start, length, pages, expected = _TRAILER.unpack(trailer)
    if start + length + 4 * pages != end or pages != -(-start // _PAGE):
        raise ValueError("its parts do not fit its size")
    behind = read(start, end)
    if crc32(trailer[:-4], crc32(behind)) != expected:
        raise ValueError("its directory was altered")
    return _Tail(start, behind[:length], np.frombuffer(behind, "<u4", pages, length))


def is_container(path: Path) -> bool:
    """Whether a file begins as one of arrays; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def check_directory(path: Path) -> None:
    """Proves all of a file of arrays but its pages; raises OSError or ValueError, saying what is wrong."""
    with path.open("rb") as file:

        def read(start: int, end: int) -> bytes:
            file.seek(start)
            return file.read(end - start)

        _tail(os.fstat(file.fileno()).st_size, read)


class Container:
    """An open file of arrays. What it gives is proven, each page once; safe for many threads."""

    def __init__(self, path: Path) -> None:
        """Maps the file; raises IndexDamaged where it is cut short, altered in its directory, or of another format."""
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            tail = _tail(len(self._map), lambda start, end: self._map[start:end])
        except (OSError, ValueError) as error:
            raise IndexDamaged.of_file(path, f"cannot be read ({error})") from error
        directory = json.loads(tail.directory)
        if directory["format"] != FORMAT:
            raise IndexDamaged.of_file(path, f"has format {directory['format']}; this version reads {FORMAT}")
        self.meta: dict[str, Any] = directory["meta"]
        self._bytes, self._end, self._sums = memoryview(self._map), tail.start, tail.sums
        self._proven = bytearray(len(tail.sums))
        self._is_proven = np.frombuffer(self._proven, bool)
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
        if start < end and self._proven.find(0, first // _PAGE, (last - 1) // _PAGE + 1) >= 0:
            self._prove_pages(first // _PAGE, (last - 1) // _PAGE + 1)
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
            self._prove_pages((at + start * size) // _PAGE, (at + end * size - 1) // _PAGE + 1)

    def prove_some(self, name: str, places: Array) -> None:
        """Checks the pages of some elements."""
        size, at = self._views[name].itemsize, self._starts[name]
        if self._is_whole(name):
            return
        if size not in (1, 2, 4, 8):  # one may lie across two pages
            self.prove_ranges(name, places, places + 1)
            return
        pages = (at + places.astype(np.int64, copy=False) * size) // _PAGE
        for page in set(pages[~self._is_proven[pages]].tolist()):
            self._prove_pages(page, page + 1)

    def prove_ranges(self, name: str, starts: Array, ends: Array) -> None:
        """Checks the pages of several ranges of elements, each ``[start, end)``."""
        if self._is_whole(name):
            return
        size, at = self._views[name].itemsize, self._starts[name]
        first = (at + starts.astype(np.int64, copy=False) * size) // _PAGE
        last = (at + ends.astype(np.int64, copy=False) * size - 1) // _PAGE
        left = ~(self._is_proven[first] & self._is_proven[last]) | (last - first > 1)
        left &= ends > starts
        for a, b in zip(first[left].tolist(), last[left].tolist(), strict=True):
            self._prove_pages(a, b + 1)

    def prove_all(self) -> None:
        """Checks the whole file; raises IndexDamaged."""
        self._prove_pages(0, len(self._proven))

    def _is_whole(self, name: str) -> bool:
        """Whether all pages of an array were checked: quickly seen, and true of much of what is read often."""
        view, at = self._views[name], self._starts[name]
        return self._proven.find(0, at // _PAGE, (at + view.nbytes - 1) // _PAGE + 1) < 0

    def _prove_pages(self, first: int, last: int) -> None:
        page = self._proven.find(0, first, last)
        while page >= 0:
            if crc32(self._bytes[page * _PAGE : min((page + 1) * _PAGE, self._end)]) != self._sums[page]:
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
        return self._file._is_whole(self._name)

    def part(self, start: int, end: int) -> Array:
        """The elements ``[start, end)``."""
        return self._file.part(self._name, start, end)

    def whole(self) -> Array:
        """All elements."""
        return self._file.array(self._name)
