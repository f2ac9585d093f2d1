"""Answers with the offsets that were asked for."""

from __future__ import annotations

from typing import Any

from search_ui.api.parameters import Offsets
from search_ui.offsets import Utf16, in_utf16
from search_ui.security import searcher

__all__ = ["counted"]


def counted(body: dict[str, object], offsets: Offsets, own: Utf16 | None = None) -> dict[str, object]:
    """The object with its offsets in what was asked for; ``own`` as in ``in_utf16``."""
    if offsets is Offsets.CODE_POINTS:
        return body
    converted: dict[str, Any] = in_utf16(body, lambda name, digest: searcher().document(name, digest).text, own)
    return converted
