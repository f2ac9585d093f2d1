"""Documents -> passages, in order: split here while there are few, and by several processes when there are many."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from queue import SimpleQueue
from typing import NamedTuple

from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.workers.own_python import cores
from indexer.documents.workers.process import NotStarted, ProcessEnded, TaskFailed, Worker
from indexer.errors import WorkerLost
from indexer.model import Document, Passage

__all__ = ["SplitDocuments", "Splitting"]

#: Code points split here before workers are started: some seconds of work, several times what starting them takes.
_MUCH = 4_000_000

#: Code points of a request, at least, but for the last one.
_REQUEST = 100_000

#: Code points that may be under way: bounds the memory of a run, whatever the number of workers.
_UNDER_WAY = 16_000_000

#: More would wait for the one process that reads files and writes the catalog.
_ENOUGH = 4

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
    """Splits documents into passages of about ``aim`` and at most ``limit`` words. Use it in a ``with`` block.

    ``workers`` is the number of processes beside this one, 0 for one a core (at most four); 1 means that this process does
    it all. What comes out is the same for any number, and comes in the order of ``put``.
    """

    def __init__(self, aim: int, limit: int, workers: int) -> None:
        self._aim, self._limit = aim, limit
        self._workers = workers or min(cores(), _ENOUGH)
        self._seen = 0
        self._waiting: list[Document] = []
        self._waiting_size = 0
        self._under_way: deque[tuple[list[Document], int, Future[Passages]]] = deque()
        self._pool: _Pool | None = None

    def __enter__(self) -> Splitting:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.end()

    def put(self, document: Document) -> Iterator[Split]:
        """Takes in a document; gives those, with their passages, that are done by now. Iterate to the end."""
        if self._workers == 1 or self._seen < _MUCH:
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
        self._pool = self._pool or _Pool(self._workers)
        future = self._pool.ask(SplitDocuments(self._waiting, self._aim, self._limit))
        self._under_way.append((self._waiting, self._waiting_size, future))
        self._waiting, self._waiting_size = [], 0

    def _is_full(self) -> bool:
        size = sum(size for _, size, _ in self._under_way)
        return size > _UNDER_WAY or len(self._under_way) > _REQUESTS * self._workers

    def _oldest(self) -> Iterator[Split]:
        documents, _, future = self._under_way.popleft()
        try:
            passages = future.result()
        except NotStarted as error:
            if self._workers > 1:
                warnings.warn(f"all is done in one process, as no other could be started: {error}", stacklevel=2)
            self._workers, passages = 1, None
        if passages is None:
            passages = list(map(self._split, documents))
        yield from zip(documents, passages, strict=True)


class _Pool:
    """Workers, each asked by a thread of its own."""

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="passageway-worker")
        self._idle: SimpleQueue[Worker | None] = SimpleQueue()
        self._started: list[Worker] = []
        self._over = False
        for _ in range(workers):
            self._idle.put(None)

    def ask(self, task: SplitDocuments) -> Future[Passages]:
        """The answer of the next worker that is free, None where it met an error; raises NotStarted or WorkerLost."""
        return self._threads.submit(self._ask, task)

    def _ask(self, task: SplitDocuments) -> Passages:
        worker = self._idle.get()
        try:
            worker = worker or self._start()
            (passages,) = worker.ask(task)
            return passages
        except TaskFailed:
            return None
        except NotStarted:
            worker = None
            raise
        except ProcessEnded as ended:
            raise WorkerLost(
                f"process {ended.pid}, which was {task}, was ended {ended}; perhaps memory ran out. What was published "
                "before is unchanged. Run it again, and if it happens again, with PASSAGEWAY_WORKERS=1."
            ) from ended
        finally:
            self._idle.put(worker)

    def _start(self) -> Worker:
        worker = Worker()
        self._started.append(worker)
        if self._over:  # ``end`` may not have seen it
            worker.end()
        return worker

    def end(self) -> None:
        """Ends all processes, and waits until they, and the threads that ask them, are no more."""
        self._over = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._started):
            worker.end()
        self._threads.shutdown()
        for worker in self._started:
            worker.close()
