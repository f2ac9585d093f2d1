"""The words of a text one after the other, as they are compared with those of others, each with its place."""

from __future__ import annotations

from typing import NamedTuple

from indexer.text.analysis.analyzer import Analyzer
from indexer.text.analysis.folding import fold_accents

__all__ = ["PlacedWord", "words_in_order"]


class PlacedWord(NamedTuple):
    """A word (folded, unstemmed, without accents), and where it stands in its text."""

    text: str
    start: int
    end: int


def words_in_order(text: str, analyzer: Analyzer) -> list[PlacedWord]:
    """The words of a text in order, the parts of a hyphenated word rather than its whole."""
    return [PlacedWord(fold_accents(token.exact), token.start, token.end) for token in analyzer.sequence(text)]
