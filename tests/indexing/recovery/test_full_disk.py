"""A disk that is full, wherever a run is just then: one clear line, and the last generation serves on."""

import errno
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest

from indexer.errors import IndexUnwritable
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store.container import array_writing
from tests.waiting import PATIENCE

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def place(tmp_path):
    """A small index, and a corpus that has grown since."""
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    (corpus / "a.txt").write_text("The hire costs 19 pounds.")
    index_corpus(settings, [corpus])
    for number in range(120):
        words = " ".join(f"w{number}x{place}" for place in range(60))
        (corpus / f"n{number}.txt").write_text(f"Note {number}\n\n{words}.\n")
    return corpus, settings


def limited(size):
    """Has a process write no file of more than ``size`` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [1_000, 16_000, 60_000, 150_000])
def test_a_run_without_room_says_so_in_a_line_and_changes_nothing(place, size):
    corpus, settings = place
    command = [sys.executable, "-m", "indexer", "index", "--index", str(settings.index)]
    run = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=partial(limited, size),
        timeout=PATIENCE,
        check=False,
    )
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1, run.stderr
    assert f"the index at {settings.index} cannot be written" in run.stderr and "is unchanged" in run.stderr
    answer = Searcher(settings).ask("what does the hire cost")
    assert answer.generation == 1 and answer.hits[0].passage.text == "The hire costs 19 pounds."
    assert len(index_corpus(settings).added) == 120 and verify(settings).faults == ()


def test_what_is_too_much_for_memory_waits_on_the_disk_of_the_index(place, tmp_path, monkeypatch):
    corpus, settings = place
    monkeypatch.setattr(array_writing, "_SPOOL", 16)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))  # as good as full
    assert len(index_corpus(settings).added) == 120 and verify(settings).faults == ()
    assert not [path.name for path in settings.index.rglob("*") if path.name.startswith("tmp")]


def test_a_disk_that_is_full_may_be_that_of_temporary_files(place, tmp_path, monkeypatch):
    corpus, settings = place
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def full(*arguments, **options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(array_writing, "SpooledTemporaryFile", full)
    again = f"run again: passageway index {corpus} --full --index"
    with pytest.raises(IndexUnwritable, match=f"is full, in {tmp_path}, where temporary files are .*, and {again}"):
        index_corpus(settings, corpus, full=True)
    assert Searcher(settings).status().generation == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["ask", "hire"], ["status", "--json"], ["find", "hire"]])
def test_what_cannot_be_printed_is_told(place, arguments):
    _, settings = place
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "indexer", *arguments, "--index", str(settings.index)]
        run = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=PATIENCE, check=False
        )
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1 and "no room left" in run.stderr


UNSHARE = shutil.which("unshare") or ""
MOUNTS = bool(UNSHARE) and not subprocess.run([UNSHARE, "-rm", "true"], check=False, capture_output=True).returncode


@pytest.mark.skipif(not MOUNTS, reason="a mount of one's own needs namespaces")
@pytest.mark.parametrize("size", [20, 60, 120, 240, 400])
def test_a_first_run_on_a_small_disk_says_so_in_a_line(place, tmp_path, size):
    corpus, _ = place
    (tmp_path / "small").mkdir()
    script = f'mount -t tmpfs -o size={size}k tmpfs "$1" && shift && exec "$@"'
    command = [sys.executable, "-m", "indexer", "index", str(corpus), "--index", str(tmp_path / "small" / "index")]
    run = subprocess.run(
        [UNSHARE, "-rm", "sh", "-c", script, "sh", str(tmp_path / "small"), *command],
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1, run.stderr
    assert f"the index at {tmp_path / 'small' / 'index'} cannot be written" in run.stderr


FILLED = """
mount -t tmpfs -o size=4m tmpfs "$1" && cp -r "$2" "$1/index" || exit 9
# What is free now is too little for all of a run.
head -c $(($(df --output=avail -B1 "$1" | tail -1) - $3)) /dev/zero > "$1/filler"
shift 3
echo "run" && "$@" index; echo "code $?"
echo "asked" && "$@" ask hire && "$@" verify
rm "$INDEX/../filler"
echo "again" && "$@" index && "$@" verify
"""


@pytest.mark.skipif(not MOUNTS, reason="a mount of one's own needs namespaces")
@pytest.mark.parametrize("room", [0, 120_000] if "PASSAGEWAY_SOAK" in os.environ else [0])
def test_a_run_that_fills_a_small_disk_leaves_what_is_served_and_the_next_works_once_there_is_room(
    place, tmp_path, room
):
    _, settings = place
    (tmp_path / "small").mkdir()
    command = [UNSHARE, "-rm", "sh", "-c", FILLED, "sh", str(tmp_path / "small"), str(settings.index), str(room)]
    index = tmp_path / "small" / "index"
    run = subprocess.run(
        [*command, sys.executable, "-m", "indexer"], cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=PATIENCE,
        env={**os.environ, "PASSAGEWAY_INDEX": str(index), "INDEX": str(index), "PASSAGEWAY_SEMANTIC": "off"},
    )  # fmt: skip
    first, asked, again = (part.strip() for part in re.split("^(?:asked|again)$", run.stdout, flags=re.MULTILINE))
    assert first.endswith("code 1"), run.stdout
    assert len(run.stderr.splitlines()) == 1 and f"the index at {index} cannot be written" in run.stderr, run.stderr
    assert "19 pounds" in asked and "Generation 1: 1 document" in asked
    assert again.startswith("added: n0.txt") and "Generation 2: 121 documents" in again
