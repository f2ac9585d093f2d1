"""Byte strings and texts in a container: one after the other in one array, where each begins in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import overload

import numpy as np

from indexer.store.container import Array, Container, ContainerWriter, smallest

__all__ = ["Blobs", "Halving", "Texts", "add_texts", "blob", "text_bytes"]

#: Steps of a search by halves whose places are kept.
_FIRST_STEPS = 10


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
        self._file, self._name, self._at = file, name, file.array(f"{name}_at")
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

    def place(self, value: bytes) -> int:
        """Where ``value`` stands or would stand, where they stand in order."""
        return self._halving.place(value, self.__getitem__)


class Halving:
    """Looks by halves for byte strings among ``count`` that stand in order. Those that every search looks at first are
    kept: a thousand at most, of sixteen steps the first ten."""

    def __init__(self, count: int) -> None:
        self._count, self._wide = count, count >> _FIRST_STEPS
        self._kept: dict[int, bytes] = {}

    def place(self, value: bytes, read: Callable[[int], bytes]) -> int:
        """The first place of one that is not before ``value``; ``read`` gives them by their places."""
        low, high, kept, wide = 0, self._count, self._kept, self._wide
        while low < high:
            middle = (low + high) // 2
            found = kept.get(middle)
            if found is None:
                found = read(middle)
                if high - low > wide:
                    kept[middle] = found
            if found < value:
                low = middle + 1
            else:
                high = middle
        return low


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
