"""Waiting for what another thread or process does: for what comes of it, and never for a span of time."""

import sqlite3
from contextlib import contextmanager
from time import monotonic, sleep

import pytest

#: Seconds that nothing takes, however busy the machine is: what is not there by then never comes.
PATIENCE = 120.0


def until(found, described=lambda: ""):
    """What ``found`` gives, once that is something; where it never is, ``described`` says more in the error."""
    end = monotonic() + PATIENCE
    while not (value := found()):
        assert monotonic() < end, f"it never came {described()}"
        sleep(0.02)
    return value


@contextmanager
def waits_of_sqlite(name):
    """How many seconds each connection with a database of this name, opened meanwhile, would wait for who has it locked."""
    waits, connect = [], sqlite3.connect

    def connected(database, *given, timeout=5.0, **more):
        if name in str(database):
            waits.append(timeout)
        return connect(database, *given, timeout=timeout, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connected)
        yield waits
