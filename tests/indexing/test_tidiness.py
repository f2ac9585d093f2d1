"""What runs leave behind: no more generations than are kept, no record of a run that was refused."""

import sqlite3
from contextlib import closing

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import IndexDamaged, IndexMismatch
from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations
from indexer.store.catalog.staging import Staging


@pytest.fixture
def place(tmp_path):
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    for word in ("one", "two", "three"):
        (corpus / "a.txt").write_text(f"The text has the word {word}.")
        index_corpus(settings, [corpus])
    return corpus, settings


def test_an_unchanged_run_keeps_no_more_generations_than_are_to_be_kept(place, monkeypatch):
    _, settings = place
    few = settings.model_copy(update={"keep_generations": 2})
    assert index_corpus(few).generation == 3 and Generations(settings.index).complete() == [3, 2]
    with Staging.writing(settings.index / "catalog.sqlite") as staging:
        assert staging.numbers() == [2, 3]
    monkeypatch.setattr(Staging, "sweep", lambda staging: pytest.fail("all texts were looked through"))
    assert index_corpus(few).generation == 3


def test_a_run_that_is_refused_for_the_format_or_the_settings_is_no_failed_run(place):
    _, settings = place
    with pytest.raises(IndexMismatch):
        index_corpus(settings.model_copy(update={"passage_words": 50}))
    with closing(sqlite3.connect(settings.index / "catalog.sqlite")) as connection:
        connection.execute("UPDATE meta SET value = '5' WHERE key = 'format'")
        connection.commit()
    with pytest.raises(IndexMismatch, match="has format 5"):
        index_corpus(settings)
    (settings.index / "catalog.sqlite").unlink()
    with pytest.raises(IndexDamaged):
        index_corpus(settings)
    assert [job.number for job in open_jobs(settings).newest()] == [3, 2, 1]


def test_the_size_of_an_index_is_that_of_all_its_files(place):
    _, settings = place
    few = settings.model_copy(update={"keep_generations": 1})
    index_corpus(few)
    files = (path for path in settings.index.rglob("*") if path.is_file() and "sqlite-" not in path.name)
    size = sum(path.stat().st_size for path in files if path.name not in ("manifest.json", "CURRENT", "WRITER.lock"))
    assert Searcher(few).status().index_bytes == size
