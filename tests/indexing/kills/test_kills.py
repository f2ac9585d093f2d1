"""Commands are killed at any instant while four ask without pause: nobody meets an error or a mix, and nothing is lost.

A kill comes at the n-th change that the command makes to files, with n spread over all of them, or at an instant; of the
command alone, or of its group. ``make soak`` tries each act many times.
"""

import random
from collections import Counter

import pytest

from tests.indexing.killing import KILLS, SOAK, killer
from tests.indexing.kills.acts import ACTS
from tests.indexing.kills.asking import asked
from tests.indexing.kills.place import Place, note

pytestmark = pytest.mark.soak

#: Kills of each act.
EACH = max(2, KILLS // 8) if SOAK else 2


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with killer() as kill:
        place = Place(tmp_path_factory.mktemp("kills"), kill)
        place.begin()
        with asked(place.settings) as asking:
            place.asking = asking
            yield place


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_whatever_is_killed_nothing_is_lost_and_the_next_run_is_right(place, act):
    chance, kill, stages = random.Random(act.name), place.kill, Counter()
    steps, seconds = measured(place, act) if SOAK else (act.steps, 0)
    for number in range(EACH):
        act.prepare(place)
        before = place.seen()
        if SOAK and number % 3 == 2:
            when = {"after": chance.uniform(0.1, 1.1) * seconds}
        else:
            at_most = act.at_most and max(act.at_most, 2 * seconds)
            when = {"at": 1 + int((number + chance.random()) * steps / EACH), "after": at_most}
        code, _ = kill.run(*act.arguments(place), alone=number % 2 == 1, split=act.split, **when)
        said = f"{act.name}, {when}, code {code}"
        assert code in (0, -9), f"{said}: {kill.said}"
        assert kill.left() == [], said
        kill.clear_temporary()
        stages[act.check(place, before, code, said)] += code == -9
        if SOAK:
            place.status()
        act.again(place)
        place.run(proved=SOAK)
        assert place.asking.faults == [], said
    note(f"{act.name}: {sum(stages.values())} kills {dict(stages)}, {steps} changes of files in {seconds:.1f} s")


def measured(place, act):
    """How many changes of files the act makes, and the seconds that it takes, when nobody kills it before it has done its
    work."""
    act.prepare(place)
    before = place.seen()
    done = (lambda: act.done(place, before, place.seen())) if act.at_most else None
    code, seconds = place.kill.run(*act.arguments(place), split=act.split, after=done)
    assert code == 0 or act.at_most, place.kill.said
    place.run(proved=True)
    return place.kill.steps, seconds


def test_after_all_kills_the_index_is_as_one_that_was_never_killed(place):
    place.change()
    place.run(proved=True)
    assert len(place.asking.states) > len(ACTS) and place.asking.faults == []
