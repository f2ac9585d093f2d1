"""Giving back the memory of a library's code that is needed no more: a compiler's, once all is compiled (Linux)."""

from __future__ import annotations

import ctypes
import mmap
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["give_back_code"]

#: A mapping in /proc/self/smaps (proc(5)): its addresses, permissions and file, and lines of sizes.
_MAPPING = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ +(/.*)\n((?:[A-Z]\w+: .*\n)+)", re.MULTILINE)

_UNCHANGED = re.compile(r"^Anonymous: +0 kB$", re.MULTILINE)


def give_back_code(library: str) -> int:
    """Has the system take back the pages of a library, named by a part of its path; returns how many bytes were mapped.

    What is called again is read from its file again. Pages that differ from the file stay, and so does everything where
    the system has no such call.
    """
    given = 0
    try:
        advise = ctypes.CDLL(None).madvise
        for start, end in _mappings(Path("/proc/self/smaps").read_text("utf-8", "replace"), library):
            if advise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), mmap.MADV_DONTNEED) == 0:
                given += end - start
    except (OSError, AttributeError, TypeError):  # no Linux
        return given
    return given


def _mappings(smaps: str, library: str) -> Iterator[tuple[int, int]]:
    """Where the library is mapped that nobody has written to, nor can."""
    for start, end, permissions, path, sizes in _MAPPING.findall(smaps):
        if library in path and "w" not in permissions and _UNCHANGED.search(sizes):
            yield int(start, 16), int(end, 16)
