"""Two writers, or two processes that carry out what is queued, start at the same moment: one is told who holds the lock,
or both do their work in turn.

Nothing is mixed, neither waits for ever, and the next run is right.
"""

import json
import random
import re
import socket
import subprocess
import sys
from time import sleep

import pytest

from indexer.errors import IndexLocked
from indexer.model import JobState
from indexer.searching import Searcher
from indexer.store import WriterLock, holder
from tests.indexing.killing import KILLS, ROOT, SOAK, killer
from tests.indexing.kills.acts import ACTS
from tests.indexing.kills.place import Place, note
from tests.indexing.kills.programs import PROGRAMS
from tests.waiting import PATIENCE

pytestmark = pytest.mark.soak

#: Times that each pair is started; the most seconds between the two.
EACH, JITTER = (max(3, KILLS // 8) if SOAK else 1), 0.3

COMMANDS = {act.name: act for act in ACTS}

PAIRS = (
    ("index", "index"),
    ("index", "publish"),
    ("index", "prune"),
    ("repair", "index"),
    ("restore", "index"),
    ("backup", "prune"),
    ("index --full", "rollback"),
    ("process of a job", "process of a job"),
    ("process of a job", "index"),
)

_LOCKED = re.compile(r"passageway: \S+ is being written by (process \d+ on \S+ since \S+|another process)\. Wait until")

#: What else the second of two may be told, once the first has done its work.
_REFUSED = re.compile(
    r"passageway: (nothing waits to be published|generation \d+, which waits to be published, was made)"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with killer(really=True) as kill:
        place = Place(tmp_path_factory.mktemp("pairs"), kill)
        place.begin()
        yield place


def started(place, act):
    module = "tests.indexing.kills.programs" if act.command[0] in PROGRAMS else "indexer"
    command = [sys.executable, "-m", module, *map(str, act.arguments(place))]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.mark.parametrize("names", PAIRS if SOAK else PAIRS[1:3], ids=" and ".join)
def test_of_two_writers_one_is_told_who_writes_or_both_come_to_their_end(place, names):
    chance, refused = random.Random(str(names)), 0
    acts = [COMMANDS[name] for name in names]
    for number in range(EACH):
        for act in acts:
            act.prepare(place)
        first = started(place, acts[number % 2])
        sleep(chance.uniform(0, JITTER))
        second = started(place, acts[1 - number % 2])
        ends = [(process.communicate(timeout=PATIENCE)[0], process.returncode) for process in (first, second)]
        for said, code in ends:
            assert code in (0, 1) and "Traceback" not in said, ends
            assert code == 0 or _LOCKED.search(said) or _REFUSED.search(said), ends
            refused += bool(_LOCKED.search(said))
        assert any(code == 0 for _, code in ends), ends
        assert holder(place.settings.index) is None
        assert all(job.state not in (JobState.RUNNING, JobState.QUEUED) for job in place.jobs.newest(5))
        place.served()
        for act in acts:
            act.again(place)
        place.run(proved=SOAK)
    note(f"{' and '.join(names)}: {EACH} pairs, {refused} times one was told who writes")


def test_a_sign_of_a_process_that_is_dead_or_another_by_now_is_nobodys(place):
    index = place.settings.index
    for process in (2**22 - 1, 1, place.kill.session):
        sign = {"process": process, "host": socket.gethostname(), "since": "2026-01-01T00:00:00.000000+00:00"}
        (index / "WRITER").write_text(json.dumps(sign))
        assert holder(index) is None
        assert Searcher(place.settings).status().writing is None
        with WriterLock(index), pytest.raises(IndexLocked, match="is being written by process"), WriterLock(index):
            pass
        assert not (index / "WRITER").exists()
