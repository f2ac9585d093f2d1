"""Texts in order, each with a count, as arrays of a file: many are looked up at once, whatever the file's size.

Of the texts <name> of a file (words or terms):

<name>, <name>_at       the texts, in order of their UTF-8
<name>_counts           how many passages hold each
<name>_hashes           a number for each (``text_hashes``), ascending
<name>_places           which text each of these numbers is of
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers
from indexer.engines.opensearch.artefact.text_hashes import hashes_of
from indexer.errors import IndexDamaged
from indexer.store.batching import batched
from indexer.store.blobs import Blobs, blob
from indexer.store.container import Container, ContainerWriter

__all__ = ["Counted", "CountedTexts", "add_counted"]

#: A text, as UTF-8, and its count.
Counted = tuple[bytes, int]

#: Texts that are written, or read, at once.
_PIECE = 65_536


def add_counted(file: ContainerWriter, name: str, counted: Iterable[Counted]) -> None:
    """Adds texts, which come in order, to a file that is written. Of each, 16 bytes are in memory until all are there."""
    end, hashes = 0, [np.zeros(0, np.uint64)]
    file.add(name, np.zeros(0, np.uint8))
    file.add(f"{name}_at", np.zeros(1, np.uint64))
    file.add(f"{name}_counts", np.zeros(0, np.uint32))
    for piece in batched(counted, _PIECE):
        texts, ends = blob([text for text, _ in piece])
        file.add(name, texts)
        file.add(f"{name}_at", (ends[1:] + end).astype(np.uint64))
        file.add(f"{name}_counts", np.array([count for _, count in piece], np.uint32))
        hashes.append(hashes_of([text for text, _ in piece]))
        end += int(ends[-1])
    whole = np.concatenate(hashes)
    order = np.argsort(whole, kind="stable")
    file.add(f"{name}_hashes", whole[order])
    file.add(f"{name}_places", order.astype(np.uint32))


class CountedTexts:
    """The texts <name> of a file; immutable, and safe for many threads."""

    def __init__(self, file: Container, name: str) -> None:
        """Proves the numbers by which texts are found; each text and count when it is read. Raises IndexDamaged."""
        self._file, self._name = file, name
        try:
            self.texts = Blobs(file, name)
            self._hashes, self._places = file.array(f"{name}_hashes"), file.column(f"{name}_places")
            self._counts, self._bytes = file.column(f"{name}_counts"), file.column(name)
            self._at = file.array(f"{name}_at")
        except KeyError as error:
            raise IndexDamaged.of_file(file.path, f"has no array {error}") from error

    def __len__(self) -> int:
        return len(self.texts)

    def counts(self, texts: Sequence[bytes]) -> Integers:
        """The count of each of many texts; -1 of one that is not there."""
        places = self.places(texts)
        found = np.full(len(texts), -1)
        there = np.flatnonzero(places >= 0)
        found[there] = self._counts[places[there]]
        return found

    def places(self, texts: Sequence[bytes]) -> Integers:
        """Where each of many texts stands in their order; -1 of one that is not there."""
        found = np.full(len(texts), -1)
        hashes = hashes_of(texts)
        at = np.searchsorted(self._hashes, hashes)
        left = np.arange(len(texts))
        while len(left := left[at[left] < len(self._hashes)]):
            left = left[self._hashes[at[left]] == hashes[left]]
            places = self._places[at[left]].astype(np.int64)
            same = self._are(places, [texts[i] for i in left.tolist()])
            found[left[same]] = places[same]
            left = left[~same]
            at[left] += 1
        return found

    def _are(self, places: Integers, texts: Sequence[bytes]) -> NDArray[np.bool_]:
        """Whether the text at each place is the one beside it."""
        starts, ends = self._at[places].astype(np.int64), self._at[places + 1].astype(np.int64)
        wanted, edges = blob(texts)
        same: NDArray[np.bool_] = (ends - starts) == np.diff(edges)
        kept = np.flatnonzero(same)
        sizes = (ends - starts)[kept]
        each = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        stored = self._bytes.within(starts[kept], ends[kept])[np.repeat(starts[kept], sizes) + each]
        differ = stored != wanted[np.repeat(edges[:-1][kept], sizes) + each]
        same[kept[np.unique(np.repeat(np.arange(len(kept)), sizes)[differ])]] = False
        return same

    def beginning(self, prefix: bytes) -> Iterator[Counted]:
        """The texts that begin so, in order, with their counts."""
        first, last = self.texts.place(prefix), self.texts.place(prefix + b"\xff")
        counts = self._counts.part(first, last).tolist()
        return zip(self.texts[first:last], counts, strict=True)

    def at(self, places: Integers) -> list[bytes]:
        """The texts at some places."""
        return [self.texts[place] for place in places.tolist()]

    def __iter__(self) -> Iterator[Counted]:
        for first in range(0, len(self), _PIECE):
            last = min(first + _PIECE, len(self))
            yield from zip(self.texts[first:last], self._counts.part(first, last).tolist(), strict=True)
