"""A calibration whose questions several processes ask measures the same as one whose questions one process asks."""

import shutil
from pathlib import Path

import pytest

from indexer.documents.workers import divided
from indexer.documents.workers.pool import Processes
from indexer.engines.local.new_generation import FolderWords
from indexer.indexing import index_corpus
from indexer.indexing.runs import publishing
from indexer.indexing.runs.asking_apart import GetReadyToAsk, asked_apart
from indexer.searching.calibration import calibrate
from indexer.searching.finder import Finder
from indexer.searching.general_questions import GENERAL_QUESTIONS
from indexer.settings import AUTO, Settings
from indexer.text.analysis import Analyzer

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

GERMAN = """Die Suppe des Tages wird aus Lauch und Kartoffeln gekocht und heiß serviert.

Wer sie nicht mag, bekommt ein Stück Kuchen, das wir am Morgen gebacken haben.
"""


def measured(index):
    return {path.name: path.read_bytes() for path in index.glob("generations/1/*calibration*")}


def indexed(index, corpus, workers, language="english"):
    settings = Settings.load(index=index, semantic="off", workers=workers, language=language)
    index_corpus(settings, [corpus])
    return settings


@pytest.fixture
def asked(monkeypatch):
    """How many questions were asked apart, in each run that asked so; any run has processes that analyse."""
    monkeypatch.setattr(divided, "_MUCH", 0)
    monkeypatch.setattr(publishing, "_MANY", 0)
    counts = []

    def counted(pool, words, finder, questions, done):
        counts.append(len(questions))
        return asked_apart(pool, words, finder, questions, done)

    monkeypatch.setattr(publishing, "asked_apart", counted)
    monkeypatch.setattr(publishing, "calibrate", calibrate)  # each time, and of all questions
    return counts


def test_several_processes_ask_and_the_strengths_come_in_order(tmp_path):
    settings = indexed(tmp_path / "i", CORPUS, 1)
    words = FolderWords(settings.index, settings.index / "generations" / "1")
    questions, done = GENERAL_QUESTIONS[:31], []
    with words.searchable() as here:
        finder = Finder(here, Analyzer("english"))
        alone = [finder.find(question, limit=0).strength for question in questions]
        with Processes(2) as pool:
            pool.get_ready(GetReadyToAsk("english"))
            assert asked_apart(pool, words, finder, questions, done.append) == alone
            assert asked_apart(pool, words, finder, (), done.append) == []
    assert done == [0, 12, 24, 31, 0] and max(alone) > 0


def test_an_index_is_calibrated_the_same_whoever_asks(tmp_path, asked):
    indexed(tmp_path / "one", CORPUS, 1)
    assert asked == []
    indexed(tmp_path / "two", CORPUS, 2)
    (questions,) = asked
    assert questions > len(GENERAL_QUESTIONS)
    assert measured(tmp_path / "one") == measured(tmp_path / "two") != {}


def test_documents_of_several_languages_are_asked_about_by_the_process_that_knows_which(tmp_path, asked):
    corpus = tmp_path / "c"
    shutil.copytree(CORPUS, corpus)
    (corpus / "suppe.txt").write_text(GERMAN, "utf-8")
    indexed(tmp_path / "one", corpus, 1, AUTO)
    indexed(tmp_path / "two", corpus, 2, AUTO)
    assert asked == [] and measured(tmp_path / "one") == measured(tmp_path / "two") != {}
