"""Is it a word of a language? By the dictionaries that pyspellchecker brings.

To read one takes from a tenth of a second to half a second, too long for each ``passageway ask``. So what its words hash to
is kept in the user's cache, once for all indexes: a thousandth. Where the cache has no copy, one of another version or a
damaged one, the dictionary itself is read; where it cannot be written, that is no error.

    <cache>/words/<language>-<version>.words    the SHA-256 sum of what follows, and a hash of 8 bytes for each word, sorted
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b, sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock

import numpy as np
import platformdirs
from numpy.typing import NDArray

from indexer.model.stated.language_names import language_code

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
            path = _copy_of(code)
            found = _kept(path)
            if found is None:
                from spellchecker import SpellChecker

                found = _hashes(SpellChecker(language=code).word_frequency.dictionary)
                with suppress(OSError):
                    _keep(path, found)
            _read[language] = found
        return _read[language]


def _hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    return np.sort(np.frombuffer(b"".join(map(_hash, words)), _HASH))


def _copy_of(code: str) -> Path:
    folder = Path(platformdirs.user_cache_dir("passageway", appauthor=False)) / "words"
    return folder / f"{code}-{version('pyspellchecker')}.words"


def _kept(path: Path) -> NDArray[np.uint64] | None:
    """What a copy holds; None where there is none, or not a whole one."""
    try:
        written = path.read_bytes()
    except OSError:
        return None
    size = sha256().digest_size
    if len(written) <= size or sha256(written[size:]).digest() != written[:size]:
        return None
    return np.frombuffer(written, _HASH, offset=size)


def _keep(path: Path, hashes: NDArray[np.uint64]) -> None:
    """Writes a copy beside its place and moves it there, so that nobody sees half of one; those of other versions go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as making:
        try:
            making.write(sha256(hashes.tobytes()).digest() + hashes.tobytes())
            making.close()
            os.replace(making.name, path)
        finally:
            with suppress(OSError):
                os.unlink(making.name)
    for other in path.parent.glob(f"{path.name.partition('-')[0]}-*.words"):
        if other != path:
            other.unlink(missing_ok=True)
