"""What differs between two texts of nearly the same words: runs of words, and what they touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from indexer.model import Span
from indexer.model.as_json import as_json
from indexer.text.wording.qualifiers import counts, counts_within, denies, denies_within, limits

__all__ = ["DifferenceKind", "WordDifference", "kind_of_difference", "urgency"]

_PREFIX = regex.compile(r"non|un|im|in|ir|dis")

#: What denies in a word whose rest says the same (isn't, n'est, kein), and a number; what only helps to deny.
_WITHIN = regex.compile(r"n't$|^n'|^k(?=ein)")
_DIGITS = regex.compile(r"\p{Nd}+(?:[.,:/]\p{Nd}+)*")
_DOES = frozenset({"do", "does", "did"})


class DifferenceKind(StrEnum):
    """What a difference touches; numbers, negations and conditions come first."""

    NUMBER = "number"
    NEGATION = "negation"
    CONDITION = "condition"
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

    @property
    def turns(self) -> bool:
        """Whether nothing but numbers, or a negation, differs: "are cute" for "are not" is no negation of it."""
        kinds = DifferenceKind.NEGATION, DifferenceKind.NUMBER
        return self.kind in kinds and _told(self.draft) == _told(self.source)


@as_json.register
def _difference_json(difference: WordDifference) -> dict[str, object]:
    return {
        "op": difference.op,
        "draft": difference.draft,
        "source": difference.source,
        "kind": as_json(difference.kind),
    }


def kind_of_difference(ours: Sequence[str], theirs: Sequence[str]) -> DifferenceKind:
    """What differs between two runs of words, given by their keys; those that both have do not count."""
    words = [regex.sub(r"\0\d+", "", _bare(key)) for key in set(ours) ^ set(theirs)]
    if any(map(counts_within, words)):
        return DifferenceKind.NUMBER
    plain, other = _plain(ours), _plain(theirs)
    if _denies(plain, other) != _denies(other, plain):
        return DifferenceKind.NEGATION
    limited = set(filter(limits, plain)) != set(filter(limits, other))
    return DifferenceKind.CONDITION if limited else DifferenceKind.WORD


def _told(words: str) -> list[str]:
    """Words without what denies or counts: "isn't" is "is" denied, "keine" is "eine", "does not" is nothing."""
    each = words.casefold().replace("’", "'").split()
    plain = (_DIGITS.sub("", _WITHIN.sub("", word) if denies(word) else word) for word in each)
    return [word for word in plain if word and not (denies(word) or counts(word) or word in _DOES)]


def _plain(keys: Sequence[str]) -> list[str]:
    """The words of keys, with plain apostrophes."""
    return [regex.sub(r"\0\d+", "'", _bare(key)) for key in keys]


def _bare(key: str) -> str:
    """The key of a word without the symbols at its ends."""
    return key.split("\1")[1] if "\1" in key else key


def _denies(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether words deny: by a word, by n't, or by a prefix without which the word is one of the others."""
    prefixes = (_PREFIX.match(word) for word in words)
    bare = (prefix.string[prefix.end() :] for prefix in prefixes if prefix is not None)
    return any(map(denies_within, words)) or any(word in others for word in bare)


def urgency(difference: WordDifference) -> tuple[int, int]:
    """What differences are sorted by: numbers first, then negations and conditions, each in order of the draft."""
    span = difference.draft_span
    return list(DifferenceKind).index(difference.kind), span.start if span else 0
