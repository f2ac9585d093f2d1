"""Ends its own process by SIGKILL at the n-th change that it makes to files, as nothing else in it can tell."""

import os
import signal
import sys

#: What Python announces (https://docs.python.org/3/library/audit_events.html) before it changes files.
_CHANGES = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "sqlite3.connect", "fcntl.flock"}
)


def arm(at, alone, counter):
    """From now on counts changes of files in the file ``counter``, and kills at number ``at`` (0: never): this process
    ``alone``, or all of its group."""
    file, seen, process = os.open(counter, os.O_WRONLY | os.O_CREAT), [0], os.getpid()

    def look(event, args):
        if event not in _CHANGES and not (event == "open" and isinstance(args[2], int) and args[2] & os.O_CREAT):
            return
        if os.getpid() != process:
            return
        seen[0] += 1
        os.pwrite(file, b"%8d" % seen[0], 0)
        if seen[0] == at:
            (os.kill if alone else os.killpg)(process, signal.SIGKILL)

    sys.addaudithook(look)


def split_in_processes():
    """Has each run split documents in processes of their own, as it does where there are many."""
    from indexer.documents.workers import divided

    divided._MUCH, divided._REQUEST = 0, 300


def arm_by_environment():
    """What PASSAGEWAY_TEST_KILL says (number, alone, split, counter), once: no process that this one starts hears it."""
    told = os.environ.pop("PASSAGEWAY_TEST_KILL", "")
    if told:
        at, alone, split, counter = told.split(",", 3)
        if split == "1":
            split_in_processes()
        arm(int(at), alone == "1", counter)
