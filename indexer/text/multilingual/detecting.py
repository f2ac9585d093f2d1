"""In which language is a text? By its letters where they are of one language alone, else by its words (py3langid).

Letters are told by Unicode's scripts. py3langid (Lui and Baldwin, ACL 2012) is a naive Bayes classifier over groups of
bytes: on passages of the xquad sets, on abstracts, papers and manuals it is right for all but lines of names and of code.
"""

from __future__ import annotations

import string
from collections import Counter
from struct import Struct

import regex

from indexer.text.analysis.languages.function_words import FUNCTION_WORDS, OF_ANY_LANGUAGE
from indexer.text.multilingual.language_model import language_by_bytes

__all__ = ["detected_language", "languages_of_letters"]

#: The least probability: of 40,000 texts of eleven public sets, one that was wrong had more (a list of names); of passages
#: of xquad, none that was right had less.
_LEAST = 0.9

#: The same of a text in other letters than Latin ones: it is in one of few languages.
_LEAST_OF_FEW = 0.6

#: Code points that are looked at: so many in each of so many places. The beginning may be names, the end a list of works.
_PIECE, _PIECES = 300, 3

#: The letters of fewer code points may be a name.
_SHORTEST = 12

#: Scripts that one of the known languages is written in, and no other.
_SCRIPTS = {
    "Thai": "thai", "Lao": "lao", "Khmer": "khmer", "Myanmar": "burmese", "Hangul": "korean", "Hebrew": "hebrew",
    "Greek": "greek",
}  # fmt: skip
_ASCII_LETTERS = string.ascii_letters.encode()
_OF_SCRIPT = regex.compile("|".join(rf"(?P<{name}>\p{{{name}}}++)" for name in _SCRIPTS))
_HAN, _KANA = regex.compile(r"\p{Han}"), regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_LETTERS, _LATIN = regex.compile(r"\p{L}++"), regex.compile(r"\p{Latin}")
_LATIN_WORD = regex.compile(r"\p{Latin}++")

#: What is no word of any language: what stands between angle or curly brackets, digits; addresses, which are looked for
#: at each letter, so only where a text has what they are known by.
_NO_WORDS = regex.compile(r"[<{][^<>{}]{0,200}[>}]|[\d_|=*#~`\\/+-]+")
_NO_WORDS_NOR_ADDRESSES = regex.compile(rf"\w+://\S+|\S+@\S+|{_NO_WORDS.pattern}")

#: Of a text of so many words, function words tell the language where they are this share of its words, and those of no
#: other language more than half as many: it takes a tenth of the time.
_WORDS, _SHARE = 30, 0.2

#: So many different ones, at least: one that is repeated may be a name.
_DIFFERENT = 4

#: The languages that each function word is of, as one number that has a lane of 16 bits for each of ``_NAMES``: the sum of
#: those of a text's words counts for all languages at once. A sample has not so many words that a lane would run over.
_NAMES = tuple(FUNCTION_WORDS)
_LANE, _COUNTS = 16, Struct(f"<{len(_NAMES)}H")
_LANES = {
    word: sum(1 << _LANE * place for place, name in enumerate(_NAMES) if word in FUNCTION_WORDS[name])
    for word in OF_ANY_LANGUAGE
}

#: Text in ASCII without brackets and addresses -> its words in small letters: as ``_NO_WORDS`` and ``casefold`` make them,
#: but for the number of spaces.
_BRACKETS_OR_ADDRESS = ("<", "{", "@", "://")
_NO_LETTERS = rb"0123456789_|=*#~`\/+-"
_SMALL = bytes.maketrans(
    _NO_LETTERS + string.ascii_uppercase.encode(), b" " * len(_NO_LETTERS) + string.ascii_lowercase.encode()
)

#: A letter of Chinese or Japanese says as much as so many of an alphabet.
_WORTH = 3

#: Scripts that several of the known languages are written in.
_SEVERAL = (
    (regex.compile(r"\p{Arabic}"), "arabic persian urdu"),
    (regex.compile(r"\p{Cyrillic}"), "bulgarian russian serbian ukrainian"),
    (regex.compile(r"\p{Devanagari}"), "hindi"),
)

