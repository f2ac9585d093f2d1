"""Other words for some of a question, which are as good: beside its terms, never in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from indexer.model import Token
from indexer.text.analysis.weighing import WeightedTerm

if TYPE_CHECKING:
    from indexer.text.analysis.analyzer import Analyzer

__all__ = ["SYNONYM_WEIGHT", "Alternative", "Alternatives", "NO_ALTERNATIVES"]

#: What an occurrence of another word counts beside one of the word that was typed.
SYNONYM_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Alternative:
    """A phrase that says the same as some of a question.

    ``covered`` are the terms of the question that it stands for, of one word if ``single``; ``pattern`` are its own terms
    as they follow one another; ``terms`` is what finds it. ``said`` is the rule in words: "corona = COVID-19"; ``weight``
    is what an occurrence counts beside one of the words that were typed, in (0, 1]. What was typed may be a ``slip``.
    ``phrase`` are the terms of what was typed, as they follow one another, where an admin wrote down that the two are one;
    ``idf`` (nats) is that of the whole pattern, where it is known: None else.
    """

    covered: tuple[str, ...]
    single: bool
    pattern: tuple[str, ...]
    terms: tuple[WeightedTerm, ...]
    said: str
    weight: float = SYNONYM_WEIGHT
    slip: bool = False
    phrase: tuple[str, ...] = ()
    idf: float | None = None


class Alternatives(Protocol):
    """What knows other words, and which words stay as they are."""

    def of(self, tokens: Sequence[Token]) -> tuple[Alternative, ...]:
        """The alternatives for words of a question."""

    def protects(self, token: Token) -> bool:
        """Whether a word carries content, and matches in no other form."""

    def in_language(self, analyzer: Analyzer) -> Alternatives:
        """The same for a question that is analysed in another language of the index."""


class _None:
    """Knows nothing."""

    def of(self, tokens: Sequence[Token]) -> tuple[Alternative, ...]:
        """See Alternatives."""
        return ()

    def protects(self, token: Token) -> bool:
        """See Alternatives."""
        return False

    def in_language(self, analyzer: Analyzer) -> Alternatives:
        """See Alternatives."""
        return self


NO_ALTERNATIVES: Alternatives = _None()
