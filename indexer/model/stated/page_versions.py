"""Which version of what a page is about is told by its path: "docs/v3.5/install.md", "guide/2.0/forms.html"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

__all__ = ["PageVersion", "Version", "meant", "page_version", "versions_named"]

#: A version as a folder of its own, and as somebody writes it: behind a "v" or its word, of two numbers at least, or with
#: an x for the second. A year is none.
_NUMBERS = (
    r"(?:(?:v|(?:version|release)[-_ ]v?)(\d{1,4}(?:\.\d{1,4})*)|(\d{1,4}(?:\.\d{1,4})+)|(\d{1,4})(?=\.x))(?:\.x)?"
)
_FOLDER = re.compile(rf"(?:^|(?<=/)){_NUMBERS}(?=/)")
_NAMED = re.compile(rf"(?<![\w.]){_NUMBERS}(?![\w]|\.\d)", re.IGNORECASE)

Version = tuple[int, ...]


class PageVersion(NamedTuple):
    """A page, by its path without its version, the version, (3, 5) for 3.5, and how the path writes that: "v3.5"."""

    page: str
    version: Version
    written: str


@lru_cache(4096)
def page_version(document_id: str) -> PageVersion | None:
    """The page and version that the path of a document names, the first where it names several; None where it names
    none."""
    found = _FOLDER.search(document_id)
    if found is None:
        return None
    return PageVersion(document_id[: found.start()] + document_id[found.end() + 1 :], _version(found), found[0])


def versions_named(words: str) -> frozenset[Version]:
    """The versions that a question names: "how do I upgrade to v3.5"."""
    return frozenset(map(_version, _NAMED.finditer(words)))


def meant(version: Version, named: Collection[Version]) -> bool:
    """Whether a version is meant by one that is named of more or fewer numbers: 3.5 by "v3" and by "3.5.1"; but v3 is not
    by "3.5", which may be any figure."""
    return any(version[: len(name)] == name or (len(version) > 1 and name[: len(version)] == version) for name in named)


def _version(found: re.Match[str]) -> Version:
    return tuple(map(int, (found[1] or found[2] or found[3]).split(".")))