#: The languages that are written in other letters than Latin ones.
_OF_OTHER_LETTERS = frozenset(
    ("chinese", "japanese", *_SCRIPTS.values(), *(name for _, names in _SEVERAL for name in names.split()))
)

#: The share of letters from which a script tells the language; of kana among the letters of Chinese and Japanese.
_MOST = 0.5
_SOME_KANA = 0.05


def detected_language(text: str) -> str:
    """The language of a text as ``language_names`` calls it; "" where it is too short to tell, or none of those.

    The same for the same text.
    """
    sample = _sample(text)
    if told := _at_once(sample):
        return told
    sample = (_NO_WORDS_NOR_ADDRESSES if "@" in sample or "://" in sample else _NO_WORDS).sub(" ", sample)
    letters = _count_letters(sample)
    if letters < _SHORTEST and sample.isascii():
        return ""
    return _by_script(sample, letters) or (_by_words(sample) if letters >= _SHORTEST else "")


def languages_of_letters(text: str) -> frozenset[str]:
    """The languages that are written in letters as most of a text's; none where these are Latin ones, or it has none."""
    letters = _count_letters(text)
    if language := _by_script(text, letters):
        return frozenset((language,))
    found = (names for script, names in _SEVERAL if 2 * len(script.findall(text)) > letters)
    return frozenset(next(found, "").split())


def _count_letters(text: str) -> int:
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _ASCII_LETTERS))
    return sum(map(len, _LETTERS.findall(text)))


def _sample(text: str) -> str:
    if len(text) <= _PIECE * _PIECES:
        return text
    step = (len(text) - _PIECE) // (_PIECES - 1)
    return "\n".join(text[at : at + _PIECE] for at in range(0, len(text) - _PIECE + 1, step))


def _by_script(sample: str, letters: int) -> str:
    if sample.isascii() or not letters:
        return ""
    counts = Counter[str]()
    for found in _OF_SCRIPT.finditer(sample):
        counts[_SCRIPTS[found.lastgroup or ""]] += _count_letters(found.group())
    kana, han = len(_KANA.findall(sample)), len(_HAN.findall(sample))
    counts["japanese" if kana > _SOME_KANA * (kana + han) else "chinese"] += _WORTH * (kana + han)
    language, count = max(counts.items(), key=lambda pair: pair[1])
    return language if count > _MOST * (letters + (_WORTH - 1) * (kana + han)) else ""


def _at_once(sample: str) -> str:
    """The language of a sample in ASCII that its function words tell, as they do of nearly all; "" where all of it is to be
    looked at."""
    if not sample.isascii() or any(sign in sample for sign in _BRACKETS_OR_ADDRESS):
        return ""
    told = _by_function_words(sample.encode().translate(_SMALL).decode().split())
    return told if told and _count_letters(sample) >= _SHORTEST else ""


def _by_words(sample: str) -> str:
    return _by_function_words(sample.casefold().split()) or _by_bytes(sample)


def _by_function_words(words: list[str]) -> str:
    if len(words) < _WORDS:
        return ""
    counts = _COUNTS.unpack(sum(filter(None, map(_LANES.get, words))).to_bytes(_COUNTS.size, "little"))
    second, most = sorted(counts)[-2:]
    if most < _SHARE * len(words) or second > most / 2:
        return ""
    best = _NAMES[counts.index(most)]
    return best if len(FUNCTION_WORDS[best].intersection(words)) >= _DIFFERENT else ""


def _by_bytes(sample: str) -> str:
    language, probability = language_by_bytes(sample)
    few = 2 * len(_LATIN.findall(sample)) < _count_letters(sample)
    if not few and language in _OF_OTHER_LETTERS and _speaks_another(sample):
        return ""  # a phrase book, a form in two languages
    return language if probability >= (_LEAST_OF_FEW if few else _LEAST) else ""


def _speaks_another(sample: str) -> bool:
    """Whether its words in Latin letters are sentences of a language, and not only names."""
    words = _LATIN_WORD.findall(sample.casefold())
    return len(words) >= _WORDS and any(
        len(known.intersection(words)) >= _DIFFERENT for known in FUNCTION_WORDS.values()
    )
