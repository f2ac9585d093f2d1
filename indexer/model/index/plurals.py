"""Counts in words, for everybody who prints them."""

from __future__ import annotations

from indexer.messages import Phrase, phrase, plural

__all__ = ["counted"]


def counted(count: int, one: str, many: str = "") -> Phrase:
    """A count and what it counts, "1 passage", "1,204 passages"; ``many`` is ``one`` with an s, unless it is given."""
    return phrase("{count:,} {things}", count=count, things=plural(one, many or f"{one}s", count))
