"""The contract, for every source; and what is asked of one that cannot answer."""

import os
from contextlib import nullcontext
from time import time_ns

import pytest
from source_contract import every_rule

from indexer.documents.content import Content
from indexer.documents.sources.folder import Folder
from indexer.documents.sources.freshness import freshness_of, is_gone
from indexer.documents.sources.protocol import SourceFile
from indexer.documents.sources.scopes import within
from indexer.model import FileState, Freshness


class Shelf:
    """A source in memory, with marks that say nothing to anybody else."""

    def __init__(self):
        self.files, self.changes = {}, 0

    def put(self, path, raw):
        self.changes += 1
        self.files[path] = (raw, f"change {self.changes}")

    def remove(self, path):
        del self.files[path]

    def list_files(self, scopes):
        for path in sorted(self.files, key=lambda path: path.split("/")):
            if within(path, scopes):
                yield self.find_file(path)

    def find_file(self, path):
        if path not in self.files:
            return None
        raw, mark = self.files[path]
        return SourceFile(path, len(raw), mark)

    def open_file(self, file):
        if file.path not in self.files:
            raise FileNotFoundError(file.path)
        return nullcontext(Content.of_bytes(file.path, self.files[file.path][0]))


def test_a_source_in_memory_keeps_the_contract():
    shelf = Shelf()
    every_rule(shelf, shelf.put, shelf.remove)


def test_a_folder_keeps_the_contract(tmp_path, monkeypatch):
    monkeypatch.setattr("indexer.documents.sources.folder.time_ns", lambda: time_ns() + 60 * 10**9)
    seconds = iter(range(1_700_000_000, 1_800_000_000))

    def put(path, raw):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        second = next(seconds)
        os.utime(file, (second, second))

    every_rule(Folder(tmp_path), put, lambda path: (tmp_path / path).unlink())


class Broken(Shelf):
    def find_file(self, path):
        raise TimeoutError("no answer")


def test_a_source_that_gives_no_answer_says_nothing_about_a_file():
    assert freshness_of(Broken(), FileState("a", 1, 1, "0" * 64, "m")) is Freshness.UNKNOWN
    assert not is_gone(Broken(), "a")


@pytest.mark.parametrize("size", [0, 3, 9_000_000])
def test_the_bytes_of_a_file_with_another_mark_decide_and_are_read_once(size, monkeypatch):
    shelf = Shelf()
    shelf.put("a", bytes(size))
    digest, opened, open_file = Content.of_bytes("a", bytes(size)).digest(), [], shelf.open_file
    monkeypatch.setattr(shelf, "open_file", lambda file: opened.append(file) or open_file(file))
    for known, freshness in ((digest, "same"), ("0" * 64, "changed"), (digest, "same")):
        assert freshness_of(shelf, FileState("a", size, 1, known, "another")).value == freshness
    assert len(opened) == 1
    shelf.put("a", bytes(size))
    assert freshness_of(shelf, FileState("a", size, 1, digest, "another")).value == "same" and len(opened) == 2


def test_a_file_without_a_mark_is_never_taken_for_the_same_unread():
    shelf = Shelf()
    shelf.files["a"] = (b"new", "")
    digest = Content.of_bytes("a", b"old").digest()
    assert freshness_of(shelf, FileState("a", 3, 1, digest, "")) is Freshness.CHANGED
