"""The records of checking: a draft's pieces, and what was found of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from indexer.model import Freshness
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt
from indexer.text.wording import WordDifference

__all__ = ["IN_A_SOURCE", "Check", "Finding", "Item", "Near", "PieceKind", "check_json"]


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
IN_A_SOURCE = frozenset({Finding.VERBATIM, Finding.FORM, Finding.ELIDED, Finding.MISATTRIBUTED})


@dataclass(frozen=True, slots=True)
class Near:
    """A passage close to a piece, with the searcher's score (positive; comparable for one piece only)."""

    source: Excerpt
    score: float


@as_json.register
def _near_json(near: Near) -> dict[str, object]:
    return {"score": round(near.score, 6), **as_json(near.source)}


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

    @property
    def named(self) -> tuple[Excerpt, ...]:
        """All stretches of sources that it names."""
        return (*([self.source] if self.source else []), *self.parts, *(near.source for near in self.nearest))


@as_json.register
def _item_json(item: Item) -> dict[str, object]:
    score = None if item.score is None else round(item.score, 6)
    return {field.name: as_json(getattr(item, field.name)) for field in fields(item)} | {"score": score}


@dataclass(frozen=True, slots=True)
class Check:
    """A draft's items in order of their place, disjoint; what they were compared with; ``seconds`` it took.

    ``text`` is the draft's readable text, which all offsets of items count in. ``stale`` are those documents named in items
    whose file has changed or gone since it was indexed.
    """

    text: str
    title: str
    items: tuple[Item, ...]
    generation: int
    documents: int
    seconds: float
    stale: Mapping[str, Freshness] = field(default_factory=dict)
    counts: Mapping[Finding, int] = field(init=False)

    def __post_init__(self) -> None:
        counts = {verdict: sum(item.verdict is verdict for item in self.items) for verdict in Finding}
        object.__setattr__(self, "counts", counts)

    def since(self, source: Excerpt) -> str:
        """What has become of a source's file since it was indexed, in words; "" while it is the same."""
        return self.stale[source.document_id].in_words if source.document_id in self.stale else ""


@as_json.register
def check_json(check: Check) -> dict[str, object]:
    """What ``as_json`` makes of a check; offsets of items count code points of the draft's text."""
    return {
        "generation": check.generation,
        "documents": check.documents,
        "seconds": round(check.seconds, 6),
        "counts": as_json(check.counts),
        "stale": as_json(check.stale),
        "items": as_json(check.items),
    }
