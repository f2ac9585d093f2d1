"""The numbers of passages: each is fetched once in a question, whoever asks for it, and remembered for a while."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Collection, Iterable, Mapping
from threading import Lock
from typing import Any

from cachetools import LRUCache

from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.finding.query_clauses import named
from indexer.engines.opensearch.numbers.joined_passages import PassageNumbers, unpacked_numbers
from indexer.errors import IndexDamaged

__all__ = ["KnownPassages"]

#: Passages that are remembered, some 5 kB each: those of some tens of questions.
_REMEMBERED = 4_096

#: Passages that are fetched at once.
_AT_ONCE = 1_000

SOURCE = ("numbers", "text_key")


class KnownPassages:
    """Passages of one generation by their ids; threads may share it."""

    def __init__(self, partitions: PartitionSearch, damage: Callable[[str], IndexDamaged]) -> None:
        self._partitions, self._damage = partitions, damage
        self._known: LRUCache[str, tuple[PassageNumbers, str]] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def of_hits(self, hits: Iterable[Mapping[str, Any]], *, remembered: bool = True) -> list[PassageNumbers]:
        """The passages of hits that were fetched with SOURCE, in their order; raises IndexDamaged."""
        fetched = {str(hit["_id"]): hit["_source"] for hit in hits}
        try:
            numbers = unpacked_numbers({name: b64decode(one["numbers"]) for name, one in fetched.items()})
        except (IndexDamaged, ValueError, KeyError, TypeError) as error:
            raise self._damage(f"was altered ({error})") from None
        if remembered:
            with self._lock:
                for name, passage in numbers.items():
                    self._known[name] = passage, str(fetched[name].get("text_key", ""))
        return list(numbers.values())

    def numbers(self, ids: Collection[str]) -> dict[str, PassageNumbers]:
        """Those of these passages that are there."""
        return {name: passage for name, (passage, _) in self._of(ids).items()}

    def text_keys(self, ids: Collection[str]) -> dict[str, str]:
        """The key of the text of each passage that is there."""
        return {name: key for name, (_, key) in self._of(ids).items()}

    def _of(self, ids: Collection[str]) -> dict[str, tuple[PassageNumbers, str]]:
        with self._lock:
            found = {name: self._known[name] for name in ids if name in self._known}
        missing = sorted({name for name in ids if name not in found})
        for at in range(0, len(missing), _AT_ONCE):
            some = missing[at : at + _AT_ONCE]
            hits = self._partitions.best({"bool": {"filter": [named(some)]}}, len(some), SOURCE)
            keys = {hit["_id"]: str(hit["_source"].get("text_key", "")) for hit in hits}
            found.update({p.passage_id: (p, keys[p.passage_id]) for p in self.of_hits(hits)})
        return found
