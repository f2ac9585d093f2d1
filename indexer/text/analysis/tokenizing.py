"""Words of a text and their spans, before any folding."""

from __future__ import annotations

from collections.abc import Iterator

import regex

__all__ = ["MAX_WORD", "words"]

#: A longer run of letters is no word that anyone asks for (base64, a 1 MB line); it is cut into pieces of this size.
MAX_WORD = 64

_CJK = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々"
_INNER = r"\p{M}\u00ad\u200c\u200d\u2060"
_ALNUM = rf"[\p{{L}}\p{{N}}--{_CJK}][{_INNER}]*+"

#: An initialism (U.S.), a number with its separators (400,000; 3.5; -1.5 keeps no sign), a word with inner apostrophes
#: and hyphens (don't, post-coital, IL-6), or a run of CJK characters.
_WORD = regex.compile(
    rf"(?P<initials>(?<![\p{{L}}\p{{N}}])(?:\p{{L}}\.){{2,}}(?!\p{{L}}))"
    rf"|(?P<number>(?<![\p{{L}}\p{{N}}])\p{{Nd}}++(?:[.,]\p{{Nd}}++)+(?![\p{{L}}\p{{N}}\-]))"
    rf"|(?P<word>(?:{_ALNUM})++(?:['\u2019\u2018\u02bc\uff07\-\u2010\u2011](?:{_ALNUM})++)*+)"
    rf"|(?P<cjk>(?:[{_CJK}][{_INNER}]*+)++)",
    regex.VERSION1,
)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind ("word", "number", "initials" or "cjk"), start and end of each word of ``text``, in order.

    A word is at most MAX_WORD code points long, whatever the text.
    """
    for match in _WORD.finditer(text):
        kind, start, end = match.lastgroup or "word", match.start(), match.end()
        if kind == "cjk" or end - start <= MAX_WORD:
            yield kind, start, end
        else:
            yield from ((kind, at, min(at + MAX_WORD, end)) for at in range(start, end, MAX_WORD))
