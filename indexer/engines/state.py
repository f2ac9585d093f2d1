"""What a run finds in an index before it changes anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.model import FileState, Skipped, Version

__all__ = ["BaseGeneration", "IndexState"]


@dataclass(frozen=True, slots=True)
class BaseGeneration:
    """The generation that a run builds on: its number (None before the first), its documents by id, its files by path.

    ``documents`` is how many it has, which is known where they themselves are lost; ``same_settings`` says whether they
    were split as they would be now. ``skipped`` are the files that are not in it, as they could not be read when it was
    ``made`` (ISO 8601 in UTC) or afterwards, by a run that changed nothing else.
    """

    number: int | None = None
    versions: Mapping[str, Version] = field(default_factory=dict)
    files: Mapping[str, FileState] = field(default_factory=dict)
    documents: int = 0
    same_settings: bool = True
    made: str = ""
    skipped: tuple[Skipped, ...] = ()


class IndexState(NamedTuple):
    """The generation to build on, the root of the corpus, and what of it is indexed (POSIX paths below it); the last two
    are None before the first run, and where nothing of an index tells them any more. ``served``: there is a generation."""

    base: BaseGeneration = BaseGeneration()
    root: str | None = None
    covered: tuple[str, ...] | None = None
    served: bool = False
