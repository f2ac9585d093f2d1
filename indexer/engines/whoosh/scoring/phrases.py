"""Which passages of a segment hold words one after the other?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers
from indexer.engines.forward.native import loaded_kernels
from indexer.engines.whoosh.codec import FieldReader
from indexer.engines.whoosh.scoring.segment import Leaf

__all__ = ["holding_all", "holding_phrase"]

_NONE: Integers = np.zeros(0, np.int64)


def holding_all(leaf: Leaf, terms: Sequence[str]) -> Integers:
    """The documents (ascending) that hold each of ``terms`` in any field."""
    lists = []
    for term in terms:
        postings = leaf.postings(term)
        if postings is None:
            return _NONE
        lists.append(postings)
    lists.sort(key=lambda postings: postings.count)
    docs = leaf.docs(lists[0])
    for postings in lists[1:]:
        docs = docs[leaf.places(postings, docs) >= 0]
    return docs


def holding_phrase(field: FieldReader, words: Sequence[str]) -> Integers:
    """The documents (ascending) in which ``words`` stand at consecutive positions of ``field``."""
    numbers: list[int] = []
    for word in words:
        numbers.append(field.number(word.encode("utf-8", "surrogatepass")))
        if numbers[-1] < 0:
            return _NONE
    kernels = loaded_kernels()
    if kernels is not None:
        return field.in_a_row(kernels, numbers)
    rarest_first = sorted(set(numbers), key=field.count)
    docs = field.docs(rarest_first[0])
    places = {rarest_first[0]: np.arange(len(docs))}
    for number in rarest_first[1:]:
        at = field.places(number, docs)
        held = at >= 0
        docs, places = docs[held], {of: mine[held] for of, mine in places.items()} | {number: at[held]}
        if not len(docs):  # as of most words that nobody puts together
            return docs
    spots = {}
    for number in rarest_first:
        positions, counts = field.positions_at(number, places[number])
        spots[number] = np.repeat(np.arange(len(docs)) << 32, counts) + positions
    steps = sorted(range(len(numbers)), key=lambda step: len(spots[numbers[step]]))
    starts: Integers = spots[numbers[steps[0]]] - steps[0]
    for step in steps[1:]:
        starts = starts[_within(starts, spots[numbers[step]] - step)]
    owner: Integers = starts >> 32  # ascending
    found: Integers = docs[owner[np.append(True, owner[1:] != owner[:-1])[: len(owner)]]]
    return found


def _within(values: Integers, among: Integers) -> NDArray[np.bool_]:
    """Which of ``values`` are among the ascending ``among``."""
    if not len(values) or not len(among):
        return np.zeros(len(values), bool)
    places = np.minimum(np.searchsorted(among, values), len(among) - 1)
    found: NDArray[np.bool_] = among[places] == values
    return found
