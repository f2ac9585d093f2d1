"""Which words are in a dictionary, and the copies of dictionaries that are kept in the user's cache."""

import pytest
import spellchecker

from indexer.text.analysis.languages import dictionaries
from indexer.text.analysis.languages.dictionaries import is_word


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """An empty cache, and a process that has read nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(dictionaries, "_read", {})
    return tmp_path / "cache" / "passageway" / "words"


@pytest.fixture
def unread(monkeypatch):
    """The next process: it has read nothing, and cannot read a dictionary itself."""
    dictionaries._read.clear()
    monkeypatch.setattr(spellchecker, "SpellChecker", None)


def test_the_words_of_a_dictionary_are_words_and_no_others():
    from spellchecker import SpellChecker

    german = SpellChecker(language="de").word_frequency.dictionary
    some = [*list(german)[::50], *(f"{word}x" for word in list(german)[::50]), "", "ḥ", "\ud800"]
    assert [is_word(word, ["german"]) for word in some] == [word in german for word in some]
    assert is_word("weiß", ["english", "german"]) and not is_word("weiß", ["english"]) and not is_word("weiß", [])
    assert not is_word("weiß", ["icelandic"])


def test_a_process_reads_the_copy_that_another_has_kept(cache, request):
    assert is_word("house", ["english"]) and [path.name[:3] for path in cache.iterdir()] == ["en-"]
    request.getfixturevalue("unread")
    assert is_word("house", ["english"]) and not is_word("configu", ["english"])


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b[:40] + b"x" + b[41:], lambda b: b"", lambda b: b[:32]]
)
def test_a_damaged_copy_is_made_anew(cache, damage, request):
    is_word("house", ["english"])
    (path,) = cache.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    dictionaries._read.clear()
    assert is_word("house", ["english"]) and path.read_bytes() == whole
    request.getfixturevalue("unread")
    assert is_word("house", ["english"])


def test_a_cache_that_cannot_be_written_is_no_error(cache):
    cache.parent.mkdir(parents=True)
    cache.write_text("a file where the folder would be")
    assert is_word("house", ["english"])


def test_copies_of_other_versions_go(cache):
    cache.mkdir(parents=True)
    (cache / "en-0.1.words").write_bytes(b"old")
    (cache / "de-0.1.words").write_bytes(b"of another language")
    is_word("house", ["english"])
    assert {path.name[:6] for path in cache.iterdir()} == {f"en-{dictionaries.version('pyspellchecker')}"[:6], "de-0.1"}
