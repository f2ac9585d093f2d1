"""Small documents that several processes change, in one file: the contract, and what files alone do."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from indexer.errors import IndexDamaged, IndexProblem
from indexer.store.records import SqliteRecords
from tests.store.records_contract import RecordsContract
from tests.waiting import waits_of_sqlite


@pytest.fixture
def records(tmp_path):
    return SqliteRecords(tmp_path / "records.sqlite")


class TestContract(RecordsContract):
    @pytest.fixture
    def stored(self, tmp_path):
        return lambda: SqliteRecords(tmp_path / "records.sqlite")


def test_what_is_no_document_is_not_passed_over_where_others_are_looked_for(records):
    records.put("job", "001", {"state": "done"}, version=0)
    with closing(sqlite3.connect(records.path)) as connection, connection:
        connection.execute("UPDATE records SET value = 'no JSON' WHERE key = '001'")
    with pytest.raises(IndexDamaged):
        records.matching("job", "state", "queued")


def test_asking_makes_no_file(records, tmp_path):
    assert records.newest("job", 1) == [] and list(tmp_path.iterdir()) == []
    records.put("job", "1", {}, version=0)
    records.get("job", "1")
    assert [path.name for path in tmp_path.iterdir()] == ["records.sqlite"]


def test_who_may_not_write_can_read():
    with TemporaryDirectory() as made:
        folder, user = Path(made), os.geteuid()
        records = SqliteRecords(folder / "records.sqlite")
        records.put("job", "1", {"n": 1}, version=0)
        folder.chmod(0o555)
        records.path.chmod(0o444)
        if user == 0:
            os.seteuid(65534)  # rights do not bind root
        try:
            assert records.get("job", "1") == ("1", 1, {"n": 1})
            with pytest.raises(IndexProblem, match="cannot be written"):
                records.put("job", "1", {"n": 2}, version=1)
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


def test_one_that_has_no_patience_does_not_wait_for_others(records):
    records.put("job", "1", {"n": 1}, version=0)
    with (
        closing(sqlite3.connect(records.path, isolation_level=None)) as other,
        waits_of_sqlite("records.sqlite") as waits,
    ):
        other.execute("BEGIN EXCLUSIVE")
        for act in (
            lambda: records.get("job", "1", patience=0.01),
            lambda: records.put("job", "1", {"n": 2}, version=1, patience=0.01),
        ):
            with pytest.raises(IndexProblem, match="locked"):
                act()
        assert set(waits) == {0.01}
        other.execute("ROLLBACK")
    assert records.put("job", "1", {"n": 2}, version=1, patience=0.01) == 2


@pytest.mark.parametrize("content", [b"this is no database at all" * 90, b"SQLite format 3\0" + b"\xff" * 5000, None])
def test_a_damaged_file_is_said_to_be_and_can_be_put_aside(records, content):
    if content is None:
        records.path.mkdir()
    else:
        records.path.write_bytes(content)
    for act in (lambda: records.get("job", "1"), lambda: records.put("job", "1", {}, version=0)):
        with pytest.raises(IndexDamaged, match="passageway repair --index"):
            act()
        with pytest.raises(IndexDamaged):
            records.prove()
    records.renew()
    assert records.put("job", "1", {"n": 1}, version=0) == 1
    records.prove()
    assert sorted(path.name for path in records.path.parent.iterdir()) == ["records.sqlite", "records.sqlite.damaged"]


@pytest.mark.parametrize("value", ["'{'", "'[1]'", "'7'", "cast(x'7bff7d' AS TEXT)"])
def test_a_document_that_is_no_json_object_is_damage(records, value):
    for name in ("1", "2", "3"):
        records.put("job", name, {}, version=0)
    with closing(sqlite3.connect(records.path)) as connection:
        connection.execute(f"UPDATE records SET value = {value} WHERE key = '2'")
        connection.commit()
    for act in (lambda: records.get("job", "2"), lambda: records.newest("job", 9), records.prove):
        with pytest.raises(IndexDamaged, match="passageway repair --index"):
            act()
    records.renew()
    records.prove()
    assert [record.key for record in records.newest("job", 9)] == ["3", "1"]


def test_what_is_sound_of_a_damaged_file_is_taken_over(records):
    records.renew()
    assert not records.path.exists()
    for number in range(200):
        records.put("job", f"{number:05}", {"n": "x" * 300}, version=0)
    with closing(sqlite3.connect(records.path)) as connection:
        connection.execute("UPDATE records SET value = '{' WHERE key = '00007'")
        connection.commit()
    with records.path.open("r+b") as file:
        file.seek(file.seek(0, 2) // 2)
        file.write(bytes(4096))
    with pytest.raises(IndexDamaged):
        records.prove()
    records.renew()
    records.prove()
    kept = {record.key for record in records.newest("job", 300)}
    assert {"00000", "00199"} <= kept and "00007" not in kept and 150 < len(kept) < 199


def test_changes_are_on_disk_when_they_return_unless_they_need_not_last(records, monkeypatch):
    modes = []
    connect = sqlite3.connect

    def watched(*arguments, **options):
        connection = connect(*arguments, **options)
        connection.set_trace_callback(lambda statement: modes.append(statement) if "synchronous" in statement else None)
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    records.put("job", "1", {}, version=0)
    records.put("job", "1", {}, version=1, lasting=False)
    records.remove_before("job", "1")  # what comes back after a power failure is removed again
    assert modes == ["PRAGMA synchronous = FULL", "PRAGMA synchronous = OFF", "PRAGMA synchronous = OFF"]


def test_a_file_that_another_process_is_just_making_has_nothing(records):
    records.path.write_bytes(b"")
    assert records.newest("job", 9) == [] and records.get("job", "1") is None
    assert records.put("job", "1", {"n": 1}, version=0) == 1 and records.get("job", "1").value == {"n": 1}


KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
for number in range(200):
    connection.execute("UPDATE records SET value = ?", ('{"a": "' + "x" * 3000 + '"}',))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_wrote_half_is_taken_back_by_whoever_reads_next(tmp_path):
    records = SqliteRecords(tmp_path / "jobs.sqlite")
    for number in range(50):
        records.put("job", f"{number:04d}", {"a": "before"}, version=0)
    subprocess.run([sys.executable, "-c", KILLED, str(records.path)], check=False)
    assert records.path.with_name("jobs.sqlite-journal").exists()
    assert {record.value["a"] for record in records.newest("job", 50)} == {"before"}
    assert not records.path.with_name("jobs.sqlite-journal").exists()
