"""What a file of tests must leave as it was: others share its process later, and which ones is up to chance."""

import asyncio
import gc
import os
import resource
import signal
import sys
import threading
from contextlib import contextmanager

#: Where a browser is open, it has a loop of its own in the thread of the tests.
WITH_A_BROWSER = os.path.join("tests", "browser")


def of_the_process():
    """By name, what all tests of a process share."""
    mask = os.umask(0)
    os.umask(mask)
    return {
        "environment": {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
        "working folder": os.getcwd(),
        "signals": {number: signal.getsignal(number) for number in signal.valid_signals()},
        "garbage": (gc.isenabled(), gc.get_threshold()),
        "hooks": (sys.excepthook, threading.excepthook),
        "limits": {limit: resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_NOFILE)},
        "mask of files": mask,
        "recursion": sys.getrecursionlimit(),
    }


@contextmanager
def nothing_left(path):
    """Raises AssertionError where what the tests of a file do changes what all share, or a loop goes on before them."""
    if WITH_A_BROWSER not in str(path):
        assert asyncio._get_running_loop() is None, "tests before these have left a loop running in their thread"
    before = of_the_process()
    yield
    after = of_the_process()
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert not changed, changed
