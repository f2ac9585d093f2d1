"""Commands are stopped by Ctrl-C, as a terminal sends it to all of a group, or by SIGTERM, as a service manager does.

One line says so, no process and no file is left of what was not done, and the next run is right. A second signal, while
what was open is closed, ends them at once: that is as harmless as a kill.
"""

import random
import signal
from collections import Counter
from time import sleep
from types import SimpleNamespace

import pytest

from indexer.model import JobState
from tests.indexing.killing import KILLS, SOAK, killer
from tests.indexing.kills.acts import ACTS
from tests.indexing.kills.place import Place, note
from tests.indexing.kills.programs import PROGRAMS

pytestmark = pytest.mark.soak

#: Stops of each act.
EACH = max(3, KILLS // 8) if SOAK else 1

#: What is sent, to whom, and how often; in turns.
WAYS = (
    {"by": signal.SIGINT},
    {"by": signal.SIGTERM, "alone": True},
    {"by": signal.SIGINT, "twice": True},
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with killer() as kill:
        place = Place(tmp_path_factory.mktemp("stops"), kill)
        place.begin()
        yield place


@pytest.mark.parametrize("act", [act for act in ACTS if act.command[0] not in PROGRAMS], ids=lambda act: act.name)
def test_what_is_stopped_says_so_in_a_line_and_leaves_nothing(place, act):
    chance, counts = random.Random(act.name), Counter()
    for number in range(EACH):
        act.prepare(place)
        before, way = place.seen(), WAYS[(number + ACTS.index(act)) % len(WAYS)]
        at = 1 + int((number + chance.random()) * act.steps / EACH)
        code, _ = place.kill.run(*act.arguments(place), at=at, after=act.at_most, split=act.split, **way)
        said = f"{act.name}, {way}, at {at}, code {code}: {place.kill.said}"
        counts[way["by"].name] += check(place, act, before, code, way, said)
        act.again(place)
        place.run(proved=SOAK)
    note(f"{act.name}: stopped {dict(counts)}")


def check(place, act, before, code, way, said):
    """Whether it was stopped, and not done before the signal came."""
    by, twice = way["by"], way.get("twice")
    lines = [line for line in place.kill.said.splitlines() if line.startswith("passageway: ")]
    endless = act.at_most is not None  # there is nothing that it would not have done, so that it ends well
    stopped = code != 0 or endless
    assert code in (0, 128 + by, -by if by != signal.SIGINT else 0), said
    assert len(lines) == (code != 0) and all("stopped" in line for line in lines), said
    assert place.kill.left() == [], said
    place.kill.clear_temporary()
    if not (twice and stopped):
        place.is_tidy()
    states = {JobState.INTERRUPTED if by != signal.SIGINT else JobState.CANCELLED}
    act.check(place, before, int(stopped), said, states | ({JobState.INTERRUPTED} if twice else set()))
    return stopped


def test_a_command_that_has_ended_before_its_process_is_read_is_not_waited_for_for_ever(monkeypatch):
    with killer(really=False) as killing:
        server = killing._server
        late = SimpleNamespace(write=lambda told: (server.stdin.write(told), sleep(1)))
        monkeypatch.setattr(killing, "_server", SimpleNamespace(stdin=late, stdout=server.stdout))
        assert killing.run("--version")[0] == 0
