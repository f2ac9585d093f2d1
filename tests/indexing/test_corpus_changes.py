"""What has changed on disk since: as a run would find it, looked at without reading what is new."""

import json
import os
import time

import pytest

from indexer.errors import IndexBusy
from indexer.indexing import index_corpus
from indexer.indexing.runs.corpus_changes import changed_on_disk
from indexer.searching import Searcher
from indexer.settings import Settings


@pytest.fixture
def made(tmp_path):
    """A corpus, and what looks at it."""
    corpus = tmp_path / "c"
    (corpus / "deep").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        (corpus / name).write_text(f"These are the words of {name}.")
    (corpus / "none.py").write_text("x = 1")
    (corpus / "l.jsonl").write_text(json.dumps({"_id": "1", "text": "A line."}) + "\n{no json\n")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [corpus])

    def look():
        found = changed_on_disk(settings, Searcher(settings).status())
        return {kind.value: paths for kind, paths in found.by_kind().items()} | (
            {"unseen": found.unseen} if found.unseen else {}
        )

    return corpus, settings, look


def test_nothing_has_changed_of_what_was_read_skipped_or_read_in_part(made):
    assert made[2]() == {}


def test_files_are_new_changed_or_gone(made):
    corpus, settings, look = made
    (corpus / "deep" / "new.txt").write_text("New words.")
    (corpus / "new.py").write_text("x = 1")
    (corpus / ".hidden.txt").write_text("Not for the index.")
    (corpus / "a.txt").write_text("Other words of a.")
    (corpus / "b.txt").unlink()
    assert look() == {"added": ("deep/new.txt",), "changed": ("a.txt",), "gone": ("b.txt",)}
    dry = index_corpus(settings, dry_run=True)
    assert (dry.added, dry.updated, dry.removed) == (("deep/new.txt",), ("a.txt",), ("b.txt",))
    index_corpus(settings)
    assert look() == {}


def test_a_file_that_was_only_touched_is_the_same_and_one_of_the_same_size_is_read(made):
    corpus, _, look = made
    os.utime(corpus / "a.txt")
    text = (corpus / "b.txt").read_text()
    (corpus / "b.txt").write_text(text.swapcase())
    assert look() == {"changed": ("b.txt",)}


def test_what_was_skipped_and_has_changed_since_may_be_read_now(made):
    corpus, _, look = made
    later = (time.time() + 60,) * 2
    os.utime(corpus / "none.py", later)
    os.utime(corpus / "l.jsonl", later)
    assert look() == {"retried": ("none.py",), "changed": ("l.jsonl",)}


def test_what_cannot_be_looked_into_is_not_gone(made):
    corpus, _, look = made
    corpus.rename(corpus.with_name("away"))
    assert look() == {"unseen": (".",)}


def test_what_lies_outside_of_what_is_indexed_is_not_looked_at(tmp_path):
    corpus = tmp_path / "c"
    for name in ("in", "out"):
        (corpus / name).mkdir(parents=True)
        (corpus / name / "x.txt").write_text(f"Words {name}.")
    (corpus / "in" / "y.txt").write_text("More words.")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [corpus / "in", corpus / "in" / "x.txt"])
    status = Searcher(settings).status()
    found = changed_on_disk(settings, status)
    assert found.by_kind() == {} and found.generation == 1 and found.seconds > 0 and found.looked.endswith("+00:00")
    (corpus / "in" / "x.txt").write_text("Now others.")
    index_corpus(settings)
    with pytest.raises(IndexBusy):
        changed_on_disk(settings, status)
