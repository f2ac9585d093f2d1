"""When is an author the one who is meant? By the words of the name, whatever their case, accents and order."""

from __future__ import annotations

from functools import lru_cache

import regex

from indexer.text.analysis.folding import fold_accents, fold_case

__all__ = ["author_words", "is_author", "may_be_part", "words_in"]

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")

#: In scripts without spaces between words a name may be part of what looks like a word.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


@lru_cache(maxsize=4096)
def author_words(name: str) -> frozenset[str]:
    """The words of a name or of several, folded: "Brontë, C." has "bronte" and "c"."""
    return words_in(name)


def words_in(text: str) -> frozenset[str]:
    """The words of a text as ``author_words`` of names, which are kept, as a text is not."""
    return frozenset(fold_accents(word) for word in _WORD.findall(fold_case(text)))


def may_be_part(word: str) -> bool:
    """Whether a word of a name that is wanted may be a part of one that is stated."""
    return _UNSPACED.search(word) is not None


def is_author(wanted: str, stated: str) -> bool:
    """Whether a stated author, or several, has all words of the one who is wanted, of whom there is at least one."""
    words, of_author = author_words(wanted), author_words(stated)
    return bool(words) and all(
        word in of_author or (may_be_part(word) and any(word in one for one in of_author)) for word in words
    )
