"""Shell patterns on document ids, as filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from fnmatch import translate
from functools import lru_cache

__all__ = ["IdPatterns", "admitting", "patterns_of"]

#: A shell pattern on document ids, or several: an id is to fit one of them.
IdPatterns = str | tuple[str, ...]

_MAGIC = re.compile(r"[*?\[]")
_ESCAPED = re.compile(r"\[([*?\[])\]")


def patterns_of(documents: str | Collection[str] | None) -> IdPatterns | None:
    """Shell patterns as a filter has them, each once: None where there is none."""
    if documents is None or isinstance(documents, str):
        return documents
    several = tuple(dict.fromkeys(documents))
    return several if len(several) > 1 else several[0] if several else None


def admitting(patterns: IdPatterns | None) -> Callable[[str], bool] | None:
    """Whether a document id fits a shell pattern, or one of several; None for none. ``*`` also matches slashes, and case
    counts."""
    if patterns is None or isinstance(patterns, str):
        return None if patterns is None else _fitting(patterns)
    fitting = [_fitting(pattern) for pattern in patterns]
    return lambda name: any(fits(name) for fits in fitting)


@lru_cache(maxsize=256)
def _fitting(pattern: str) -> Callable[[str], bool]:
    plain = pattern.replace("[*]", "").replace("[?]", "").replace("[[]", "")
    begins = plain.endswith("*")
    if not _MAGIC.search(plain[:-1] if begins else plain):  # a folder or a document: no need of an expression
        literal = _ESCAPED.sub(r"\1", pattern[:-1] if begins else pattern)
        return (lambda name: name.startswith(literal)) if begins else (lambda name: name == literal)
    fits = re.compile(translate(pattern)).match
    return lambda name: fits(name) is not None
