"""Commands in processes of their own that are killed at any instant, without what it takes to start Python each time."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parents[2]

#: How often commands are killed: many times by ``make soak``, else a few times.
KILLS = int(os.environ.get("PASSAGEWAY_SOAK", "4"))

#: Imports what commands need, then forks a process for each line that it reads: the arguments of one.
_SERVER = """
import os, sys
from indexer.cli import main
import indexer.indexing.recovery.backups.restore, indexer.indexing.watching.watcher, indexer.searching
import indexer.cli.admin.backup_commands, indexer.cli.admin.watching_commands, indexer.cli.admin.index_commands
import indexer.cli.printing.keeping.show_backups, indexer.cli.printing.show_watching, watchfiles._rust_notify
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        try:
            main(line.rstrip("\\n").split("\\t"))
        except SystemExit as ended:
            os._exit(ended.code or 0)
        os._exit(70)
    print(pid, flush=True)
    _, status = os.waitpid(pid, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


class Killer:
    """Starts commands and kills them, with all the processes that they have started."""

    def __init__(self, server):
        self._server = server

    def run(self, *arguments, after=None):
        """The exit code of a command and the seconds that it took; ``after`` so many seconds it is killed."""
        self._server.stdin.write("\t".join(map(str, arguments)) + "\n")
        self._server.stdin.flush()
        pid, start = int(self._server.stdout.readline()), perf_counter()
        if after is not None:
            sleep(after)
            for kill in (os.killpg, os.kill):
                try:
                    kill(pid, signal.SIGKILL)
                except ProcessLookupError:  # it has ended, or is no group yet
                    continue
        return int(self._server.stdout.readline()), perf_counter() - start


@contextmanager
def killer():
    """A Killer, in a ``with`` block."""
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    try:
        yield Killer(server)
    finally:
        server.stdin.close()
        server.wait(20)
        server.stdout.close()
