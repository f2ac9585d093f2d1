"""One hit a document, and one for texts that say the same in nearly the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from indexer.records import Passage

__all__ = ["Group", "grouped"]

#: Two passages are near-duplicates when they share this much of their word triples (Jaccard; Broder 1997).
_SAME = 0.8
_SHINGLE = 3


@dataclass(slots=True)
class Group:
    """A best passage with its score, and what is folded under it, best first."""

    best: Passage
    score: float
    others: list[tuple[Passage, float]] = field(default_factory=list)
    duplicates: list[tuple[Passage, float]] = field(default_factory=list)


def grouped(ranked: Iterable[tuple[Passage, float]], limit: int, words: Callable[[Passage], list[str]]) -> list[Group]:
    """The first ``limit`` groups of passages in the order of their best; ``words`` gives a passage's terms in order."""
    groups: list[Group] = []
    of_document: dict[str, Group] = {}
    shingles: list[tuple[frozenset[tuple[str, ...]], Group]] = []
    for passage, score in ranked:
        if passage.document_id in of_document:
            of_document[passage.document_id].others.append((passage, score))
            continue
        if len(groups) >= limit:
            continue
        own = _shingles(words(passage))
        twin = next((group for held, group in shingles if _alike(own, held)), None)
        if twin is not None:
            twin.duplicates.append((passage, score))
            continue
        group = Group(passage, score)
        groups.append(group)
        of_document[passage.document_id] = group
        shingles.append((own, group))
    return groups


def _shingles(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


def _alike(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> bool:
    if min(len(a), len(b)) < _SAME * max(len(a), len(b)):
        return False
    shared = len(a & b)
    return shared >= _SAME * (len(a) + len(b) - shared)
