"""Accents that are printed over their letters: "na¨ıve" is seen as "naïve"."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from indexer.documents.formats.paged.page_letters import Letter

__all__ = ["with_accents"]

#: Signs that TeX and old printing programs put over or under a letter, and the characters that do so in Unicode.
_COMBINING = dict(
    zip("¨´`ˆ˜¯˘˙˚¸ˇ˝˛", "\u0308\u0301\u0300\u0302\u0303\u0304\u0306\u0307\u030a\u0327\u030c\u030b\u0328", strict=True)
)
_DOTTED = {"ı": "i", "ȷ": "j"}


def with_accents(letters: Sequence[Letter]) -> str:
    """The text of a word's letters, each accent joined to the letter that it is printed over."""
    if not any(letter.text in _COMBINING for letter in letters):
        return "".join(letter.text for letter in letters)
    parts: list[str] = []
    waiting = ""  # an accent whose letter follows
    for at, letter in enumerate(letters):
        accent = _COMBINING.get(letter.text, "")
        if accent and at + 1 < len(letters) and _is_over(letter, letters[at + 1]):
            waiting += accent
        elif accent and at and _is_over(letter, letters[at - 1]):
            parts.append(accent)
        else:
            parts.append((_DOTTED.get(letter.text, letter.text) if waiting else letter.text) + waiting)
            waiting = ""
    return normalize("NFC", "".join(parts))


def _is_over(accent: Letter, letter: Letter) -> bool:
    """Whether the middle of an accent stands over a letter."""
    return letter.text.isalpha() and letter.left <= (accent.left + accent.right) / 2 <= letter.right
