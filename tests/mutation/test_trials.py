"""The mutation tester over small trees: what weak tests let live, and strong ones kill."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]

CODE = """
LIMIT = 3

def few(number):
    return number < LIMIT

def count(items):
    number = 0
    while items:
        items = items[1:]
        number += 1
    return number
"""

WEAK = """
from indexer.room.code import count, few

def test_few():
    assert few(1) and not few(9)

def test_count():
    assert count([]) == 0
    count("ab")
"""

STRONG = """
import subprocess, sys
import pytest
from indexer.room.code import count, few

@pytest.fixture(scope="session")
def counted():
    few(1)
    return count("abc"), count("")

@pytest.mark.parametrize(("number", "answer"), [(2, "True"), (3, "False")])
def test_few_in_another_process(number, answer):
    code = f"from indexer.room.code import few; print(few({number}))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == answer + "\\n"

def test_count(counted):
    assert counted == (3, 0)
"""


def run(tree, tests, *options, equivalent="", code=CODE):
    for name, text in {
        "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '--import-mode=importlib'\nfilterwarnings = ['error']\n",
        "indexer/__init__.py": "",
        "indexer/room/__init__.py": "",
        "indexer/room/code.py": code,
        "tests/room/test_code.py": tests,
        "tests/mutation/equivalent.txt": equivalent,
    }.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    command = [sys.executable, "-m", "tests.mutation", "room", "--root", str(tree), "--seconds", "6", *options]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    return done.returncode, done.stdout + done.stderr


def test_a_weak_test_lets_mutants_live_and_they_are_shown(tmp_path):
    code, said = run(tmp_path, WEAK)
    assert code == 1 and "indexer/room/code.py:5  comparison" in said
    assert "-    return number < LIMIT\n    +    return number <= LIMIT" in said
    assert "room: 6 of 14 killed, 42.9%" in said


def test_strong_tests_kill_all_in_other_processes_and_fixtures_too(tmp_path):
    code, said = run(tmp_path, STRONG)
    assert (code, "room: 14 of 14 killed, 100.0%" in said) == (0, True), said
    assert "timed out" in said and (tmp_path / "indexer/room/code.py").read_text() == CODE


LEAVING = """
def read(path):
    file = open(path)
    ring = [file]
    ring.append(ring)
    text = file.read()
    file.close()
    return text
"""

READING = """
import gc
from indexer.room.code import read

def test_read(tmp_path):
    (tmp_path / "a").write_text("x")
    gc.disable()
    assert read(tmp_path / "a") == "x"
"""


def test_what_pytest_only_finds_at_its_end_kills_too(tmp_path):
    code, said = run(tmp_path, READING, code=LEAVING)
    assert code == 1 and "room: 2 of 3 killed" in said and "-    file.close()" not in said, said


def test_a_mutant_listed_as_equivalent_is_not_counted(tmp_path):
    listed = "indexer/room/code.py few\n- return number < LIMIT\n+ return number <= LIMIT\nfor this test\n"
    few = "from indexer.room.code import few\n\ndef test_few():\n    assert few(1) and not few(9)\n"
    said = run(tmp_path, few, equivalent=listed, code=CODE.partition("def count")[0])[1]
    assert "killed" in said and "number <= LIMIT" not in said, said


def test_tests_that_fail_by_themselves_tell_nothing_of_mutants(tmp_path):
    code, said = run(tmp_path, "def test_few():\n    assert False\n")
    assert code == 2 and "tests/room/test_code.py::test_few" in said and "killed" not in said


def test_what_tests_reach_is_kept_until_they_or_the_code_change(tmp_path):
    run(tmp_path, WEAK, "--sample", "0")
    (first,) = (tmp_path / ".mutants").iterdir()
    made = first.stat().st_mtime_ns
    run(tmp_path, WEAK, "--sample", "0")
    assert first.stat().st_mtime_ns == made
    run(tmp_path, WEAK + "\n", "--sample", "0")
    (second,) = (tmp_path / ".mutants").iterdir()
    assert second != first


def test_a_room_that_there_is_not_is_told(tmp_path):
    code, said = run(tmp_path, WEAK, "--sample", "0")
    assert code == 0
    command = [sys.executable, "-m", "tests.mutation", "no/such", "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 2 and "indexer/no/such has no Python" in done.stderr
