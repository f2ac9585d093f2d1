"""Files of a generation on this machine: fetched once, whole or not at all, whatever others do to the cache."""

import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from indexer.engines.opensearch.artefact import file_cache
from indexer.engines.opensearch.artefact.file_cache import FileCache, FileSum, default_cache
from indexer.errors import IndexDamaged

CONTENTS = {"a.arrays": b"one" * 1000, "b.arrays": b"two" * 10, "empty.json": b""}


def stored(content):
    return FileSum(sha256(content).hexdigest(), len(content))


FILES = {name: stored(content) for name, content in CONTENTS.items()}


class Fetching:
    """Stands for the cluster."""

    def __init__(self, *more):
        self.contents = {stored(c).sha256: c for c in (*CONTENTS.values(), *more)}
        self.fetched = []

    def __call__(self, file, into):
        self.fetched.append(file.sha256)
        into.write(self.contents[file.sha256][:5])
        into.flush()
        into.write(self.contents[file.sha256][5:])


@pytest.fixture
def fetch():
    return Fetching()


def assert_whole(folder):
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == CONTENTS


def test_files_are_fetched_once_for_all_who_use_the_folder(tmp_path, fetch):
    folder = FileCache(tmp_path / "deep" / "cache", fetch).opened(FILES)
    assert_whole(folder)
    assert FileCache(tmp_path / "deep" / "cache", fetch).opened(FILES) == folder and len(fetch.fetched) == 3
    other = FileCache(tmp_path / "deep" / "cache", fetch).opened({"c.arrays": FILES["a.arrays"]})
    assert other != folder and (other / "c.arrays").read_bytes() == CONTENTS["a.arrays"] and len(fetch.fetched) == 3


@pytest.mark.parametrize("harm", ["flip", "cut", "remove", "file", "set", "other"])
def test_what_is_damaged_is_fetched_again(tmp_path, fetch, harm):
    folder = FileCache(tmp_path, fetch).opened(FILES)
    path = folder / "a.arrays"
    if harm == "flip":
        path.write_bytes(b"x" + CONTENTS["a.arrays"][1:])
    elif harm == "cut":
        path.write_bytes(CONTENTS["a.arrays"][:-1])
    elif harm in ("remove", "file"):
        path.unlink()
    if harm in ("file", "other"):
        (tmp_path / "files" / FILES["a.arrays"].sha256).unlink()
    if harm == "set":
        for name in folder.iterdir():
            name.unlink()
        folder.rmdir()
        folder.write_text("no folder")
    again = FileCache(tmp_path, fetch).opened(FILES)
    assert_whole(again)
    assert len(fetch.fetched) == (4 if harm in ("flip", "cut", "file") else 3)
    assert not list(tmp_path.rglob(".*"))


def test_nothing_is_left_of_what_could_not_be_fetched(tmp_path):
    def broken(file, into):
        into.write(b"half")
        raise IndexDamaged("lost")

    with pytest.raises(IndexDamaged):
        FileCache(tmp_path, broken).opened(FILES)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert_whole(FileCache(tmp_path, Fetching()).opened(FILES))


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, fetch):
    (tmp_path / "file").write_text("in the way")
    cache = FileCache(tmp_path / "file" / "cache", fetch)
    folder = cache.opened(FILES)
    assert_whole(folder)
    assert cache.opened(FILES) == folder and len(fetch.fetched) == 3
    temporary = Path(cache._temporary.name)
    cache._temporary.cleanup()
    assert not temporary.exists()


def test_many_open_the_same_at_once(tmp_path, fetch):
    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(lambda _: FileCache(tmp_path, fetch).opened(FILES), range(24)))
    assert len(set(folders)) == 1
    assert_whole(folders[0])
    assert not list(tmp_path.rglob(".*"))


def test_what_was_opened_longest_ago_makes_room(tmp_path, monkeypatch):
    more = [f"{i}".encode() * 400 for i in range(3)]
    fetch = Fetching(*more)
    first = FileCache(tmp_path, fetch, most=5000).opened(FILES)
    sets = [
        FileCache(tmp_path, fetch, most=5000).opened({"x": stored(more[i]), "e": FILES["b.arrays"]}) for i in (0, 1)
    ]
    os.utime(first, (1, 1))
    os.utime(sets[0], (5, 5))
    held = (first / "a.arrays").open("rb")
    monkeypatch.setattr(file_cache, "_LEFT", -1)
    (tmp_path / "files" / ".left").write_bytes(b"by somebody who was killed")
    FileCache(tmp_path, fetch, most=900).opened({"x": stored(more[2])})
    assert not first.exists() and held.read() == CONTENTS["a.arrays"]
    held.close()
    assert sets[1].exists() and not sets[0].exists()
    names = {path.name for path in (tmp_path / "files").iterdir()}
    assert names == {stored(more[1]).sha256, stored(more[2]).sha256, FILES["b.arrays"].sha256}


def test_the_folder_is_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "passageway" / "artefacts"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert default_cache() == Path.home() / ".cache" / "passageway" / "artefacts"
