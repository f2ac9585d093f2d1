"""Processes that signals can stop, whoever has started the tests: nohup and jobs in the background have some ignored."""

import os
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


def stop(process, number=signal.SIGSTOP):
    """Sends a child the signal and waits until all of it stands still or has ended: a signal is only sent when ``kill``
    returns, and where the processor is busy other threads of the child may answer before one has taken it."""
    os.kill(process.pid, number)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
