"""Offsets as JavaScript counts them: the one place where code points become UTF-16 units, and back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Any

from indexer.model.as_json import JsonObject, as_json
from search_ui.api.parameters import Offsets
from search_ui.request.shared import searcher

__all__ = ["Utf16", "counted", "in_utf16"]

#: What takes two units in UTF-16.
_WIDE = re.compile("[\U00010000-\U0010ffff]")

#: Names whose numbers are offsets: single ones, and lists of spans.
_SINGLE = ("start", "end")
_SPANS = ("marks", "sentences")


class Utf16:
    """Counts the UTF-16 units of one text; a lone surrogate is one, as in JavaScript."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
        self._units = [place + i for i, place in enumerate(self._wide)]

    def __call__(self, offset: int) -> int:
        """An offset in UTF-16 units, from one in code points."""
        return offset + bisect_left(self._wide, offset)

    def code_point(self, offset: int) -> int:
        """An offset in code points, from one in UTF-16 units; one within a pair of surrogates is taken to lie before it."""
        return offset - bisect_left(self._units, offset)


def in_utf16(body: Any, text_of: Callable[[str, str], str], own: Utf16 | None = None) -> Any:
    """A JSON object whose offsets count code points, with offsets that count UTF-16 units.

    An object that names its ``document_id`` and ``revision`` counts in that text, fetched by ``text_of``; what is
    inside it does, too, unless it names another. ``own`` counts outside of all these (a draft's text, say).
    """
    counts: dict[tuple[str, str], Utf16] = {}

    def count_of(named: Mapping[str, Any]) -> Utf16:
        key = (named["document_id"], named["revision"])
        if key not in counts:
            counts[key] = Utf16(text_of(*key))
        return counts[key]

    def convert(value: Any, count: Utf16 | None) -> Any:
        if isinstance(value, Mapping):
            if "document_id" in value and "revision" in value:
                count = count_of(value)
            return {name: entry(name, inner, count) for name, inner in value.items()}
        return [convert(inner, count) for inner in value] if isinstance(value, list) else value

    def entry(name: str, value: Any, count: Utf16 | None) -> Any:
        if count is not None and name in _SINGLE and isinstance(value, int):
            return count(value)
        if count is not None and name in _SPANS:
            return [[count(start), count(end)] for start, end in value]
        return convert(value, count)

    return convert(body, own)


def counted(answer: object, offsets: Offsets, own: Utf16 | None = None) -> JsonObject:
    """A record, or a mapping of records, as a JSON object with its offsets in what was asked for; ``own`` as in
    ``in_utf16``."""
    body: dict[str, object] = as_json(answer)
    if offsets is Offsets.UTF16:
        body = in_utf16(body, lambda name, revision: searcher().document(name, revision).text, own)
    return JsonObject(body)
