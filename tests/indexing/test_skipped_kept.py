"""What is said to be skipped is so of the index as a whole, whatever the last run was about."""

import pytest

from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Settings


@pytest.fixture
def made(tmp_path):
    """A corpus of two folders with a file in each that is not read; its settings, and what tells those files."""
    corpus = tmp_path / "c"
    for name in ("a", "b"):
        (corpus / name).mkdir(parents=True)
        (corpus / name / "read.txt").write_text(f"Words of {name}.")
        (corpus / name / "code.py").write_text("x = 1")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [corpus])
    return corpus, settings, lambda: [file.path for file in Searcher(settings).status().skipped]


def test_a_run_over_a_folder_forgets_nothing_of_the_others(made):
    corpus, settings, skipped = made
    (corpus / "a" / "read.txt").write_text("Other words.")
    (corpus / "a" / "code.py").unlink()
    report = index_corpus(settings, [corpus / "a"])
    assert report.skipped == () and report.generation == 2 and skipped() == ["b/code.py"]


def test_a_part_of_a_file_is_of_the_run_over_that_file(made):
    corpus, settings, skipped = made
    (corpus / "a" / "l.jsonl").write_text('{"_id": "1", "text": "One."}\n{no json\n')
    index_corpus(settings)
    assert skipped() == ["a/code.py", "a/l.jsonl#line 2", "b/code.py"]
    (corpus / "a" / "l.jsonl").write_text('{"_id": "1", "text": "One."}\n{"_id": "2", "text": "Two."}\n')
    index_corpus(settings, [corpus / "a" / "l.jsonl"])
    assert skipped() == ["a/code.py", "b/code.py"]


def test_a_run_that_changes_no_document_tells_what_it_skipped(made):
    corpus, settings, skipped = made
    (corpus / "b" / "more.css").write_text("a {}")
    (corpus / "a" / "code.py").unlink()
    assert index_corpus(settings).generation == 1
    assert skipped() == ["b/code.py", "b/more.css"]
    (corpus / "b" / "more.css").unlink()
    assert index_corpus(settings, [corpus / "b"]).generation == 1 and skipped() == ["b/code.py"]
