"""Whoosh's matcher over a term's arrays: what its query classes walk along."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo

from indexer.engines.whoosh.codec.integers import offsets
from indexer.engines.whoosh.codec.payloads import Payloads
from indexer.engines.whoosh.codec.postings_reader import FieldReader

__all__ = ["ArrayMatcher", "term_info"]


def term_info(field: FieldReader, number: int, lengths: Any) -> TermInfo:
    """Whoosh's statistics of a term; ``lengths`` are the documents' lengths in its field, None where it has none."""
    docs = field.docs(number)
    weights = field.rows[:, -1][field.row_numbers(*field.span(number))]
    of_docs = None if lengths is None else lengths[docs]
    return TermInfo(
        weight=float(weights.sum()),
        df=len(docs),
        minlength=0 if of_docs is None else int(of_docs.min()),
        maxlength=0 if of_docs is None else int(of_docs.max()),
        maxweight=float(weights.max()),
        minid=int(docs[0]),
        maxid=int(docs[-1]),
    )


class ArrayMatcher(LeafMatcher):
    """A term's postings as one block, as long as the list: Whoosh's own pruning by blocks finds nothing to skip."""

    def __init__(self, field: FieldReader, number: int, payloads: Payloads, info: TermInfo, **of_whoosh: Any) -> None:
        """``of_whoosh`` has ``term`` and ``scorer``."""
        self._field, self._number, self._payloads, self._info = field, number, payloads, info
        self._term, self.scorer = of_whoosh["term"], of_whoosh["scorer"]
        self.format = payloads.format
        self._docs: list[int] = field.docs(number).tolist()
        self._at = 0

    @cached_property
    def _rows(self) -> list[list[float]]:
        rows: list[list[float]] = self._field.rows[self._field.row_numbers(*self._field.span(self._number))].tolist()
        return rows

    @cached_property
    def _kept(self) -> Sequence[bytes | Sequence[int]]:
        """Of each posting, what its row does not hold."""
        if self._payloads.positions:
            positions, counts = self._field.positions(self._number)
            return [part.tolist() for part in np.split(positions, offsets(counts)[1:-1])]
        return self._field.values(self._number) if self._payloads.opaque else [b""] * len(self._docs)

    def is_active(self) -> bool:
        """See Whoosh."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """See Whoosh."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """See Whoosh."""
        copy = ArrayMatcher(self._field, self._number, self._payloads, self._info, term=self._term, scorer=self.scorer)
        copy._at = self._at
        return copy

    def id(self) -> int:
        """The document; the last one when there is no more, since Whoosh asks even then."""
        return self._docs[min(self._at, len(self._docs) - 1)]

    def all_ids(self) -> Iterator[int]:
        """See Whoosh."""
        return iter(self._docs[self._at :])

    def next(self) -> bool:
        """See Whoosh."""
        if self._at >= len(self._docs):
            raise ReadTooFar
        self._at += 1
        return self._at == len(self._docs)

    def skip_to(self, id: int) -> None:
        """See Whoosh."""
        if self._at >= len(self._docs):
            raise ReadTooFar
        if id > self._docs[self._at]:
            self._at = bisect_left(self._docs, id, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        """See Whoosh."""
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._docs)
        return 1

    def weight(self) -> float:
        """See Whoosh."""
        return self._rows[self._at][-1]

    def value(self) -> bytes:
        """See Whoosh."""
        return self._payloads.value(self._rows[self._at], self._kept[self._at])

    def value_as(self, astype: str) -> Any:
        """See Whoosh; positions are read as they stand."""
        if astype == "positions" and self._payloads.positions:
            return list(self._kept[self._at])
        return super().value_as(astype)

    def block_min_length(self) -> int:
        """See Whoosh."""
        return int(self._info.min_length())

    def block_max_length(self) -> int:
        """See Whoosh."""
        return int(self._info.max_length())

    def block_max_weight(self) -> float:
        """See Whoosh."""
        return float(self._info.max_weight())

    def block_min_id(self) -> int:
        """See Whoosh."""
        return self._docs[0]

    def block_max_id(self) -> int:
        """See Whoosh."""
        return self._docs[-1]
