"""Who writes, and who may ask: real processes."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from indexer.errors import IndexLocked
from indexer.indexing import index_corpus
from indexer.settings import Settings
from indexer.store import WriterLock, holder
from indexer.store.locking import alone_in

ROOT = Path(__file__).resolve().parents[2]

#: Asks without pause until its input ends; then prints how often it asked, and the processes it was answered.
ASKER = """
import sys, threading
from pathlib import Path
from indexer.store import holder
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), over.set())).start()
print("ready", flush=True)
times, seen = 0, set()
while not over.is_set():
    writer, times = holder(Path(sys.argv[1])), times + 1
    seen.add(writer and writer.process)
print(times, *seen - {None})
"""

#: Writes until it is killed.
WRITER = """
import sys, time
from pathlib import Path
from indexer.store import WriterLock
with WriterLock(Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(60)
"""


@contextmanager
def running(code, index):
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(index)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.long
def test_no_run_is_refused_however_often_others_ask_who_writes(tmp_path):
    corpus, settings = tmp_path / "corpus", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    (corpus / "tea.txt").write_text("Tea\n\nTea is made with boiling water.\n")
    index_corpus(settings, [corpus])
    with running(ASKER, settings.index) as one, running(ASKER, settings.index) as other:
        for _ in range(40):
            index_corpus(settings)
        answers = [asker.communicate()[0].split() for asker in (one, other)]
    assert all(int(times) > 100 for times, *_ in answers)
    assert {process for _, *seen in answers for process in seen} == {str(os.getpid())}


def test_the_writer_is_named_to_all_who_ask_and_to_a_second_writer(tmp_path):
    assert holder(tmp_path) is None
    with running(WRITER, tmp_path) as process:
        assert holder(tmp_path).process == process.pid
        with pytest.raises(IndexLocked, match=f"process {process.pid} on .* since 2"), WriterLock(tmp_path):
            pass
        assert holder(tmp_path).process == process.pid  # the refused one has not taken the name down


def test_nobody_is_reported_after_a_run(tmp_path):
    with WriterLock(tmp_path) as writer:
        assert holder(tmp_path) == writer and writer.process == os.getpid()
    assert holder(tmp_path) is None and not (tmp_path / "WRITER").exists()


def test_a_killed_writer_is_not_reported_though_its_name_is_left(tmp_path):
    with running(WRITER, tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (tmp_path / "WRITER").exists() and holder(tmp_path) is None
    with WriterLock(tmp_path) as writer:
        assert holder(tmp_path) == writer


def test_a_process_id_that_was_given_again_is_not_taken_for_the_writer(tmp_path):
    with WriterLock(tmp_path):
        left = (tmp_path / "WRITER").read_text()
    assert json.loads(left)["process"] == os.getpid()
    (tmp_path / "WRITER").write_text(left)
    assert holder(tmp_path) is None


def test_those_who_ask_do_not_take_one_another_for_the_writer(tmp_path):
    with WriterLock(tmp_path):
        left = (tmp_path / "WRITER").read_text()
    (tmp_path / "WRITER").write_text(left)
    with (tmp_path / "WRITER").open() as other:
        fcntl.flock(other, fcntl.LOCK_SH)  # another who is just asking
        assert holder(tmp_path) is None


def test_asking_needs_no_right_to_write():
    with TemporaryDirectory() as made:
        index = Path(made)
        with WriterLock(index) as writer:
            (index / "WRITER").chmod(0o444)
            index.chmod(0o555)
            before, user = sorted(index.iterdir()), os.geteuid()
            if user == 0:
                os.seteuid(65534)  # rights do not bind root
            try:
                assert not os.access(index, os.W_OK, effective_ids=True)
                assert holder(index) == writer and sorted(index.iterdir()) == before
            finally:
                os.seteuid(user)
                index.chmod(0o755)


def test_a_run_that_cannot_say_who_it_is_lets_go_of_the_lock(tmp_path):
    (tmp_path / "WRITER.new").mkdir()
    refused = WriterLock(tmp_path)
    with pytest.raises(IsADirectoryError):
        refused.__enter__()
    (tmp_path / "WRITER.new").rmdir()
    with WriterLock(tmp_path) as writer:
        assert holder(tmp_path) == writer


def test_a_folder_is_locked_as_long_as_somebody_is_alone_in_it(tmp_path):
    other = os.open(tmp_path, os.O_RDONLY)
    with alone_in(tmp_path), pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)  # which raises nothing
    os.close(other)
    assert list(tmp_path.iterdir()) == []
