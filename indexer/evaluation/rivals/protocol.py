"""What a rival can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from indexer.errors import EvaluationError, install
from indexer.evaluation.datasets.beir import BeirDocument
from indexer.model import Passage
from indexer.settings import Settings

__all__ = ["Bench", "Rival", "folder_bytes", "require"]


@dataclass(frozen=True, slots=True)
class Bench:
    """What a rival may work with: a folder of its own, the settings, and how Passageway split a document (its
    passages by document id; none for one it did not index)."""

    folder: Path
    settings: Settings
    passages_of: Callable[[str], Sequence[Passage]]


class Rival(Protocol):
    """A system that ranks documents. One instance serves one set."""

    name: str

    def __init__(self, bench: Bench) -> None:
        """Imports what it needs; raises EvaluationError, naming the extra to install."""

    def build(self, documents: Sequence[BeirDocument]) -> None:
        """Indexes the documents, in place of what the folder may have from before."""

    def rank(self, question: str, limit: int) -> list[str]:
        """Up to ``limit`` document ids, best first, none twice; never raises, whatever the question."""

    def index_bytes(self) -> int:
        """The size of the index: on disk where it can be stored, else in memory."""


def require(module: str, rival: str, extra: str) -> Any:
    """An imported module; raises EvaluationError where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise EvaluationError(
            f"the rival {rival} needs the module {module} ({error}). Install it with: {install(extra)}"
        ) from error


def folder_bytes(folder: Path) -> int:
    """The sum of the sizes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
