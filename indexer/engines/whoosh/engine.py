"""The default engine: a Whoosh 2.7.4 index whose postings are memory-mapped arrays (codec).

Passages come in by ``bulk`` and are scored by ``scoring``; everything else Whoosh offers works on the same index. Only API
that Whoosh 2.7.4 and its fork share is used; ``refresh()`` and ``reader(reuse=)`` never are, as they bring deleted
documents back. Schema and segments are pickled into Whoosh's table of contents: an index folder is trusted like code.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray
from whoosh import index
from whoosh.reading import IndexReader

from indexer.engines.bm25f import FIELDS, idf
from indexer.engines.candidates import Floats, Integers
from indexer.engines.entries.passage_ids import Numbers, packed, unpacked
from indexer.engines.whoosh.codec import ArrayCodec
from indexer.engines.whoosh.scoring import (
    Best,
    Leaf,
    Wanted,
    best_of,
    drift,
    holding_all,
    holding_phrase,
    norms_of,
    scores_of,
    threshold,
)
from indexer.errors import IndexDamaged
from indexer.model import PassageKind, Scored
from indexer.text.analysis import Query
from indexer.text.analysis.folding import fold_accents

if TYPE_CHECKING:
    from indexer.engines.entries import Entry
    from indexer.engines.entries.batches import Batch

__all__ = ["ArrayEngine", "ArrayReader"]


#: Which passages are looked for: of documents whose id is admitted (None: of any), and of some kinds (none: of any).
_Only = tuple[Callable[[str], bool] | None, Collection[PassageKind]]
_ALL: _Only = (None, ())

_KINDS = tuple(PassageKind)

#: Functions on document ids whose passages are remembered: one of a question is asked for several times.
_REMEMBERED = 16


class ArrayEngine:
    """Writes and opens Whoosh indexes of arrays."""

    @staticmethod
    def shares(name: str) -> bool:
        """All files but the lock: segments never change once written, the table of contents is written anew."""
        return not name.endswith("LOCK")

    @staticmethod
    def write(folder: Path, entries: Iterable[Entry | Batch], removed: Collection[str]) -> None:
        """Adds and removes in one commit; see the Protocol."""
        from indexer.engines.whoosh import bulk  # who only asks need not wait for it

        bulk.write(folder, entries, removed)

    @staticmethod
    def open(folder: Path) -> ArrayReader:
        """A reader of the index in ``folder``; see the Protocol."""
        try:
            return ArrayReader(index.open_dir(str(folder), readonly=True).reader())
        except IndexDamaged:
            raise
        except Exception as error:  # a broken pickle or table raises anything from EOFError to AttributeError
            raise IndexDamaged.of_file(folder / "*.toc", f"cannot be read ({error!r})") from error


class ArrayReader:
    """One open generation; see the Protocol EngineReader."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._leaves = _leaves(reader)
        self._passages = sum(len(leaf.alive) - len(leaf.deleted) for leaf in self._leaves)
        sums = sum((leaf.sums for leaf in self._leaves), np.zeros(len(FIELDS), np.int64))
        averages = sums / self._passages if self._passages else np.ones(len(FIELDS))
        longest = np.max([leaf.longest for leaf in self._leaves] or [[0] * len(FIELDS)], axis=0)
        self._norms = norms_of(averages.tolist(), longest.tolist())
        self._masks: LRUCache[Callable[[str], bool], list[NDArray[np.bool_]]] = LRUCache(_REMEMBERED)
        self._lock = Lock()
        for leaf in self._leaves:
            leaf.drift = drift(averages, leaf.averages)

    @property
    def passages(self) -> int:
        """See the Protocol."""
        return self._passages

    def search(
        self,
        query: Query,
        *,
        limit: int,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> tuple[Scored, ...]:
        """See the Protocol."""
        return _first(self._found(query, limit, (documents, kinds)), limit) if limit > 0 else ()

    def count(
        self,
        query: Query,
        *,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> int:
        """See the Protocol."""
        return sum(len(best.docs) for _, best in self._found(query, max(self._passages, 1), (documents, kinds)))

    def _found(self, query: Query, limit: int, only: _Only) -> list[tuple[Leaf, Best]]:
        """What each segment has of the best ``limit`` passages; of those with phrases all."""
        if query.phrases:
            return self._with_phrases(query, only)
        found: list[tuple[Leaf, Best]] = []
        least, reached = 0.0, np.zeros(0)
        wanted = self._wanted(query)
        for place, leaf in enumerate(self._leaves):
            in_leaf = [of_leaf[place] for of_leaf in wanted]
            best = self._best_of(leaf, in_leaf, query, only, (limit, least))
            found.append((leaf, best))
            if len(self._leaves) > 1:
                reached = np.concatenate([reached, best.scores])
                least = threshold(reached, limit)
        return found

    def _best_of(
        self,
        leaf: Leaf,
        in_leaf: Sequence[Wanted | None],
        query: Query,
        only: _Only,
        among: tuple[int, float],
    ) -> Best:
        wanted = [one for one in in_leaf if one is not None]
        if not wanted:
            return Best(np.zeros(0, np.int64), np.zeros(0))
        plain = not query.excluded and only == _ALL and not len(leaf.deleted)
        admitted = None if plain else self._admitted(leaf, query, only)
        return best_of(leaf, wanted, admitted, *among, self._norms)

    def _with_phrases(self, query: Query, only: _Only) -> list[tuple[Leaf, Best]]:
        """The passages of each segment that hold all phrases of a question; terms are looked up where there are any."""
        held = [self._holding_phrases(leaf, query) for leaf in self._leaves]
        wanted = self._wanted(query) if any(map(len, held)) else []
        found = []
        for place, (leaf, docs) in enumerate(zip(self._leaves, held, strict=True)):
            in_leaf = [one for of_leaf in wanted if (one := of_leaf[place]) is not None]
            docs = docs[self._admitted(leaf, query, only)[docs]] if in_leaf else docs[:0]
            scores = scores_of(leaf, in_leaf, docs, self._norms)
            found.append((leaf, Best(docs[scores > 0], scores[scores > 0])))
        return found

    def scores(
        self,
        query: Query,
        ids: Collection[str],
        *,
        documents: Callable[[str], bool] | None = None,
        kinds: Collection[PassageKind] = (),
    ) -> dict[str, float]:
        """See the Protocol."""
        found: dict[str, float] = {}
        wanted = self._wanted(query)
        names = packed(ids)
        for place, leaf in enumerate(self._leaves):
            docs = self._numbers[place](names)
            docs = docs[self._admitted(leaf, query, (documents, kinds))[docs]]
            if query.phrases:
                docs = docs[np.isin(docs, self._holding_phrases(leaf, query))]
            in_leaf = [one for of_leaf in wanted if (one := of_leaf[place]) is not None]
            scores = scores_of(leaf, in_leaf, docs, self._norms)
            found |= dict(zip(unpacked(leaf.ids(docs)), scores.tolist(), strict=True))
        return found

    def document_frequency(self, term: str) -> int:
        """See the Protocol."""
        return sum(postings.alive for leaf in self._leaves if (postings := leaf.postings(term)) is not None)

    def passage_ids(self) -> frozenset[str]:
        """See the Protocol."""
        columns = (leaf.documents.file.array("column.passage")[leaf.alive] for leaf in self._leaves)
        return frozenset(name for column in columns for name in unpacked(column))

    def close(self) -> None:
        """See the Protocol."""
        self._reader.close()

    def _wanted(self, query: Query) -> list[list[Wanted | None]]:
        """For each term of the question that a passage has, what it comes to in each segment."""
        found = []
        for term in query.terms:
            postings = [leaf.postings(term.term) for leaf in self._leaves]
            frequency = sum(one.alive for one in postings if one is not None)
            if frequency:
                weight = term.weight * idf(frequency, self._passages)
                found.append([None if one is None else Wanted(one, weight) for one in postings])
        return found

    def _admitted(self, leaf: Leaf, query: Query, only: _Only) -> NDArray[np.bool_]:
        """Which passages of a segment are there, and neither excluded nor filtered out."""
        documents, kinds = only
        admitted = leaf.alive
        if kinds:
            of_kind = np.isin(np.arange(len(_KINDS)), [_KINDS.index(kind) for kind in kinds])
            admitted = admitted & of_kind[leaf.documents.file.array("column.kind")]
        for excluded in query.excluded:
            admitted = admitted & ~leaf.mask(holding_all(leaf, excluded))
        if documents is not None:
            admitted = admitted & self._in_documents(documents)[self._leaves.index(leaf)]
        return admitted

    def _in_documents(self, documents: Callable[[str], bool]) -> list[NDArray[np.bool_]]:
        """For each segment, which passages are of documents that are admitted: found once for each such function."""
        with self._lock:
            found = self._masks.get(documents)
        if found is None:
            found = [np.array([documents(name) for name in names], bool)[number] for names, number in self._documents]
            with self._lock:
                self._masks[documents] = found
        return found

    def _holding_phrases(self, leaf: Leaf, query: Query) -> Integers:
        """The passages of a segment that hold all phrases of a question."""
        phrases = [[fold_accents(word) for word in phrase] for phrase in query.phrases]
        docs = holding_phrase(leaf.fields["sequence"], phrases[0])
        for phrase in phrases[1:]:
            docs = docs[np.isin(docs, holding_phrase(leaf.fields["sequence"], phrase))]
        return docs

    @cached_property
    def _documents(self) -> list[tuple[list[str], Integers]]:
        """For each segment, its document ids, and which of them each passage is of."""
        found = []
        for leaf in self._leaves:
            field = leaf.fields["document"]
            postings = field.postings(0, len(field.terms))
            number = np.zeros(leaf.size, np.int64)
            number[postings.docs] = np.repeat(np.arange(len(postings.terms)), postings.counts)
            found.append(([name.decode("utf-8", "surrogatepass") for name in postings.terms], number))
        return found

    @cached_property
    def _numbers(self) -> list[Numbers]:
        return [Numbers(leaf.documents.file.array("column.passage"), leaf.alive) for leaf in self._leaves]


def _leaves(reader: IndexReader) -> list[Leaf]:
    """The segments of a generation."""
    codec = ArrayCodec()
    leaves = []
    for leaf, first in reader.leaf_readers() if reader.doc_count_all() else []:
        terms = codec.terms_reader(leaf.storage(), leaf.segment())
        leaves.append(Leaf(leaf.segment(), terms.documents, terms.fields, first))
    return leaves


def _first(found: Sequence[tuple[Leaf, Best]], limit: int) -> tuple[Scored, ...]:
    """The best ``limit`` of what the segments gave, ties by passage id."""
    parts = [(leaf, best) for leaf, best in found if len(best.docs)]
    if not parts:
        return ()
    scores: Floats = np.concatenate([best.scores for _, best in parts])
    least = threshold(scores, limit)
    ids = np.concatenate([leaf.ids(best.docs[best.scores >= least]) for leaf, best in parts])
    scores = scores[scores >= least]
    order = np.argsort(-scores, kind="stable")
    ranks = scores[order]
    if (ranks[1:] == ranks[:-1]).any():
        order = np.lexsort((ids, -scores))  # ids sort as their digits do
    order = order[:limit]
    return Scored.each(unpacked(ids[order]), scores[order].tolist())
