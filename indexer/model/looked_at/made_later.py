"""What is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["MadeLater"]

T = TypeVar("T")


class MadeLater(Generic[T]):
    """A value, or what makes it; two threads may make it at once, which costs time and nothing else."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._made: T

    @classmethod
    def already(cls, value: T) -> MadeLater[T]:
        """One that is made."""
        made = cls(lambda: value)
        made._made, made._make = value, None
        return made

    @property
    def value(self) -> T:
        """The value; raises what making it does, and is made when it is looked at again then."""
        make = self._make
        if make is not None:
            self._made = make()
            self._make = None  # last: who finds none finds what was made
        return self._made
