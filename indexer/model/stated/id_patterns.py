"""Shell patterns on document ids, as filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate
from functools import lru_cache

__all__ = ["admitting"]

_MAGIC = re.compile(r"[*?\[]")
_ESCAPED = re.compile(r"\[([*?\[])\]")


def admitting(pattern: str | None) -> Callable[[str], bool] | None:
    """Whether a document id fits a shell pattern; None for none. ``*`` also matches slashes, and case counts."""
    return None if pattern is None else _fitting(pattern)


@lru_cache(maxsize=256)
def _fitting(pattern: str) -> Callable[[str], bool]:
    plain = pattern.replace("[*]", "").replace("[?]", "").replace("[[]", "")
    begins = plain.endswith("*")
    if not _MAGIC.search(plain[:-1] if begins else plain):  # a folder or a document: no need of an expression
        literal = _ESCAPED.sub(r"\1", pattern[:-1] if begins else pattern)
        return (lambda name: name.startswith(literal)) if begins else (lambda name: name == literal)
    fits = re.compile(translate(pattern)).match
    return lambda name: fits(name) is not None
