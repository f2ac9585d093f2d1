"""Processes that signals can stop, whoever has started the tests: nohup and jobs in the background have some ignored."""

import signal
from contextlib import contextmanager


@contextmanager
def usual_signals():
    """What is started meanwhile ignores none of the signals that stop a command, as children do that inherit that."""
    stopping = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    ignored = [number for number in stopping if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)
