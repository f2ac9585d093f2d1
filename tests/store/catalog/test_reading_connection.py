"""Reading the catalog where nothing can be written beside it: on a read-only mount, or as a user who may only read."""

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


def on_a_read_only_mount(index, *arguments):
    """Runs a command of the program for an index in a folder that nobody can write."""
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    command = [sys.executable, "-m", "indexer", *arguments, "--index", str(index)]
    return subprocess.run(
        [UNSHARE, "-rm", "sh", "-c", script, "sh", str(index), *command],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.skipif(not MOUNTS, reason="a mount of one's own needs namespaces")
def test_an_index_on_a_read_only_mount_answers_and_cannot_be_written(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The hire costs 19 pounds.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "docs"])
    files = sorted(p.name for p in settings.index.iterdir())
    for arguments in (["ask", "hire"], ["find", "19 pounds"], ["status"], ["verify"], ["passages", "a.txt"]):
        run = on_a_read_only_mount(settings.index, *arguments)
        assert run.returncode == 0 and not run.stderr, (arguments, run.stderr)
    run = on_a_read_only_mount(settings.index, "index")
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1
    assert f"the index at {settings.index} cannot be written" in run.stderr and "Read-only file system" in run.stderr
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
    for arguments, expected in (
        (["ask", "hire"], "21 pounds"),
        (["verify"], "Generation 2"),
        (["repair", "--dry-run"], ""),
    ):
        run = on_a_read_only_mount(tmp_path / "left", *arguments)
        assert run.returncode == 0 and expected in run.stdout and not run.stderr, (arguments, run.stderr)
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
