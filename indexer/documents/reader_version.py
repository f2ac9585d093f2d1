"""Which readers these are: files that others have read are read again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["LIBRARIES", "reader_version"]

#: The libraries that readers rest on: another version of one may read other words.
LIBRARIES = (
    "charset-normalizer",
    "lxml",
    "markdown-it-py",
    "pypdfium2",
    "pyyaml",
    "regex",
    "selectolax",
)
LIBRARIES = ("charset-normalizer", "lxml", "markdown-it-py", "pypdfium2", "pyyaml", "regex", "selectolax")

_READERS = Path(__file__).with_name("formats")


@cache
def reader_version() -> str:
    """16 hex digits of the readers' sources and the versions of their libraries.

    It goes by what they are rather than by a number that somebody would have to raise. Where nothing but a comment has
    changed, files are read once more, to the same words.
    """
    digest = sha256()
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for path in sorted(_READERS.rglob("*.py")):
        digest.update(f"{path.relative_to(_READERS).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _version(name: str) -> str:
    """The version of a library; "none" for one that an extra would bring: what it reads is read once it is there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
