"""Shell patterns on document ids, as filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate
from functools import lru_cache

__all__ = ["admitting"]


def admitting(pattern: str | None) -> Callable[[str], bool] | None:
    """Whether a document id fits a shell pattern; None for none. ``*`` also matches slashes, and case counts."""
    return None if pattern is None else _fitting(pattern)


@lru_cache(maxsize=256)
def _fitting(pattern: str) -> Callable[[str], bool]:
    fits = re.compile(translate(pattern)).match
    return lambda name: fits(name) is not None
