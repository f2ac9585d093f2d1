"""What differs between two texts of nearly the same words: runs of words, and what they touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from indexer.model import Span

__all__ = ["DifferenceKind", "WordDifference", "difference_json", "kind_of_difference", "urgency"]

_ENGLISH = "no not nor never none nothing nobody nowhere neither cannot without hardly"
_GERMAN = "nicht kein keine keinen keiner nie niemals ohne weder"
_FRENCH_AND_SPANISH = "ne pas jamais sans sin nunca non"

#: Words that deny.
_NEGATIONS = frozenset(f"{_ENGLISH} {_GERMAN} {_FRENCH_AND_SPANISH}".split())
_NEGATED = regex.compile(r".+n't|(?:non|un|im|in|ir|dis)(?=.{4})")


class DifferenceKind(StrEnum):
    """What a difference touches; numbers and negations come first."""

    NUMBER = "number"
    NEGATION = "negation"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class WordDifference:
    """A run of words that differs. ``op`` says what was done to the source: "replace", "insert" (words that only the
    draft has) or "delete" (words that only the source has). Spans count in the text of each; None where it has no word.
    """

    op: str
    kind: DifferenceKind
    draft: str
    source: str
    draft_span: Span | None
    source_span: Span | None


def difference_json(difference: WordDifference) -> dict[str, object]:
    """A difference as other tools read it."""
    return {
        "op": difference.op,
        "draft": difference.draft,
        "source": difference.source,
        "kind": difference.kind.value,
    }


def kind_of_difference(ours: Sequence[str], theirs: Sequence[str]) -> DifferenceKind:
    """What differs between two runs of words, given by their keys; those that both have do not count."""
    words = [key.rsplit("\1")[-1] for key in set(ours) ^ set(theirs)]
    if any(char.isdecimal() for word in words for char in regex.sub(r"\0\d+", "", word)):
        return DifferenceKind.NUMBER
    return DifferenceKind.NEGATION if _denies(ours) != _denies(theirs) else DifferenceKind.WORD


def _denies(keys: Sequence[str]) -> bool:
    plain = [regex.sub(r"\0\d+", "'", key.rsplit("\1")[-1]) for key in keys]
    return any(word in _NEGATIONS or _NEGATED.match(word) is not None for word in plain)


def urgency(difference: WordDifference) -> tuple[int, int]:
    """What differences are sorted by: numbers first, then negations, each in order of the draft."""
    order = (DifferenceKind.NUMBER, DifferenceKind.NEGATION, DifferenceKind.WORD)
    span = difference.draft_span
    return order.index(difference.kind), span.start if span else 0
