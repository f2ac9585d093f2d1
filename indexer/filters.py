"""Shell patterns on document ids, as filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate
from functools import lru_cache

__all__ = ["admitting"]


@lru_cache(maxsize=256)
def admitting(pattern: str) -> Callable[[str], bool]:
    """Whether a document id fits a shell pattern; ``*`` also matches slashes, and case counts."""
    fits = re.compile(translate(pattern)).match
    return lambda name: fits(name) is not None
