"""Ranking with a model whose cosines are all high: as with one whose begin at 0, which its weights fit."""

import re
from contextlib import closing

import numpy as np
import pytest

from indexer.engines.meaning import UNMEASURED, Availability, CosineRange, WithoutParts, key_of
from indexer.engines.opening import open_index
from indexer.indexing import index_corpus
from indexer.indexing.runs import publishing
from indexer.searching.finder import Finder
from indexer.searching.ranking import Calibration
from indexer.settings import Settings
from indexer.text.analysis import Analyzer

#: Words that mean the same to the made-up model.
ALIKE = {"automobile": "car", "physician": "doctor", "purchase": "buy", "infant": "baby", "dwelling": "house"}
SUBJECTS = {
    "car": "A car has an engine, four wheels, brakes and a tank.",
    "doctor": "The doctor listens to the heart, looks at the tongue and writes a prescription.",
    "buy": "Before people buy something they compare prices, read the label and count their money.",
    "baby": "A baby sleeps most of the day, drinks milk and cries when it is hungry.",
    "house": "A house needs a roof, walls, windows, a door and a chimney.",
    "river": "The river springs from the mountain, meets other streams and ends in the sea.",
    "bread": "For bread the dough of flour, water, salt and yeast rises twice in a warm kitchen.",
    "winter": "In winter the lake freezes, birds are gone and children skate.",
    "school": "The school teaches reading, writing, sums and songs.",
    "bees": "Bees collect nectar from flowers and make honey in the hive.",
    "moon": "The moon goes around the earth and shines by the light of the sun.",
    "letter": "A letter has an envelope, a stamp, an address and a signature.",
}
QUESTIONS = ("automobile brakes", "which physician writes a prescription", "purchase label", "what does an infant drink",
             "dwelling windows", "where do streams end", "does yeast need flour and water", "who skates on the lake",
             "automobile", "light of the earth")  # fmt: skip


class Words(WithoutParts):
    """A made-up model: a text's vector is the sum of those of its words, of which some mean the same."""

    name, fingerprint, dimensions = "words", "a" * 16, 64

    def encode(self, texts, kind):
        return np.array([_unit(sum(map(self._word, re.findall("[a-z]+", t.lower())), self._word("of"))) for t in texts])

    def _word(self, word):
        chance = np.random.default_rng(int(key_of(ALIKE.get(word, word))[:12], 16))
        return chance.standard_normal(self.dimensions).astype(np.float32) * min(len(word) / 8, 1)


class Squeezed(Words):
    """The same with much that all vectors have in common: cosines run from some .7 to .9."""

    name, fingerprint, common, dimensions = "squeezed", "b" * 16, 1.7, 128

    def encode(self, texts, kind):
        own = super().encode(texts, kind)[:, :64]
        beside = np.full((len(texts), 64), self.common / 8, np.float32)
        return np.concatenate([own, beside], axis=1) / np.float32((1 + self.common**2) ** 0.5)

    def _word(self, word):
        return np.concatenate([Words()._word(word), np.zeros(64, np.float32)])


def _unit(vector):
    return (vector / np.linalg.norm(vector)).astype(np.float32)


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    """The same documents by the two models, and what was measured of each."""
    corpus, opened = tmp_path_factory.mktemp("docs"), []
    for subject, text in SUBJECTS.items():
        (corpus / f"{subject}.txt").write_text(f"{text}\n")
    for encoder in (Words(), Squeezed()):
        settings = Settings.load(index=tmp_path_factory.mktemp(encoder.name), workers=1)
        run(settings, corpus, encoder)
        reader = open_index(settings).open()
        opened.append((reader, encoder, Calibration.of(reader, meaning=True)))
    yield opened
    for reader, *_ in opened:
        reader.close()


def run(settings, corpus, encoder, **how):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "load_encoder", lambda *_, **__: Availability(encoder))
        return index_corpus(settings, [corpus], **how)


def found(reader, encoder, cosines, question):
    """The documents found for a question, best first, with their scores."""
    ranked = Finder(reader, Analyzer(), encoder, cosines=cosines).find(question, limit=20)
    documents = ranked.matches.candidates.documents
    return {documents[place]: float(ranked.fused.scores[place]) for place in ranked.matched}


@pytest.mark.parametrize("question", QUESTIONS)
def test_ranking_is_as_with_cosines_that_begin_at_0(readers, question):
    plain, squeezed = (found(reader, encoder, of.range, question) for reader, encoder, of in readers)
    assert next(iter(plain)) == next(iter(squeezed))
    shared = plain.keys() & squeezed.keys()
    assert [squeezed[name] for name in shared] == pytest.approx([plain[name] for name in shared], rel=0.05, abs=0.25)


