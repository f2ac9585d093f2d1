"""Which of the encodings from before Unicode explains bytes that declare none: by how its text looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import regex

from indexer.documents.formats.text.alphabets import in_latin_words, western_or_central

__all__ = ["legacy_encoding"]

#: What detection looks at, in bytes: enough to know a language by, and quick on a large file.
_SAMPLE = 64 * 1024

#: Encodings of two bytes a character, each before those that it contains.
_OF_SEVERAL_BYTES = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")

#: Those that are met in files; the others of Python's hundred are so like them that few words cannot tell.
_KNOWN = (
    *_OF_SEVERAL_BYTES,
    *("cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "iso8859_2", "cp1253", "cp1254"),
    *("cp1255", "cp1256", "cp1257", "cp1258", "tis_620", "mac_roman"),
)

#: The commonest for each alphabet: what it explains as well as another does is its own.
_COMMONEST = "cp1252"
#: Encodings of other alphabets and of none.
_NOT_LATIN = (
    *_OF_SEVERAL_BYTES,
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253", "cp1255", "cp1256", "tis_620"),
)
#: Between which the letters of one language decide.
_BY_ALPHABET = ("cp1252", "cp1250")
_LIKE_COMMONEST = ("cp1250", "cp1257", "cp1258", "iso8859_2")

#: Languages with letters that cp1252 does not have, and those that are written in it though it may look messier: vowels
#: with accents, of which French has many in a short word, count as mess.
_OTHER_LETTERS = ("Hungarian", "Polish", "Czech", "Slovak", "Slovene", "Croatian", "Romanian", "Turkish", "Lithuanian")
_WESTERN = (
    "French",
    "Spanish",
    "Portuguese",
    "Italian",
    "German",
    "Dutch",
    "English",
    "Danish",
    "Swedish",
    "Norwegian",
)
_SURE = 0.3
_MESSIER = 0.15

#: A text may have one character that is none in its encoding, or this share of those that are not ASCII, where these are
#: at least so many.
_DAMAGED = 0.02
_ENOUGH = 8

#: What says that a text is not of this encoding: what is no character in it, and katakana of half width, which cp932 has
#: in the place of the letters of other alphabets.
_NO_TEXT = regex.compile("[\ufffd\uff61-\uff9f]")

_HALF_WIDTH = regex.compile("[\uff61-\uff9f]")
#: Letters of Korean behind another letter and outside of a syllable, where Japanese has its hiragana: but for those that
#: chats have; a grammar's "ㄹ과" has none before it. And the share of what is not ASCII up to which there may be such.
_LONE_JAMO, _JAMO = regex.compile(r"(?<=\p{L})[\u3131-\u318e--[ㄱㄴㄷㅅㅇㅋㅎㅜㅠ]]", regex.VERSION1), 0.1
#: Words of Greek and Russian, and those of them with a capital behind a small letter.
_CASED = regex.compile(r"[\p{Greek}\p{Cyrillic}]{2,}")
_TURNED = regex.compile(r"[\p{Greek}\p{Cyrillic}&&\p{Ll}][\p{Greek}\p{Cyrillic}&&\p{Lu}]", regex.VERSION1)
#: A point (a vowel's mark, say) that no letter stands before, and the share of words up to which there may be such.
_POINTS_FIRST, _POINTS = regex.compile(r"(?<![\p{L}\p{M}])\p{M}"), 0.1

_LINE_END = regex.compile(rb"[\r\n]")


def legacy_encoding(raw: bytes) -> str:
    """The name of the codec that ``raw``, which is no UTF-8, is best read with."""
    sample = _cut(raw)
    found, damaged = _detected(sample), _damaged(sample)
    if damaged is not None and (found is None or damaged.looks <= found.looks):
        return damaged.name
    name = found.name if found else _COMMONEST
    if name in _BY_ALPHABET:
        return western_or_central(sample) or name
    if name not in _NOT_LATIN:
        return name
    return in_latin_words(sample.decode(name, "replace"), sample) or name


class _Guess(NamedTuple):
    """A codec's name, and how its text looks: how messy it is, and how unlike a language; lower is better."""

    looks: tuple[float, float]
    name: str


def _cut(raw: bytes) -> bytes:
    """The beginning of a long file, up to a line's end, so that no character is cut."""
    if len(raw) <= _SAMPLE:
        return raw
    ends = [match.end() for match in _LINE_END.finditer(raw, 0, _SAMPLE)]
    return raw[: ends[-1]] if ends else raw[:_SAMPLE]


def _detected(sample: bytes, among: tuple[str, ...] = _KNOWN) -> _Guess | None:
    """The encoding whose text is least messy, by charset-normalizer; None where all are."""
    found = list(_from_bytes()(sample, cp_isolation=list(among)))
    if not found:
        return None
    best = found[0]
    if _is_unlikely(str(best)):
        others = _detected(sample, tuple(name for name in among if name != best.encoding))
        if others is not None:
            return others
    guess = _Guess((best.chaos, -best.coherence), best.encoding)
    if best.language in _OTHER_LETTERS and best.coherence >= _SURE:
        return guess
    mess = best.chaos + (_MESSIER if best.language in _WESTERN and best.encoding in _LIKE_COMMONEST else 0)
    as_good = [match for match in found if match.chaos <= mess and match.coherence >= best.coherence - _SURE / 3]
    common = any(_COMMONEST in (match.encoding, *match.could_be_from_charset) for match in as_good)
    return guess._replace(name=_COMMONEST) if common else guess


def _is_unlikely(text: str) -> bool:
    """Whether half of the letters beyond ASCII are katakana of half width, or words begin with the points of a letter that
    is not there: Cyrillic letters, in the encodings of Japanese and Hebrew; or letters of Korean stand by themselves:
    Japanese, in that of Korean; or words, but for those that may be all capitals, have some inside: Arabic, or another
    encoding of Russian."""
    beyond = sum(not char.isascii() for char in text)
    if 2 * len(_HALF_WIDTH.findall(text)) >= beyond > 0 or len(_LONE_JAMO.findall(text)) > _JAMO * beyond:
        return True
    words = [word for word in _CASED.findall(text) if not word.isupper()]
    if 2 * sum(_TURNED.search(word) is not None for word in words) > len(words):
        return True
    return len(_POINTS_FIRST.findall(text)) > _POINTS * max(len(text.split()), 1)


def _damaged(sample: bytes) -> _Guess | None:
    """The encoding of several bytes a character that explains nearly all of the sample, and gives the least messy text."""
    found: list[_Guess] = []
    for name in _OF_SEVERAL_BYTES:
        text = sample.decode(name, "replace")
        wrong, beyond = len(_NO_TEXT.findall(text)), sum(not char.isascii() for char in text)
        if beyond >= _ENOUGH and wrong <= max(1, _DAMAGED * beyond) and not _is_unlikely(text):
            matches = list(_from_bytes()(_NO_TEXT.sub("", text).encode(name), cp_isolation=[name]))
            found += [_Guess((match.chaos, -match.coherence), name) for match in matches]
    return min(found, default=None)


@cache
def _from_bytes() -> Callable[..., Any]:
    """The detector, which is imported when the first such file is met: it takes longer than most files."""
    from charset_normalizer import from_bytes

    return from_bytes
