"""The fields of the engine's Whoosh index.

passage    the passage id, 10 bytes (a column)
kind       the position of its PassageKind in the enumeration (a column)
document   the document id (a term)
terms      the terms of all fields of a passage; a posting says how often the term stands in each of them
sequence   the words of passage, headings and title as they follow one another, with positions, for phrases
length_…   the length in words of each field (a column)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from struct import Struct
from typing import Any

import numpy as np
from whoosh import fields, formats

from indexer.engines.bm25f import FIELDS, length_norm
from indexer.engines.candidates import Floats
from indexer.engines.whoosh.codec import ArrayColumn, RowFormat
from indexer.store.container import Array

__all__ = ["FieldFrequencies", "LENGTHS", "schema"]

#: The columns of the fields' lengths, in order of ``weighting.FIELDS``.
LENGTHS = tuple(f"length_{field.name}" for field in FIELDS)

_VALUE = Struct(f"<{len(FIELDS)}I")


class FieldFrequencies(RowFormat):
    """How often a term stands in each of ``weighting.FIELDS``; its weight in Whoosh is the sum."""

    posting_size = _VALUE.size

    def row(self, value: bytes) -> tuple[float, ...]:
        """See RowFormat."""
        return tuple(map(float, _VALUE.unpack(value)))

    def value(self, row: Sequence[float]) -> bytes:
        """See RowFormat."""
        return _VALUE.pack(*(int(frequency) for frequency in row[: len(FIELDS)]))

    def decode_frequency(self, value: bytes) -> int:
        """How often the term stands in the passage and beside it."""
        return sum(_VALUE.unpack(value))

    def decode_weight(self, value: bytes) -> float:
        """See Whoosh."""
        return float(self.decode_frequency(value))

    def decode_frequencies(self, value: bytes) -> tuple[int, ...]:
        """How often the term stands in each field."""
        return _VALUE.unpack(value)

    def strengths(self, rows: Floats, docs: Array, column: Callable[[str], Array]) -> Floats:
        """BM25F's weighted frequency at the segment's average lengths, before it saturates; see RowFormat."""
        total = np.zeros(len(docs))
        for i, (field, name) in enumerate(zip(FIELDS, LENGTHS, strict=True)):
            lengths = column(name)
            norms = length_norm(np.arange(int(lengths.max()) + 1, dtype=np.float64), float(lengths.mean()), field.b)
            nonzero = np.flatnonzero(rows[:, i])
            total[nonzero] += field.weight * rows[nonzero, i] / norms[lengths[docs[nonzero]]]
        return total


def _unanalysed(format_: formats.Format) -> fields.FieldType:
    return fields.FieldType(format_, analyzer=None, scorable=False)


def schema() -> fields.Schema:
    """The schema of a new index."""
    columns: dict[str, Any] = {name: fields.COLUMN(ArrayColumn("<u4")) for name in LENGTHS}
    return fields.Schema(
        passage=fields.COLUMN(ArrayColumn("S10")),
        kind=fields.COLUMN(ArrayColumn("u1")),
        document=fields.ID(),
        terms=_unanalysed(FieldFrequencies()),
        sequence=_unanalysed(formats.Positions()),
        **columns,
    )
