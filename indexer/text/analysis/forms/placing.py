"""Forms of words, each from its own beginning -> forms of a word that they are in."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.text.analysis.word_table import Form

__all__ = ["numbered", "shifted"]


def shifted(forms: Sequence[Form], by: int, steps: int, *, part: bool = False) -> list[Form]:
    """Forms further on in a text, and at later positions; as parts of another word."""
    return [Form(f.term, f.exact, f.start + by, f.end + by, f.step + steps, part or f.part) for f in forms]


def numbered(words: Sequence[Sequence[Form]]) -> list[Form]:
    """The forms of words one after the other."""
    forms: list[Form] = []
    for word in words:
        forms += shifted(word, 0, forms[-1].step + 1 if forms else 0)
    return forms
