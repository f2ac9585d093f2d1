"""Reading the catalog where nothing can be written beside it: on a read-only mount, or as a user who may only read."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer.errors import IndexDamaged
from indexer.indexing import index_corpus
from indexer.settings import Settings
from indexer.store import Catalog
from indexer.store.catalog import access
from indexer.store.catalog.staging import Staging

ROOT = Path(__file__).resolve().parents[3]

UNSHARE = shutil.which("unshare") or ""

#: Whether a process may have mounts of its own.
MOUNTS = bool(UNSHARE) and not subprocess.run([UNSHARE, "-rm", "true"], check=False, capture_output=True).returncode


@pytest.fixture
def read_only(monkeypatch):
    """Has SQLite find that it cannot make what it needs beside the file, as it does on a read-only mount."""
    connect = sqlite3.connect

    def refusing(address, *arguments, **options):
        if str(address).endswith("?mode=ro"):
            return connect("file:/nowhere/at/all?mode=ro", *arguments, **options)
        return connect(address, *arguments, **options)

    def enter():
        monkeypatch.setattr(access.sqlite3, "connect", refusing)

    return enter


def test_a_catalog_that_nobody_writes_is_read(path, staging, document, enter, read_only):
    enter(staging, 1, [document("a", "Words.")])
    staging.close()
    read_only()
    with closing(Catalog(path)) as catalog:
        assert catalog.pin(1) and catalog.document(1, "a").text == "Words."
        catalog.unpin()
        assert not catalog.pin(2)
    assert [file.name for file in path.parent.iterdir()] == ["catalog.sqlite"]


def test_what_a_run_writes_meanwhile_is_seen(path, staging, document, enter, read_only):
    enter(staging, 1, [document(f"d{n:03}", f"Words {n}. " * 50) for n in range(100)])
    staging.close()
    read_only()
    with closing(Catalog(path)) as catalog:
        assert len(list(catalog.texts(1))) == 100
        with Staging.writing(path) as writing:
            enter(writing, 2, [document(f"d{n:03}", f"Other words {n}. " * 70) for n in range(100)])
            writing.forget(1)
            writing.sweep()
        for _ in range(2):
            assert catalog.pin(2)
            texts = list(catalog.texts(2))
            assert len(texts) == 100 and all(row.text.startswith("Other") for row in texts)
            catalog.unpin()
        assert not catalog.pin(1)


def test_damage_is_damage_there_as_well(path, staging, read_only):
    staging.close()
    path.write_bytes(path.read_bytes()[:5000])
    read_only()
    with pytest.raises(IndexDamaged):
        Catalog(path)


RUNS = """
import contextlib, io, json, sys
from indexer.cli import main

runs = []
for command in json.loads(sys.argv[1]):
    told, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(said):
        try:
            main(command)
        except SystemExit as end:
            runs.append([end.code, told.getvalue(), said.getvalue()])
print(json.dumps(runs))
"""


def on_a_read_only_mount(index, *commands):
    """Runs commands of the program, one after another in one process, for an index in a folder that nobody can write; gives
    the code that each exits by, and what it says on stdout and stderr."""
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    asked = json.dumps([[*command, "--index", str(index)] for command in commands])
    run = subprocess.run(
        [UNSHARE, "-rm", "sh", "-c", script, "sh", str(index), sys.executable, "-c", RUNS, asked],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(run.stdout)


@pytest.mark.skipif(not MOUNTS, reason="a mount of one's own needs namespaces")
def test_an_index_on_a_read_only_mount_answers_and_cannot_be_written(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The hire costs 19 pounds.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "docs"])
    files = sorted(p.name for p in settings.index.iterdir())
    commands = (["ask", "hire"], ["find", "19 pounds"], ["status"], ["verify"], ["passages", "a.txt"])
    *reading, (code, _, said) = on_a_read_only_mount(settings.index, *commands, ["index"])
    for command, (ended, _, told) in zip(commands, reading, strict=True):
        assert ended == 0 and not told, (command, told)
    assert code == 1 and len(said.splitlines()) == 1
    assert f"the index at {settings.index} cannot be written" in said and "Read-only file system" in said
    assert sorted(p.name for p in settings.index.iterdir()) == files


@pytest.mark.skipif(not MOUNTS, reason="a mount of one's own needs namespaces")
@pytest.mark.parametrize("shared_memory", [True, pytest.param(False, marks=pytest.mark.long)])
def test_what_a_killed_run_left_in_the_log_is_read_there_as_well(tmp_path, shared_memory):
    (tmp_path / "docs").mkdir()
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [_with(tmp_path, "The hire costs 19 pounds.")])
    with closing(sqlite3.connect(settings.index / "catalog.sqlite")) as reader:
        reader.execute("SELECT * FROM sqlite_master").fetchall()  # who reads keeps the log from being written back
        index_corpus(settings, [_with(tmp_path, "The hire costs 21 pounds.")])
        shutil.copytree(settings.index, tmp_path / "left")
    if not shared_memory:
        (tmp_path / "left" / "catalog.sqlite-shm").unlink()
    before = {path.name: path.read_bytes() for path in (tmp_path / "left").iterdir() if path.is_file()}
    assert before["catalog.sqlite-wal"]
    commands = {("ask", "hire"): "21 pounds", ("verify",): "Generation 2", ("repair", "--dry-run"): ""}
    runs = on_a_read_only_mount(tmp_path / "left", *commands)
    for (command, expected), (code, told, said) in zip(commands.items(), runs, strict=True):
        assert code == 0 and expected in told and not said, (command, said)
    assert {path.name: path.read_bytes() for path in (tmp_path / "left").iterdir() if path.is_file()} == before


def _with(folder, text):
    (folder / "docs" / "a.txt").write_text(text)
    return folder / "docs"


def test_a_copy_of_an_index_that_is_only_read_stays_as_it_is(tmp_path, read_only):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The hire costs 19 pounds.")
    index_corpus(Settings.load(index=tmp_path / "index"), [tmp_path / "docs"])
    shutil.copytree(tmp_path / "index", tmp_path / "copy")
    read_only()
    with closing(Catalog(tmp_path / "copy" / "catalog.sqlite")) as catalog:
        assert catalog.document(1, "a.txt").text.startswith("The hire")
    assert not list((tmp_path / "copy").glob("*-wal"))
