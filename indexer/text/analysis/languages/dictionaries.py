"""Is it a word of a language? By the dictionaries that pyspellchecker brings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["is_word"]

#: The dictionaries that pyspellchecker brings, by the language of the index; words of other languages are all unknown.
_DICTIONARIES = {
    "arabic": "ar", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "italian": "it",
    "portuguese": "pt", "russian": "ru", "spanish": "es",
}  # fmt: skip


@cache
def _dictionary(language: str) -> NDArray[np.int64]:
    """What the words of a language, case-folded, hash to, sorted; read (a tenth of a second) when the first unknown word is
    met. Python's hashes have 64 bits: of 10^14 words, one may be taken for a word of the 160,000, which themselves would
    take 17 MB."""
    from spellchecker import SpellChecker

    code = _DICTIONARIES.get(language)
    words = () if code is None else SpellChecker(language=code).word_frequency.dictionary
    return np.sort(np.fromiter(map(hash, words), np.int64, len(words)))


def is_word(word: str, languages: Sequence[str]) -> bool:
    """Whether a word (folded) is in a dictionary of one of these languages."""
    return any(_has(_dictionary(language), hash(word)) for language in languages)


def _has(hashes: NDArray[np.int64], wanted: int) -> bool:
    at = int(hashes.searchsorted(wanted))
    return at < len(hashes) and int(hashes[at]) == wanted
