"""Several processes, this one among them, for one task after another; what they answer comes in the order of asking."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from indexer.documents.workers.child import Task
from indexer.documents.workers.own_python import cores
from indexer.documents.workers.process import LimitExceeded, NotStarted, ProcessEnded, TaskFailed, Worker
from indexer.errors import WorkerLost

__all__ = ["AskedTask", "Processes"]

T = TypeVar("T")

#: More would wait for the one process that reads files and writes the index.
_ENOUGH = 4

#: Tasks that another process has: one that it does, and the next.
_AT_HAND = 2


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
        self._tasks: SimpleQueue[tuple[Task[Any], Future[Any]] | None] = SimpleQueue()
        self._asking: list[_Asking] = []
        self._asked: deque[AskedTask[Any]] = deque()  # in order; those that others have begun go

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends all processes, and waits until they, and the threads that ask them, are no more."""
        for asking in self._asking:
            asking.end()
            self._tasks.put(None)
        for asking in self._asking:
            asking.join()

    def ask(self, task: Task[T], here: Callable[[Any], T] | None = None) -> AskedTask[T]:
        """Asks for the one answer of a task, which ``answer`` takes: the next process does it that is free. ``here`` is how
        this one does it, where that is another way."""
        asked = AskedTask(partial(here or _answer, task), self._submitted(task))
        self._asked.append(asked)
        return asked

    def get_ready(self, task: Task[Any]) -> None:
        """Has the others do a task as often as there are others, when they would have nothing to do. Nobody needs the
        answers, and one that has much to do may leave it to another."""
        for _ in range(self.size - 1):
            self._submitted(task)

    def _submitted(self, task: Task[T]) -> Future[T | None]:
        """What one of the others will find, where there are others."""
        future: Future[T | None] = Future()
        if self.size > 1:
            self._tasks.put((task, future))
        for _ in range(len(self._asking), self.size - 1):
            self._asking.append(_Asking(self._tasks))
        return future

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


class _Asking:
    """Asks one other process, which always has the next task at hand: it need not wait until this one finds the time to
    take its answer."""

    def __init__(self, tasks: SimpleQueue[tuple[Task[Any], Future[Any]] | None]) -> None:
        """``tasks`` are taken by all; None ends one of those who take them."""
        self._tasks = tasks
        self._sent: deque[tuple[Task[Any], Future[Any]]] = deque()
        self._worker: Worker | None = None
        self._starting = Lock()
        self._over = False
        self._thread = Thread(target=self._ask, name="passageway-worker", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Ends the process; what is asked from now on is not begun."""
        with self._starting:
            self._over = True
            if self._worker is not None:
                self._worker.end()

    def join(self) -> None:
        """Waits until nobody asks any more: after ``end``, and once None is taken."""
        self._thread.join()

    def _ask(self) -> None:
        while self._take_tasks():
            _, future = self._sent[0]
            with self._failing():
                try:
                    (found,) = self._started().answers()
                except (TaskFailed, LimitExceeded):  # of memory: no other bounds are set
                    found = None
                self._sent.popleft()
                future.set_result(found)
        if self._worker is not None:
            self._worker.close()

    def _take_tasks(self) -> bool:
        """Sends tasks until the process has one to do and one at hand, as far as there are any; False where all is over."""
        while len(self._sent) < _AT_HAND:
            try:
                taken = self._tasks.get(block=not self._sent)
            except Empty:
                return True
            if taken is None:
                self._fail(WorkerLost("all is over"))
                return False
            task, future = taken
            if not self._over and future.set_running_or_notify_cancel():
                self._sent.append(taken)
                with self._failing():
                    self._started().send(task)
        return True

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """What goes wrong is what those are told who wait for the process."""
        try:
            yield
        except NotStarted as error:
            if self._worker is not None:
                self._worker.end()
                self._worker.close()
                self._worker = None
            self._fail(error)
        except ProcessEnded as ended:
            task, _ = self._sent[0]
            lost = WorkerLost(
                f"process {ended.pid}, which was {task}, was ended {ended}; perhaps memory ran out. What was published "
                "before is unchanged. Run it again, and if it happens again, with PASSAGEWAY_WORKERS=1."
            )
            lost.__cause__ = ended
            self._fail(lost)
        except Exception as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        while self._sent:
            _, future = self._sent.popleft()
            future.set_exception(error)

    def _started(self) -> Worker:
        with self._starting:
            if self._over:
                raise NotStarted("all is over")
            if self._worker is None:
                self._worker = Worker()
            return self._worker


def _answer(task: Task[T]) -> T:
    (found,) = task.run()
    return found
