"""The parts of a file of arrays, and how one is told from other files."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FORMAT",
    "MAGIC",
    "PAGE",
    "TRAILER",
    "Array",
    "Tail",
    "check_directory",
    "is_container",
    "proven_tail",
    "smallest",
]

Array = NDArray[Any]

#: The version of the format of these files.
FORMAT = 2

#: What stands at the beginning and the end of each.
MAGIC = b"PSGarr\r\n"

#: The directory's offset and length, the number of pages, and the CRC-32 of directory and checksums.
TRAILER = struct.Struct("<QIII")

#: Bytes of a page.
PAGE = 4096


def smallest(values: Array, *, largest: int | None = None) -> Array:
    """Non-negative integers in the smallest unsigned type that holds them (or ``largest``)."""
    top = int(values.max(initial=0)) if largest is None else largest
    return values.astype(np.min_scalar_type(top), copy=False)


class Tail(NamedTuple):
    """What stands behind the arrays, which end at ``start``: the directory's bytes, and the checksums of the pages."""

    start: int
    directory: bytes
    sums: Array


def proven_tail(size: int, read: Callable[[int, int], bytes]) -> Tail:
    """The proven tail of a file of ``size`` bytes; ``read`` gives those of ``[start, end)``. Raises ValueError."""
    end = size - len(MAGIC) - TRAILER.size
    if end < len(MAGIC) or read(0, len(MAGIC)) != MAGIC or read(size - len(MAGIC), size) != MAGIC:
        raise ValueError("it is cut short, or no file of arrays")
    trailer = read(end, end + TRAILER.size)
    start, length, pages, expected = TRAILER.unpack(trailer)
    if start + length + 4 * pages != end or pages != -(-start // PAGE):
        raise ValueError("its parts do not fit its size")
    behind = read(start, end)
    if crc32(trailer[:-4], crc32(behind)) != expected:
        raise ValueError("its directory was altered")
    return Tail(start, behind[:length], np.frombuffer(behind, "<u4", pages, length))


def is_container(path: Path) -> bool:
    """Whether a file begins as one of arrays; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def check_directory(path: Path) -> None:
    """Proves all of a file of arrays but its pages; raises OSError or ValueError, saying what is wrong."""
    with path.open("rb") as file:

        def read(start: int, end: int) -> bytes:
            file.seek(start)
            return file.read(end - start)

        proven_tail(os.fstat(file.fileno()).st_size, read)
