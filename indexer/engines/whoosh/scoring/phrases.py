"""Which passages of a segment hold words one after the other?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from indexer.engines.candidates import Integers
from indexer.engines.whoosh.codec import FieldReader
from indexer.engines.whoosh.scoring.segment import Leaf

__all__ = ["holding_all", "holding_phrase"]


def holding_all(leaf: Leaf, terms: Sequence[str]) -> Integers:
    """The documents (ascending) that hold each of ``terms`` in any field."""
    lists = []
    for term in terms:
        postings = leaf.postings(term)
        if postings is None:
            return np.zeros(0, np.int64)
        lists.append(postings)
    lists.sort(key=lambda postings: postings.count)
    docs = leaf.docs(lists[0])
    for postings in lists[1:]:
        docs = docs[leaf.places(postings, docs) >= 0]
    return docs


def holding_phrase(field: FieldReader, words: Sequence[str]) -> Integers:
    """The documents (ascending) in which ``words`` stand at consecutive positions of ``field``."""
    numbers = [field.number(word.encode("utf-8", "surrogatepass")) for word in words]
    if min(numbers) < 0:
        return np.zeros(0, np.int64)
    distinct = sorted(set(numbers), key=lambda n: field.span(n)[1] - field.span(n)[0])
    docs = {number: field.docs(number) for number in distinct}
    common = reduce(_both, (docs[number] for number in distinct))
    if not len(common):
        return common
    spots: dict[int, Integers] = {}
    for number in distinct:
        positions, counts = field.positions_at(number, np.searchsorted(docs[number], common))
        spots[number] = np.repeat(np.arange(len(common)), counts) << 32 | positions
    starts = spots[numbers[0]]
    for step, number in enumerate(numbers[1:], start=1):
        starts = starts[_within(starts + step, spots[number])]
    places = starts >> 32  # ascending
    found: Integers = common[places[np.append(True, places[1:] != places[:-1])[: len(places)]]]
    return found


def _both(few: Integers, many: Integers) -> Integers:
    return few[_within(few, many)]


def _within(values: Integers, among: Integers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of ``values`` are among the ascending ``among`` (not empty)."""
    if not len(values) or not len(among):
        return np.zeros(len(values), bool)
    places = np.minimum(np.searchsorted(among, values), len(among) - 1)
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = among[places] == values
    return found
