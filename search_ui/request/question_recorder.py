"""Keeping what people ask, where whoever keeps the index wants that: beside the requests, never in one.

A question waits in a queue of fixed length for the one thread that writes; where the queue is full, or the file cannot be
written, it is not counted, and asking goes on as if nothing had been.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from queue import Empty, Full, Queue
from threading import Lock, Thread
from time import monotonic

from flask import current_app

from indexer.engines.opening import open_question_log
from indexer.errors import PassagewayError
from indexer.model import Answer, AskedQuestion
from indexer.settings import Settings
from indexer.store.records.question_log import utc_today

__all__ = ["QuestionRecorder", "question_recorder"]

_log = logging.getLogger("passageway")

#: Questions that wait to be written, at most, and that are written together.
_WAITING = 1000
_TOGETHER = 200

#: Different questions that are kept of one day, at most: what a program asks without end is not to fill a disk.
_MOST_A_DAY = 20_000

#: Seconds between two warnings, and the longest that the thread sleeps before it looks for what is too old.
_QUIET = 60.0
_SLEEP = 3600.0


class QuestionRecorder:
    """Counts the questions of the requests; threads may share it. Does nothing where the setting is off, but that a log
    which is there from before still forgets what is too old."""

    def __init__(self, settings: Settings, today: Callable[[], date] = utc_today) -> None:
        self.days = settings.question_log_days if settings.question_log else 0
        self._keep = timedelta(days=settings.question_log_days)
        self._log, self._today = open_question_log(settings), today
        self._queue: Queue[AskedQuestion] = Queue(_WAITING)
        self._lock = Lock()
        self._thread: Thread | None = None
        self._different: set[str] = set()
        self._purged: date | None = None
        self._warned = -_QUIET

    def record(self, answer: Answer) -> None:
        """Counts what was asked, soon; never waits, and never raises."""
        if not self.days or not answer.question.strip():
            return
        with suppress(Full):
            self._queue.put_nowait(AskedQuestion.of(answer, self._today().isoformat()))
        self._start()

    def tidy(self) -> None:
        """Has what is too old forgotten, now and every day, where there is a log."""
        if self._log.is_there():
            self._start()

    def wait(self) -> None:
        """Returns when all that waits has been written, or could not be."""
        self._queue.join()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="keep what people ask", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._guarded(self._purge)
            waiting = self._next()
            try:
                self._guarded(partial(self._write, waiting))
            finally:
                for _ in waiting:
                    self._queue.task_done()

    def _next(self) -> list[AskedQuestion]:
        """What waits, as soon as something does; nothing after a while."""
        found: list[AskedQuestion] = []
        with suppress(Empty):
            found.append(self._queue.get(timeout=_SLEEP))
            while len(found) < _TOGETHER:
                found.append(self._queue.get_nowait())
        return found

    def _write(self, waiting: list[AskedQuestion]) -> None:
        counted: dict[tuple[str, str], AskedQuestion] = {}
        for question in waiting:
            key = (question.last, question.text)
            counted[key] = counted[key].and_then(question) if key in counted else question
        self._log.add(question for question in counted.values() if self._has_room(question.text))

    def _has_room(self, text: str) -> bool:
        if len(self._different) < _MOST_A_DAY:
            self._different.add(text)
        return text in self._different

    def _purge(self) -> None:
        today = self._today()
        if self._purged != today:
            self._purged = today
            self._different.clear()
            self._log.date_back(today)
            self._log.forget_before(today - self._keep + timedelta(days=1))

    def _guarded(self, act: Callable[[], None]) -> None:
        """Whatever fails is said in the log of the server, not too often, and asking goes on."""
        try:
            act()
        except (PassagewayError, OSError) as error:
            if monotonic() - self._warned >= _QUIET:
                self._warned = monotonic()
                _log.warning("what people ask is not counted now: %s", error)
        except Exception:
            _log.exception("counting what people ask failed")


def question_recorder() -> QuestionRecorder:
    """The QuestionRecorder of the running application."""
    recorder: QuestionRecorder = current_app.extensions["passageway.asked"]
    return recorder
