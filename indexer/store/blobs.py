"""Byte strings and texts in a container: one after the other in one array, where each begins in another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import overload

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged
from indexer.store.container import Array, Container, ContainerWriter, smallest

__all__ = ["Blobs", "Halving", "Texts", "add_texts", "blob", "text_bytes"]

#: Bytes of a byte string that a number has room for.
_HEAD = 8

#: Gathering the heads of so many byte strings takes as long as looking for one by halves; and a number of look-ups that
#: nothing reaches.
_WORTH_HEADS, _NEVER = 256, 1 << 62


def blob(values: Sequence[bytes]) -> tuple[Array, Array]:
    """Byte strings one after the other, and where each begins (and the last ends)."""
    ends = np.zeros(len(values) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, values), np.int64, len(values)), out=ends[1:])
    return np.frombuffer(b"".join(values), np.uint8), ends


def text_bytes(text: str) -> bytes:
    """A text as it is stored: in UTF-8, whose bytes sort as code points do. Lone surrogates, as of file names, stay."""
    return text.encode("utf-8", "surrogatepass")


def add_texts(file: ContainerWriter, name: str, texts: Iterable[str]) -> None:
    """Adds texts to a file that is written, as the arrays ``<name>`` and ``<name>_at``."""
    contents, ends = blob([text_bytes(text) for text in texts])
    file.add(name, contents)
    file.add(f"{name}_at", smallest(ends))


class Blobs(Sequence[bytes]):
    """The byte strings of the arrays ``<name>`` and ``<name>_at``; each is read, and proven, when it is asked for."""

    def __init__(self, file: Container, name: str) -> None:
        """Raises KeyError where the file has no such arrays, IndexDamaged where it was altered."""
        self._file, self._name, self._at = file, name, file.array(f"{name}_at")
        if len(self) and name not in file:  # of none, nothing is stored
            raise KeyError(name)
        self._halving = Halving(len(self))

    def __len__(self) -> int:
        return len(self._at) - 1

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> list[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | list[bytes]:
        if isinstance(place, slice):
            whole, ends = self.joined(place)
            return [whole[a:b] for a, b in pairwise(ends)]
        at = self._at
        if not 0 <= place < len(at) - 1:
            raise IndexError(place)
        return self._file.bytes_of(self._name, at.item(place), at.item(place + 1))

    def __iter__(self) -> Iterator[bytes]:
        return iter(self[:])

    def joined(self, places: slice) -> tuple[bytes, list[int]]:
        """Consecutive ones as one, and where each begins in it (and the last ends)."""
        first, last, _ = places.indices(len(self))
        ends: Array = self._at[first : max(first, last) + 1].astype(np.int64)
        start, end = int(ends[0]), int(ends[-1])
        return self._file.part(self._name, start, end).tobytes(), (ends - start).tolist()

    def at(self, places: Array) -> list[bytes]:
        """Those at some places, each in [0, length)."""
        chosen = places.astype(np.int64)
        return self._file.several(self._name, self._at[chosen], self._at[chosen + 1])

    def heads(self) -> NDArray[np.uint64]:
        """The first eight bytes of each as a number, the first the highest, zeros for those that it does not have: in order
        as the byte strings are. All are read, and proven; raises IndexDamaged."""
        if not len(self):  # of none, nothing is stored
            return np.empty(0, np.uint64)
        at: NDArray[np.int64] = self._at.astype(np.int64)
        first, last = int(at[0]), int(at[-1])
        whole = np.append(self._file.part(self._name, first, last), np.zeros(_HEAD, np.uint8))
        heads = np.lib.stride_tricks.sliding_window_view(whole, _HEAD)[at[:-1] - first]
        heads[np.arange(_HEAD) >= (at[1:] - at[:-1])[:, np.newaxis]] = 0
        return heads.view(">u8").ravel().astype(np.uint64)

    def place(self, value: bytes) -> int:
        """Where ``value`` stands or would stand, where they stand in order."""
        return self._halving.place(value, self.__getitem__, self.heads)


class Halving:
    """Looks by halves for byte strings among ``count`` that stand in order. Where many were looked for, their first bytes
    are gathered once, and searched in their place: then most searches read one or two byte strings, not sixteen.

    ``read`` gives them by their places; ``heads`` the first eight bytes of each, as ``Blobs.heads`` has them, and raises
    IndexDamaged. Both are given each time: kept, they would keep alive who keeps this, and files open.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._left = count // _WORTH_HEADS
        self._heads: memoryview | None = None

    def place(self, value: bytes, read: Callable[[int], bytes], heads: Callable[[], Array]) -> int:
        """The first place of one that is not before ``value``."""
        return self._first(*self._between(value, heads), value, read)

    def span(self, value: bytes, read: Callable[[int], bytes], heads: Callable[[], Array]) -> tuple[int, int]:
        """The first place of one that is not before ``value``, and that of the first behind it."""
        low, end = self._between(value, heads)
        first = last = self._first(low, end, value, read)
        while last < end and read(last) == value:
            last += 1
        return first, last

    def _first(self, low: int, high: int, value: bytes, read: Callable[[int], bytes]) -> int:
        while low < high:
            middle = (low + high) // 2
            if read(middle) < value:
                low = middle + 1
            else:
                high = middle
        return low

    def _between(self, value: bytes, gather: Callable[[], Array]) -> tuple[int, int]:
        """From where to where those stand that begin as ``value`` does, as far as that is known."""
        heads = self._heads
        if heads is None:
            self._left -= 1
            if self._left >= 0:
                return 0, self._count
            try:
                heads = self._heads = gather().data  # of a memoryview, bisect is quicker than numpy
            except IndexDamaged:  # what is whole can still be found, as long as nothing that is not is read for it
                self._left = _NEVER
                return 0, self._count
        head = int.from_bytes(value[:_HEAD].ljust(_HEAD, b"\0"), "big")
        low = bisect_left(heads, head)
        if low == self._count or heads[low] != head:  # most that are looked for are not there
            return low, low
        behind = low + 1
        return low, bisect_right(heads, head, behind) if behind < self._count and heads[behind] == head else behind


class Texts(Sequence[str]):
    """The texts that ``add_texts`` wrote."""

    def __init__(self, file: Container, name: str) -> None:
        self.bytes = Blobs(file, name)

    def __len__(self) -> int:
        return len(self.bytes)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            whole, ends = self.bytes.joined(place)
            if whole.isascii():  # decoded at once, in half the time
                text = whole.decode("ascii")
                return [text[a:b] for a, b in pairwise(ends)]
            return [whole[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(ends)]
        return self.bytes[place].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return iter(self[:])
