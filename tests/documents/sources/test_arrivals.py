"""Files that come into a corpus: none that is unfit, none over another, none by halves."""

import fcntl
import io
import os
import stat
import threading

import pytest

from indexer.documents.sources import arrivals
from indexer.documents.sources.arrivals import take_in
from indexer.documents.sources.corpus_places import corpus_folders, place_in_corpus
from indexer.errors import FileRefused, PathError
from tests.waiting import PATIENCE


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "corpus"
    (root / "garden" / "beds").mkdir(parents=True)
    return root


def take(root, name, raw=b"Roses are red.", folder="", **more):
    options = {"ignore": (".*", "questions.jsonl", "drafts"), "limit": 1000, "replace": False, **more}
    return take_in(root, root / folder, name, io.BytesIO(raw), **options)


def files(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir())


def test_a_file_comes_whole_and_may_be_read_as_others(root):
    came = take(root, "roses.txt", folder="garden")
    assert (came.path, came.size, came.replaced) == ("garden/roses.txt", 14, False)
    assert (root / "garden" / "roses.txt").read_bytes() == b"Roses are red."
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((root / "garden" / "roses.txt").stat().st_mode) == 0o666 & ~mask
    assert files(root) == ["garden/roses.txt"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "no name"),
        (".", "no name"),
        ("..", "no name"),
        ("../roses.txt", "'/'"),
        ("/etc/roses.txt", "'/'"),
        ("a\\roses.txt", "in its name"),
        (".roses.txt", "dot"),
        ("ro\0ses.txt", "in its name"),
        ("ro\nses.txt", "in its name"),
        ("\u202etxt.roses.txt", "in its name"),
        ("ro\udcffses.txt", "in its name"),
        (" roses.txt", "space"),
        ("roses.txt ", "space"),
        ("r" * 200 + ".txt", "200 bytes"),
        ("ö" * 99 + ".txt", "200 bytes"),
        ("questions.jsonl", "PASSAGEWAY_IGNORE"),
        ("roses.exe", "a program"),
        ("roses", "no reader"),
        ("roses.mp4", "video"),
    ],
)
def test_a_name_that_is_unfit_is_refused_and_nothing_is_left(root, name, why):
    with pytest.raises(FileRefused, match=why):
        take(root, name)
    assert files(root) == [] and sorted(os.listdir(root.parent)) == ["corpus"]


def test_names_of_all_scripts_are_fit(root):
    for name in ("Rosé été.txt", "薔薇.md", "-rf.txt", "a b'c\".txt", "%2e%2e.txt", "CON.txt", "r" * 196 + ".txt"):
        assert take(root, name).path == name


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("roses.txt", b"", "empty"),
        ("roses.txt", b"x" * 1001, "1,000 bytes"),
        ("roses.pdf", b"\x7fELF" + b"\0" * 50, "program"),
        ("roses.bin", b"%PDF-1.7\n", "ending"),
    ],
)
def test_so_is_what_is_unfit_by_what_it_holds(root, name, raw, why):
    with pytest.raises(FileRefused, match=why):
        take(root, name, raw)
    assert files(root) == []


def test_nothing_is_replaced_unless_that_is_said(root):
    take(root, "roses.txt")
    (root / "roses.txt").chmod(0o640)
    with pytest.raises(FileRefused, match="there already"):
        take(root, "roses.txt", b"Roses are white.")
    assert (root / "roses.txt").read_bytes() == b"Roses are red."
    assert take(root, "roses.txt", b"Roses are white.", replace=True).replaced
    assert (root / "roses.txt").read_bytes() == b"Roses are white."
    assert stat.S_IMODE((root / "roses.txt").stat().st_mode) == 0o640
    assert not take(root, "lilies.txt", replace=True).replaced


