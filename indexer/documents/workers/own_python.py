"""How a process of our own code is started: by this very Python, with the modules that it finds. And how many pay."""

from __future__ import annotations

import json
import os
import sys

__all__ = ["cores", "own_python"]


def own_python(module: str, function: str, *shown: str) -> list[str]:
    """The command of a Python that calls a function of a module, and is over when that returns.

    It looks for modules where this one does, and not first in the working folder (-P). What is ``shown`` is to be read in a
    list of processes, and nothing else.
    """
    places = json.dumps([place for place in sys.path if isinstance(place, str)])
    code = f"import sys, json; sys.path[:] = json.loads(sys.argv[1]); from {module} import {function}; {function}()"
    return [sys.executable or "", "-P", "-c", code, places, *shown]


def cores() -> int:
    """The cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
