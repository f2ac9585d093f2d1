"""Files that several processes read before a run comes to them: what comes of the run is what one process finds."""

import os
from threading import active_count

import pytest

from indexer.documents.sources.folder import Folder
from indexer.documents.workers.reading import ReadLimits
from indexer.indexing import index_corpus
from indexer.indexing.runs.sharing import reading_beside
from indexer.indexing.runs.sharing.reading_beside import ReadBeside
from indexer.model import Document
from indexer.settings import Settings
from tests.documents.workers.worker_processes import workers_of

PAGE = "<!doctype html><title>Ferry {number}</title><h1>Ferry</h1><p>The ferry of harbour {number} leaves at noon.</p>"


@pytest.fixture
def eager(monkeypatch):
    """Whatever a process with limits reads is much, and little is read ahead."""
    monkeypatch.setattr(reading_beside, "_MUCH", 0)
    monkeypatch.setattr(reading_beside, "_FILES", 3)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "c"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.html").write_text(PAGE.format(number=number) + "<!-- " + 70_000 * "x" + " -->", "utf-8")
    (folder / "05.html").write_bytes(b"%PDF-1.4 broken" + bytes(70_000))
    (folder / "note.txt").write_text("A note on ferries.", "utf-8")
    return folder


def told(items):
    return [(item.path, item.text if isinstance(item, Document) else item.reason) for item in items]


def report_of(settings, corpus):
    report = index_corpus(settings, [corpus])
    return report.added, report.skipped, report.passages


@pytest.fixture
def ended():
    """Whatever is started ends: other tests of this process may have workers of their own."""
    threads, workers = active_count(), set(workers_of(os.getpid()))
    yield
    assert active_count() <= threads and workers.issuperset(workers_of(os.getpid()))


def test_a_run_finds_the_same_whoever_reads(eager, ended, tmp_path, corpus):
    one, two = (Settings.load(index=tmp_path / str(n), workers=n, semantic="off") for n in (1, 2))
    assert report_of(one, corpus) == report_of(two, corpus)


@pytest.fixture
def beside(eager, ended, corpus):
    source = Folder(corpus, ())
    files = list(source.list_files((".",)))
    with ReadBeside(source, ReadLimits(), files, 2) as reading:
        yield source, {file.path: file for file in files}, reading


def digest(source, file):
    with source.open_file(file) as content:
        return content.digest()


def test_what_is_read_ahead_is_what_stands_in_the_file(beside):
    source, files, reading = beside
    for path in ("00.html", "01.html", "08.html", "11.html"):  # a run may leave some out
        ((name, text),) = told(reading.of_file(files[path], digest(source, files[path]), lambda: None))
        assert name == path and f"harbour {int(path[:2])} leaves" in text
        assert reading.of_file(files[path], digest(source, files[path]), lambda: None) is None  # once
    assert reading.of_file(files["note.txt"], digest(source, files["note.txt"]), lambda: None) is None


def test_what_was_read_of_other_bytes_is_not_believed(beside):
    _, files, reading = beside
    assert reading.of_file(files["00.html"], "0" * 64, lambda: None) is None


def test_who_waits_may_stop(beside, monkeypatch):
    source, files, reading = beside
    monkeypatch.setattr(reading_beside, "_LOOK", 0.0)

    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reading.of_file(files["11.html"], digest(source, files["11.html"]), stop)


def test_what_may_be_the_fault_of_a_busy_machine_is_read_again(eager, corpus):
    source = Folder(corpus, ())
    files = list(source.list_files((".",)))
    with ReadBeside(source, ReadLimits(seconds=0.0), files, 2) as reading:
        assert reading.of_file(files[0], digest(source, files[0]), lambda: None) is None


def test_little_is_read_by_one_process(monkeypatch, corpus):
    source, before = Folder(corpus, ()), set(workers_of(os.getpid()))
    with ReadBeside(source, ReadLimits(), list(source.list_files((".",))), 2):
        assert before.issuperset(workers_of(os.getpid()))
