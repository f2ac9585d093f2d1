"""Values as compact JSON: what many columns of rows hold, and places in a source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from indexer.model import Locator, Numbered, Pages, PlaceUnit

__all__ = ["NOWHERE", "dump", "load", "place_from", "place_to"]

#: An encoder that is kept: ``json.dumps`` makes one for each value.
dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_decode = json.JSONDecoder().raw_decode


def load(stored: str) -> Any:
    """The value of JSON that ``dump`` wrote: in half the time that ``json.loads`` takes for short ones."""
    return _decode(stored)[0]


#: No place at all.
NOWHERE = Locator()


def place_to(place: Locator) -> list[object]:
    fields: list[object] = [place.lines, place.pages, place.element, place.part, place.numbered, place.seconds]
    while fields and not fields[-1]:
        fields.pop()
    return fields


def place_from(row: Sequence[Any]) -> Locator:
    if not row:
        return NOWHERE
    padded: list[Any] = [*row, *[None] * (6 - len(row))]
    lines, pages, element, part, numbered, seconds = padded
    return Locator(
        lines=None if lines is None else (lines[0], lines[1]),
        pages=pages and Pages(*pages),
        element=element,
        part=part or "",
        numbered=numbered and Numbered(PlaceUnit(numbered[0]), *numbered[1:]),
        seconds=None if seconds is None else (seconds[0], seconds[1]),
    )
