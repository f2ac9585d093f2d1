"""One hit a document, and one for texts that say the same in nearly the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil

__all__ = ["Group", "grouped"]

#: Two passages are near-duplicates when they share this much of their word triples (Jaccard; Broder 1997).
_SAME = 0.8
_SHINGLE = 3


@dataclass(slots=True)
class Group:
    """A best candidate (its place among the candidates), and what is folded under it, best first."""

    best: int
    others: list[int] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)


def grouped(
    order: Iterable[int], documents: Sequence[str], limit: int, words: Callable[[int], Sequence[int]]
) -> list[Group]:
    """The first ``limit`` groups of the candidates in ``order``; ``documents`` has the document of each, and ``words``
    gives a candidate's words in order."""
    groups: list[Group] = []
    of_document: dict[str, Group] = {}
    shingles: list[tuple[frozenset[tuple[int, ...]], Group]] = []
    first_with: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for place in order:
        if documents[place] in of_document:
            of_document[documents[place]].others.append(place)
            continue
        if len(groups) >= limit:
            continue
        own = _shingles(words(place))
        telling = _telling(own)
        likely = sorted({number for shingle in telling for number in first_with.get(shingle, ())})
        twin = next((shingles[number][1] for number in likely if _alike(own, shingles[number][0])), None)
        if twin is not None:
            twin.duplicates.append(place)
            continue
        group = Group(place)
        groups.append(group)
        of_document[documents[place]] = group
        for shingle in telling:
            first_with[shingle].append(len(shingles))
        shingles.append((own, group))
    return groups


def _shingles(words: Sequence[int]) -> frozenset[tuple[int, ...]]:
    if len(words) < _SHINGLE:
        return frozenset([tuple(words)])
    return frozenset(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def _telling(shingles: frozenset[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """So many of the shingles, first in order, that two texts with the same share of all have one of them in common
    (Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins in data cleaning", ICDE 2006)."""
    return sorted(shingles)[: len(shingles) - ceil(_SAME * len(shingles)) + 1]


def _alike(a: frozenset[tuple[int, ...]], b: frozenset[tuple[int, ...]]) -> bool:
    if min(len(a), len(b)) < _SAME * max(len(a), len(b)):
        return False
    shared = len(a & b)
    return shared >= _SAME * (len(a) + len(b) - shared)
