"""Writing a file of arrays, piece by piece."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np

from indexer.store.container.array_file import FORMAT, MAGIC, PAGE, Array

__all__ = ["ContainerWriter"]

#: Bytes of an array that are kept in memory while it is written, and that are copied at once.
_SPOOL = 1 << 22


class ContainerWriter:
    """Collects arrays, several at a time and piece by piece; ``close`` writes the file and has it on disk."""

    def __init__(self, folder: Path | None = None) -> None:
        """What is too much for memory waits in ``folder``, without a name: that should be on the disk of the file, which
        needs as much room, as temporary files often have little; None: it waits among those."""
        self._folder = None if folder is None else str(folder)
        self._parts: dict[str, tuple[np.dtype[Any], Any]] = {}

    def add(self, name: str, values: Array) -> None:
        """Puts ``values`` behind what array ``name`` has; all pieces of an array are of one dtype."""
        if name not in self._parts:
            spool = SpooledTemporaryFile(max_size=_SPOOL, dir=self._folder)  # noqa: SIM115 (closed when copied)
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
            sums.write(MAGIC)
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
        file.write(trailer + struct.pack("<I", crc32(trailer, crc32(directory + pages))) + MAGIC)
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
            piece = rest[: PAGE - self.size % PAGE]
            self._sum = crc32(piece, self._sum)
            self.size += len(piece)
            rest = rest[len(piece) :]
            if self.size % PAGE == 0:
                self._sums.append(self._sum)
                self._sum = 0

    def finish(self) -> list[int]:
        return self._sums + ([self._sum] if self.size % PAGE else [])
