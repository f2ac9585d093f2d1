"""What SQLite has beside its files, damaged or left by a kill: it is read rightly, or told of, and mended by the command
that the message names."""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines.opening import open_question_log, open_saved_questions
from indexer.errors import IndexBusy, IndexProblem
from indexer.indexing.recovery.repair import repair
from indexer.indexing.recovery.verify import verify
from indexer.model import AskedQuestion, LabelledQuestion
from indexer.searching import Searcher
from indexer.store import Catalog
from indexer.store.catalog import access
from indexer.store.records import RECORD_FILES, SqliteRecords
from tests.indexing.recovery.recovery_index import WORDS, folder, shorten

#: Ends by SIGKILL in the middle of a change of a database that is larger than what SQLite keeps in memory.
KILLED = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 2"); db.execute("BEGIN IMMEDIATE")
db.execute("CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
           "SELECT i, randomblob(900) b FROM n")
db.execute(f"DELETE FROM {sys.argv[2]}"); db.execute("UPDATE filler SET b = randomblob(901)")
os.kill(os.getpid(), 9)
"""

NOBODY = 65534


def kill_changing(path, table="records"):
    subprocess.run([sys.executable, "-c", KILLED, path, table], check=False)
    assert Path(f"{path}-journal").stat().st_size


def of_another(path):
    """The journal that a killed change of another database left."""
    other = path.with_name("other.sqlite")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE others AS SELECT randomblob(9000)")
        connection.commit()
    kill_changing(other, "others")
    other.with_name(f"{other.name}-journal").rename(f"{path}-journal")
    other.unlink()


def garbage(ending):
    return lambda path: Path(f"{path}{ending}").write_bytes(random.Random(1).randbytes(40_000))


def folder_at(ending):
    def folder_at(path):
        beside = Path(f"{path}{ending}")
        beside.touch()
        folder(beside)

    return folder_at


#: Whether something is read wrongly then, until it is mended.
JOURNALS = {
    "left by a kill": (kill_changing, False),
    "garbage": (garbage("-journal"), False),
    "of another database": (of_another, True),
    "a folder": (folder_at("-journal"), True),
}

LOGS = {
    "cut short": (lambda path: shorten(Path(f"{path}-wal")), True),
    "garbage": (garbage("-wal"), True),
    "a folder": (folder_at("-wal"), True),
    "garbage in its index": (garbage("-shm"), False),
    "a folder as its index": (folder_at("-shm"), False),
    "no index": (lambda path: Path(f"{path}-shm").unlink(), False),
    "garbage as a journal": (garbage("-journal"), False),
    "a folder as a journal": (folder_at("-journal"), True),
    "a journal of another database": (of_another, True),
}


@pytest.fixture
def filled(copied):
    """Settings of an index with a log of the catalog, and questions that were saved and asked."""
    settings = copied("with a log")
    open_saved_questions(settings).save([LabelledQuestion("q", WORDS[3], (("3.md", WORDS[3]),))])
    open_question_log(settings).add([AskedQuestion(WORDS[3], 1, 1, 0, 1, 3, "2026-11-26")])
    return settings


def records_of(index):
    return {name: sorted(SqliteRecords(index / name)._select("SELECT kind, key FROM records")) for name in RECORD_FILES}


@pytest.mark.parametrize("state", JOURNALS)
@pytest.mark.parametrize("name", RECORD_FILES)
def test_a_journal_beside_records_is_gone_by_or_mended(filled, name, state):
    damage, told = JOURNALS[state]
    before = records_of(filled.index)
    damage(filled.index / name)
    try:
        assert records_of(filled.index) == before and not told
    except IndexProblem as error:
        assert told and f"passageway repair --index {filled.index}" in str(error)
        assert verify(filled).faults
    assert bool(repair(filled).mended) is told and verify(filled).faults == ()
    after = records_of(filled.index)
    if state != "of another database":  # which SQLite has written over this one
        assert {key for key in after[name] if key not in before[name]} <= {("job", f"{4:010d}")}
        assert set(before[name]) <= set(after[name])
    SqliteRecords(filled.index / name).put("job", "9", {"n": 1}, version=0)


@pytest.mark.parametrize("state", LOGS)
def test_a_log_beside_the_catalog_is_gone_by_or_mended(filled, state):
    damage, told = LOGS[state]
    damage(filled.index / "catalog.sqlite")
    try:
        with closing(Searcher(filled)) as searcher:
            assert searcher.ask(WORDS[5]).hits and not told
    except IndexProblem as error:
        assert told and f"passageway repair --index {filled.index}" in str(error)
    done = repair(filled)
    assert bool(done.mended) is (told or state == "a folder as its index") and done.lost == ()
    assert verify(filled).faults == () and Searcher(filled).ask(WORDS[5]).hits
    done = repair(filled)
    assert (done.mended, done.put_aside) == ((), ())


@pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator can become somebody else")
@pytest.mark.parametrize("name", RECORD_FILES)
def test_who_may_not_take_a_killed_change_back_is_told_who_can(filled, name):
    before = records_of(filled.index)
    kill_changing(filled.index / name)
    above = {path: path.stat().st_mode for path in filled.index.parents if not path.stat().st_mode & 1}
    for path in above:
        path.chmod(above[path] | 0o011)
    os.seteuid(NOBODY)
    try:
        with pytest.raises(IndexProblem, match=f"half changed.*passageway repair --index {filled.index}"):
            records_of(filled.index)
        assert Searcher(filled).ask(WORDS[5]).hits
    finally:
        os.seteuid(0)
        for path, mode in above.items():
            path.chmod(mode)
    repair(filled)
    assert set(before[name]) <= set(records_of(filled.index)[name])


def test_a_database_that_another_process_has_for_long_is_told_of(filled, monkeypatch):
    monkeypatch.setattr(access, "_PATIENCE", 0.05)
    with closing(sqlite3.connect(filled.index / "saved.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(IndexProblem, match=r"saved\.sqlite cannot be read now \(database is locked\)"):
            SqliteRecords(filled.index / "saved.sqlite").get("question", "q", patience=0.05)
    path = filled.index / "catalog.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        for opening in (Catalog, lambda path: access.open_writing(path).execute("BEGIN IMMEDIATE")):
            with pytest.raises(IndexBusy, match=r"in use by another process \(database is locked\); try again"):
                opening(path)
    assert Searcher(filled).ask(WORDS[5]).hits
