"""What a thread found last, for the question that follows it: a page asks for related questions after the results."""

from __future__ import annotations

from collections.abc import Collection
from threading import local
from typing import TYPE_CHECKING, NamedTuple

from indexer.engines import Filter
from indexer.text.synonyms import SynonymRules

if TYPE_CHECKING:
    from indexer.searching.finder import RankedCandidates

__all__ = ["LastFound"]


class _Key(NamedTuple):
    question: str
    only: Filter
    without: frozenset[str]
    rules: SynonymRules


class LastFound:
    """The first pool that each thread found last; of one generation, and never of more than one question."""

    def __init__(self) -> None:
        self._mine = local()

    @staticmethod
    def key(question: str, only: Filter, without: Collection[str], rules: SynonymRules) -> _Key:
        """All that a pool depends on beside the generation."""
        return _Key(question, only, frozenset(without), rules)

    def keep(self, key: _Key, found: RankedCandidates) -> None:
        """Keeps a pool in place of the one before it."""
        self._mine.last = key, found

    def taken(self, key: _Key) -> RankedCandidates | None:
        """The pool of just this key, None where it was another; it is kept no longer."""
        last: tuple[_Key, RankedCandidates] | None = getattr(self._mine, "last", None)
        self._mine.last = None
        return last[1] if last is not None and last[0] == key else None
