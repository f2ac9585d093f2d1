"""Commands in processes of their own that are killed at any instant.

``make soak`` starts the real command (``python -m indexer``); a few kills need not what it takes to start Python each time,
and are of a process that is forked, with all imports done.
"""

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep

from tests.indexing.kills.programs import PROGRAMS
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]

#: How often commands are killed: many times by ``make soak``, else a few times.
KILLS = int(os.environ.get("PASSAGEWAY_SOAK", "4"))

SOAK = "PASSAGEWAY_SOAK" in os.environ

#: Seconds between two looks at whether a command is to be killed.
_LOOK = 0.2

_QUICK = {"OPENBLAS_NUM_THREADS": "1", "PASSAGEWAY_SEMANTIC": "off"}

#: Imports what commands need, then forks a process, of a session of its own, for each line that it reads.
_SERVER = """
import json, os, sys
from indexer.cli import main
from indexer.cli.shell import COMMANDS, group
from indexer.cli.starting import heed_signals
import indexer.indexing.recovery.backups.restore, indexer.indexing.watching.watcher, indexer.searching
import indexer.indexing.recovery.repair, indexer.indexing.lifecycle
import indexer.cli.printing.keeping.show_backups, indexer.cli.printing.show_watching, watchfiles._rust_notify
from tests.indexing.killed_at import arm, split_in_processes
from tests.indexing.kills.programs import PROGRAMS
for name in COMMANDS:
    if name != "evaluate":
        group.commands[name]
for line in sys.stdin:
    asked = json.loads(line)
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        said = os.open(asked["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1), os.dup2(said, 2)
        os.environ["TMPDIR"] = asked["temporary"]
        if asked["split"]:
            split_in_processes()
        heed_signals()
        arm(asked["at"], asked["alone"], asked["counter"], asked["by"], asked["twice"])
        try:
            first, *rest = asked["arguments"]
            if first in PROGRAMS:
                PROGRAMS[first](*rest)
                os._exit(0)
            main([first, *rest])
        except SystemExit as ended:
            sys.stdout.flush()
            os._exit(ended.code or 0)
        os._exit(70)
    print(pid, flush=True)
    _, status = os.waitpid(pid, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


class Killer:
    """Starts commands and kills them, alone or with the processes of their group."""

    def __init__(self, server, folder):
        self._server, self._folder = server, Path(folder)
        self.temporary = self._folder / "tmp"
        self.temporary.mkdir()
        self._counter, self._said = self._folder / "steps", self._folder / "said"
        self.session = 0
        (self._folder / "sitecustomize.py").write_text(
            f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
            "from tests.indexing.killed_at import arm_by_environment\narm_by_environment()\nsys.path.pop(0)\n"
        )

    def run(self, *arguments, after=None, at=0, alone=False, split=False, by=signal.SIGKILL, twice=False):
        """The exit code of a command and the seconds that it took.

        It is killed ``after`` so many seconds (a function: as soon as it says so), or ``at`` so many changes of files,
        whichever comes first; ``alone``, or with its group; or gets another signal, and does so ``twice``. ``split`` has
        it split documents in processes of their own.
        """
        self._counter.unlink(missing_ok=True)
        start = self._start_really if self._server is None else self._start
        how = {"at": at, "alone": alone, "split": split, "by": int(by), "twice": twice, "counter": str(self._counter)}
        pid, wait = start([*map(str, arguments)], how)
        self.session, begun = pid, perf_counter()
        code = wait(_LOOK if callable(after) else after)
        while code is None and callable(after) and not after():
            code = wait(_LOOK)
        if code is None:
            for kill in (os.kill,) if alone else (os.killpg, os.kill):
                with suppress(ProcessLookupError):  # it has ended, or is no group yet
                    kill(pid, by)
            code = wait(None)
        assert "Traceback" not in self.said, self.said
        return code, perf_counter() - begun

    def _start(self, arguments, how):
        told = {"arguments": arguments, "temporary": str(self.temporary), "said": str(self._said), **how}
        self._server.stdin.write(f"{json.dumps(told)}\n".encode())
        return int(self._server.stdout.readline()), self._wait

    def _wait(self, seconds):
        """The exit code of a forked command; None where it goes on for longer.

        Nothing of the server's pipe is read ahead: the code may be there before the line with the process is read, and what
        has been read already nobody sees in the pipe.
        """
        ended, _, _ = select.select([self._server.stdout], [], [], seconds)
        return int(self._server.stdout.readline()) if ended else None

    def _start_really(self, arguments, how):
        environment = {**os.environ, **_QUICK, "TMPDIR": str(self.temporary), "PYTHONPATH": str(self._folder)}
        told = [f"{how[name]:d}" for name in ("at", "alone", "split", "by", "twice")]
        environment["PASSAGEWAY_TEST_KILL"] = ",".join([*told, how["counter"]])
        module = "tests.indexing.kills.programs" if arguments[0] in PROGRAMS else "indexer"
        with self._said.open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            )  # fmt: skip

        def wait(seconds):
            with suppress(subprocess.TimeoutExpired):
                return process.wait(seconds)
            return None

        return process.pid, wait

    @property
    def steps(self):
        """How many changes of files the last command has made, or begun to."""
        return int(self._counter.read_bytes() or 0) if self._counter.exists() else 0

    @property
    def said(self):
        """What the last command has printed."""
        return self._said.read_text("utf-8", "replace")

    def clear_temporary(self):
        """Removes what nobody is there to remove, where it is no more than the folder of a worker that was about to be
        started, and the file by which Python tries whether it may write there; raises OSError where anything else is left.
        """
        for path in self.temporary.iterdir():
            if path.is_file() and path.stat().st_size <= len(b"blat"):
                path.unlink()
            else:
                path.rmdir()

    def left(self, seconds=PATIENCE):
        """The processes of the last command that live on, those that are about to end given so many seconds for it."""
        end = monotonic() + seconds
        while (found := processes_of(self.session)) and monotonic() < end:
            sleep(0.02)
        return found


def processes_of(session):
    """The living processes of a session, by their command lines."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = stat.read_text().rpartition(")")[2].split()[:4]
            if of == str(session) and state != "Z":
                found.append((int(stat.parent.name), stat.with_name("cmdline").read_text("utf-8", "replace")))
        except OSError:  # it has just ended
            continue
    return found


@contextmanager
def killer(*, really=SOAK):
    """A Killer, in a ``with`` block; ``really`` of ``python -m indexer``, else of processes that are forked."""
    with TemporaryDirectory() as folder:
        if really:
            yield Killer(None, folder)
            return
        server = subprocess.Popen(
            [sys.executable, "-c", _SERVER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            env={**os.environ, **_QUICK},
        )  # fmt: skip
        try:
            yield Killer(server, folder)
        finally:
            server.stdin.close()
            server.wait(PATIENCE)
            server.stdout.close()
