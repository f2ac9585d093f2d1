"""Several processes, this one among them, for one task after another; what they answer comes in the order of asking."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from indexer.documents.workers.child import Task
from indexer.documents.workers.own_python import cores
from indexer.documents.workers.process import NotStarted, ProcessEnded, TaskFailed, Worker
from indexer.errors import WorkerLost

__all__ = ["AskedTask", "Processes"]

T = TypeVar("T")

#: More would wait for the one process that reads files and writes the index.
_ENOUGH = 4


class AskedTask(Generic[T]):
    """A task that is under way, or waits; ``here`` does it in this process."""

    def __init__(self, here: Callable[[], T], future: Future[T | None]) -> None:
        """``future`` has None for an answer where another process met an error."""
        self.here, self._future = here, future
        self._found: T | None = None

    @property
    def is_begun(self) -> bool:
        """Whether some process has it in its hands, or has done it."""
        return self._future.running() or self._future.done()

    @property
    def is_done(self) -> bool:
        """Whether its answer is there."""
        return self._future.done()

    def begin_here(self) -> bool:
        """Does it in this process, unless it is begun. Raises what the task does."""
        if not self._future.cancel():
            return False
        self._found = self.here()
        return True

    def answer(self) -> T:
        """What came of it; waits for it. What met an error elsewhere is done here. Raises NotStarted and WorkerLost."""
        found = self._found if self._future.cancelled() else self._future.result()
        return self.here() if found is None else found


class Processes:
    """``size`` processes, this one and others, which are started when they are asked first: 1 means that this one does it
    all. While it waits for an answer, it does what nobody has begun. Use it in a ``with`` block, which ends the others."""

    def __init__(self, workers: int) -> None:
        """``workers`` is how many there may be, 0 for one a core (at most four)."""
        self.size = workers or min(cores(), _ENOUGH)
        others = self.size - 1
        self._threads = ThreadPoolExecutor(max(others, 1), thread_name_prefix="passageway-worker")
        self._idle: SimpleQueue[Worker | None] = SimpleQueue()
        self._started: list[Worker] = []
        self._asked: deque[AskedTask[Any]] = deque()  # in order; those that others have begun go
        self._over = False
        for _ in range(others):
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

    def ask(self, task: Task[T], here: Callable[[Any], T] | None = None) -> AskedTask[T]:
        """Asks for the one answer of a task, which ``answer`` takes: the next process does it that is free. ``here`` is how
        this one does it, where that is another way."""
        future: Future[T | None] = Future() if self.size == 1 else self._threads.submit(self._ask, task)
        asked = AskedTask(partial(here or _answer, task), future)
        self._asked.append(asked)
        return asked

    def get_ready(self, task: Task[Any]) -> None:
        """Has each other process do a task, of which nobody needs the answer, when it would have nothing to do."""
        for _ in range(self.size - 1):
            self._threads.submit(self._ask, task)

    @property
    def waiting(self) -> int:
        """How many tasks nobody has begun."""
        while self._asked and self._asked[0].is_begun:
            self._asked.popleft()
        return len(self._asked)

    def help(self) -> bool:
        """Does here the first task that nobody has begun; False where there is none. Whatever process has done some, it did
        them in the order of asking. Raises what the task does."""
        return self.waiting > 0 and (self._asked.popleft().begin_here() or self.help())

    def answer(self, asked: AskedTask[T]) -> T:
        """What was asked for. Where no process can be started, of which it warns once, all is done here. Raises WorkerLost,
        and what tasks do that are done here."""
        while not asked.is_done and self.help():
            pass
        try:
            return asked.answer()
        except NotStarted as error:
            if self.size > 1:
                warnings.warn(f"all is done in one process, as no other could be started: {error}", stacklevel=2)
            self.size = 1
            return asked.here()

    def in_order(self, tasks: Iterable[Task[T]], most: int, here: Callable[[Any], T] | None = None) -> Iterator[T]:
        """The one answer of each task, of which ``most`` at a time are under way or wait to be taken, as the first are from
        now on; ``here`` as for ``ask``."""
        asked = (self.ask(task, here) for task in tasks)
        return self._in_order(deque(islice(asked, most)), asked)

    def _in_order(self, under_way: deque[AskedTask[T]], coming: Iterator[AskedTask[T]]) -> Iterator[T]:
        while under_way:
            found = self.answer(under_way.popleft())
            under_way += islice(coming, 1)
            yield found

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


def _answer(task: Task[T]) -> T:
    (found,) = task.run()
    return found
