"""Fetching a model from the Hugging Face hub: the one place where the program goes online for a model, when told to.

By ``huggingface_hub`` (huggingface.co/docs/huggingface_hub), which reads HF_ENDPOINT, a mirror, HF_TOKEN and
HF_HUB_OFFLINE.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from indexer.engines.meaning.models.added import CONFIGURATIONS
from indexer.engines.meaning.models.folders import INSTALL, MODELS, sum_of
from indexer.errors import EncoderError
from indexer.model import Progress

__all__ = ["fetched", "is_hub_name"]

_HUB_NAME = re.compile(r"[\w][\w.-]{0,95}/[\w][\w.-]{0,95}", re.ASCII)


def is_hub_name(source: str) -> bool:
    """Whether a model could be called so on a hub: "owner/name"."""
    return bool(_HUB_NAME.fullmatch(source))


def fetched(source: str, revision: str, progress: Progress) -> Callable[[Path], str]:
    """What ``AddedModels.add`` fetches: the files of a model on the hub that encoding needs, as they are at ``revision``
    ("" for the newest), whose full name it gives. Raises EncoderError."""
    if importlib.util.find_spec("huggingface_hub") is None:
        raise EncoderError(f"models are fetched by huggingface_hub, which is not installed; install: {INSTALL}")

    def fetch(target: Path) -> str:
        try:
            return _fetch(source, revision or None, target, progress)
        except EncoderError:
            raise
        except Exception as error:  # of many kinds, from no network to no such model
            said = " ".join(str(error).split())[:300]
            raise EncoderError(
                f"{source} cannot be fetched from the hub ({type(error).__name__}: {said}). Without a network, bring the "
                "model's folder here (its ONNX file, tokenizer.json and configurations), and: passageway model add FOLDER"
            ) from error

    return fetch


def _fetch(source: str, revision: str | None, target: Path, progress: Progress) -> str:
    import huggingface_hub
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()  # ours is shown
    about = huggingface_hub.HfApi().model_info(source, revision=revision, files_metadata=True)
    files = {file.rfilename: file for file in about.siblings or ()}
    wanted = _wanted(source, list(files))
    sizes = [int(files[name].size or 1) for name in wanted]
    for done, name in enumerate(wanted):
        progress("fetch", sum(sizes[:done]), sum(sizes))
        path = Path(huggingface_hub.hf_hub_download(source, name, revision=about.sha, local_dir=target))
        stated: Any = files[name].lfs
        if stated is not None and sum_of(path) != stated.sha256:
            raise EncoderError(f"{name} of {source} came otherwise than the hub states it. Try again.")
    progress("fetch", sum(sizes), sum(sizes))
    shutil.rmtree(target / ".cache", ignore_errors=True)  # the library's notes of what it has fetched
    return str(about.sha)


def _wanted(source: str, names: Sequence[str]) -> list[str]:
    """The files to fetch: one graph with its weights, the tokenizer, configurations."""
    model = next((name for pattern in MODELS for name in sorted(names) if fnmatchcase(name, pattern)), None)
    if model is None:
        raise EncoderError(
            f"{source} has no ONNX model on the hub. Export it where you have its weights, and add the folder: "
            f"optimum-cli export onnx --task feature-extraction --model {source} FOLDER"
        )
    folder = model.rpartition("/")[0]
    tokenizer = next((name for name in ("tokenizer.json", f"{folder}/tokenizer.json") if name in names), None)
    if tokenizer is None:
        raise EncoderError(f"{source} has no tokenizer.json, which is the only kind of tokenizer that is read.")
    beside = [name for name in names if name.startswith((f"{model}_data", f"{model}.data"))]
    beside += [name for name in names if any(fnmatchcase(name, pattern) for pattern in CONFIGURATIONS)]
    return [model, *beside, tokenizer]
