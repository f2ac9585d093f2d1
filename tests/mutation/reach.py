"""Which tests run which lines, and how long each takes: found by running them once under coverage, and kept."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.forked import in_child, run_pytest
from tests.mutation.mutants import Mutant

__all__ = ["Reach", "TestsFail", "reach_of"]

#: What the tests of a room run, beside its own modules and theirs.
_CODE = ("indexer", "search_ui")

#: What Python audits when a process is started.
_STARTS = ("subprocess.Popen", "os.fork", "os.posix_spawn")


class TestsFail(Exception):
    """The tests fail without any mutant; the message says which."""

    __test__ = False


@dataclass(frozen=True)
class Reach:
    """The tests of a room: the seconds (with all fixtures) and the lines (by file) of each, those that start other
    processes, which may run any line there, and the libraries that they load."""

    seconds: Mapping[str, float]
    lines: Mapping[str, Mapping[str, frozenset[int]]]
    starting: frozenset[str]
    libraries: Sequence[str]

    def nearest(self, mutant: Mutant) -> tuple[str, ...]:
        """The tests that run a mutant's lines, those of the quickest file first, and then those that start processes.

        All tests where none is known to, as the lines run when the module is imported; those that run the file at all
        then come first.
        """
        first, last = mutant.lines
        wanted = frozenset(range(first, last + 1))
        in_file = {name for name, lines in self.lines.items() if mutant.file in lines}
        found = {name for name in in_file if self.lines[name][mutant.file] & wanted}
        if found and not mutant.imported:
            return self._quickest_first(found) + self._quickest_first(self.starting - found)
        return self._quickest_first(in_file) + self._quickest_first(set(self.seconds) - in_file)

    def _quickest_first(self, names: Iterable[str]) -> tuple[str, ...]:
        files: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=lambda name: (self.seconds[name], name)):
            files[name.partition("::")[0]].append(name)
        ordered = sorted(files.values(), key=lambda names: sum(map(self.seconds.__getitem__, names)))
        return tuple(name for names in ordered for name in names)


def reach_of(root: Path, folder: Path, tests: Sequence[str]) -> Reach:
    """The reach of the tests in some folders, run in a copy of the tree (``root``); ``folder`` keeps it between runs.

    Only files of tests that are new or changed since are run again, or all where the code has changed. Raises TestsFail.
    """
    files = sorted(path.relative_to(root).as_posix() for name in tests for path in _files(root / name))
    kept = {name: _Kept(folder, root, name) for name in files}
    missing = [name for name, one in kept.items() if not one.path.exists()]
    if missing:
        for name, content in in_child(_record, root, root, missing).items():
            kept[name].write(content)
    return _joined([one.read() for one in kept.values()])


def _files(path: Path) -> Iterator[Path]:
    yield from [path] if path.is_file() else path.rglob("test_*.py")


class _Kept:
    """What is kept of one file of tests, by the sum of all that it depends on."""

    def __init__(self, folder: Path, root: Path, name: str) -> None:
        sources = [path for code in _CODE for path in (root / code).rglob("*.py")]
        beside = [path for path in (root / "tests").rglob("*.py") if not path.name.startswith("test_")]
        total = hashlib.sha256()
        for path in sorted([*sources, *beside, root / name, root / "pyproject.toml"]):
            total.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
        self.path = folder / f"{name.replace('/', '.')}-{total.hexdigest()[:16]}.json"

    def read(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.path.read_text("utf-8"))
        return content

    def write(self, content: dict[str, Any]) -> None:
        self.path.parent.mkdir(exist_ok=True)
        for old in self.path.parent.glob(f"{self.path.name.rpartition('-')[0]}-*.json"):
            old.unlink()
        self.path.write_text(json.dumps(content), "utf-8")


def _joined(contents: Sequence[dict[str, Any]]) -> Reach:
    tests = {name: test for content in contents for name, test in content["tests"].items()}
    lines = {
        name: {file: frozenset(numbers) for file, numbers in test["lines"].items()} for name, test in tests.items()
    }
    starting = frozenset(name for name, test in tests.items() if test["starts"])
    libraries = list(dict.fromkeys(name for content in contents for name in content["libraries"]))
    return Reach({name: test["seconds"] for name, test in tests.items()}, lines, starting, libraries)


def _record(root: Path, files: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What is to be kept of each file of tests; runs them, in a child."""
    recorder = _Recorder(root)
    code = run_pytest(files, recorder)
    if code or recorder.failed:
        raise TestsFail(f"pytest ended with code {code}; failing: {', '.join(recorder.failed) or 'none'}")
    libraries = list(_libraries(root))
    found: dict[str, dict[str, Any]] = {name: {"libraries": libraries, "tests": {}} for name in files}
    for test, content in recorder.tests():
        found[test.partition("::")[0]]["tests"][test] = content
    return found


def _libraries(root: Path) -> Iterator[str]:
    """The modules that are loaded now and do not come from the tree."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and not file.startswith(str(root)) and name not in ("__main__", "__mp_main__"):
            yield name


class _Recorder:
    """A plugin of pytest that notes which test, or which fixture, runs which lines."""

    def __init__(self, root: Path) -> None:
        import coverage

        self._root = root
        self._coverage = coverage.Coverage(data_file=None, config_file=False, source=[str(root / c) for c in _CODE])
        self._context = [""]
        self._fixtures: dict[str, Sequence[str]] = {}
        self._started: set[str] = set()
        self._seconds: dict[str, float] = defaultdict(float)
        self.failed: list[str] = []

    def pytest_sessionstart(self) -> None:
        sys.addaudithook(self._audit)
        self._coverage.start()

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._fixtures[item.nodeid] = getattr(item, "fixturenames", ())
        return (yield from self._within(item.nodeid))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        name, started = f"fixture {fixturedef.argname}", time.monotonic()
        try:
            return (yield from self._within(name))
        finally:
            self._seconds[name] = max(self._seconds[name], time.monotonic() - started)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.append(report.nodeid)

    def tests(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each test with what is kept of it: its seconds, the lines by file, and whether it starts processes, each with
        those of its fixtures."""
        reached = self._reached()
        for test, fixtures in self._fixtures.items():
            contexts = (test, *(f"fixture {name}" for name in fixtures))
            lines: dict[str, set[int]] = defaultdict(set)
            for context in contexts:
                for file, numbers in reached[context].items():
                    lines[file] |= numbers
            yield (
                test,
                {
                    "seconds": sum(self._seconds[context] for context in contexts),
                    "lines": {file: sorted(numbers) for file, numbers in lines.items()},
                    "starts": not self._started.isdisjoint(contexts),
                },
            )

    def _reached(self) -> dict[str, dict[str, set[int]]]:
        """By context and file, the lines that were run."""
        reached: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        measured = self._coverage.get_data()
        for file in measured.measured_files():
            name = Path(file).relative_to(self._root).as_posix()
            for line, contexts in measured.contexts_by_lineno(file).items():
                for context in contexts:
                    reached[context][name].add(line)
        return reached

    def _audit(self, event: str, _: object) -> None:
        if event in _STARTS:
            self._started.add(self._context[-1])

    def _within(self, context: str) -> Iterator[Any]:
        self._context.append(context)
        self._coverage.switch_context(context)
        try:
            return (yield)
        finally:
            self._context.pop()
            self._coverage.switch_context(self._context[-1])
