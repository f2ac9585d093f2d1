"""pytest in a process of its own, forked from one that has the libraries loaded but none of our modules."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import hypothesis
import pytest

__all__ = ["Alarm", "ChildFailed", "ChildLost", "in_child", "load", "run_pytest"]

#: A fault can make a program ask for all the memory or fill the disk: bytes that it gets.
_MEMORY, _FILE = 4 << 30, 1 << 30

_CONTEXT = multiprocessing.get_context("fork")

_ROOT = str(Path(__file__).resolve().parents[2])


class ChildLost(Exception):
    """A child ended without a result: it crashed, or took too long over one test (``late``)."""

    def __init__(self, late: bool) -> None:
        super().__init__(late)
        self.late = late


class ChildFailed(Exception):
    """The work of a child raised; the message is its traceback."""


def load(modules: Iterable[str]) -> None:
    """Imports libraries, so that every child has them; those that cannot be imported by themselves are left out."""
    for name in modules:
        with suppress(Exception):
            importlib.import_module(name)


def in_child(work: Callable[..., Any], folder: Path, *arguments: Any, seconds: float | None = None) -> Any:
    """What ``work(*arguments)`` gives in a child whose working folder is ``folder`` and whose modules come from there.

    Raises TimeoutError after ``seconds``, ChildLost where the child crashed, and ChildFailed with the traceback where
    ``work`` raised.
    """
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_child, args=(ours, theirs, work, folder, arguments))
    child.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise TimeoutError
        failed, result = ours.recv()
    except EOFError:
        child.join()
        raise ChildLost(late=child.exitcode == -signal.SIGALRM) from None
    finally:
        child.kill()
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # what it started
        child.join()
        ours.close()
    if failed:
        raise ChildFailed(result)
    return result


class Alarm:
    """A plugin of pytest that has the process end when a test takes longer than its ``limits`` (seconds by name)."""

    def __init__(self, limits: Mapping[str, float]) -> None:
        self._limits = limits

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        signal.setitimer(signal.ITIMER_REAL, self._limits[item.nodeid])
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def run_pytest(arguments: Sequence[str], *plugins: object) -> int:
    """pytest's exit code. Examples of hypothesis are the same in each run, and are not made smaller."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")
    quiet = ["-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*quiet, *arguments], plugins=plugins))


def _child(
    theirs: Connection, pipe: Connection, work: Callable[..., Any], folder: Path, arguments: Sequence[Any]
) -> None:
    theirs.close()
    os.setsid()
    os.chdir(folder)
    os.environ["PYTHONPATH"] = str(folder)  # for the processes that tests start
    sys.path[:] = [str(folder), *(place for place in sys.path if place not in ("", _ROOT))]
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    try:
        pipe.send((False, work(*arguments)))
    except BaseException:
        pipe.send((True, traceback.format_exc()))
    os._exit(0)
