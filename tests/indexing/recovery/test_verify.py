"""What verify finds: a document of several in a file that reads otherwise, boxes that are of no words or on no page."""

from dataclasses import replace

import pytest

from indexer import Settings, index_corpus
from indexer.documents.workers import reading
from indexer.indexing.recovery import document_proofs as proving
from indexer.indexing.recovery.verify import verify
from indexer.model import Box, Document, InlineKind, InlineMark, PageMap, PageShape, WordBox

LINES = '{"_id": "a", "text": "Tea is hot."}\n{"_id": "b", "text": "Ice is cold."}\n'


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "all.jsonl").write_text(LINES)
    return Settings.load(index=tmp_path / "index", semantic="off", file_limit=10_000)


def read_as(monkeypatch, change):
    """Has every document be read as ``change`` makes it."""
    original = reading.Reading.content

    def content(self, *of):
        for item in original(self, *of):
            yield change(item) if isinstance(item, Document) else item

    monkeypatch.setattr(reading.Reading, "content", content)


def paged(*words):
    return PageMap.of([WordBox(start, end, Box(page, 0, 0, 1, 1)) for start, end, page in words], [PageShape(10, 10)])


def test_a_line_that_reads_as_another_text_is_seen_and_one_that_was_changed_is_none(settings, monkeypatch, tmp_path):
    index_corpus(settings, [tmp_path / "docs"])
    assert (verify(settings).faults, verify(settings).changed) == ((), 0)
    with monkeypatch.context() as patch:
        read_as(patch, lambda found: replace(found, text=found.text.replace("cold", "c0ld")))
        assert verify(settings).faults == ("all.jsonl#b: its file reads as another text than was indexed",)
    (tmp_path / "docs" / "all.jsonl").write_text(LINES.replace("cold", "white"))
    assert (verify(settings).faults, verify(settings).changed) == ((), 1)
    (tmp_path / "docs" / "all.jsonl").unlink()
    assert (verify(settings).faults, verify(settings).changed) == ((), 2)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ([(0, 3, 1), (4, 6, 1)], None),
        ([(0, 3, 1), (9, 12, 1)], "the box of [9, 12) is that of no words"),
        ([(0, 3, 2)], "the box of [0, 3) is on page 2 of 1"),
    ],
)
def test_boxes_are_those_of_words_on_pages_that_are_there(settings, monkeypatch, tmp_path, words, fault):
    read_as(monkeypatch, lambda found: replace(found, page_map=paged(*words)) if found.id.endswith("a") else found)
    index_corpus(settings, [tmp_path / "docs"])
    assert verify(settings).faults == ((f"all.jsonl#a: {fault}",) if fault else ())


@pytest.mark.parametrize(
    ("span", "fault"),
    [((4, 6), None), ((3, 6), "what is set apart as strong at [3, 6) is no words of one block")],
)
def test_what_is_set_apart_is_words(settings, monkeypatch, tmp_path, span, fault):
    marks = (InlineMark(*span, InlineKind.STRONG),)
    read_as(monkeypatch, lambda found: replace(found, marks=marks) if found.id.endswith("a") else found)
    index_corpus(settings, [tmp_path / "docs"])
    assert verify(settings).faults == ((f"all.jsonl#a: {fault}",) if fault else ())


def test_the_files_of_documents_are_read_once_each(settings, monkeypatch, tmp_path):
    index_corpus(settings, [tmp_path / "docs"])
    files = []
    original = proving._FilesAgain._of_file
    monkeypatch.setattr(proving._FilesAgain, "_of_file", lambda self, path: files.append(path) or original(self, path))
    assert verify(settings).documents == 2 and files == ["all.jsonl"]
