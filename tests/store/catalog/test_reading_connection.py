"""Reading the catalog where nothing can be written beside it: on a read-only mount, or as a user who may only read."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer.errors import IndexDamaged, IndexProblem
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


def test_what_is_not_written_back_yet_is_not_left_out(path, staging, document, enter, read_only):
    enter(staging, 1, [document("a", "Words.")])  # in the log, as long as the connection is open
    assert path.with_name("catalog.sqlite-wal").stat().st_size
    read_only()
    with pytest.raises(IndexProblem, match="cannot be read"):
        Catalog(path)


def test_damage_is_damage_there_as_well(path, staging, read_only):
    staging.close()
    path.write_bytes(path.read_bytes()[:5000])
    read_only()
    with pytest.raises(IndexDamaged):
        Catalog(path)


@pytest.mark.skipif(not MOUNTS, reason="a mount of one's own needs namespaces")
def test_an_index_on_a_read_only_mount_answers_and_cannot_be_written(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The hire costs 19 pounds.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "docs"])

    def on_the_mount(*arguments):
        script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
        command = [sys.executable, "-m", "indexer", *arguments, "--index", str(settings.index)]
        return subprocess.run(
            [UNSHARE, "-rm", "sh", "-c", script, "sh", str(settings.index), *command],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    files = sorted(p.name for p in settings.index.iterdir())
    for arguments in (["ask", "hire"], ["find", "19 pounds"], ["status"], ["verify"], ["passages", "a.txt"]):
        run = on_the_mount(*arguments)
        assert run.returncode == 0 and not run.stderr, (arguments, run.stderr)
    run = on_the_mount("index")
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1
    assert f"the index at {settings.index} cannot be written" in run.stderr and "Read-only file system" in run.stderr
    assert sorted(p.name for p in settings.index.iterdir()) == files


def test_a_copy_of_an_index_that_is_only_read_stays_as_it_is(tmp_path, read_only):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The hire costs 19 pounds.")
    index_corpus(Settings.load(index=tmp_path / "index"), [tmp_path / "docs"])
    shutil.copytree(tmp_path / "index", tmp_path / "copy")
    read_only()
    with closing(Catalog(tmp_path / "copy" / "catalog.sqlite")) as catalog:
        assert catalog.document(1, "a.txt").text.startswith("The hire")
    assert not list((tmp_path / "copy").glob("*-wal"))
