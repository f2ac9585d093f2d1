"""One file of an index of one moment, whoever serves and writes it; whole, or not there."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from indexer.errors import BackupProblem, IndexDamaged, IndexMissing
from indexer.indexing import index_corpus
from indexer.indexing.recovery.backups import backup as backups
from indexer.indexing.recovery.backups.backup import back_up
from indexer.indexing.recovery.backups.backup_file import ArchiveReader
from indexer.settings import Settings
from indexer.store import Generations, WriterLock
from indexer.store.catalog.staging import Staging
from tests.indexing.backups.conftest import note
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[3]


def generations_in(file):
    with ArchiveReader(file) as archive:
        for name in archive.contents.members:
            archive.prove(name, lambda size: None)
        return archive.contents.generations


def test_the_file_lists_all_that_is_in_it_and_nothing_else_of_the_index_is(place, tmp_path):
    _, settings = place
    (settings.index / "session.key").write_text("secret")
    (settings.index / "vectors").mkdir(exist_ok=True)
    for ending in ("vectors", "sentences", "ann"):
        (settings.index / "vectors" / f"0f.{ending}").write_bytes(b"v" * 100)
    file = tmp_path / "b.zip"
    report = back_up(settings, file)
    assert (report.generation, report.generations, report.documents) == (1, (1,), 20)
    assert report.bytes == file.stat().st_size and report.left_out == () and report.warning is None
    with ArchiveReader(file) as archive, ZipFile(file) as raw:
        contents = archive.contents
        assert {*contents.members, "backup.json"} == set(raw.namelist()) and raw.testzip() is None
        for name, member in contents.members.items():
            bytes_of = raw.read(name)
            assert (len(bytes_of), sha256(bytes_of).hexdigest()) == (member.bytes, member.sha256)
            if name.startswith("generations/"):
                assert bytes_of == (settings.index / name).read_bytes()
    folders = {name.split("/")[0] for name in contents.members}
    assert folders == {"generations", "vectors", "jobs.sqlite", "catalog.sqlite"}
    assert {name for name in contents.members if name.startswith("v")} == {"vectors/0f.vectors", "vectors/0f.sentences"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "docs", "index"]


def test_texts_that_only_older_generations_have_are_not_in_it_unless_all_are_wanted(place, tmp_path):
    corpus, settings = place
    (corpus / "000.txt").write_text("Marzipan is made of almonds.\n")
    index_corpus(settings)
    (corpus / "000.txt").unlink()
    index_corpus(settings)
    served, every = back_up(settings, tmp_path / "s.zip"), back_up(settings, tmp_path / "a.zip", every=True)
    assert served.generations == generations_in(tmp_path / "s.zip") == (3,)
    assert every.generations == generations_in(tmp_path / "a.zip") == (1, 2, 3)
    for name, there in (("s", False), ("a", True)):
        with ZipFile(tmp_path / f"{name}.zip") as archive:
            assert (b"Marzipan" in archive.read("catalog.sqlite")) is there


def test_it_is_of_one_moment_while_a_run_writes(place, tmp_path, monkeypatch):
    """Between any two of its steps a run adds documents, publishes, and prunes what is being copied."""
    corpus, settings = place
    settings = settings.model_copy(update={"keep_generations": 1})
    stages = set()

    def step(stage, done, total):
        if stage not in stages:
            stages.add(stage)
            (corpus / f"{stage}.txt").write_text(note(100 + len(stages)))
            index_corpus(settings)

    report = back_up(settings, tmp_path / "b.zip", progress=step)
    assert stages == {"copy", "back up", "prove"} and Generations(settings.index).complete() == [4]
    assert report.generation == 1 and report.documents == 20
    with ZipFile(tmp_path / "b.zip") as archive:
        archive.extract("catalog.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "catalog.sqlite")) as catalog:
        assert catalog.execute("SELECT number FROM generations").fetchall() == [(1,)]
        assert catalog.execute("SELECT count(*) FROM revisions").fetchone() == (20,)
    generations_in(tmp_path / "b.zip")


def test_it_is_made_while_a_run_has_the_lock_and_texts_that_are_not_committed(place, tmp_path):
    _, settings = place
    with WriterLock(settings.index), Staging.writing(settings.index / "catalog.sqlite") as staging:
        staging.set_meta("edition", "7")
        assert back_up(settings, tmp_path / "b.zip").generation == 1


def test_a_generation_that_is_pruned_as_it_is_opened_is_not_the_one_that_is_copied(place, tmp_path, monkeypatch):
    corpus, settings = place
    hold, opened = backups.IndexMoment._held_vectors, []

    def held(moment):
        if not opened:
            (corpus / "new.txt").write_text(note(900))
            index_corpus(settings.model_copy(update={"keep_generations": 1}))
        opened.append(moment)
        return hold(moment)

    monkeypatch.setattr(backups.IndexMoment, "_held_vectors", held)
    assert back_up(settings, tmp_path / "b.zip").generation == 2 and len(opened) == 2


def test_a_file_that_is_there_is_overwritten_only_where_that_is_wanted(place, tmp_path):
    _, settings = place
    file = tmp_path / "b.zip"
    file.write_text("mine")
    with pytest.raises(BackupProblem, match="--force"):
        back_up(settings, file)
    assert file.read_text() == "mine"
    back_up(settings, file, overwrite=True)
    assert generations_in(file) == (1,)
    for wrong, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "b.zip", "there is no folder .*no; make it first"),
    ):
        with pytest.raises(BackupProblem, match=said):
            back_up(settings, wrong, overwrite=True)
    with pytest.raises(IndexMissing):
        back_up(Settings.load(index=tmp_path / "none"), tmp_path / "c.zip")
    assert not (tmp_path / "none").exists() and not list(tmp_path.glob("c.zip*"))


def test_one_that_another_process_writes_is_let_be_and_what_a_killed_one_left_is_used_again(place, tmp_path):
    _, settings = place
    (tmp_path / "b.zip.partial").write_text("left behind")
    (tmp_path / "b.zip.partial.d").mkdir()
    (tmp_path / "b.zip.partial.d" / "catalog.sqlite").write_text("left behind")

    def step(stage, done, total):
        with pytest.raises(BackupProblem, match="is just being written by another process"):
            back_up(settings, tmp_path / "b.zip")

    back_up(settings, tmp_path / "b.zip", progress=step)
    assert generations_in(tmp_path / "b.zip") == (1,)
    assert not list(tmp_path.glob("*partial*"))


def test_a_damaged_file_is_never_backed_up(place, tmp_path):
    _, settings = place
    for path in (settings.index / "generations" / "1").iterdir():
        raw = path.read_bytes()
        path.write_bytes(raw[: len(raw) // 2] + bytes([raw[len(raw) // 2] ^ 4]) + raw[len(raw) // 2 + 1 :])
        with pytest.raises(IndexDamaged, match="passageway"):
            back_up(settings, tmp_path / "b.zip")
        path.write_bytes(raw)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "index"]


def test_a_damaged_row_is_never_backed_up(place, tmp_path):
    _, settings = place
    catalog = settings.index / "catalog.sqlite"
    with closing(sqlite3.connect(catalog)) as connection:
        connection.execute("UPDATE revisions SET text = replace(text, 'n7x', 'n8x')")
        connection.commit()
    with pytest.raises(IndexDamaged, match=f"the catalog {catalog} was altered.* --index {settings.index}$"):
        back_up(settings, tmp_path / "b.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "index"]


def test_kept_generations_that_are_damaged_are_left_out_and_named(place, tmp_path, run_command):
    corpus, settings = place
    (corpus / "new.txt").write_text(note(900))
    index_corpus(settings)
    path = settings.index / "generations" / "1" / "calibration.json"
    path.unlink()
    path.write_text("{}")
    code, out, _ = run_command("backup", tmp_path / "b.zip", "--all", "--index", settings.index)
    assert code == 3 and "left out: generation 1" in out and "generation 2 (21 documents" in out
    assert generations_in(tmp_path / "b.zip") == (2,)


def backed_up_with_no_room(settings, file, *before, limit=None):
    command = [*before, sys.executable, "-m", "indexer", "backup", str(file), "--index", str(settings.index)]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit, timeout=PATIENCE, check=False
    )
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1, run.stderr
    assert f"the backup {file} cannot be written" in run.stderr


def add_vectors(settings):
    """What cannot be made smaller, so that it is the archive that grows."""
    (settings.index / "vectors").mkdir(exist_ok=True)
    (settings.index / "vectors" / "0f.vectors").write_bytes(os.urandom(600_000))


@pytest.mark.parametrize("size", [40_000, 300_000])  # SQLite's file of shared memory, which reading needs, has 32 KiB
def test_a_backup_without_room_says_so_in_a_line_and_leaves_nothing(place, tmp_path, size):
    add_vectors(place[1])
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
    backed_up_with_no_room(place[1], tmp_path / "b.zip", limit=limit)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "index"]


UNSHARE = shutil.which("unshare") or ""
MOUNTS = bool(UNSHARE) and not subprocess.run([UNSHARE, "-rm", "true"], check=False, capture_output=True).returncode


@pytest.mark.skipif(not MOUNTS, reason="a mount of one's own needs namespaces")
@pytest.mark.parametrize("size", [120, 500])
def test_a_small_disk_says_so_too(place, tmp_path, size):
    add_vectors(place[1])
    (tmp_path / "small").mkdir()
    script = f'mount -t tmpfs -o size={size}k tmpfs "$1" && d="$1" && shift && "$@"; code=$?; ls -A "$d"; exit $code'
    before = [UNSHARE, "-rm", "sh", "-c", script, "sh", str(tmp_path / "small")]
    backed_up_with_no_room(place[1], tmp_path / "small" / "b.zip", *before)
