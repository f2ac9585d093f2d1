"""Tokens -> the words of a text as they follow one another."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.model import Token

__all__ = ["sequence_of"]


def sequence_of(tokens: Iterable[Token]) -> list[Token]:
    """One token a position, in order: of a hyphenated word its parts rather than the whole.

    ``tokens`` are in order of position, as ``Analyzer.tokens`` gives them: parts come after their whole, and win.
    """
    return list({token.position: token for token in tokens}.values())
