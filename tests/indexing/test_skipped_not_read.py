"""A file that could not be read, or not all of it, is not read again while neither it nor its readers change."""

import os
import time

import pytest

from indexer.documents.formats.registry import FORMATS
from indexer.documents.reader_version import LIBRARIES
from indexer.documents.sources.folder import Folder
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import roll_back
from indexer.indexing.recovery.verify import verify
from indexer.model import Skipped
from indexer.searching import Searcher
from indexer.settings import Settings

LINES = '{"_id": "1", "text": "One heron."}\n{no json\n'
FILES = {
    "a/read.txt": "Words.",
    "a/l.jsonl": LINES,
    "b/code.xyz": "\0\1",
    "b/empty.txt": "",
    "broken.pdf": "%PDF-1.4 x",
}
ALL = {"a/l.jsonl#line 2", "b/code.xyz", "b/empty.txt", "broken.pdf"}


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A corpus whose files are an hour old, its settings, and the paths that were opened since it was last asked."""
    for name, content in FILES.items():
        write(tmp_path / "c" / name, content)
    opened = []
    monkeypatch.setattr(Folder, "open_file", lambda self, file, real=Folder.open_file: noted(opened, real, self, file))

    def read():
        found = set(opened)
        opened.clear()
        return found

    settings = Settings.load(index=tmp_path / "i", semantic="off", workers=1)
    # The clock of an inode cannot be set back: the file system's seems to be an hour late instead.
    monkeypatch.setattr("indexer.documents.sources.folder.time_ns", lambda: time.time_ns() + 3600 * 10**9)
    first = index_corpus(settings, [tmp_path / "c"])
    assert {file.path for file in first.skipped} == ALL and read() == set(FILES)
    return tmp_path / "c", settings, read


def noted(opened, real, source, file):
    opened.append(file.path)
    return real(source, file)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def skipped(report):
    return {file.path for file in report.skipped}


def test_what_is_as_it_was_is_not_opened_and_told_all_the_same(made):
    corpus, settings, read = made
    before = index_corpus(settings, dry_run=True)
    after = index_corpus(settings)
    assert read() == set() and skipped(after) == skipped(before) == ALL and after.generation == 1
    assert after.unchanged == ("a/l.jsonl#1", "a/read.txt")
    write(corpus / "a" / "read.txt", "Other words.")
    third = index_corpus(settings)
    assert read() == {"a/read.txt"} and skipped(third) == ALL and third.generation == 2
    status = Searcher(settings).status()
    assert {file.path for file in status.skipped} == ALL and not verify(settings).faults


def test_what_has_changed_is_opened(made):
    corpus, settings, read = made
    write(corpus / "b" / "empty.txt", "A word by now.")
    write(corpus / "a" / "l.jsonl", LINES.replace("{no json", "{neither"))
    (corpus / "broken.pdf").unlink()
    report = index_corpus(settings)
    assert read() == {"b/empty.txt", "a/l.jsonl"} and skipped(report) == {"a/l.jsonl#line 2", "b/code.xyz"}
    assert report.added == ("b/empty.txt",)
    assert skipped(index_corpus(settings)) == {"a/l.jsonl#line 2", "b/code.xyz"} and read() == set()


@pytest.mark.parametrize("options", [{"by_digest": True}, {"full": True}])
def test_who_asks_for_it_has_all_read(made, options):
    _, settings, read = made
    index_corpus(settings, **options)
    assert read() == set(FILES)
    assert skipped(index_corpus(settings)) == ALL and read() == set()


def test_other_limits_and_other_readers_try_again(made, monkeypatch):
    _, settings, read = made
    changed = {"a/l.jsonl", "b/code.xyz", "b/empty.txt", "broken.pdf"}
    index_corpus(settings.model_copy(update={"read_seconds": 77.0}))
    assert read() == changed
    monkeypatch.setattr("indexer.indexing.runs.intake.reader_version", lambda languages: "others")
    assert skipped(index_corpus(settings)) == ALL and read() == set(FILES)


def test_after_going_back_what_was_read_of_another_state_is_read_again(made):
    corpus, settings, read = made
    write(corpus / "a" / "l.jsonl", LINES.replace("heron", "stork"))
    index_corpus(settings)
    roll_back(settings)
    read()
    report = index_corpus(settings)
    assert read() == {"a/l.jsonl"} and report.updated == ("a/l.jsonl#1",)
    assert Searcher(settings).document("a/l.jsonl#1").text == "One stork."


def test_a_broken_file_keeps_nothing_of_what_it_was(made):
    corpus, settings, read = made
    write(corpus / "a" / "read.txt", "")
    assert index_corpus(settings).emptied == 1
    roll_back(settings)
    read()
    assert index_corpus(settings).emptied == 1 and read() == {"a/read.txt"}


@pytest.mark.parametrize(
    ("reason", "today", "tomorrow"),
    [
        ("reading it took longer than 60 s, the limit (PASSAGEWAY_READ_SECONDS)", set(), {"broken.pdf"}),
        ("the process that read it was ended by signal 9", set(), {"broken.pdf"}),
        ("text recognition lacks deu: apt install tesseract-ocr-deu", {"broken.pdf"}, {"broken.pdf"}),
    ],
)
def test_what_another_attempt_may_read_is_tried_again(made, monkeypatch, reason, today, tomorrow):
    corpus, settings, read = made
    monkeypatch.setattr(
        "indexer.documents.workers.reading.Reading.content", lambda self, content, *_: [Skipped(content.name, reason)]
    )
    os.utime(corpus / "broken.pdf", (1, 1))
    index_corpus(settings)
    read()
    index_corpus(settings)
    assert read() == today

    class Tomorrow:
        @staticmethod
        def now(zone):
            from datetime import datetime, timedelta

            return datetime.now(zone) + timedelta(days=1)

    monkeypatch.setattr("indexer.indexing.runs.skip_memory.datetime", Tomorrow)
    index_corpus(settings)
    assert read() == tomorrow


def test_a_run_over_a_folder_forgets_nothing_of_the_others(made):
    corpus, settings, read = made
    assert skipped(index_corpus(settings, [corpus / "b"], by_digest=True)) == {"b/code.xyz", "b/empty.txt"}
    read()
    assert skipped(index_corpus(settings)) == ALL and read() == set()


def test_a_version_of_the_readers_says_which_extras_there_are():
    assert {name for one in FORMATS for name in one.needs} <= set(LIBRARIES)