def test_of_two_that_come_at_once_one_is_refused(root, monkeypatch):
    """The other has come between the look at the name and the giving of it."""
    monkeypatch.setattr(arrivals, "_before", lambda there, name, replace: None)
    take(root, "roses.txt")
    with pytest.raises(FileRefused, match="there already"):
        take(root, "roses.txt", b"Roses are white.")
    assert (root / "roses.txt").read_bytes() == b"Roses are red." and files(root) == ["roses.txt"]


def test_a_folder_or_a_link_of_its_name_stays(root, tmp_path):
    (root / "beds.txt").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    for name in ("beds.txt", "link.txt"):
        with pytest.raises(FileRefused, match="folder, or a link"):
            take(root, name, replace=True)
    assert (tmp_path / "secret.txt").read_text() == "secret"


def test_below_what_is_left_out_nothing_comes(root):
    (root / "drafts").mkdir()
    with pytest.raises(FileRefused, match="left out"):
        take(root, "roses.txt", folder="drafts")


def test_while_it_comes_a_run_sees_nothing_of_it(root):
    begun, go_on = threading.Event(), threading.Event()

    class Slow(io.BytesIO):
        def read(self, *size):
            begun.set()
            assert go_on.wait(PATIENCE)
            return super().read(*size)

    options = {"ignore": (".*",), "limit": 1000, "replace": False}
    thread = threading.Thread(target=take_in, args=(root, root, "roses.txt", Slow(b"Roses.")), kwargs=options)
    thread.start()
    assert begun.wait(PATIENCE)
    assert [name for name in os.listdir(root) if not name.startswith(".")] == ["garden"]
    go_on.set()
    thread.join()
    assert files(root) == ["roses.txt"]


@pytest.mark.parametrize("act", ["write", "fsync", "rename"])
def test_a_full_disk_leaves_everything_as_it_was(root, monkeypatch, act):
    take(root, "roses.txt")

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    if act == "write":
        monkeypatch.setattr(arrivals, "_copy", full)
    else:
        monkeypatch.setattr(arrivals.os, act, full)
    with pytest.raises(FileRefused, match="no room left"):
        take(root, "roses.txt", b"Roses are white.", replace=True)
    monkeypatch.undo()
    assert files(root) == ["roses.txt"] and (root / "roses.txt").read_bytes() == b"Roses are red."


def test_folders_are_offered_but_those_that_are_left_out_or_elsewhere(root, tmp_path):
    (root / ".git" / "objects").mkdir(parents=True)
    (root / "ä").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (root / "link").symlink_to(tmp_path / "elsewhere")
    os.mkdir(os.fsencode(root) + b"/\xff")
    assert corpus_folders(str(root), (".*",)) == ("garden", "garden/beds", "ä")
    assert corpus_folders(str(root / "none"), ()) == ()


@pytest.mark.parametrize("typed", ["..", "garden/..", "../corpus", "none", "link", "link/x", "a\0b"])
def test_a_place_is_in_the_corpus_or_refused(root, tmp_path, typed):
    (tmp_path / "elsewhere" / "x").mkdir(parents=True)
    (root / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PathError):
        place_in_corpus(str(root), typed)


def test_a_place_may_be_typed_in_several_ways(root):
    beds = root / "garden" / "beds"
    for typed in ("garden/beds", "garden/beds/", "/garden/beds", " ./garden//beds "):
        assert place_in_corpus(str(root), typed) == beds
    assert place_in_corpus(str(root), "") == place_in_corpus(str(root), "/") == root


def test_what_a_killed_server_left_on_its_way_goes_with_the_next_file_and_nothing_else_does(root):
    left, lately, at_work, other = (root / f".{n * 16}.coming" for n in ("a", "b", "c", "x"))
    for path in (left, lately, at_work, other):
        path.write_bytes(b"Ro")
    for path in (left, at_work, other):
        os.utime(path, (0, 0))
    with at_work.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        take(root, "roses.txt")
    assert files(root) == sorted([lately.name, at_work.name, other.name, "roses.txt"])
