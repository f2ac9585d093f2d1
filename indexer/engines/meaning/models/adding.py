"""Adding a model: from a folder, or by its name on a hub; tried before it is there."""

from __future__ import annotations

from pathlib import Path

from indexer.engines.meaning.models.added import AddedModel, AddedModels, copy_files, name_of
from indexer.engines.meaning.models.catalogue import MINILM, MULTILINGUAL
from indexer.engines.meaning.models.folders import INSTALL, ModelFiles
from indexer.engines.meaning.models.hub import fetched, is_hub_name
from indexer.errors import EncoderError
from indexer.model import Progress
from indexer.settings import Settings

__all__ = ["add_model"]


def add_model(settings: Settings, source: str, revision: str, progress: Progress) -> AddedModel:
    """Adds the model of a folder or, where there is none of that path, the one of that name on a hub, at a ``revision``
    ("" for the newest). Raises EncoderError, with what is to be done."""
    name, folder = name_of(source), Path(source).expanduser()
    if name in (MINILM, MULTILINGUAL):
        raise EncoderError(f"{name!r} is the name of a model that an extra brings: give the folder another name.")
    if folder.is_dir():
        if revision:
            raise EncoderError("a folder has no revisions: leave --revision out.")
        fetch = copy_files(folder)
    elif is_hub_name(source):
        fetch = fetched(source, revision, progress)
    else:
        raise EncoderError(f"{source} is neither a folder nor a name of a model on the hub (owner/name).")
    return AddedModels(settings.models_folder).add(
        name, str(folder.resolve()) if folder.is_dir() else source, fetch, _tried
    )


def _tried(files: ModelFiles) -> int:
    """Loads a model and encodes something with it; its dimensions."""
    try:
        from indexer.engines.meaning.onnx import OnnxEncoder
    except ImportError as error:
        raise EncoderError(
            f"a model is tried before it is added, which needs {error.name}; install: {INSTALL}"
        ) from error
    return OnnxEncoder(files).dimensions
