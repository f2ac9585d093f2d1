"""The files of a folder."""

import os
from time import sleep, time_ns

import pytest

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.protocol import SourceFile, Unlisted
from indexer.model import Skipped


def test_a_corpus_with_odd_entries_is_listed(tmp_path):
    (tmp_path / "a.txt").write_text("fine text")
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    (tmp_path / "in.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / ".hidden.txt").write_text("x")
    with open(os.fsencode(tmp_path) + b"/bad\xff.txt", "wb") as file:
        file.write(b"x")
    found = {item.path: item for item in Folder(tmp_path, [".*"]).list_files(["."])}
    assert set(found) == {"a.txt", "out.txt", "in.txt", "nowhere.txt", "pipe.txt", "bad\\xff.txt"}
    assert isinstance(found.pop("a.txt"), SourceFile)
    assert all(isinstance(item, Skipped) for item in found.values())
    reasons = {path: item.reason for path, item in found.items()}
    assert "out of the corpus" in reasons["out.txt"] and reasons["in.txt"] == "a link to a.txt, which is read there"
    assert "nowhere" in reasons["nowhere.txt"] and "UTF-8" in reasons["bad\\xff.txt"] and "pipe" in reasons["pipe.txt"]


def test_what_is_ignored_is_left_out_with_all_below_it_even_where_it_is_asked_for(tmp_path):
    for path in ("a.txt", "old/b.txt", "new/old/c.txt", "new/d.bak"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    folder = Folder(tmp_path, ["old", "new/*.bak"])
    assert [item.path for item in folder.list_files(["."])] == ["a.txt"]
    assert list(folder.list_files(["old", "new/old/c.txt"])) == []


def test_where_it_could_not_look_is_said_and_the_rest_is_listed(tmp_path, monkeypatch):
    for path in ("a/1.txt", "b/2.txt", "c/3.txt"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text("x")
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("/b"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    first, second, third = Folder(tmp_path).list_files(["."])
    assert (first.path, third.path) == ("a/1.txt", "c/3.txt")
    assert second == Unlisted("b", "cannot be read: Permission denied")


def test_a_folder_that_is_not_there_cannot_be_looked_into_which_is_not_the_same_as_empty(tmp_path):
    folder = Folder(tmp_path / "none")
    for scopes in (["."], ["a", "b"]):
        assert {(type(item), item.path) for item in folder.list_files(scopes)} == {(Unlisted, ".")}
    with pytest.raises(OSError, match="none is not there"):
        folder.find_file("a.txt")
    assert list(Folder(tmp_path).list_files(["."])) == []


def test_a_file_that_vanishes_while_it_is_looked_at_is_skipped(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("x")
    folder = Folder(tmp_path)
    listing = folder.list_files(["."])
    assert next(listing).path == "a.txt"
    (tmp_path / "b.txt").unlink()
    assert list(listing) == [Skipped("b.txt", "vanished while the corpus was read")]


@pytest.fixture
def later(monkeypatch):
    """Has a folder's clock be so many seconds ahead of the file system's."""
    return lambda seconds: monkeypatch.setattr(
        "indexer.documents.sources.folder.time_ns", lambda: time_ns() + seconds * 10**9
    )


@pytest.mark.parametrize("modified", [None, 1_700_000_000, 4_000_000_000])
def test_no_mark_is_given_to_a_file_that_changed_an_instant_ago_whatever_time_it_was_given(tmp_path, later, modified):
    file, folder = tmp_path / "a.txt", Folder(tmp_path)
    file.write_text("x")
    if modified:
        os.utime(file, (modified, modified))
    assert folder.find_file("a.txt").mark == ""
    later(1)
    assert folder.find_file("a.txt").mark == ""
    later(3)
    assert folder.find_file("a.txt").mark != ""
    later(-60)  # a clock that was set back
    assert folder.find_file("a.txt").mark == ""


def test_whatever_is_done_to_a_file_its_mark_is_another(tmp_path, later):
    later(60)
    file, folder = tmp_path / "a.txt", Folder(tmp_path)
    file.write_text("costs 19 pounds")
    os.utime(file, (1_700_000_000, 1_700_000_000))

    def mark():
        return folder.find_file("a.txt").mark

    def edited_in_place():
        file.write_text("costs 15 pounds")

    def put_in_its_place():
        (tmp_path / "b.txt").write_text("costs 17 pounds")
        os.utime(tmp_path / "b.txt", (1_700_000_000, 1_700_000_000))
        (tmp_path / "b.txt").replace(file)

    for change in (edited_in_place, put_in_its_place, lambda: file.chmod(0o600)):
        before = mark()
        sleep(0.02)  # longer than the clock of any file system's times stands still
        change()
        os.utime(file, (1_700_000_000, 1_700_000_000))
        assert mark() != before and folder.find_file("a.txt").size == 15
    assert mark() == mark()


def test_a_folder_or_link_in_the_place_of_a_file_is_no_file(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert Folder(tmp_path).find_file("a") is None and Folder(tmp_path).find_file("b") is None
    (tmp_path / "c").write_text("x")
    assert Folder(tmp_path).find_file("c/d") is None
