"""Counts in words, for everybody who prints them."""

from __future__ import annotations

__all__ = ["counted"]


def counted(count: int, one: str, many: str = "") -> str:
    """A count and what it counts, "1 passage", "1,204 passages"; ``many`` is ``one`` with an s, unless it is given."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
