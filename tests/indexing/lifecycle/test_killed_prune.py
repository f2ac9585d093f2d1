"""A prune is killed at each of its steps: whatever generation is there still has its texts, and the next prune ends it."""

import os
import signal

import pytest

from indexer.engines.local import LocalIndex
from indexer.errors import GenerationMissing
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import kept_generations, prune, roll_back
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, Jobs
from indexer.store.catalog.staging import Staging

#: A step of a prune, and at which call of it the process is killed.
STEPS = (
    (Generations, "remove", 1),
    (Generations, "remove", 2),
    (Staging, "forget", 1),
    (Staging, "sweep", 1),
    (Jobs, "change", 1),
)


@pytest.fixture
def place(tmp_path):
    """Settings of three generations, each with another text of one document."""
    (tmp_path / "docs").mkdir()
    settings = Settings.load(index=tmp_path / "index", workers=1)
    for minutes in (1, 2, 3):
        (tmp_path / "docs" / "tea.txt").write_text(f"Good tea takes {minutes} minutes.")
        index_corpus(settings, [tmp_path / "docs"])
    return settings


def kill_at(owner, name, call):
    """Ends this process when the step is about to be done for the so many-th time."""
    act, seen = getattr(owner, name), []

    def killed(*args, **options):
        seen.append(name)
        if len(seen) == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **options)

    setattr(owner, name, killed)


def killed_prune(settings, step):
    pid = os.fork()
    if pid == 0:
        kill_at(*step)
        prune(settings, 1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def text_of(settings, number):
    return Searcher(settings, generation=number).document("tea.txt").text


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step[1]} {step[2]}")
def test_of_a_prune_that_is_killed_no_generation_is_left_without_its_texts(place, step):
    reader = LocalIndex(place).open(1)
    killed_prune(place, step)
    there = Generations(place.index).complete()
    assert there[0] == 3 and [kept.number for kept in kept_generations(place)] == there
    assert [text_of(place, number) for number in there] == [f"Good tea takes {number} minutes." for number in there]
    if step[0] is not Jobs:  # nothing of the texts is committed before
        assert reader.document("tea.txt").text == "Good tea takes 1 minutes."
    reader.close()
    for number in {1, 2}.difference(there):
        with pytest.raises(GenerationMissing, match="passageway generations"):
            roll_back(place, number)
    assert verify(place).faults == ()
    for number in there[1:]:
        assert roll_back(place, number).number == number and verify(place).faults == ()
    if there[1:]:
        roll_back(place, 3)
    prune(place, 1)
    with Staging.reading(place.index / "catalog.sqlite") as catalog:
        assert Generations(place.index).used() == set(catalog.numbers()) == {3}
        assert catalog._one("SELECT count(*) FROM versions") == (1,)
