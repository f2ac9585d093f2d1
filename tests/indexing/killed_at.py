"""Sends its own process a signal at the n-th change that it makes to files, as nothing else in it can tell.

SIGKILL ends it there; another signal, such as Ctrl-C sends, may come a second time, while it closes what it had open.
"""

import os
import sys
from time import sleep

#: What Python announces (https://docs.python.org/3/library/audit_events.html) before it changes files.
_CHANGES = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "sqlite3.connect", "fcntl.flock"}
)


#: Seconds after which a signal is another one, and not the same sent twice.
LATER = 0.6


def arm(at, alone, counter, by, twice):
    """From now on counts changes of files in the file ``counter``, and sends signal ``by`` at number ``at`` (0: never): to
    this process ``alone``, or to all of its group; ``twice``: at the next change, too."""
    file, seen, process = os.open(counter, os.O_WRONLY | os.O_CREAT), [0], os.getpid()

    def look(event, args):
        if event not in _CHANGES and not (event == "open" and isinstance(args[2], int) and args[2] & os.O_CREAT):
            return
        if os.getpid() != process:
            return
        seen[0] += 1
        os.pwrite(file, b"%8d" % seen[0], 0)
        if seen[0] == at or (twice and seen[0] == at + 1 > 1):
            if seen[0] > at:
                sleep(LATER)
            (os.kill if alone else os.killpg)(process, by)

    sys.addaudithook(look)


def split_in_processes():
    """Has each run split documents in processes of their own, as it does where there are many."""
    from indexer.documents.workers import divided

    divided._MUCH, divided._REQUEST = 0, 300


def arm_by_environment():
    """What PASSAGEWAY_TEST_KILL says (number, alone, split, signal, twice, counter), once: no process that this one starts
    hears it."""
    told = os.environ.pop("PASSAGEWAY_TEST_KILL", "")
    if told:
        *numbers, counter = told.split(",", 5)
        at, alone, split, by, twice = map(int, numbers)
        if split:
            split_in_processes()
        arm(at, alone, counter, by, twice)
