"""A small index of three generations that share files, and copies of it to damage."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from indexer.engines.meaning import Availability
from indexer.indexing import index_corpus
from indexer.settings import Settings
from tests.indexing.recovery.recovery_index import FakeEncoder, linking, text_of

#: Modules that ask for the encoder.
ENCODING = ("searching.opened.opened_index", "indexing.runs.publishing", "indexing.recovery.mending")


@pytest.fixture(scope="module")
def encoding():
    """Has ranking by meaning use the fake encoder."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ENCODING:
            patch.setattr(f"indexer.{module}.load_encoder", lambda settings, keep=False: Availability(FakeEncoder()))
        yield


@pytest.fixture(scope="module", autouse=True)
def quick_disk():
    """Nothing here is about the power going off, but for ``test_power_loss``, which counts what is waited for itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(scope="module")
def original(tmp_path_factory, encoding):
    """A folder with the corpus ``docs``, its ``index`` of three generations, and the same ``with a log``, as a kill leaves
    it; nobody changes it."""
    folder = tmp_path_factory.mktemp("original")
    (folder / "docs").mkdir()
    settings = Settings.load(index=folder / "index", workers=1)
    for generation in (1, 2, 3):
        for number in range(8) if generation == 1 else (generation,):
            (folder / "docs" / f"{number}.md").write_text(text_of(number, 100 * generation + number))
        with closing(sqlite3.connect(settings.index / "catalog.sqlite" if generation == 3 else ":memory:")) as reader:
            reader.execute("SELECT * FROM sqlite_master").fetchall()  # who reads keeps the log from being written back
            assert index_corpus(settings, [folder / "docs"]).generation == generation
            if generation == 3:
                shutil.copytree(settings.index, folder / "with a log", copy_function=linking())
    return folder


@pytest.fixture
def copied(original, tmp_path, encoding):
    """Settings of a copy of the index, which has the very corpus of the original; links are kept."""

    def copied(source="index", name="index"):
        shutil.copytree(original / source, tmp_path / name, copy_function=linking())
        return Settings.load(index=tmp_path / name, workers=1)

    return copied
