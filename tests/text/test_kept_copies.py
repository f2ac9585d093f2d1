"""Copies in the user's cache: they save time, and where there can be none, nothing is lost."""

import os

import platformdirs
import pytest

from indexer.text.kept_copies import kept


@pytest.fixture
def made():
    """Each time that something was made."""
    return []


@pytest.fixture
def asked(made):
    def asked(name="words/en-2.words"):
        return bytes(kept(name, lambda: [b"abc", made.append(name) or b"def"], others="en-*.words"))

    return asked


@pytest.fixture
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "passageway" / "words"


def test_what_is_kept_is_made_once_and_copies_of_other_versions_go(asked, made, cache):
    assert asked("words/en-1.words") == asked() == asked() == b"abcdef"
    assert made == ["words/en-1.words", "words/en-2.words"]
    assert [path.name for path in cache.iterdir()] == ["en-2.words"]


def test_what_a_killed_process_left_half_made_goes_once_it_is_old(asked, cache):
    cache.mkdir(parents=True)
    old, new = cache / ".making-a", cache / ".making-b"
    for path in (old, new):
        path.write_bytes(b"ab")
    os.utime(old, (0, 0))
    asked()
    assert sorted(path.name for path in cache.iterdir()) == [".making-b", "en-2.words"]


def _unknown(*_, **__):
    raise RuntimeError("could not determine the home directory")


@pytest.mark.parametrize("place", [_unknown, lambda *_, **__: "~/.cache/passageway"])
def test_who_has_no_cache_makes_it_each_time_and_leaves_nothing_where_he_is(asked, made, monkeypatch, tmp_path, place):
    """As the system does not know some users of containers; what platformdirs says of such depends on its version."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(platformdirs, "user_cache_dir", place)
    assert asked() == asked() == b"abcdef"
    assert len(made) == 2 and list(tmp_path.iterdir()) == []
