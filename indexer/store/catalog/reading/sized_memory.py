"""What was read last, as much of it as may be kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

__all__ = ["SizedMemory"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SizedMemory(Generic[K, V]):
    """Values by name, those that were used last, as many as have room together; safe for many threads.

    Each question asks it for what it shows, one by one, and gives it as much: cachetools takes a microsecond for each.
    """

    def __init__(self, room: int, size: Callable[[V], int]) -> None:
        """``size`` says how much of the ``room`` a value takes, always the same, at least 1; what takes more than
        all is not kept."""
        self._room, self._taken = room, 0
        self._size: Callable[[V], int] = lambda value: max(size(value), 1)  # that no end of empty ones is kept
        self._kept: dict[K, V] = {}  # the one that was used last is the last
        self._lock = Lock()

    def get(self, name: K) -> V | None:
        """The value of a name, None where it is not kept."""
        return self.several((name,))[name]

    def several(self, names: Iterable[K]) -> dict[K, V | None]:
        """The same of several."""
        kept = self._kept
        with self._lock:
            found = {name: kept.get(name) for name in names}
            for name, value in found.items():
                if value is not None:
                    del kept[name]
                    kept[name] = value
        return found

    def keep(self, values: Mapping[K, V]) -> None:
        """Keeps values by their names, and lets go of those that were not used for longest."""
        kept, size = self._kept, self._size
        with self._lock:
            for name, value in values.items():
                if name in kept:
                    self._taken -= size(kept.pop(name))
                taken = size(value)
                if taken > self._room:
                    continue
                kept[name] = value
                self._taken += taken
            while self._taken > self._room:
                self._taken -= size(kept.pop(next(iter(kept))))
