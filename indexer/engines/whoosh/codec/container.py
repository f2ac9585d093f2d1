"""A file of named arrays: written once, memory-mapped, each 64 KiB page of it proven by a checksum before it is used.

    magic (8 bytes) · the arrays, each at a multiple of 8 · directory · page checksums · trailer

The directory is JSON: the format version, ``meta`` as its writer gave it, and for each array its name, dtype, offset
and length. The page checksums are CRC-32 (4 bytes each) of the pages from the file's first byte to the directory. The
trailer says where both begin and how long they are, with a CRC-32 of both and of itself. All numbers are little-endian.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Callable
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged

__all__ = ["FORMAT", "Array", "Container", "ContainerWriter", "blob", "smallest"]

Array = NDArray[Any]

#: The version of everything that this package writes.
FORMAT = 1

_MAGIC = b"PSGarr\r\n"
_TRAILER = struct.Struct("<QIII")  # directory's offset and length, number of pages, CRC-32 of directory and checksums
_PAGE = 65_536

#: Bytes of an array that are kept in memory while it is written.
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
            np.ascontiguousarray(values).tobytes() if values.nbytes < _PAGE else np.ascontiguousarray(values).data
        )

    def close(self, create: Callable[[], BinaryIO], meta: dict[str, Any]) -> None:
        """Writes everything to the file that ``create`` opens; ``meta`` must be JSON."""
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
                spool.close()
                arrays[name] = [dtype.str, start, (sums.size - start) // dtype.itemsize]
            self._finish(file, sums, json.dumps({"format": FORMAT, "meta": meta, "arrays": arrays}).encode("ascii"))

    def _finish(self, file: BinaryIO, sums: _Summed, directory: bytes) -> None:
        pages = np.array(sums.finish(), "<u4").tobytes()
        file.write(directory + pages)
        trailer = struct.pack("<QII", sums.size, len(directory), len(pages) // 4)
        file.write(trailer + struct.pack("<I", crc32(trailer, crc32(directory + pages))) + _MAGIC)
        file.flush()
        os.fsync(file.fileno())

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


class Container:
    """An open file of arrays. ``array`` and ``part`` prove the pages they stand on, once; safe for many threads."""

    def __init__(self, path: Path) -> None:
        """Maps the file; raises IndexDamaged where it is cut short, altered in its directory, or of another format."""
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._bytes = memoryview(self._map)
            directory = self._directory()
        except (OSError, ValueError, struct.error) as error:
            raise IndexDamaged(f"{path} cannot be read ({error!r}).") from error
        if directory["format"] != FORMAT:
            raise IndexDamaged(f"{path} has format {directory['format']}; this version reads {FORMAT}.")
        self.meta: dict[str, Any] = directory["meta"]
        self._views: dict[str, Array] = {}
        self._starts: dict[str, int] = {}
        for name, (dtype, start, length) in directory["arrays"].items():
            self._views[name] = np.frombuffer(self._bytes, dtype, length, start)
            self._starts[name] = start

    def _directory(self) -> dict[str, Any]:
        end = len(self._bytes) - len(_MAGIC) - _TRAILER.size
        if end < 0 or self._bytes[: len(_MAGIC)] != _MAGIC or self._bytes[-len(_MAGIC) :] != _MAGIC:
            raise ValueError("it is cut short, or no file of arrays")
        start, length, pages, expected = _TRAILER.unpack_from(self._bytes, end)
        if start + length + 4 * pages != end or pages != -(-start // _PAGE):
            raise ValueError("its parts do not fit its size")
        trailer = self._bytes[end : end + _TRAILER.size - 4]
        if crc32(trailer, crc32(self._bytes[start:end])) != expected:
            raise ValueError("its directory was altered")
        self._end = start
        self._sums = np.frombuffer(self._bytes, "<u4", pages, start + length)
        self._proven = bytearray(pages)
        found: dict[str, Any] = json.loads(bytes(self._bytes[start : start + length]))
        return found

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

    def part(self, name: str, start: int, end: int) -> Array:
        """The elements ``[start, end)`` of an array, proven; raises IndexDamaged."""
        view = self._views[name]
        if not 0 <= start <= end <= len(view):
            raise IndexDamaged(f"{self.path}: there is no part [{start}, {end}) of {name}.")
        self.prove(name, start, end)
        return view[start:end]

    def prove(self, name: str, start: int, end: int) -> None:
        """Checks the pages of elements ``[start, end)`` that were not checked before; raises IndexDamaged."""
        if start >= end:
            return
        size, at = self._views[name].itemsize, self._starts[name]
        first, last = (at + start * size) // _PAGE, (at + end * size - 1) // _PAGE + 1
        page = self._proven.find(0, first, last)
        while page >= 0:
            self._prove_page(page)
            page = self._proven.find(0, page, last)

    def _prove_page(self, page: int) -> None:
        if crc32(self._bytes[page * _PAGE : min((page + 1) * _PAGE, self._end)]) != self._sums[page]:
            raise IndexDamaged(
                f"{self.path} was altered (in page {page} of {len(self._sums)}). "
                "Rebuild the index with: passageway index --full"
            )
        self._proven[page] = 1

    def prove_some(self, name: str, places: Array) -> None:
        """Checks the pages of some elements."""
        size, at = self._views[name].itemsize, self._starts[name]
        pages = np.unique(np.concatenate([at + places * size, at + places * size + size - 1]) // _PAGE)
        for page in pages.tolist():
            if not self._proven[page]:
                self._prove_page(page)

    def release(self) -> None:
        """Lets go of the memory that mapped pages take; those that are read again are mapped again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def prove_all(self) -> None:
        """Checks the whole file; raises IndexDamaged."""
        for name, view in self._views.items():
            self.prove(name, 0, len(view))


def blob(values: list[bytes]) -> tuple[Array, Array]:
    """Byte strings one after the other, and where each begins (and the last ends)."""
    ends = np.zeros(len(values) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, values), np.int64, len(values)), out=ends[1:])
    return np.frombuffer(b"".join(values), np.uint8), ends
