"""What a posting says beside its document, by the field's format, as a row of numbers.

Few distinct rows serve all postings of a field, so a posting keeps only which row it has. The last number of a row is
Whoosh's weight; those before it are what the format needs to give its value bytes back:

    Existence                  nothing
    Frequency, Positions       the frequency; Positions also keeps its positions, as an array of their own
    a RowFormat of ours        whatever numbers it says
    any other format           nothing; its value bytes are kept as they are
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh import formats
from whoosh.system import pack_uint, unpack_uint

from indexer.store.container import Array

__all__ = ["Floats", "Payloads", "RowFormat"]

Floats = NDArray[np.float64]


class RowFormat(formats.Format):
    """A format whose value is a row of numbers, so that no bytes need to be stored for a posting."""

    def row(self, value: bytes) -> tuple[float, ...]:
        """The numbers of a value, without the weight."""
        raise NotImplementedError

    def value(self, row: Sequence[float]) -> bytes:
        """The value of those numbers."""
        raise NotImplementedError

    def strengths(self, rows: Floats, docs: Array, column: Callable[[str], Array]) -> Floats:
        """How much a posting with these numbers (one row a posting, weight last) may count in each of ``docs``, > 0.

        The codec keeps an upper bound of the largest of a term and of each of its windows. ``column`` gives a column of
        the segment as an array.
        """
        raise NotImplementedError


class Payloads:
    """Turns Whoosh's weight and value bytes into a row and back, for one format."""

    def __init__(self, format_: formats.Format) -> None:
        kind = type(format_)
        self.format = format_
        self.rows = format_ if isinstance(format_, RowFormat) else None
        self.positions = kind is formats.Positions
        self._counted = kind in (formats.Frequency, formats.Positions)
        self.opaque = not (self._counted or self.rows or kind is formats.Existence)

    def row(self, weight: float, value: bytes) -> tuple[float, ...]:
        """The row of a posting."""
        if self.rows:
            return (*self.rows.row(value), weight)
        return (float(unpack_uint(value[:4])[0]), weight) if self._counted else (weight,)

    def value(self, row: Sequence[float], kept: bytes | Sequence[int]) -> bytes:
        """The value bytes of a posting; ``kept`` are its positions, or the bytes of a format that no row holds."""
        if self.rows:
            return self.rows.value(row)
        if self.positions:
            return bytes(self.format.encode(list(kept)))
        return bytes(pack_uint(int(row[0])) if self._counted else kept)
