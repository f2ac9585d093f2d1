"""What a run finds in an index before it changes anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.model import FileState, Version

__all__ = ["BaseGeneration", "IndexState"]


@dataclass(frozen=True, slots=True)
class BaseGeneration:
    """The generation that a run builds on: its number (None before the first), its documents by id, its files by path."""

    number: int | None = None
    versions: Mapping[str, Version] = field(default_factory=dict)
    files: Mapping[str, FileState] = field(default_factory=dict)


class IndexState(NamedTuple):
    """The generation to build on, the root of the corpus, and what of it is indexed (POSIX paths below it); the last two
    are None before the first run."""

    base: BaseGeneration = BaseGeneration()
    root: str | None = None
    covered: tuple[str, ...] | None = None
