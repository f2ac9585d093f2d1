"""What a language model that was kept unpacked tells: the very numbers of the library's own."""

import pytest
from py3langid import langid

from indexer.text.multilingual import language_model
from indexer.text.multilingual.language_model import language_by_bytes
from tests.text.multilingual.test_detecting import TEXTS


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """An empty cache, and a process that has read nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    language_model._identifier.cache_clear()
    yield tmp_path / "cache" / "passageway" / "languages"
    language_model._identifier.cache_clear()


@pytest.fixture(scope="module")
def library():
    """As py3langid is used by itself."""
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if code in language_model._LANGUAGES])
    return identifier


@pytest.fixture
def unread(monkeypatch):
    """The next process: it has read nothing, and cannot unpack the model itself."""
    language_model._identifier.cache_clear()
    monkeypatch.setattr(langid, "MODEL_FILE", "none")


def _told(library, text):
    code, probability = library.classify(text)
    return language_model._LANGUAGES[code], probability


@pytest.mark.parametrize("is_kept", [False, True])
def test_what_is_told_is_what_the_library_tells(library, request, is_kept):
    if is_kept:
        language_by_bytes("")
        request.getfixturevalue("unread")
    pieces = [text[at : at + size] for text in TEXTS.values() for size in (7, 40) for at in range(0, len(text), size)]
    texts = [*TEXTS.values(), *pieces, "", "RÅDHUS", "\ud800", "12"]
    assert [language_by_bytes(text) for text in texts] == [_told(library, text) for text in texts]


def test_a_model_is_laid_out_in_memory_as_the_library_has_it(library):
    """Sums of floats depend on it."""
    own = language_model._identifier()
    assert (own.nb_ptc.strides, own.nb_ptc.dtype) == (library.nb_ptc.strides, library.nb_ptc.dtype)
    assert (own.tk_nextmove, own.tk_row, own.tk_output) == (library.tk_nextmove, library.tk_row, library.tk_output)


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b[:40] + b"x" + b[41:], lambda b: b"", lambda b: b[:32]]
)
def test_a_damaged_copy_is_made_anew(cache, damage):
    language_by_bytes("")
    (path,) = cache.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    language_model._identifier.cache_clear()
    language_by_bytes("")
    assert path.read_bytes() == whole


def test_copies_of_other_versions_go(cache):
    cache.mkdir(parents=True)
    (cache / "0.1-abc.arrays").write_bytes(b"old")
    language_by_bytes("")
    assert [path.name.startswith("0.1") for path in cache.iterdir()] == [False]


def test_a_cache_that_cannot_be_written_is_no_error(cache):
    cache.parent.mkdir(parents=True)
    cache.write_text("a file where the folder would be")
    assert language_by_bytes(TEXTS["german"])[0] == "german"
