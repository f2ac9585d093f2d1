"""Files that change between being listed and being read; clocks that are wrong."""

import os
from datetime import datetime, timedelta
from time import time_ns

import pytest

from indexer.documents.sources import folder
from indexer.documents.sources.folder import Folder
from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import kept_generations, prune, publish, roll_back
from indexer.indexing.recovery.verify import verify
from indexer.indexing.runs.corpus_changes import changed_on_disk
from indexer.model import Freshness, JobState
from indexer.model.index import jobs
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import locking


@pytest.fixture
def place(tmp_path):
    """An index of three files, one of which has changed since."""
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    for name, text in (("a.txt", "apples"), ("b.html", "<p>pears grow"), ("c.txt", "plums")):
        (corpus / name).write_text(f"{text} hang on the tree.\n")
    index_corpus(settings, [corpus])
    return corpus, settings


@pytest.fixture
def after_listing(monkeypatch):
    """Has something happen once, when all files are listed and none is read yet."""

    def after_listing(happen):
        listed, pending = Folder.list_files, [happen]

        def list_files(folder, scopes):
            yield from listed(folder, scopes)
            if pending:
                pending.pop()()

        monkeypatch.setattr(Folder, "list_files", list_files)

    return after_listing


@pytest.mark.parametrize("name", ["a.txt", "b.html"])
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_file_any_more_is_skipped_and_its_document_stays(place, after_listing, name, kind):
    corpus, settings = place
    path = corpus / name

    def replace():
        path.unlink()
        {"pipe": os.mkfifo, "link": lambda path: path.symlink_to("/dev/zero"), "folder": os.mkdir}[kind](path)

    (corpus / "c.txt").write_text("plums are blue.\n")
    after_listing(replace)
    report = index_corpus(settings)
    ((skipped, reason),) = [(one.path, one.reason) for one in report.skipped]
    assert skipped == name and reason.startswith("cannot be read: ")
    assert {"pipe": "pipe", "link": "it is a link", "folder": "directory"}[kind] in reason
    assert report.kept == 1 and report.updated == ("c.txt",) and report.removed == ()
    searcher = Searcher(settings)
    assert len(searcher.document(name).text) > 20
    hits = {hit.passage.document_id: hit for hit in searcher.ask("apples pears").hits}
    assert hits[name].freshness is Freshness.GONE
    assert verify(settings).faults == ()


def test_a_file_that_grows_while_it_is_read_is_indexed_as_it_was_and_read_again_by_the_next_run(place, monkeypatch):
    corpus, settings = place
    path, read = corpus / "a.txt", Folder.open_file

    def open_file(folder, file):
        opened = read(folder, file)
        if file.path == "a.txt":
            with path.open("a") as log:
                log.write("one line more.\n")
        return opened

    monkeypatch.setattr(Folder, "open_file", open_file)
    path.write_text("apples are red.\n")
    assert index_corpus(settings).updated == ("a.txt",)
    monkeypatch.undo()
    assert Searcher(settings).document("a.txt").text.startswith("apples are red.")
    assert verify(settings).faults == ()
    assert index_corpus(settings).updated == ("a.txt",)
    assert Searcher(settings).document("a.txt").text.strip() == path.read_text().strip()


@pytest.mark.parametrize("size", [0, 7])
def test_a_file_that_is_cut_short_while_it_is_read_is_skipped_and_its_document_stays(place, monkeypatch, size):
    corpus, settings = place
    path, read = corpus / "a.txt", Folder.open_file

    def open_file(folder, file):
        opened = read(folder, file)
        if file.path == "a.txt":
            os.truncate(path, size)
        return opened

    monkeypatch.setattr(Folder, "open_file", open_file)
    path.write_text("apples are red, and others are green.\n")
    report = index_corpus(settings)
    assert [(one.path, one.reason) for one in report.skipped] == [
        ("a.txt", "cannot be read: it became shorter while it was read")
    ]
    assert (report.kept, report.emptied) == (1, 0)
    assert Searcher(settings).document("a.txt").text.strip() == "apples hang on the tree."
    monkeypatch.undo()
    path.write_text("apples are red.\n")
    assert index_corpus(settings).updated == ("a.txt",)
    assert Searcher(settings).document("a.txt").text.strip() == "apples are red."
    assert verify(settings).faults == ()


@pytest.fixture
def clock(monkeypatch):
    """Has all clocks of records and files say a time that is so many days away."""

    def clock(days):
        class Shifted(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(tz) + timedelta(days=days)

        for module in (jobs, locking):
            monkeypatch.setattr(module, "datetime", Shifted)
        monkeypatch.setattr(folder, "time_ns", lambda: time_ns() + days * 86_400 * 10**9)

    return clock


def test_when_the_clock_is_set_back_the_order_of_runs_and_generations_is_that_in_which_they_were_made(place, clock):
    """Numbers tell what came first, and stamps are compared, not ordered: times are only shown."""
    corpus, settings = place
    clock(400)
    (corpus / "a.txt").write_text("apples are red.\n")
    assert index_corpus(settings).updated == ("a.txt",)
    clock(-400)
    assert index_corpus(settings).unchanged == ("a.txt", "b.html", "c.txt")
    (corpus / "a.txt").write_text("apples are big.\n")
    assert changed_on_disk(settings, Searcher(settings).status()).changed == ("a.txt",)
    assert index_corpus(settings, preview=True).generation == 3
    assert publish(settings).number == 3
    kept = kept_generations(settings)
    assert [generation.number for generation in kept] == [3, 2, 1] and kept[0].created < kept[1].created
    assert roll_back(settings).number == 2
    assert index_corpus(settings).generation == 4
    records = open_jobs(settings)
    assert [job.number for job in records.newest()] == [7, 6, 5, 4, 3, 2, 1]
    assert {job.state for job in records.newest()} == {JobState.DONE} and records.interrupted() is None
    assert prune(settings, 1) == (3, 2)
    assert Searcher(settings).document("a.txt").text.strip() == "apples are big."
    assert verify(settings).faults == ()


@pytest.mark.parametrize("seconds", [0, 1_000_000_000, 4_000_000_000])
def test_a_change_is_seen_whatever_time_the_file_says(place, seconds):
    """The times of 1970 and 2096, as a clock that was wrong, or an archive that was unpacked, leaves them."""
    corpus, settings = place
    for text in ("apples are green.\n", "apples are round.\n"):  # as long as one another
        (corpus / "a.txt").write_text(text)
        os.utime(corpus / "a.txt", (seconds, seconds))
        assert index_corpus(settings).updated == ("a.txt",)
        (hit, *_) = Searcher(settings).ask("apples").hits
        assert hit.passage.text.strip() == text.strip() and hit.freshness is Freshness.SAME
    assert index_corpus(settings).unchanged == ("a.txt", "b.html", "c.txt")
