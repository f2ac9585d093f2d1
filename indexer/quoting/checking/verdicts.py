"""The records of checking: a draft's pieces, and what was found of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indexer.model.excerpts import Excerpt
from indexer.text.wording import WordDifference

__all__ = ["STANDING", "Check", "Finding", "Item", "Near", "PieceKind"]


class PieceKind(StrEnum):
    """What a piece of a draft is."""

    QUOTATION = "quotation"
    SENTENCE = "sentence"


class Finding(StrEnum):
    """The verdict on a piece, from the best to the worst; the README's table says what each means."""

    VERBATIM = "verbatim"
    FORM = "form"
    ELIDED = "elided"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    CLOSEST = "closest"
    NOT_FOUND = "not_found"


#: The verdicts that say: these words stand in a source.
STANDING = frozenset({Finding.VERBATIM, Finding.FORM, Finding.ELIDED, Finding.MISATTRIBUTED})


@dataclass(frozen=True, slots=True)
class Near:
    """A passage close to a piece, with the searcher's score (positive; comparable for one piece only)."""

    source: Excerpt
    score: float


@dataclass(frozen=True, slots=True)
class Item:
    """A piece ``[start, end)`` of the draft, on line ``line`` of it (from 1), and its verdict.

    ``source`` is where it stands (elided: the whole stretch, its ``parts``, and the words left out between them as
    ``gaps``), the passage it alters or is closest to, or None. ``differences`` come numbers first, then negations.
    ``score`` is 1 for what stands, the share of equal words for what is altered, the searcher's for what is closest.
    ``attributed`` has the ids of the documents that the draft names for it; ``nearest`` the closest passages.
    """

    kind: PieceKind
    start: int
    end: int
    line: int
    text: str
    verdict: Finding
    source: Excerpt | None = None
    parts: tuple[Excerpt, ...] = ()
    gaps: tuple[int, ...] = ()
    differences: tuple[WordDifference, ...] = ()
    score: float | None = None
    attributed: tuple[str, ...] = ()
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A draft's items in order of their place, disjoint; what they were held against; ``seconds`` it took.

    ``text`` is the draft's readable text, which all offsets of items count in.
    """

    text: str
    title: str
    items: tuple[Item, ...]
    generation: int
    documents: int
    seconds: float
    counts: Mapping[Finding, int] = field(init=False)

    def __post_init__(self) -> None:
        counts = {verdict: sum(item.verdict is verdict for item in self.items) for verdict in Finding}
        object.__setattr__(self, "counts", counts)
