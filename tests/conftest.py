"""Indexes that tests share."""

import gc
import os
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as properties

from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.cluster.dealing import Dealing, in_order
from tests.cluster.fixtures import cluster, connection, near_node, node, own_name, three_nodes  # noqa: F401 - for all tests
from tests.left_behind import nothing_left
from tests.made_pdf import REPORT, pdf
from tests.measured_once import measured_once
from tests.ram_disk import write_in_memory

write_in_memory()

#: Of the half a million objects that collecting makes, none goes: looking for such takes a fifth of its time.
gc.disable()

#: Tests of ranking by meaning ask for it; all others stay quick, and the same with and without the extra.
os.environ["PASSAGEWAY_SEMANTIC"] = "off"

#: Properties are tried on the same examples each time, and by no clock; on others, and on more, by ``make soak``.
properties.register_profile("each time", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
properties.register_profile("soak", properties.get_profile("each time"), derandomize=False, max_examples=1000)
if properties.get_current_profile_name() == "default":  # the mutation tester has one of its own
    properties.load_profile("soak" if "PASSAGEWAY_SOAK" in os.environ else "each time")


#: What stands in every file that has tests of a mark: the Makefile looks for it, and has only those files collected.
WORDS_OF_MARKS = {"cluster": ("mark.cluster",), "long": ("mark.long",), "soak": ("mark.soak", "hypothesis")}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Dealing(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_collection_modifyitems(items):
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.soak)
        for mark in WORDS_OF_MARKS.keys() & {mark.name for mark in item.iter_markers()}:
            if not any(word in _text_of(item.path) for word in WORDS_OF_MARKS[mark]):
                raise pytest.UsageError(
                    f"{item.nodeid} is marked {mark}, and make would miss it: its file does not say so"
                )
    in_order(items)


def pytest_collection_finish():
    gc.enable()
    gc.freeze()  # nor are they looked at again


@cache
def _text_of(path):
    return path.read_text("utf-8")


@pytest.fixture(scope="session", autouse=True)
def users_cache(tmp_path_factory):
    """A user's cache of the tests' own, for this process and those it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def measuring():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.indexing.runs.publishing.calibrate", measured_once())
        yield


@pytest.fixture(scope="module", autouse=True)
def leaving_nothing(request, users_cache):
    """The tests of a file leave the process to others as they found it."""
    with nothing_left(request.path):
        yield


ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory):
    """Indexes texts by their files' names; gives the settings of the index."""

    def indexed(texts):
        folder = tmp_path_factory.mktemp("indexed")
        (folder / "c").mkdir()
        for name, text in texts.items():
            (folder / "c" / name).write_text(text, "utf-8")
        settings = Settings.load(index=folder / "i")
        index_corpus(settings, [folder / "c"])
        return settings

    return indexed


@pytest.fixture(scope="session")
def paged_settings(tmp_path_factory):
    """Settings of an index of a PDF of three pages, a page of HTML, and an archive with a PDF in it."""
    folder = tmp_path_factory.mktemp("paged")
    (folder / "c").mkdir()
    (folder / "c" / "winter report.pdf").write_bytes(pdf(*REPORT, roman=True))
    (folder / "c" / "note.html").write_text("<h1>Bees</h1><p>Bees fly out on warm days in winter.</p>")
    with ZipFile(folder / "c" / "box.zip", "w") as archive:
        archive.writestr("sea/walrus.pdf", pdf([(72, 700, "Walruses sleep on floes and eat clams.")]))
    settings = Settings.load(index=folder / "i", passage_words=20, passage_words_limit=40)
    index_corpus(settings, [folder / "c"])
    return settings


@pytest.fixture(scope="session")
def corpus_settings(tmp_path_factory):
    """Settings of an index of our own corpus."""
    settings = Settings.load(index=tmp_path_factory.mktemp("corpus") / "index")
    index_corpus(settings, [ROOT / "corpus"])
    return settings


@pytest.fixture(scope="session")
def corpus_searcher(corpus_settings):
    return Searcher(corpus_settings)
