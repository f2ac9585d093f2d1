"""Postings as arrays, made of Whoosh's matchers once a term and kept while the generation is open.

Whoosh scores one posting at a time in Python, 40-100 ms a question at 100k passages. A generation never changes, so a
term's postings are decoded once, weighed once, and every later question with the term is a few numpy calls.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

__all__ = ["Floats", "Impacts", "ImpactCache", "Integers", "decode", "positions_of"]

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Impacts:
    """The passages that hold a term (Whoosh's document numbers, ascending) and what it earns each: idf x saturation."""

    numbers: Integers
    values: Floats


def decode(reader: IndexReader, field: str, term: str) -> tuple[Integers, Floats]:
    """The document numbers (ascending) that hold ``term`` in ``field`` and its frequency in each; deleted left out."""
    numbers: list[int] = []
    frequencies: list[float] = []
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return np.empty(0, np.int64), np.empty(0, np.float64)
    while matcher.is_active():
        numbers.append(matcher.id())
        frequencies.append(matcher.weight())
        matcher.next()
    return np.array(numbers, np.int64), np.array(frequencies, np.float64)


def positions_of(reader: IndexReader, field: str, term: str, numbers: Integers) -> dict[int, frozenset[int]]:
    """The positions of ``term`` in each of ``numbers`` (ascending) that holds it."""
    found: dict[int, frozenset[int]] = {}
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return found
    for number in numbers.tolist():
        if matcher.is_active() and matcher.id() < number:
            matcher.skip_to(number)
        if not matcher.is_active():
            break
        if matcher.id() == number:
            found[number] = frozenset(matcher.value_as("positions"))
    return found


class ImpactCache:
    """The impacts of the terms asked last, up to ``capacity`` postings (16 bytes each)."""

    def __init__(self, make: Callable[[str], Impacts], capacity: int = 8_000_000) -> None:
        self._make = make
        self._capacity = capacity
        self._held: OrderedDict[str, Impacts] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, term: str) -> Impacts:
        """The impacts of ``term``; two threads may make them at once, which costs time and nothing else."""
        with self._lock:
            if term in self._held:
                self._held.move_to_end(term)
                return self._held[term]
        made = self._make(term)
        with self._lock:
            if term not in self._held:
                self._held[term] = made
                self._size += len(made.numbers)
            while self._size > self._capacity and len(self._held) > 1:
                self._size -= len(self._held.popitem(last=False)[1].numbers)
        return made
