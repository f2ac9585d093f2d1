"""The file of a document: opened while it is what was indexed, and never after."""

import os
from hashlib import sha256

import pytest

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.originals import original_of
from indexer.errors import OriginalChanged, OriginalGone, OriginalUnavailable
from indexer.model import Document, FileState


def document_of(path, raw, name=None, media_type="application/pdf"):
    return Document(name or path, path, "T", "", sha256(raw).hexdigest(), media_type, ())


def state_of(path, raw):
    return FileState(path, len(raw), -1, sha256(raw).hexdigest(), "")


@pytest.fixture
def source(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.pdf").write_bytes(b"%PDF")
    return Folder(tmp_path)


def test_a_file_that_is_as_it_was_indexed_is_opened(source):
    original = original_of(source, document_of("a/b.pdf", b"%PDF"), state_of("a/b.pdf", b"%PDF"))
    assert (original.name, original.part, original.media_type) == ("b.pdf", "", "application/pdf")
    assert original.digest == sha256(b"%PDF").hexdigest()
    with original.open_file() as content:
        assert content.read_bytes() == b"%PDF"
    assert original_of(source, document_of("a/b.pdf", b"%PDF"), None) == original


def test_one_that_has_changed_or_gone_since_is_not(source, tmp_path):
    (tmp_path / "a" / "b.pdf").write_bytes(b"%PDX")
    with pytest.raises(OriginalChanged, match=r"a/b\.pdf has been changed since .*passageway index"):
        original_of(source, document_of("a/b.pdf", b"%PDF"), state_of("a/b.pdf", b"%PDF"))
    (tmp_path / "a" / "b.pdf").unlink()
    with pytest.raises(OriginalGone, match=r"a/b\.pdf is no longer there.*passageway index"):
        original_of(source, document_of("a/b.pdf", b"%PDF"), state_of("a/b.pdf", b"%PDF"))


def test_where_the_source_cannot_be_asked_that_is_said(source, tmp_path):
    os.rename(tmp_path / "a", tmp_path / "b")
    with pytest.raises(OriginalGone):
        original_of(source, document_of("a/b.pdf", b"%PDF"), None)
    with pytest.raises(OriginalUnavailable, match="cannot be read: "):
        original_of(Folder(tmp_path / "none"), document_of("a/b.pdf", b"%PDF"), None)


def test_a_line_of_a_file_has_the_whole_file_for_its_original(source, tmp_path):
    raw = b'{"_id": "x", "text": "one"}\n'
    (tmp_path / "l.jsonl").write_bytes(raw)
    line = document_of("l.jsonl", b"one", "l.jsonl#x", "text/plain")
    original = original_of(source, line, state_of("l.jsonl", raw))
    assert (original.name, original.part, original.digest) == ("l.jsonl", "", sha256(raw).hexdigest())
