"""The names of what is in a file: each another, whatever is called alike; of files in an archive, paths that lead nowhere
else, in an encoding that is not always told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

import regex

from indexer.documents.formats.text.decoding import decode
from indexer.errors import ReadingError

__all__ = ["DistinctNames", "MemberNames", "decoded_names", "is_ignored"]

_DRIVE = regex.compile(r"^[A-Za-z]:")
_UNSEEN = regex.compile(r"\p{C}")
#: What systems and programs put into folders for themselves, beside names that begin with a dot.
_SYSTEM = frozenset({"__macosx", "thumbs.db", "desktop.ini", "lost+found"})
_LONGEST = 500


class DistinctNames:
    """Takes names one by one, and gives each another."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def __contains__(self, name: str) -> bool:
        """Whether a name is taken."""
        return name in self._taken

    def take(self, name: str) -> str:
        """The name; a second one gets a number, "a~2", whatever was called so before."""
        self._taken[name] += 1
        while (number := self._taken[name]) > 1:
            name = self._numbered(name, number)
            self._taken[name] += 1
        return name

    def _numbered(self, name: str, number: int) -> str:
        return f"{name}~{number}"


class MemberNames(DistinctNames):
    """Takes the names of members of an archive."""

    def take(self, name: str) -> str:
        """A path without what leads out of the archive ("..", "/", "C:"); a second one of a name gets a number before its
        ending, "a~2.txt"."""
        return super().take(_safe(name))

    def _numbered(self, name: str, number: int) -> str:
        path = PurePosixPath(name)
        return str(path.with_name(f"{path.stem}~{number}{path.suffix}"))


def _safe(name: str) -> str:
    plain = _UNSEEN.sub("_", _DRIVE.sub("", name.replace("\\", "/")))
    parts = [part for part in plain.split("/") if part.strip(" .")]
    return "/".join(parts)[-_LONGEST:].strip("/") or "file"


def is_ignored(name: str) -> bool:
    """Whether a file is none of those that people put there: hidden, or of a system; "~$" is what Word keeps open."""
    parts = name.replace("\\", "/").split("/")
    return any(
        (part.startswith(".") and part not in (".", "..")) or part.startswith("~$") or part.lower() in _SYSTEM
        for part in parts
    )


def decoded_names(stored: Sequence[str | bytes]) -> list[str]:
    """Names as text: those in bytes are in one encoding, which nobody has told."""
    raw = [name for name in stored if isinstance(name, bytes)]
    guessed = iter(_decoded(raw))
    return [next(guessed) if isinstance(name, bytes) else name for name in stored]


def _decoded(raw: list[bytes]) -> list[str]:
    lines = [name.replace(b"\n", b"_").replace(b"\r", b"_") for name in raw]
    try:
        texts = decode(b"\n".join(lines)).text.split("\n") if lines else []
    except ReadingError:
        texts = []
    return texts if len(texts) == len(lines) else [name.decode("utf-8", "replace") for name in lines]
