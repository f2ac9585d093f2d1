"""Ways to narrow a search, counted over what was found. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from glob import escape
from os.path import commonpath
from pathlib import PurePosixPath
from typing import TypeVar

from indexer.records import Facet, Facets, PassageKind

__all__ = ["facets_of"]

T = TypeVar("T")

#: Facets of each sort, at most: more are no help in choosing.
_MOST = 10


def facets_of(documents: Sequence[str], kinds: Sequence[PassageKind], paths: Mapping[str, str]) -> Facets:
    """The facets of passages, given the document and the kind of each, and the path of each document's file."""
    if not documents:
        return Facets()
    shared = PurePosixPath(commonpath(["/" + str(PurePosixPath(paths[name]).parent) for name in set(documents)]))
    folders = Counter(folder for name in documents if (folder := _folder(name, paths[name], shared)))
    return Facets(
        folders=tuple(Facet(name, count, pattern) for (name, pattern), count in _fullest(folders)),
        documents=tuple(Facet(name, count, escape(name)) for name, count in _fullest(Counter(documents))),
        kinds=tuple(Facet(kind.value, count, kind.value) for kind, count in _fullest(Counter(kinds))),
        passages=len(documents),
    )


def _folder(name: str, path: str, shared: PurePosixPath) -> tuple[str, str] | None:
    """The folder directly below ``shared`` that a document is in, and its pattern; a JSONL file is the folder of its
    lines."""
    below = PurePosixPath("/" + path).relative_to(shared)
    if len(below.parts) > 1:
        folder = str((shared / below.parts[0]).relative_to("/"))
        return folder, f"{escape(folder)}/*"
    return None if name == path else (path, f"{escape(path)}#*")


def _fullest(counts: Counter[T]) -> list[tuple[T, int]]:
    """The highest counts first, ties by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))[:_MOST]
