"""Several workers, asked one task after another; what they answer comes in the order of asking."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from queue import SimpleQueue
from typing import Any, TypeVar

from indexer.documents.workers.child import Task
from indexer.documents.workers.own_python import cores
from indexer.documents.workers.process import NotStarted, ProcessEnded, TaskFailed, Worker
from indexer.errors import WorkerLost

__all__ = ["Processes"]

T = TypeVar("T")

#: More would wait for the one process that reads files and writes the index.
_ENOUGH = 4


class Processes:
    """Processes beside this one, started when they are asked first; ``size`` 1 means that this process does it all. Use it
    in a ``with`` block, which ends them."""

    def __init__(self, workers: int) -> None:
        """``workers`` is how many there may be, 0 for one a core (at most four)."""
        self.size = workers or min(cores(), _ENOUGH)
        self._threads = ThreadPoolExecutor(self.size, thread_name_prefix="passageway-worker")
        self._idle: SimpleQueue[Worker | None] = SimpleQueue()
        self._started: list[Worker] = []
        self._over = False
        for _ in range(self.size):
            self._idle.put(None)

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends all processes, and waits until they, and the threads that ask them, are no more."""
        self._over = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._started):
            worker.end()
        self._threads.shutdown()
        for worker in self._started:
            worker.close()

    def ask(self, task: Task[T]) -> Future[T | None]:
        """The one answer of a task, of the next worker that is free; ``answer`` takes it."""
        return self._threads.submit(self._ask, task)

    def answer(self, future: Future[T | None]) -> T | None:
        """What was asked for; None where the task met an error, or no process could be started, as is warned of once: it is
        to be done here. Raises WorkerLost."""
        try:
            return future.result()
        except NotStarted as error:
            if self.size > 1:
                warnings.warn(f"all is done in one process, as no other could be started: {error}", stacklevel=2)
            self.size = 1
            return None

    def in_order(self, tasks: Iterable[Task[T]], most: int) -> Iterator[T]:
        """The one answer of each task, of which ``most`` at a time are under way or wait to be taken, as the first are from
        now on. What no worker can do is done here."""
        coming = iter(tasks)
        return self._in_order(deque((task, self.ask(task)) for task in islice(coming, most)), coming)

    def _in_order(self, under_way: deque[tuple[Task[T], Future[T | None]]], coming: Iterator[Task[T]]) -> Iterator[T]:
        while under_way:
            task, future = under_way.popleft()
            found = self.answer(future)
            under_way += [(task, self.ask(task)) for task in islice(coming, 1)]
            yield from task.run() if found is None else (found,)

    def _ask(self, task: Task[Any]) -> Any:
        worker = self._idle.get()
        try:
            worker = worker or self._start()
            (found,) = worker.ask(task)
            return found
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
        if self._over:  # ``__exit__`` may not have seen it
            worker.end()
        return worker
