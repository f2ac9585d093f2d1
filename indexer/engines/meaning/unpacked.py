"""A copy of a model as ONNX Runtime runs it: mapped into memory, it is open in a tenth of the time.

ONNX Runtime turns the 8-bit weights of a model into floats whenever it loads one, which costs more than all else that a
first question by meaning does. Whoever writes an index keeps the result in the user's cache, once for all indexes (some
90 MB for the bundled model); whoever asks maps it. It only saves time: where the copy is missing, of another version, or
cannot be read, the model itself is loaded.

    <cache>/models/<key>/model.onnx      the graph, optimised, without its weights
                         model.weights   the weights
                         copy.json       the sums of the files it was made of, and the sizes of the two above

``key`` is made of the model's and the tokenizer's paths, sizes and times, and the version of ONNX Runtime.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import onnxruntime
import platformdirs

__all__ = ["UnpackedModel", "copy_of", "keep_copy", "mapping_options"]

#: Raised where a copy is made in another way.
_VERSION = 1

#: Copies that are kept: of a model, and of one or two tried beside it.
_KEPT = 3

_GRAPH, _WEIGHTS, _ABOUT = "model.onnx", "model.weights", "copy.json"


@dataclass(frozen=True, slots=True)
class UnpackedModel:
    """A copy to map: its graph, and the SHA-256 sums of the model and the tokenizer it stands for."""

    graph: Path
    sums: tuple[str, str]


def copy_of(model: Path, tokenizer: Path) -> UnpackedModel | None:
    """The copy kept of these files as they are now, or None."""
    try:
        folder = _folder(model, tokenizer)
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
        model_sum, tokenizer_sum = about["sums"]
        whole = about["sizes"] == _sizes(folder)
        return UnpackedModel(folder / _GRAPH, (str(model_sum), str(tokenizer_sum))) if whole else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def keep_copy(model: Path, tokenizer: Path, sums: tuple[str, str]) -> None:
    """Makes the copy of these files, where there is none and the cache can be written: a cache that cannot is no error.
    Nobody sees half a copy: it is made beside its place, and moved there."""
    with suppress(OSError):
        folder = _folder(model, tokenizer)
        if copy_of(model, tokenizer) is None:
            folder.parent.mkdir(parents=True, exist_ok=True)
            making = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".making-"))
            try:
                _write(making, model, sums)
                if copy_of(model, tokenizer) is None:  # nobody else was quicker
                    shutil.rmtree(folder, ignore_errors=True)  # one that is not whole
                    making.rename(folder)
            finally:
                shutil.rmtree(making, ignore_errors=True)
            _prune(folder)


def mapping_options() -> onnxruntime.SessionOptions:
    """Session options that run a copy as it lies on disk: neither optimised again nor repacked."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.add_session_config_entry("session.disable_prepacking", "1")
    return options


def _write(folder: Path, model: Path, sums: tuple[str, str]) -> None:
    options = onnxruntime.SessionOptions()
    # What holds on every processor: a cache may be shared by machines.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.log_severity_level = 3
    options.optimized_model_filepath = str(folder / _GRAPH)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", _WEIGHTS)
    try:
        onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # bare ones of many kinds, a full disk among them
        raise OSError(f"no copy of {model} can be kept ({error})") from error
    (folder / _ABOUT).write_text(json.dumps({"sums": sums, "sizes": _sizes(folder)}), "utf-8")


def _folder(model: Path, tokenizer: Path) -> Path:
    stamps = [(str(path.resolve()), path.stat().st_size, path.stat().st_mtime_ns) for path in (model, tokenizer)]
    key = sha256(repr((_VERSION, onnxruntime.__version__, stamps)).encode()).hexdigest()[:20]
    return Path(platformdirs.user_cache_dir("passageway", appauthor=False)) / "models" / key


def _sizes(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_size for name in (_GRAPH, _WEIGHTS)}


def _prune(newest: Path) -> None:
    """Deletes the oldest copies beyond those that are kept, and what a kill left half made a day ago or longer."""
    others = [path for path in newest.parent.iterdir() if path != newest]
    copies = sorted((path for path in others if path.name[0] != "."), key=lambda path: -path.stat().st_mtime)
    left = [path for path in others if path.name[0] == "." and path.stat().st_mtime < time.time() - 86_400]
    for path in [*copies[_KEPT - 1 :], *left]:
        shutil.rmtree(path, ignore_errors=True)
