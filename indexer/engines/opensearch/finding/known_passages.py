"""The numbers of passages: each is fetched once in a question, whoever asks for it, and remembered for a while."""

from __future__ import annotations

from binascii import a2b_base64
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from threading import Lock

from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.finding.query_clauses import named
from indexer.engines.opensearch.numbers.joined_passages import PassageNumbers, unpacked_numbers
from indexer.engines.opensearch.numbers.known_words import KnownWords
from indexer.errors import IndexDamaged

__all__ = ["FIELDS_READ", "KnownPassages", "column_bytes", "columns_bytes"]

#: Passages that are remembered, some 5 kB each: those of some tens of questions.
_REMEMBERED = 4_096

#: Words that are remembered, some 200 bytes each: where passages bring more, all begins anew.
_WORDS = 1 << 17

#: Passages that are fetched at once.
_AT_ONCE = 1_000

#: What is read of a passage.
FIELDS_READ = ("name", "numbers", "text_key")


class KnownPassages:
    """Passages of one generation by their ids; threads may share it."""

    def __init__(self, partitions: PartitionSearch, damage: Callable[[str], IndexDamaged]) -> None:
        self._partitions, self._damage = partitions, damage
        self._known: dict[str, tuple[PassageNumbers, str]] = {}  # in the order in which they came
        self._words = KnownWords()
        self._lock = Lock()

    def of_hits(self, hits: Iterable[Mapping[str, str]], *, remembered: bool = True) -> list[PassageNumbers]:
        """The passages of hits of which FIELDS_READ were read, in their order; raises IndexDamaged."""
        fetched = {hit["name"]: hit for hit in hits}
        with self._lock:
            found = {name: self._known[name] for name in fetched if name in self._known}
        new = {name: hit for name, hit in fetched.items() if name not in found}
        try:
            stored = dict(zip(new, columns_bytes([hit["numbers"] for hit in new.values()]), strict=True))
            numbers = unpacked_numbers(stored, self._words)
        except (IndexDamaged, ValueError, KeyError) as error:
            raise self._damage(f"was altered ({error})") from None
        read = {name: (numbers[name], hit.get("text_key", "")) for name, hit in new.items()}
        if remembered:
            self._remember(read)
        found |= read
        return [found[name][0] for name in fetched]

    def _remember(self, new: Mapping[str, tuple[PassageNumbers, str]]) -> None:
        with self._lock:
            if len(self._words) > _WORDS:
                self._known, self._words = {}, KnownWords()  # passages that are in use keep those that they have
            self._known.update(new)
            for oldest in list(islice(self._known, max(len(self._known) - _REMEMBERED, 0))):
                del self._known[oldest]

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
            hits = self._partitions.best({"bool": {"filter": [named(some)]}}, len(some), FIELDS_READ)
            keys = {hit["name"]: hit.get("text_key", "") for hit in hits}
            found.update({p.passage_id: (p, keys[p.passage_id]) for p in self.of_hits(hits)})
        return found


def column_bytes(value: str) -> bytes:
    """Bytes as the cluster gives them from a column: in base64 for addresses, without its padding. Raises ValueError."""
    return columns_bytes([value])[0]


def columns_bytes(values: Sequence[str]) -> list[bytes]:
    """The bytes of many at once: each is filled up to whole groups of four letters, which are three bytes."""
    whole = "".join(value + "A" * (-len(value) % 4) for value in values)
    data = memoryview(a2b_base64(whole.replace("-", "+").replace("_", "/")))
    found, at = [], 0
    for value in values:
        found.append(bytes(data[at : at + len(value) * 3 // 4]))
        at += -(-len(value) // 4) * 3
    return found
