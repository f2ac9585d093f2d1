"""What a source cannot show is not taken for gone; what is gone is."""

import os
import shutil
from time import time_ns

import pytest

from indexer.documents.workers.divided import Splitting
from indexer.errors import PathError
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.model import FileNote, Skipped
from indexer.settings import Settings


@pytest.fixture
def place(tmp_path):
    for path in ("a.txt", "in/b.txt", "in/deep/c.txt", "out/d.txt"):
        file = tmp_path / "corpus" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"About {path} there is this to say.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    return tmp_path / "corpus", settings


def test_below_a_folder_that_cannot_be_looked_into_all_stays_as_it_was(place, monkeypatch):
    corpus, settings = place
    (corpus / "out" / "d.txt").unlink()
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("/in"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refusing)
        report = index_corpus(settings)
    assert report.removed == ("out/d.txt",) and report.unchanged == ("a.txt",)
    assert report.skipped == (Skipped("in", "cannot be read: Permission denied"),) and report.kept == 2
    again = index_corpus(settings)
    assert again.unchanged == ("a.txt", "in/b.txt", "in/deep/c.txt") and again.generation == report.generation
    assert verify(settings).faults == ()


@pytest.mark.parametrize("named", [(), ("in",), (".",), ("a.txt",)])
def test_a_corpus_that_is_not_there_is_an_error(place, named):
    corpus, settings = place
    corpus.rename(corpus.with_name("elsewhere"))
    with pytest.raises(PathError, match=f"the corpus {corpus} is not there any more"):
        index_corpus(settings, [corpus / name for name in named])
    corpus.with_name("elsewhere").rename(corpus)
    report = index_corpus(settings)
    assert len(report.unchanged) == 4 and report.generation == 1


def test_a_file_that_is_named_and_gone_is_removed_and_not_skipped(place):
    corpus, settings = place
    (corpus / "a.txt").unlink()
    report = index_corpus(settings, [corpus / "a.txt"])
    assert (report.removed, report.skipped) == (("a.txt",), ())


def test_a_folder_that_is_named_and_gone_is_an_error(place):
    corpus, settings = place
    shutil.rmtree(corpus / "in")
    with pytest.raises(PathError, match="in does not exist"):
        index_corpus(settings, [corpus / "in"])
    assert index_corpus(settings).removed == ("in/b.txt", "in/deep/c.txt")


def test_a_file_is_read_again_only_where_its_mark_and_then_its_bytes_differ(place, monkeypatch):
    corpus, settings = place
    monkeypatch.setattr("indexer.documents.sources.folder.time_ns", lambda: time_ns() + 60 * 10**9)
    for path in corpus.rglob("*.txt"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    index_corpus(settings)
    os.utime(corpus / "a.txt", (1_700_000_001, 1_700_000_001))
    read = []
    digest = "indexer.indexing.runs.intake.digest_of"
    from indexer.documents.sources.freshness import digest_of

    monkeypatch.setattr(digest, lambda source, file: read.append(file.path) or digest_of(source, file))
    for expected in (["a.txt"], []):
        read.clear()
        assert len(index_corpus(settings).unchanged) == 4
        assert read == expected


def test_what_was_mended_in_a_file_stands_in_the_report(place):
    corpus, settings = place
    (corpus / "a.txt").write_bytes("Größe und Maß ".encode() + b"\xff \n")
    report = index_corpus(settings)
    said = FileNote("a.txt", "1 place is no UTF-8 and can be read as U+FFFD only: line 1")
    assert (report.updated, report.skipped, report.notes) == (("a.txt",), (), (said,))


LINE = '{"_id": "1.txt", "text": "The line says walrus."}\n'


@pytest.mark.parametrize("first", ["x.jsonl", "x.jsonl#1.txt", None])
def test_two_texts_with_one_id_are_one_document_and_a_reason(place, first):
    corpus, settings = place
    texts = {"x.jsonl": LINE, "x.jsonl#1.txt": "The file says otter."}
    for name in [first, *texts] if first else texts:
        (corpus / name).write_text(texts[name])
        if first == name:
            index_corpus(settings)
    report = index_corpus(settings)
    again = index_corpus(settings)
    for each in (report, again):
        (skipped,) = each.skipped
        assert skipped.path.startswith("x.jsonl#1.txt") or skipped.path == "x.jsonl"
        assert "x.jsonl#1.txt" in skipped.reason
        listed = [*each.added, *each.updated, *each.unchanged]
        assert listed.count("x.jsonl#1.txt") == 1 and len(listed) == len(set(listed))
    assert report.removed == again.removed == () and verify(settings).faults == ()


def test_once_one_of_two_texts_with_one_id_is_gone_the_other_is_read(place):
    corpus, settings = place
    (corpus / "x.jsonl").write_text(LINE)
    (corpus / "x.jsonl#1.txt").write_text("The file says otter.")
    index_corpus(settings)
    (corpus / "x.jsonl").unlink()
    report = index_corpus(settings)
    assert "x.jsonl#1.txt" in (*report.added, *report.updated) and report.skipped == ()
    assert index_corpus(settings).skipped == ()


def test_of_what_is_new_it_is_told_how_much_is_bare_text_before_any_is_split(tmp_path, monkeypatch):
    told, texts = [], {"a.txt": "A text.", "b.jsonl": '{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n'}
    for name, text in {**texts, "c.html": "<p>A page has more than text."}.items():
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(Splitting, "expect", lambda _, size: told.append(size))
    settings = Settings.load(index=tmp_path / ".index")
    assert len(index_corpus(settings, [tmp_path]).added) == 4
    assert told[0] == sum(map(len, texts.values())) and not any(told[1:])
