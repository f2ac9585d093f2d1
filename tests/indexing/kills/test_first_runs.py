"""The first run of an index is killed or stopped: there is none then, and a line says what to do, or a whole one."""

import random
import shlex
import signal

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import IndexMissing
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.model import JobState
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.indexing.killing import KILLS, SOAK, killer
from tests.indexing.kills.asking import texts_found
from tests.indexing.kills.editions import state_of, write
from tests.indexing.kills.place import note

pytestmark = pytest.mark.soak

#: First runs that are killed; and changes of files that one makes, about.
EACH, STEPS = (max(4, KILLS // 4) if SOAK else 2), 75

WAYS = ({"alone": True}, {}, {"by": signal.SIGINT}, {"by": signal.SIGTERM, "alone": True})


@pytest.fixture(scope="module")
def kill():
    with killer() as killing:
        yield killing


def served(settings):
    """The state that is served; None where there is no index."""
    try:
        return state_of(texts_found(Searcher(settings)))
    except IndexMissing as missing:
        assert "Make one with: passageway index" in str(missing)
        return None


def test_a_first_run_that_is_killed_leaves_no_index_or_a_whole_one(kill, tmp_path):
    write(tmp_path / "docs", 0)
    chance, seen = random.Random(1), []
    for number in range(EACH):
        settings = Settings.load(index=tmp_path / f"index{number}", workers=1)
        at, way = 1 + int((number + chance.random()) * STEPS / EACH), WAYS[number % len(WAYS)]
        code, _ = kill.run("index", tmp_path / "docs", "--index", settings.index, at=at, **way)
        said = f"{way}, at {at}, code {code}: {kill.said}"
        assert kill.left() == [], said
        kill.clear_temporary()
        seen.append(served(settings))
        assert seen[-1] == 0 or code != 0, said
        status, _ = kill.run("status", "--index", settings.index)
        assert status == (0 if seen[-1] == 0 else 3 if open_jobs(settings).newest(1) else 1), f"{said}: {kill.said}"
        assert status != 1 or "Make one with: passageway index" in kill.said
        tells(settings, kill.said, seen[-1])
        if SOAK:
            assert kill.run("status", "--json", "--index", settings.index)[0] == status
        index_corpus(settings, [tmp_path / "docs"])
        assert served(settings) == 0 and verify(settings).faults == (), said
    note(f"first run: {len(seen)} kills, {seen.count(None)} of them before it was served")
    assert None in seen


def tells(settings, said, state):
    """Status names a run that came to nothing, and not as one that goes on."""
    newest = open_jobs(settings).newest(1) if settings.index.exists() else ()
    if newest and state is None:
        assert newest[0].state in (JobState.INTERRUPTED, JobState.CANCELLED) and newest[0].state in said
        again = shlex.join(["--index", str(settings.index), str(settings.index.with_name("docs"))])
        assert f"again with: passageway index {again}" in said
