"""The rival that scores as Elasticsearch does, over documents of our own, and what it says where something is missing."""

import os
import re
import sys

import pytest

from indexer.errors import EvaluationError, install
from indexer.evaluation.datasets.beir import BeirDocument
from indexer.evaluation.rivals import RIVALS, Bench
from indexer.evaluation.rivals.lucene import Lucene
from indexer.settings import Settings

DOCUMENTS = [
    BeirDocument("tea", "Tea", "Tea is made of leaves. Green tea is steamed soon after picking."),
    BeirDocument("soup", "Soup", "Soup is boiled slowly. Lentil soup keeps for three days in the cold."),
    BeirDocument("bread", "", "Bread rises by yeast. Rye bread has a sour dough that rests over night."),
    BeirDocument("cheese", "Hard \ud800 cheese", "It ripens in cellars and may do so for two years, slowly."),
]


def bench(folder):
    return Bench(folder, Settings.load(), lambda document: ())


@pytest.fixture
def rival(tmp_path):
    try:
        made = Lucene(bench(tmp_path))
    except EvaluationError as error:
        assert os.environ.get("CI") != "true", f"CI needs Lucene: {error}"
        pytest.skip(str(error))
    made.build(DOCUMENTS)
    return made


def test_documents_that_share_a_word_with_the_question_are_ranked(rival):
    assert rival.name == "lucene" and RIVALS["lucene"] is Lucene
    assert rival.rank("lentil soup, or green tea, or soup?", 10) == ["soup", "tea"]
    assert rival.rank("lentil soup, or green tea, or soup?", 1) == ["soup"]
    assert rival.index_bytes() > 0


@pytest.mark.parametrize("name", ["bm25s", "tantivy", "lucene"])
def test_what_a_folder_has_from_before_is_replaced(name, tmp_path, request):
    """A benchmark that keeps its folder would otherwise measure a rival that has each document several times."""
    if name == "lucene":
        request.getfixturevalue("rival")
    else:
        pytest.importorskip(name)
    for documents in (DOCUMENTS[:3], DOCUMENTS[:3], DOCUMENTS[1:3]):
        again = RIVALS[name](bench(tmp_path))
        again.build(documents)
        assert again.rank("lentil soup", 10)[:2].count("soup") == 1
    assert "tea" not in again.rank("green tea", 10)


def test_titles_and_texts_are_searched_and_words_stemmed(rival):
    assert rival.rank("hardness of a cheese", 10) == rival.rank("CHEESES", 10) == ["cheese"]
    assert rival.rank("a ripening", 10) == ["cheese"]
    assert sorted(rival.rank("slowly", 10)) == ["cheese", "soup"]


@pytest.mark.parametrize("question", ["", " ?!… ", "is it of the", "zebra", "\x00"])
def test_nothing_is_found_for_no_words_stop_words_and_words_that_no_document_has(rival, question):
    assert rival.rank(question, 10) == []


def test_nothing_in_a_question_is_syntax(rival):
    for question in ("tea AND NOT leaves", 'text:"tea (', "-tea +zebra", "tea~ /[", "\ud800tea \\", "tea^9 soup^0"):
        assert "tea" in rival.rank(question, 10), question
    assert rival.rank("te*", 10) == rival.rank("id:soup", 10) == rival.rank("*:*", 10) == []


def test_a_question_may_have_any_number_of_words(rival):
    assert rival.rank(" ".join(f"w{n}" for n in range(3000)) + " yeast", 10) == ["bread"]


def test_where_lucene_is_missing_the_command_that_installs_it_is_told(tmp_path):
    pytest.importorskip("jpype")
    with pytest.raises(EvaluationError, match=r"lucene-core-8.*apt-get install liblucene8-java default-jre-headless"):
        Lucene(bench(tmp_path), jars=tmp_path)


def test_where_java_does_not_start_the_command_that_installs_it_is_told(tmp_path, monkeypatch):
    jpype = pytest.importorskip("jpype")

    def start(*arguments, **options):
        raise jpype.JVMNotFoundException("no libjvm.so")

    for name in ("lucene-core-8.7.0.jar", "lucene-analyzers-common-8.7.0.jar"):
        (tmp_path / name).touch()
    monkeypatch.setattr(jpype, "isJVMStarted", lambda: False)
    monkeypatch.setattr(jpype, "startJVM", start)
    with pytest.raises(EvaluationError, match=r"no libjvm.so.*apt-get install liblucene8-java default-jre-headless"):
        Lucene(bench(tmp_path), jars=tmp_path)


def test_where_jpype_is_missing_the_extra_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jpype", None)
    with pytest.raises(EvaluationError, match=re.escape(install("benchmark"))):
        Lucene(bench(tmp_path))
