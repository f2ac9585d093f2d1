"""Models that were added: each a folder of its own with the files that encoding needs, and what is known of them.

    <models>/<name>/model.json       where it is from, its revision, dimensions, licence, and the SHA-256 sum of each file
                    onnx/model.onnx  …and the other files, as they lay where they were taken from

A model is made beside the others under a name that begins with a dot, tried, and only then renamed: whatever stops that
leaves no half of one. Nothing in it is changed afterwards.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from indexer.engines.meaning.models.folders import ModelFiles, read_folder, sum_of
from indexer.engines.meaning.models.licences import licence_of
from indexer.errors import EncoderError

__all__ = ["CONFIGURATIONS", "AddedModel", "AddedModels", "copy_files", "name_of"]

_ABOUT = "model.json"

#: What is taken of a model beside its graph, its weights and its tokenizer.
CONFIGURATIONS = (
    "config.json", "modules.json", "sentence_bert_config.json", "config_sentence_transformers.json",
    "tokenizer_config.json", "*_Pooling/config.json", "README.md", "LICENSE*",
)  # fmt: skip

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True)
class AddedModel:
    """A model that was added; ``revision`` is "" where it was taken from a folder, ``licence`` where none is stated."""

    name: str
    source: str
    revision: str
    dimensions: int
    tokens: int
    licence: str
    bytes: int
    sums: Mapping[str, str]


def name_of(source: str) -> str:
    """What a model is called that is taken from a folder or a hub; raises EncoderError."""
    name = re.sub(r"[^a-z0-9._-]+", "-", Path(source).name.lower()).strip("-.")
    if not _NAME.fullmatch(name):
        raise EncoderError(f"no name for a model comes of {source!r}: copy it to a folder with letters in its name.")
    return name


class AddedModels:
    """The models in a folder, which need not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> Iterator[AddedModel]:
        """By name; raises EncoderError where one's record cannot be read."""
        if self._folder.is_dir():
            for path in sorted(self._folder.iterdir()):
                if path.name[0] != "." and (path / _ABOUT).is_file():
                    yield self.model(path.name)

    def model(self, name: str) -> AddedModel:
        """What is known of a model; raises EncoderError where there is none, or it cannot be read."""
        path = self._folder / name / _ABOUT
        if not _NAME.fullmatch(name) or not path.is_file():
            raise EncoderError(f"there is no model {name!r} in {self._folder}. See: passageway model list")
        try:
            return AddedModel(**{"name": name, **json.loads(path.read_text("utf-8"))})
        except (OSError, ValueError, TypeError) as error:
            raise EncoderError(f"{path} cannot be read ({error}). {_remedy(name)}") from error

    def files(self, name: str) -> ModelFiles:
        """What to run of a model, and the sums that it must have; raises EncoderError."""
        about, folder = self.model(name), self._folder / name
        files = read_folder(folder)
        sums = [about.sums.get(path.relative_to(folder).as_posix(), "") for path in (files.model, files.tokenizer)]
        return replace(files, name=name, sums=(sums[0], sums[1]), remedy=_remedy(name))

    def faults(self, name: str) -> list[str]:
        """What is wrong with a model's files, a sentence each; all of them are read."""
        about = self.model(name)
        wrong = []
        for file, wanted in about.sums.items():
            path = self._folder / name / file
            if not path.is_file() or sum_of(path) != wanted:
                wrong.append(f"{path} is not the file that was added. {_remedy(name)}")
        return wrong

    def add(
        self, name: str, source: str, fetch: Callable[[Path], str], tried: Callable[[ModelFiles], int]
    ) -> AddedModel:
        """Adds a model: ``fetch`` puts its files into a folder, and gives their revision; ``tried`` loads it, and gives
        its dimensions. Raises EncoderError where there is one of that name already, or it is none that can be run."""
        if (self._folder / name).exists():
            raise EncoderError(f"there is a model {name!r} already. Remove it first: passageway model remove {name}")
        self._folder.mkdir(parents=True, exist_ok=True)
        for left in self._folder.glob(".adding-*"):
            shutil.rmtree(left, ignore_errors=True)  # by one that was killed
        making = Path(tempfile.mkdtemp(prefix=".adding-", dir=self._folder))
        try:
            revision = fetch(making)
            files = read_folder(making)
            paths = sorted(path for path in making.rglob("*") if path.is_file())
            about = AddedModel(
                name, source, revision, tried(files), files.tokens, licence_of(making),
                sum(path.stat().st_size for path in paths),
                {path.relative_to(making).as_posix(): sum_of(path) for path in paths},
            )  # fmt: skip
            (making / _ABOUT).write_text(json.dumps(asdict(about), indent=2), "utf-8")
            making.chmod(0o755)
            making.rename(self._folder / name)
            return about
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Deletes a model's files; raises EncoderError where there is none."""
        self.model(name)
        gone = self._folder / f".adding-{name}-removed"
        (self._folder / name).rename(gone)
        shutil.rmtree(gone)


def copy_files(source: Path) -> Callable[[Path], str]:
    """What ``AddedModels.add`` fetches from a folder: only what encoding needs."""

    def fetch(target: Path) -> str:
        files = read_folder(source)
        for path in {files.model, files.tokenizer, *_beside(source, files.model)}:
            copied = target / path.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)
        return ""

    return fetch


def _beside(source: Path, model: Path) -> Sequence[Path]:
    """The files of a folder that go with its model: weights that lie outside of the graph, and configurations."""
    weights = [*model.parent.glob(f"{model.name}_data*"), *model.parent.glob(f"{model.name}.data*")]
    return [*weights, *(path for pattern in CONFIGURATIONS for path in source.glob(pattern) if path.is_file())]


def _remedy(name: str) -> str:
    return f"Add it anew: passageway model remove {name}; passageway model add …"
