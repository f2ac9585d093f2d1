"""What has only changed its place: which document of before is which of now, and folders that moved as one."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

__all__ = ["Move", "moved_folders", "moved_pairs"]

#: So many documents that moved between the same two folders are told as one move.
_MANY = 3

#: So many folders that a document lies in are compared: whose paths end alike that far are as good as the same.
_FOLDERS = 12

#: Where a folder ends in an id, or the file that has several documents.
_BEHIND_FOLDER = re.compile(r"(?<=/)|(?<=#)(?=[^/]*$)")


class Move(NamedTuple):
    """From where to where: ids of a document or, where several ``documents`` moved alike, what their ids begin with: a
    folder ("old/"), a file of several ("log.jsonl#"); "" is the corpus itself."""

    old: str
    new: str
    documents: int = 1

    @property
    def in_words(self) -> str:
        """What is said of it on a line."""
        if self.documents == 1:
            return f"{self.old} is now {self.new}"
        old, new = (folder or "the corpus itself" for folder in (self.old, self.new))
        return f"{self.documents:,} documents from {old} to {new}"


def moved_pairs(gone: Mapping[str, str], come: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Old and new ids of what has the same content, sorted; each id is in one pair at most.

    ``gone`` and ``come`` have the content (a digest) by id. Of several of the same content those belong together whose
    paths end alike: copies of a file stay apart when their folder moves.
    """
    wanted = set(come.values())
    old, new = _by_content(gone, wanted), _by_content(come, set(gone.values()))
    pairs = [pair for content, names in old.items() for pair in _paired(names, new.get(content, []))]
    return tuple(sorted(pairs))


def _by_content(ids: Mapping[str, str], wanted: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, content in sorted(ids.items()):
        if content in wanted:
            found[content].append(name)
    return found


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pairs of ids of one content: those first that have most of the end of their paths in common."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    for parts in range(min(_FOLDERS, max(name.count("/") for name in old)), -1, -1):
        ends: dict[tuple[str, ...], deque[str]] = defaultdict(deque)
        for name in new:
            ends[_end(name, parts)].append(name)
        found = [(name, ends[end].popleft()) for name in old if ends.get(end := _end(name, parts))]
        yield from found
        old, new = _without(old, (a for a, _ in found)), _without(new, (b for _, b in found))
    yield from zip(old, new, strict=False)


def _end(name: str, parts: int) -> tuple[str, ...]:
    """The name of a document, and so many of the folders that it lies in."""
    return tuple(name.split("/")[-1 - parts :])


def _without(names: Sequence[str], taken: Iterable[str]) -> list[str]:
    left = set(taken)
    return [name for name in names if name not in left]


def moved_folders(pairs: Iterable[tuple[str, str]]) -> list[Move]:
    """The moves in the order of their first document: three or more from one folder to another are one."""
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for old, new in pairs:
        groups[_folders(old, new)].append((old, new))
    moves = []
    for (old, new), each in groups.items():
        moves += [Move(old, new, len(each))] if len(each) >= _MANY else [Move(*pair) for pair in each]
    return moves


def _folders(old: str, new: str) -> tuple[str, str]:
    """What two ids are without the end that they have in common; the ids where that is nothing."""
    before, after = _BEHIND_FOLDER.split(old), _BEHIND_FOLDER.split(new)
    while before and after and before[-1] == after[-1]:
        before.pop()
        after.pop()
    return "".join(before), "".join(after)
