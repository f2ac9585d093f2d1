"""What reading a document may not do in the process that reads it: go online, start programs, write, open other files.

Python asks before each of these (PEP 578), whichever library is about to do it. What a library does in C it does not ask
about: the kernel refuses the most of that (``kernel_guard``).
"""

from __future__ import annotations

import mimetypes
import os
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any

__all__ = ["Refused", "may_start", "watch", "watched"]


class Refused(PermissionError):
    """What a reader was about to do, and may not; the message says what, as in "open '/etc/passwd'"."""


class _State:
    """Whether a document is being read, which files it may open, and the program that may be started now."""

    reading = False
    files: frozenset[str] = frozenset()
    program = ""


def watch() -> None:
    """Has Python ask from now on, for as long as this process lives."""
    sys.addaudithook(_asked)


@contextmanager
def watched(files: tuple[str, ...]) -> Iterator[None]:
    """While a document is read that consists of ``files``."""
    _roots()  # looked up while it may be
    _State.files, _State.reading = frozenset(map(os.path.realpath, files)), True
    try:
        yield
    finally:
        _State.reading = False


@contextmanager
def may_start(program: str) -> Iterator[None]:
    """While a reader starts the one program that it needs, by its name or path."""
    _State.program = program
    try:
        yield
    finally:
        _State.program = ""


def _asked(event: str, values: tuple[Any, ...]) -> None:
    if not _State.reading:
        return
    if event.startswith("socket."):
        raise Refused(f"use the network ({event})")
    if event in _CHECKS:
        _CHECKS[event](event, values)


def _start(event: str, values: tuple[Any, ...]) -> None:
    program = os.fspath(values[0]) if event == "subprocess.Popen" else ""
    if not program or program != _State.program:
        raise Refused(f"start a program ('{program}')" if program else f"start a program ({event})")


def _change(event: str, values: tuple[Any, ...]) -> None:
    for path in values[:2] if event in _OF_TWO_PATHS else values[:1]:
        if not _is_below(path, (gettempdir(),)):
            raise Refused(f"change '{path}' ({event})")


def _open(event: str, values: tuple[Any, ...]) -> None:
    path, mode, flags = values
    if isinstance(path, int) or (path := os.path.realpath(os.fsdecode(path))) in _DEVICES:
        return
    writes = set(mode or "r") & set("wax+") or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    if _is_below(path, (gettempdir(),)) or (not writes and (path in _State.files or _is_below(path, _roots()))):
        return
    raise Refused(f"{'write' if writes else 'open'} '{path}'")


def _connect(event: str, values: tuple[Any, ...]) -> None:
    if values[0] != ":memory:":
        raise Refused(f"open the database '{values[0]}'")


def _is_below(path: Any, roots: tuple[str, ...]) -> bool:
    if isinstance(path, int):
        return True  # what was opened before
    real = os.path.realpath(os.fsdecode(path))
    return any(real == root or real.startswith(root + os.sep) for root in map(os.path.realpath, roots))


@cache
def _roots() -> tuple[str, ...]:
    """Where modules come from: Python's own folders, and those of the packages that are imported, such as this one; and the
    tables of the system that Python itself looks into (types of files, time zones).

    The folders of ``sys.path`` are not among them: one may be the working folder, with all of a user's files.
    """
    python = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    modules = [module for module in list(sys.modules.values()) if "." not in getattr(module, "__name__", ".")]
    packages = [place for module in modules for place in getattr(module, "__path__", ())]
    files = [file for module in modules if isinstance(file := getattr(module, "__file__", None), str)]
    alone = [file for file in files if Path(file).name != "__init__.py"]
    tables = [*mimetypes.knownfiles, *(sysconfig.get_config_var("TZPATH") or "").split(os.pathsep)]
    places = filter(None, (*python, *packages, *alone, *tables))
    return tuple(dict.fromkeys(os.path.realpath(place) for place in places))


_DEVICES = frozenset({"/dev/null", "/dev/urandom", "/dev/random", "/dev/zero"})

_OF_TWO_PATHS = frozenset({"os.rename", "os.link", "os.symlink"})

_CHECKS: dict[str, Callable[[str, tuple[Any, ...]], None]] = {
    "open": _open,
    "sqlite3.connect": _connect,
    **dict.fromkeys(
        ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn"),
        _start,
    ),
    **dict.fromkeys(
        ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
         "os.chown", "os.utime", "os.setxattr", "os.removexattr"),
        _change,
    ),
}  # fmt: skip
