"""Pieces of a draft put right: the words of the source in place of those that were altered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import regex

from indexer.quoting.checking import Check, Finding, Item
from indexer.text.wording import every_place

__all__ = ["ALL", "Correction", "corrected", "corrections_of"]

#: What stands for every correction there is.
ALL = "all"

#: Verdicts on pieces that a source has with other words, or in another form.
_MENDABLE = (Finding.ALTERED, Finding.FORM)


@dataclass(frozen=True, slots=True)
class Correction:
    """What can be put in place of an item: ``words`` for the span ``[start, end)`` of what was typed. ``key`` names it in a
    form: by the number of the item, from 1, and the sum of both texts."""

    key: str
    start: int
    end: int
    words: str


def corrections_of(typed: str, check: Check) -> dict[int, Correction]:
    """The corrections of a check by the numbers of the items, from 1: of those whose words, as they were ``typed``, can be
    told from others. What was typed may have markup, and the check counts in what is read of it."""
    found: dict[int, Correction] = {}
    for number, item in enumerate(check.items, start=1):
        if item.verdict not in _MENDABLE or item.source is None or item.parts:
            continue
        words = _put_in(item.text, " ".join(item.source.text.split()))
        start = _where(typed, check, item)
        if start is not None and words != item.text:
            found[number] = Correction(_key(number, item.text, words), start, start + len(item.text), words)
    return found


def _put_in(item: str, source: str) -> str:
    """The words of a source between the marks that stand at the ends of an item: a source is known from its first word to
    its last, without the full stop."""
    before, after = regex.match(r"\W*", item), regex.search(r"\W*$", item)
    lead = before[0] if before and regex.match(r"\w", source) else ""
    return lead + source + (after[0] if after and regex.search(r"\w$", source) else "")


def _where(typed: str, check: Check, item: Item) -> int | None:
    """Where the words of an item were typed: as often as they are read, they must be there."""
    if typed == check.text:
        return item.start
    read, places = list(every_place(item.text, check.text)), list(every_place(item.text, typed))
    return places[read.index(item.start)] if len(read) == len(places) and item.start in read else None


def _key(number: int, before: str, after: str) -> str:
    both = "\0".join((before, after)).encode("utf-8", "surrogatepass")
    return f"{number}-{sha256(both).hexdigest()[:12]}"


def corrected(typed: str, corrections: Iterable[Correction], keys: Sequence[str]) -> str | None:
    """What was typed with the corrections of these keys, or with ALL of them; None where one of them is none of these."""
    known = {one.key: one for one in corrections}
    wanted = list(known.values()) if ALL in keys else [known.get(key) for key in keys]
    if None in wanted:
        return None
    for one in sorted((one for one in wanted if one), key=lambda one: one.start, reverse=True):
        typed = f"{typed[: one.start]}{one.words}{typed[one.end :]}"
    return typed
