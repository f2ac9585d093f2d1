"""Is it a word of a language? By the dictionaries that pyspellchecker brings.

To read one takes from a tenth of a second to half a second, too long for each ``passageway ask``. So what its words hash to
is kept in the user's cache (``kept_copies``): a thousandth.

    <cache>/words/<language>-<version>.words    a hash of 8 bytes for each word, sorted
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from importlib.metadata import version
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from indexer.model.stated.language_names import language_code
from indexer.text.kept_copies import kept

__all__ = ["has_dictionary", "is_word"]

#: The languages whose dictionaries pyspellchecker brings; words of others are all unknown.
_LANGUAGES = "arabic dutch english french german italian portuguese russian spanish"
_DICTIONARIES = frozenset(_LANGUAGES.split())

#: A word as eight bytes: of 10^13 words that are none, one may be taken for one of 400,000. The words would take 30 MB.
_HASH = np.dtype("<u8")

_read: dict[str, NDArray[np.uint64]] = {}
_reading = Lock()


def has_dictionary(language: str) -> bool:
    """Whether the words of a language, as an index calls it, are known."""
    return language in _DICTIONARIES


def is_word(word: str, languages: Sequence[str]) -> bool:
    """Whether a word (folded) is in a dictionary of one of these languages."""
    wanted = np.frombuffer(_hash(word), _HASH)
    return any(_has(_dictionary(language), wanted) for language in languages if has_dictionary(language))


def _has(hashes: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> bool:
    at = int(hashes.searchsorted(wanted)[0])
    return at < len(hashes) and bool(hashes[at] == wanted[0])


def _hash(word: str) -> bytes:
    return blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_HASH.itemsize).digest()


def _dictionary(language: str) -> NDArray[np.uint64]:
    """What the words of a language, case-folded, hash to, sorted; read when the first word is asked for."""
    with _reading:
        if language not in _read:
            code = language_code(language)
            name = f"words/{code}-{version('pyspellchecker')}.words"
            copy = kept(name, lambda: [_unpacked(code)], others=f"{code}-*.words")
            _read[language] = np.frombuffer(copy, _HASH)
        return _read[language]


def _unpacked(code: str) -> bytes:
    from spellchecker import SpellChecker

    return _hashes(SpellChecker(language=code).word_frequency.dictionary).tobytes()


def _hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    return np.sort(np.frombuffer(b"".join(map(_hash, words)), _HASH))
