"""The application over our corpus, and over documents that mean harm."""

import gc
import json
import threading

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.serving import compiling
from tests.waiting import PATIENCE

EVIL = '<script>alert("1")</script>&amp;<img src=x onerror=alert(1)>'

#: Ids that addresses could lose: slashes, dots, marks of addresses and of HTML, other scripts.
ODD_IDS = ("a/../b", "./x", "..", "a//b/", "?q=1#2", "50%2F%", "ünï çödé 日本", "<b>'\"&", "a\\b", "x y+z", "[a-z]*")


@pytest.fixture
def no_kernel(monkeypatch):
    """A server that compiles nothing: it answers the same, and no process of it outlives the test."""
    monkeypatch.setattr(compiling, "find_spec", lambda name: None)


#: What a server begins when it starts, by the names of its functions, as Python names a thread.
_BEGUN = ("(warm)", "(take_up)")


@pytest.fixture(autouse=True)
def as_without_a_server():
    """What a server sets for its process is as before, and what it began has ended, where it ran in that of the tests."""
    thresholds, threads = gc.get_threshold(), set(threading.enumerate())
    yield
    gc.set_threshold(*thresholds)
    for thread in set(threading.enumerate()) - threads:
        if thread.name.endswith(_BEGUN):
            thread.join(PATIENCE)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Pages wait for a look at the corpus until it is done, however busy the machine is."""
    monkeypatch.setattr("search_ui.request.corpus_look._WAIT", PATIENCE)


@pytest.fixture(scope="session")
def app(corpus_settings):
    return create_app(corpus_settings)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def odd_ids():
    return ODD_IDS


@pytest.fixture(scope="session")
def hostile_client(tmp_path_factory):
    """A client of an index whose texts, titles, headings and ids hold markup."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "a'\"&<b>.md").write_text(
        f"# Title {EVIL}\n\n## Heading {EVIL}\n\nThe body has `{EVIL}` and some words.\n"
    )
    # Texts without a word in common but one, so that none is folded under another.
    words = ["alder", "birch", "cedar", "dogwood", "elm", "fir", "ginkgo", "hazel", "ivy", "juniper", "larch"]
    lines = [
        {"_id": name, "title": f"Odd {EVIL}", "text": f"Oddity {word}, {word}ish {word}ness {EVIL}."}
        for name, word in zip(ODD_IDS, words, strict=False)
    ]
    (corpus / "odd#file.jsonl").write_text("\n".join(map(json.dumps, lines)))
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [corpus])
    return create_app(settings).test_client()
