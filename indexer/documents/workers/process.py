"""A worker from the outside: started, asked, ended."""

from __future__ import annotations

import json
import pickle
import signal
import subprocess
import sys
from tempfile import TemporaryFile

from indexer.documents.workers.child import Passages, Request
from indexer.errors import WorkerLost

__all__ = ["NotStarted", "Worker"]

#: Run by a Python that looks for modules where this one does, and not first in the working folder (-P).
_CODE = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from indexer.documents.workers.child import serve; serve()"
)


#: Seconds that a process has to end once its pipes are closed.
_LAST_WORDS = 10


class NotStarted(Exception):
    """A worker could not begin its work; the message says why."""


class Worker:
    """A process of our own that answers one request at a time. It is none of the terminal's: Ctrl-C reaches only us."""

    def __init__(self) -> None:
        self._answered = False
        self._errors = TemporaryFile()  # noqa: SIM115 - open for as long as the process is
        places = [place for place in sys.path if isinstance(place, str)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, with our own code
                [sys.executable or "", "-P", "-c", _CODE, json.dumps(places)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                process_group=0,
            )
        except (OSError, ValueError) as error:
            self._errors.close()
            raise NotStarted(str(error)) from error

    def ask(self, request: Request) -> Passages:
        """The passages of the documents; raises NotStarted or WorkerLost where the process is gone."""
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101 - both are pipes
        try:
            pickle.dump(request, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            answer: Passages = pickle.load(self._process.stdout)  # noqa: S301 - from our own child
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._gone(request) from error
        self._answered = True
        return answer

    def end(self) -> None:
        """Ends the process at once, whatever it is doing; its answer, if one is waited for, never comes."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Lets go of the pipes; after ``end``, and when nobody waits for an answer."""
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what it still held has no reader any more
                pass

    def _gone(self, request: Request) -> Exception:
        try:
            code = self._process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:  # it has let go of its pipes, and lives
            self._process.kill()
            code = self._process.wait()
        if code >= 0 and not self._answered:
            self._errors.seek(0)
            said = self._errors.read().decode("utf-8", "replace").strip().splitlines()
            return NotStarted(f"{sys.executable} ended with code {code}: {said[-1] if said else 'it said nothing'}")
        ids = [document.id for document in request.documents]
        which = ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"
        return WorkerLost(
            f"process {self._process.pid}, which was splitting {which}, was ended {how}; perhaps memory ran out. "
            "What was published before is unchanged. Run it again, and if it happens again, with PASSAGEWAY_WORKERS=1."
        )
