"""A copy of a model as ONNX Runtime runs it: mapped into memory, it is open in a tenth of the time.

Of a model with weights of 8 bits, it is the quicker graph (see ``graphs``; 23 MB of the bundled model). One of floats is
kept as ONNX Runtime turns it when it loads it, which costs more than all else that a first question by meaning does.
Whoever writes an index keeps the copy in the user's cache, once for all indexes; whoever asks maps it. It only saves time:
where the copy is missing, of another version, or cannot be read, the model itself is loaded.

    <cache>/models/<key>/model.onnx      the graph, optimised, without its weights
                         model.weights   the weights
                         copy.json       the sums of the files it was made of, whether it computes in integers, and the
                                         sizes of the two above

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

from indexer.engines.meaning.graphs.sessions import write_copy
from indexer.text.kept_copies import cache_folder

__all__ = ["UnpackedModel", "copy_of", "keep_copy"]

#: Raised where a copy is made in another way.
_VERSION = 2

#: Copies that are kept: of a model, and of one or two tried beside it.
_KEPT = 3

_GRAPH, _WEIGHTS, _ABOUT = "model.onnx", "model.weights", "copy.json"


@dataclass(frozen=True, slots=True)
class UnpackedModel:
    """A copy to map: its graph, the SHA-256 sums of the model and the tokenizer it stands for, and whether it computes in
    integers."""

    graph: Path
    sums: tuple[str, str]
    integers: bool


def copy_of(model: Path, tokenizer: Path) -> UnpackedModel | None:
    """The copy kept of these files as they are now, or None."""
    try:
        folder = _folder(model, tokenizer)
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
        model_sum, tokenizer_sum = about["sums"]
        whole = about["sizes"] == _sizes(folder)
        sums = (str(model_sum), str(tokenizer_sum))
        return UnpackedModel(folder / _GRAPH, sums, bool(about["integers"])) if whole else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def keep_copy(model: Path, tokenizer: Path, sums: tuple[str, str], quick: bytes | None) -> None:
    """Makes the copy of these files, where there is none and the cache can be written: a cache that cannot is no error.
    ``quick`` is the quicker graph, where the model has one. Nobody sees half a copy: it is made beside its place, and moved
    there."""
    with suppress(OSError):
        folder = _folder(model, tokenizer)
        if copy_of(model, tokenizer) is None:
            folder.parent.mkdir(parents=True, exist_ok=True)
            making = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".making-"))
            try:
                _write(making, model, sums, quick)
                if copy_of(model, tokenizer) is None:  # nobody else was quicker
                    shutil.rmtree(folder, ignore_errors=True)  # one that is not whole
                    making.rename(folder)
            finally:
                shutil.rmtree(making, ignore_errors=True)
            _prune(folder)


def _write(folder: Path, model: Path, sums: tuple[str, str], quick: bytes | None) -> None:
    try:
        write_copy(quick or model, folder / _GRAPH, _WEIGHTS)
    except Exception as error:  # bare ones of many kinds, a full disk among them
        raise OSError(f"no copy of {model} can be kept ({error})") from error
    about = {"sums": sums, "integers": quick is not None, "sizes": _sizes(folder)}
    (folder / _ABOUT).write_text(json.dumps(about), "utf-8")


def _folder(model: Path, tokenizer: Path) -> Path:
    stamps = [(str(path.resolve()), path.stat().st_size, path.stat().st_mtime_ns) for path in (model, tokenizer)]
    key = sha256(repr((_VERSION, onnxruntime.__version__, stamps)).encode()).hexdigest()[:20]
    return cache_folder() / "models" / key


def _sizes(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_size for name in (_GRAPH, _WEIGHTS)}


def _prune(newest: Path) -> None:
    """Deletes the oldest copies beyond those that are kept, and what a kill left half made a day ago or longer."""
    others = [path for path in newest.parent.iterdir() if path != newest]
    copies = sorted((path for path in others if path.name[0] != "."), key=lambda path: -path.stat().st_mtime)
    left = [path for path in others if path.name[0] == "." and path.stat().st_mtime < time.time() - 86_400]
    for path in [*copies[_KEPT - 1 :], *left]:
        shutil.rmtree(path, ignore_errors=True)
