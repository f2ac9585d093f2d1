"""Backup and restore are killed at any instant, while others ask: there is always the old state or the new one, whole."""

import random
import shutil
import subprocess
import threading
from contextlib import contextmanager
from time import sleep

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import IndexDamaged, IndexMissing
from indexer.indexing import index_corpus
from indexer.indexing.recovery.backups.backup import back_up
from indexer.indexing.recovery.backups.backup_file import ArchiveReader
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.indexing.backups.conftest import hits, note, written
from tests.indexing.killing import KILLS, killer

pytestmark = pytest.mark.soak

QUESTION = "what is the number n7x"


@pytest.fixture(scope="module")
def kill():
    with killer() as killing:
        yield killing


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """An index whose documents have changed since its backup, the backup, and what each of the two answers."""
    folder = tmp_path_factory.mktemp("states")
    corpus, settings = written(folder)
    back_up(settings, folder / "b.zip")
    old = hits(Searcher(settings), QUESTION)
    for number in range(10):
        (corpus / f"{number:03}.txt").write_text(note(number + 500))
    index_corpus(settings)
    return settings, folder / "b.zip", {"backup": old, "index": hits(Searcher(settings), QUESTION)}


def copied(index, target):
    """By another process: a file that this one closes loses the locks that SQLite has on it here
    (https://www.sqlite.org/howtocorrupt.html, 2.2), and the states are asked all the while."""
    subprocess.run([shutil.which("cp"), "-r", str(index), str(target)], check=True)


@contextmanager
def asked(settings, allowed):
    """Two threads ask all the while; every answer must be one of the states that there may be."""
    searcher, over, faults, answers = Searcher(settings), threading.Event(), [], [0]

    def ask():
        while not over.is_set():
            try:
                if hits(searcher, QUESTION) not in allowed:
                    faults.append("another state")
                answers[0] += 1
            except Exception as error:  # noqa: BLE001
                faults.append(error)
            sleep(0.002)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert faults == [] and answers[0] > 0


def test_a_restore_that_is_killed_leaves_the_old_state_or_the_new_one(states, tmp_path, kill):
    first, file, answers = states
    copied(first.index, tmp_path / "index")
    settings, chance = Settings.load(index=tmp_path / "index", workers=1), random.Random(1)
    command = ["restore", file, "--index", settings.index]
    _, took = kill.run(*command)
    index_corpus(settings)
    with asked(settings, list(answers.values())):
        for attempt in range(KILLS):
            kill.run(*command, after=chance.uniform(0, 1.1 * took))
            assert hits(Searcher(settings), QUESTION) in answers.values()
            assert verify(settings).faults == ()
            if attempt % 3 == 2:  # what was left behind is in nobody's way, and cleared away
                index_corpus(settings)
                assert hits(Searcher(settings), QUESTION) == answers["index"]
                assert not list((settings.index / "generations").glob("*.partial"))
        assert kill.run(*command)[0] == 0
    assert hits(Searcher(settings), QUESTION) == answers["backup"] and verify(settings).faults == ()
    assert {job.state for job in open_jobs(settings).newest()} <= {"done", "interrupted"}


@pytest.mark.parametrize(("lost", "said"), [("all of it", IndexMissing), ("catalog.sqlite", IndexDamaged)])
def test_a_restore_to_where_nothing_can_be_served_leaves_that_or_the_new_state(states, tmp_path, kill, lost, said):
    first, file, answers = states
    settings, chance = Settings.load(index=tmp_path / "index", workers=1), random.Random(2)
    command, took = ["restore", file, "--index", settings.index], 0.4
    for _ in range(max(KILLS // 2, 2)):
        shutil.rmtree(settings.index, ignore_errors=True)
        if said is IndexDamaged:
            copied(first.index, settings.index)
            (settings.index / lost).unlink()
        kill.run(*command, after=chance.uniform(0, took))
        try:
            assert hits(Searcher(settings), QUESTION) == answers["backup"] and verify(settings).faults == ()
        except said:
            code, took = kill.run(*command)
            assert code == 0
        assert hits(Searcher(settings), QUESTION) == answers["backup"] and verify(settings).faults == ()


def test_a_backup_that_is_killed_leaves_the_file_before_or_the_whole_new_one(states, tmp_path, kill):
    settings, _, answers = states
    file, chance = tmp_path / "b.zip", random.Random(3)
    command = ["backup", file, "--force", "--index", settings.index]
    _, took = kill.run(*command)
    with asked(settings, [answers["index"]]):
        for attempt in range(KILLS):
            if attempt % 2:
                file.unlink(missing_ok=True)
            before = file.exists()
            code, _ = kill.run(*command, after=chance.uniform(0, 1.1 * took))
            assert file.exists() or (code != 0 and not before)
            if file.exists():
                with ArchiveReader(file) as archive:
                    for name in archive.contents.members:
                        archive.prove(name, lambda size: None)
        assert kill.run(*command)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]
    assert verify(settings).faults == ()
