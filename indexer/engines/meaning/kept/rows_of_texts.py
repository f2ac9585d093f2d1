"""Which records of a file are those of a generation's texts."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.kept.record_file import Records
from indexer.engines.meaning.kept.record_keys import rows_of

__all__ = ["RowsOfTexts"]


class RowsOfTexts:
    """The first record of each text, by its place among them, and those that follow it where a text has several: as they
    stood when that was written, or wherever they are by now."""

    def __init__(self, records: Records, keys: NDArray[np.bytes_], written: NDArray[np.int32]) -> None:
        """``keys`` are those of the texts, ``written`` says where the first record of each stood, -1 for none."""
        self.records, self._keys, self._written = records, keys, written

    @cached_property
    def all(self) -> NDArray[np.int64]:
        """The first record of every text, -1 for none."""
        fit = self._fit(self._written, self._keys)
        return self._written.astype(np.int64) if fit else rows_of(self.records["key"], self._keys)

    def first(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same of the texts in some places; of few this looks at no others."""
        written = self._written[places]
        return written.astype(np.int64) if self._fit(written, self._keys[places]) else self.all[places]

    def following(self, first: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All records of texts by their ``first`` ones, and where among them each text's begin."""
        counts = self.records["left"][first].astype(np.int64) + 1
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        return np.repeat(first - starts, counts) + np.arange(counts.sum()), starts

    def _fit(self, rows: NDArray[np.int32], keys: NDArray[np.bytes_]) -> bool:
        """Whether each of these records is still the one with its key, and none is missing."""
        if len(rows) and (rows.min() < 0 or rows.max() >= len(self.records)):
            return False
        return bool(np.array_equal(self.records["key"][rows], keys))
