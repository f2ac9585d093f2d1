"""What has changed on disk, as it was last looked at: looked at again beside the requests, never in one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread
from time import monotonic

from flask import current_app

from indexer.errors import PassagewayError
from indexer.indexing.runs.corpus_changes import changed_on_disk
from indexer.model import CorpusChanges, Status
from indexer.settings import Settings

__all__ = ["CorpusLook", "Looked", "corpus_look"]

_log = logging.getLogger("passageway")

#: A look is old after this many seconds, and not before so many times as long as it took: looking takes no more than a
#: tenth of one core's time, however often it is asked for.
_OLD = 2.0
_TIMES = 10.0

#: Seconds that a page waits for a look; one over a few thousand files is done by then. For one that took longer last time
#: no page waits: it shows what was found then, and when.
_WAIT = 0.3


@dataclass(frozen=True, slots=True)
class Looked:
    """The last look at the files of a generation, None where there was none yet or it failed; is one ``going_on``?"""

    changes: CorpusChanges | None
    going_on: bool


class CorpusLook:
    """Looks at the files of the corpus, one look at a time, in a thread of its own; threads may share it."""

    def __init__(self, settings: Settings, look: Callable[[Settings, Status], CorpusChanges] = changed_on_disk) -> None:
        self._settings, self._look = settings, look
        self._state = Condition()
        self._last: CorpusChanges | None = None
        self._due = 0.0  # on the clock of monotonic()
        self._took = 0.0
        self._going_on = False

    def last(self, status: Status) -> Looked:
        """What is known now of the generation of ``status``; nothing is looked at for it."""
        with self._state:
            return self._known(status)

    def renewed(self, status: Status) -> Looked:
        """The same, after having the files looked at again if the last look is old; a moment is waited for it."""
        with self._state:
            fits = self._last is not None and self._last.generation == status.generation
            if not self._going_on and (not fits or monotonic() >= self._due):
                self._going_on = True
                Thread(target=self._run, args=(status,), name="look at the corpus", daemon=True).start()
            if not fits or self._took < _WAIT:
                self._state.wait_for(lambda: not self._going_on, _WAIT)
            return self._known(status)

    def _known(self, status: Status) -> Looked:
        fits = self._last is not None and self._last.generation == status.generation
        return Looked(self._last if fits else None, self._going_on)

    def _run(self, status: Status) -> None:
        found, started = None, monotonic()
        try:
            found = self._look(self._settings, status)
        except PassagewayError as error:
            _log.info("what has changed on disk is not known: %s", error)
        except Exception:
            _log.exception("looking at the files of the corpus failed")
        with self._state:
            self._last, self._going_on = found, False
            self._took = monotonic() - started
            self._due = monotonic() + max(_OLD, _TIMES * self._took)
            self._state.notify_all()


def corpus_look() -> CorpusLook:
    """The CorpusLook of the running application."""
    look: CorpusLook = current_app.extensions["passageway.corpus"]
    return look
