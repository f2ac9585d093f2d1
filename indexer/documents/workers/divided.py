"""Documents -> passages, in order: split here while there are few, and by several processes when there are many."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from functools import cache
from typing import NamedTuple

from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.workers.pool import Processes
from indexer.model import Document, Passage

__all__ = ["SplitDocuments", "Splitting"]

#: Code points split here before workers are started: a second of work, some times what starting them takes.
_MUCH = 2_000_000

#: Code points of a request, at least, but for the last one.
_REQUEST = 100_000

#: Code points that may be under way: bounds the memory of a run, whatever the number of workers.
_UNDER_WAY = 16_000_000

#: Requests under way for each worker: one in its hands and one that waits, and one that waits to be taken.
_REQUESTS = 3

Split = tuple[Document, tuple[Passage, ...]]

#: The passages of each of the documents of a task; None where one of them could not be split.
Passages = list[tuple[Passage, ...]] | None


class SplitDocuments(NamedTuple):
    """A Task: documents to split into passages of about ``aim`` and at most ``limit`` words."""

    documents: list[Document]
    aim: int
    limit: int

    def __str__(self) -> str:
        first, last = self.documents[0].id, self.documents[-1].id
        return f"splitting {first}" if len(self.documents) == 1 else f"splitting {first} to {last}"

    def prepare(self) -> None:
        """Loads what splits sentences."""
        _splitter()

    def run(self) -> Iterator[list[tuple[Passage, ...]]]:
        """One answer: the passages of each document."""
        yield [split(document, _splitter(), aim=self.aim, limit=self.limit) for document in self.documents]


@cache
def _splitter() -> SentenceSplitter:
    return SentenceSplitter()


class Splitting:
    """Splits documents into passages of about ``aim`` and at most ``limit`` words. Use it in a ``with`` block, which ends
    the processes of its ``pool``, of ``workers``.

    What comes out is the same for any number of them, and comes in the order of ``put``.
    """

    def __init__(self, aim: int, limit: int, workers: int) -> None:
        self._aim, self._limit = aim, limit
        self.pool = Processes(workers)
        self._seen = 0
        self._waiting: list[Document] = []
        self._waiting_size = 0
        self._under_way: deque[tuple[list[Document], int, Future[Passages]]] = deque()

    def __enter__(self) -> Splitting:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.__exit__()

    def put(self, document: Document) -> Iterator[Split]:
        """Takes in a document; gives those, with their passages, that are done by now. Iterate to the end."""
        if self.pool.size == 1 or self._seen < _MUCH:
            yield from self.rest()
            self._seen += len(document.text)
            yield document, self._split(document)
            return
        self._waiting.append(document)
        self._waiting_size += len(document.text)
        if self._waiting_size >= _REQUEST:
            self._ask()
        while self._under_way and (self._is_full() or self._under_way[0][2].done()):
            yield from self._oldest()

    def rest(self) -> Iterator[Split]:
        """The documents that have not come out yet."""
        if self._waiting:
            self._ask()
        while self._under_way:
            yield from self._oldest()

    def _split(self, document: Document) -> tuple[Passage, ...]:
        return split(document, _splitter(), aim=self._aim, limit=self._limit)

    def _ask(self) -> None:
        future = self.pool.ask(SplitDocuments(self._waiting, self._aim, self._limit))
        self._under_way.append((self._waiting, self._waiting_size, future))
        self._waiting, self._waiting_size = [], 0

    def _is_full(self) -> bool:
        size = sum(size for _, size, _ in self._under_way)
        return size > _UNDER_WAY or len(self._under_way) > _REQUESTS * self.pool.size

    def _oldest(self) -> Iterator[Split]:
        documents, _, future = self._under_way.popleft()
        passages = self.pool.answer(future)
        if passages is None:
            passages = list(map(self._split, documents))
        yield from zip(documents, passages, strict=True)
