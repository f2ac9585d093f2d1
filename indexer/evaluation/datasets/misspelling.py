"""A question -> the same with one word misspelt, as fingers do it; by a seed, so that everyone gets the same.

Kinds of slip after F. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7(3), 1964,
a neighbour on the keyboard standing for any wrong letter.
"""

from __future__ import annotations

from random import Random

import regex

from indexer.text.analysis import Analyzer

__all__ = ["misspelt"]

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

#: Words of at least so many letters are misspelt, and of so many perhaps twice.
_LETTERS = 4
_LONG = 8
_TWICE = 1 / 3


def _neighbours() -> dict[str, str]:
    places = {letter: (row, column) for row, letters in enumerate(_ROWS) for column, letter in enumerate(letters)}
    return {
        letter: "".join(
            other for other, (r, c) in places.items() if other != letter and abs(r - row) <= 1 and abs(c - column) <= 1
        )
        for letter, (row, column) in places.items()
    }


_NEAR = _neighbours()


def misspelt(question: str, analyzer: Analyzer, chance: Random) -> str:
    """The question with one content word of at least four Latin letters misspelt; as it was where it has none."""
    words = [
        found
        for found in regex.finditer(r"[A-Za-z]+", question)
        if len(found[0]) >= _LETTERS and not analyzer.is_function_term(analyzer.term(found[0]))
    ]
    if not words:
        return question
    found = chance.choice(words)
    word = str(found[0])
    for _ in range(2 if len(word) >= _LONG and chance.random() < _TWICE else 1):
        word = _slip(word, chance)
    return question[: found.start()] + word + question[found.end() :]


def _slip(word: str, chance: Random) -> str:
    """A letter replaced by a neighbour on the keyboard, doubled, dropped, or swapped with the next."""
    at = chance.randrange(len(word))
    kind = chance.choice(("replaced", "doubled", "dropped", "swapped"))
    if kind == "replaced":
        return word[:at] + chance.choice(_NEAR[word[at].lower()]) + word[at + 1 :]
    if kind == "doubled":
        return word[: at + 1] + word[at:]
    if kind == "dropped":
        return word[:at] + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
