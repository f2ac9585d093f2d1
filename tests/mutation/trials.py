"""Trying mutants: each is written into a copy of the tree, and the nearest tests run there."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.mutation.forked import Alarm, ChildFailed, ChildLost, in_child, load, run_pytest
from tests.mutation.mutants import Mutant
from tests.mutation.reach import reach_of

__all__ = ["Outcome", "Trials"]

#: What a copy of the tree needs not.
_LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist")

#: A test of a mutant has this many times as long as it takes without, and some seconds more.
_TIMES = 5


class Outcome(NamedTuple):
    """What became of a mutant: ``said`` is "killed", "timed out" or "survived"; it was tried with so many tests.

    ``difference`` shows its lines.
    """

    mutant: Mutant
    difference: str
    said: str
    tests: int
    seconds: float

    @property
    def killed(self) -> bool:
        """Whether it was noticed; that nothing ends any more is noticed, too."""
        return self.said != "survived"


class Trials:
    """A copy of the tree, and what its tests reach. Use it in a ``with`` block; raises ChildFailed where they fail."""

    def __init__(self, root: Path, tests: Sequence[str], seconds: float) -> None:
        self._seconds = seconds
        self._temporary = tempfile.TemporaryDirectory(prefix="mutants-")
        self._root = Path(self._temporary.name).resolve() / "tree"
        shutil.copytree(root, self._root, ignore=_LEFT_OUT)
        self._kept = root / ".mutants"
        self._tests = tests
        self._tried = 0

    def __enter__(self) -> Trials:
        try:
            self._reach = reach_of(self._root, self._kept, self._tests)
        except BaseException:
            self._temporary.cleanup()
            raise
        load(self._reach.libraries)
        return self

    def __exit__(self, *_: object) -> None:
        self._temporary.cleanup()

    def outcome(self, mutant: Mutant) -> Outcome:
        """Runs the nearest tests, up to the first that fails."""
        tests = self._reach.nearest(mutant)
        path = self._root / mutant.file
        original, when = path.read_bytes(), path.stat()
        self._tried += 1
        text = original.decode("utf-8")
        path.write_bytes(mutant.of(text).encode("utf-8"))
        # A time of its own: compiled files are taken for a source's by its time, in whole seconds, and size.
        os.utime(path, (when.st_atime, when.st_mtime + self._tried))
        started = time.monotonic()
        try:
            said = self._run(tests)
        finally:
            path.write_bytes(original)
            os.utime(path, ns=(when.st_atime_ns, when.st_mtime_ns))
        return Outcome(mutant, mutant.difference(text), said, len(tests), time.monotonic() - started)

    def _run(self, tests: Sequence[str]) -> str:
        limits = {name: self._seconds + _TIMES * self._reach.seconds[name] for name in tests}
        try:
            code = in_child(run_pytest, self._root, ["-x", *tests], Alarm(limits), seconds=sum(limits.values()))
        except TimeoutError:
            return "timed out"
        except ChildLost as error:
            return "timed out" if error.late else "killed"
        except ChildFailed:  # pytest itself raises what is only found at its end, such as a file that is left open
            return "killed"
        return "killed" if code else "survived"
