"""A file is read when it is quiet: by its stamp, and by what the system says; by a clock of the test's own."""

import os

import pytest

from indexer.indexing.watching.settling import Settling


@pytest.fixture
def watched(tmp_path):
    time = [100.0]
    settling = Settling(tmp_path, quiet=2.0, patience=30.0, clock=lambda: time[0])

    def passes(seconds):
        time[0] += seconds
        quiet = settling.quiet()
        return sorted(quiet), settling.is_due(quiet)

    return tmp_path, settling, passes


def test_a_burst_is_due_once_all_of_it_is_quiet(watched):
    folder, settling, passes = watched
    for number in range(50):
        (folder / f"{number}").write_text("x")
        settling.note([str(number)])
        assert passes(0.5)[1] is False
    quiet, due = passes(2.0)
    assert due and len(quiet) == 50
    settling.forget(quiet)
    assert passes(50.0) == ([], False) and len(settling) == 0


def test_what_grows_without_a_word_is_not_quiet(watched):
    folder, settling, passes = watched
    (folder / "big").write_text("x")
    settling.note(["big"])
    for size in range(2, 10):
        (folder / "big").write_text("x" * size)
        assert passes(1.9) == ([], False)
    assert passes(1.9) == ([], False) and passes(0.2) == (["big"], True)


@pytest.mark.parametrize("act", ["replace", "remove", "touch"])
def test_what_is_replaced_removed_or_touched_is_another(watched, act):
    folder, settling, passes = watched
    (folder / "a").write_text("x")
    os.utime(folder / "a", (5, 5))
    (folder / "b").write_text("y")
    os.utime(folder / "b", (5, 5))
    settling.note(["a"])
    acts = {
        "replace": lambda: (folder / "b").replace(folder / "a"),
        "remove": lambda: (folder / "a").unlink(),
        "touch": lambda: os.utime(folder / "a", (6, 6)),
    }
    acts[act]()
    assert passes(3.0) == ([], False) and passes(2.1) == (["a"], True)


def test_one_that_is_never_quiet_keeps_the_others_waiting_for_so_long(watched):
    folder, settling, passes = watched
    settling.note(["done"])
    for step in range(29):
        settling.note(["log"])
        assert passes(1.0)[1] is False, step
    settling.note(["log"])
    assert passes(1.0) == (["done"], True)
    assert settling.unready(frozenset({"done"})) == {"log"}
    settling.forget(["done"])
    settling.note(["log", "next"])
    assert passes(3.0) == (["log", "next"], True)


def test_only_what_is_never_quiet_is_no_run(watched):
    _, settling, passes = watched
    for _ in range(100):
        settling.note(["log"])
        assert passes(1.0) == ([], False)