def test_what_is_near_is_near_by_both(readers):
    """But for what vectors of eight bits lose."""
    scaled = []
    for reader, encoder, of in readers:
        ids = {passage.document_id: passage.id for passage in reader.passages(sorted(reader.passage_ids())).values()}
        asked = encoder.encode(QUESTIONS, "question")
        scaled.append(np.array([of.range.scaled(reader.cosines(q, [ids[d] for d in sorted(ids)])) for q in asked]))
    assert scaled[0].min() < 0 and scaled[0].max() > 0.5
    assert scaled[1] == pytest.approx(scaled[0], abs=0.06)


def test_raw_they_would_all_be_near(readers):
    reader, encoder, of = readers[1]
    raw, scaled = (found(reader, encoder, cosines, "automobile brakes") for cosines in (UNMEASURED, of.range))
    assert len(raw) == len(SUBJECTS) and len(scaled) < len(SUBJECTS) and next(iter(scaled)) == "car.txt"


class Abroad(Words):
    """Of any question, it finds one passage a little near, and none else: as of one in another language."""

    def __init__(self, near, cosine):
        passages = Words().encode(list(SUBJECTS.values()), "passage")
        wanted = np.array([cosine * (name == near) for name in SUBJECTS])
        self._vector = np.linalg.pinv(passages) @ wanted
        beside = np.linalg.svd(passages)[2][-1]  # has nothing in common with any passage
        self._vector += beside * (1 - self._vector @ self._vector) ** 0.5

    def encode(self, texts, kind):
        return np.array([self._vector] * len(texts), np.float32)


def test_where_no_passage_has_a_word_of_the_question_less_nearness_is_enough(readers):
    reader, _, of = readers[0]
    assert [*found(reader, Abroad("moon", 0.2), of.range, "der Mond")] == ["moon.txt"]
    assert [*found(reader, Abroad("moon", 0.2), of.range, "bees")] == ["bees.txt"]
    assert not found(reader, Abroad("moon", 0.05), of.range, "der Mond")


def test_the_range_of_a_question_is_lowered_and_never_raised():
    whole = CosineRange(0.75, 0.87)
    assert whole.of_question(0.71) == CosineRange(pytest.approx(0.71), pytest.approx(0.83))
    assert whole.of_question(0.8) == whole


def test_what_is_measured_is_where_random_and_best_pairs_are(readers):
    plain, squeezed = (of.cosines for *_, of in readers)
    assert abs(plain.random) < 0.15 and 0.5 < plain.best < 0.9
    for name in ("random", "best"):
        squeezed_to = (Squeezed.common**2 + getattr(plain, name)) / (1 + Squeezed.common**2)
        assert getattr(squeezed, name) == pytest.approx(squeezed_to, abs=0.01)
    best = [float(of.scaled(np.array(of.best))) for of in (plain, squeezed)]
    assert best[0] == pytest.approx(best[1], abs=0.02)


def test_scaling_has_its_inverse_and_a_range_without_width_is_not_stretched_beyond_reason():
    for cosines in (UNMEASURED, CosineRange(0.7, 0.9), CosineRange(0.4, 0.4), CosineRange(0.5, 0.1)):
        for cosine in (0.0, 0.25, 0.6):
            assert float(cosines.scaled(np.array(cosines.raw(cosine)))) == pytest.approx(cosine)
        assert np.isfinite(cosines.scaled(np.array([-1.0, 0.0, 1.0]))).all()
    assert UNMEASURED.scaled(np.array([0.1, 0.5])) == pytest.approx([0.1, 0.5]) and UNMEASURED.raw(
        0.3
    ) == pytest.approx(0.3)


def test_another_model_is_measured_anew_and_what_an_earlier_version_measured_serves_until_then(tmp_path):
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    for subject in SUBJECTS:
        (corpus / f"{subject}.txt").write_text(SUBJECTS[subject])
    run(settings, corpus, Words())
    assert range_of(settings).random < 0.3
    run(settings, corpus, Squeezed())  # no document has changed
    assert range_of(settings).random > 0.6
    with closing(open_index(settings).open()) as reader:
        numbers = dict(reader.measured("calibration-meaning"))
    old = Calibration.read({name: numbers[name] for name in ("foreign", "own", "passages")})
    assert old.cosines is None and old.range == UNMEASURED


def range_of(settings):
    with closing(open_index(settings).open()) as reader:
        return Calibration.of(reader, meaning=True).range


def test_an_index_without_words_of_its_own_counts_as_unmeasured(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.txt").write_text("It is.\n")
    settings = Settings.load(index=tmp_path / "index", workers=1)
    run(settings, tmp_path / "docs", Squeezed())
    assert range_of(settings) == UNMEASURED


def test_what_has_no_word_is_near_nothing(readers):
    reader, _, of = readers[0]
    assert [*found(reader, Abroad("moon", 0.3), of.range, "Mond")] == ["moon.txt"]
    assert found(reader, Abroad("moon", 0.3), of.range, " - ") == {}
