"""Lines that are drawn on a page, and those of them that touch each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

__all__ = ["NEAR", "NO_RULES", "Rule", "Rules", "touching"]

#: Lines no further apart than this, in points, touch, or are one line that is drawn twice.
NEAR = 2.5
#: Pairs of level and upright lines of a page that are looked at.
_MOST_PAIRS = 200_000


class Rule(NamedTuple):
    """A line at a distance from the top of the page (level) or from its left side (upright), from ``start`` to ``end``."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The level and the upright lines of a page in the frame of a direction of text, in points."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


NO_RULES = Rules()


def touching(rules: Rules) -> Iterator[Rules]:
    """The lines in groups that touch each other, pieces of one put together; lines that no other crosses are left out."""
    level, upright = _whole(rules.level), _whole(rules.upright)
    if len(level) * len(upright) > _MOST_PAIRS:
        return
    groups = _groups(level, upright)
    by_group: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*level, *upright)):
        by_group.setdefault(groups[number], ([], []))[number >= len(level)].append(rule)
    for of_level, of_upright in by_group.values():
        if of_level and of_upright:
            yield Rules(tuple(of_level), tuple(of_upright))


def _whole(rules: Iterable[Rule]) -> list[Rule]:
    """The lines, pieces of one put together."""
    found: list[Rule] = []
    for group in _levels(sorted(rules)):
        at = group[0].at
        pieces = sorted((start, end) for _, start, end in group)
        begin, reached = pieces[0]
        for start, end in pieces[1:]:
            if start > reached + NEAR:
                found.append(Rule(at, begin, reached))
                begin = start
            reached = max(reached, end)
        found.append(Rule(at, begin, reached))
    return found


def _levels(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Lines in order, those on one level together."""
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at > group[0].at + NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> list[int]:
    """The number of the group of each line, the level ones first."""
    parents = list(range(len(level) + len(upright)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    for i, (y, left, right) in enumerate(level):
        for j, (x, top, bottom) in enumerate(upright, len(level)):
            if left - NEAR <= x <= right + NEAR and top - NEAR <= y <= bottom + NEAR:
                parents[root(i)] = root(j)
    return [root(number) for number in range(len(parents))]
