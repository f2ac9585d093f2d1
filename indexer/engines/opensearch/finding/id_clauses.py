"""Shell patterns on document ids -> clauses of a query that admit the same ids."""

from __future__ import annotations

import re
from typing import Any

from indexer.engines.opensearch.index_layout import key_of_name
from indexer.model.stated.id_patterns import IdPatterns

__all__ = ["id_clause"]

#: What a pattern is made of: a class in brackets as ``fnmatch`` sees one, or any other character.
_PIECE = re.compile(r"\[!?+\]?+[^\]]*+\]|.", re.DOTALL)

#: What has a meaning in Lucene's expressions; any of them may be escaped.
_SPECIAL = frozenset('.?+*|{}[]()"\\#@&<>~^-')

Clause = dict[str, Any]


def id_clause(patterns: IdPatterns, field: str = "document") -> Clause:
    """Admits the keywords ``field`` (``key_of_name``) of ids that fit the pattern, or one of several, as
    ``stated.id_patterns`` has them."""
    if isinstance(patterns, str):
        return _one_clause(patterns, field)
    return {"bool": {"should": [_one_clause(pattern, field) for pattern in patterns], "minimum_should_match": 1}}


def _one_clause(pattern: str, field: str) -> Clause:
    pieces = _PIECE.findall(pattern)
    if any(map(_is_class, pieces)):
        return {"regexp": {field: {"value": "".join(map(_expression, pieces)), "flags": "EMPTY"}}}
    if "?" in pieces or "*" in pieces[:-1]:
        escaped = "".join("\\\\" if piece == "\\" else piece for piece in pieces)
        return {"wildcard": {field: {"value": escaped}}}
    if pieces[-1:] == ["*"]:
        return {"prefix": {field: {"value": pattern[:-1]}}}
    return {"term": {field: {"value": key_of_name(pattern)}}}


def _is_class(piece: str) -> bool:
    return len(piece) > 1


def _expression(piece: str) -> str:
    """A piece of a pattern as an expression of Lucene."""
    if piece == "*":
        return ".*"
    if piece == "?":
        return "."
    if not _is_class(piece):
        return _escaped(piece)
    inside, negated = piece[1:-1], piece[1] == "!"
    return _class(inside[1:] if negated else inside, negated)


def _class(inside: str, negated: bool) -> str:
    """Characters and ranges of a class. A range that is upside down is empty, as ``fnmatch`` has it."""
    parts, at = [], 0
    while at < len(inside):
        if inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            low, high = inside[at], inside[at + 2]
            parts += [f"{_escaped(low)}-{_escaped(high)}"] if low <= high else []
            at += 3
        else:
            parts.append(_escaped(inside[at]))
            at += 1
    if not parts:
        return "." if negated else "#"  # "#" fits nothing
    return f"[{'^' if negated else ''}{''.join(parts)}]"


def _escaped(letter: str) -> str:
    return f"\\{letter}" if letter in _SPECIAL else letter
