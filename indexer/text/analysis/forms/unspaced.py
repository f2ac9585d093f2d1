"""Scripts without spaces between words: overlapping pairs of characters, and each by itself; no dictionary is needed.

Pairs find words inside a run (C. Tan and M. Nagao, COLING 1996, compare them with words for Chinese); the single ones
find words of one character, and are what phrases go by. A character of Thai, Lao, Khmer or Burmese is a syllable's
letter with the vowels and marks written to it (after the extended grapheme clusters of Unicode Standard Annex 29).
"""

from __future__ import annotations

from functools import lru_cache

import regex

from indexer.text.analysis.folding import fold_case
from indexer.text.analysis.forms.tokenizing import UNSPACED
from indexer.text.analysis.word_table import Form

__all__ = ["is_unspaced", "pairs_a_word", "run_forms"]

#: Vowels written before their consonant, and those behind it that are no marks.
_BEFORE, _BEHIND = r"[เ-ไເ-ໄ]", r"[ะาำๅະາຳ]"
_INNER = r"[\p{M}\u00ad\u200c\u200d\u2060]"
_CLUSTER = regex.compile(rf"{_BEFORE}*+\X(?:{_INNER}|{_BEHIND})*+")
_LETTER = regex.compile(UNSPACED, regex.VERSION1)

#: So many pairs make up one word of Chinese or Japanese, and one of Thai and the scripts like it.
_PAIRS_A_WORD = (2, 4)
_CHINESE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")

#: The characters of such scripts are few beside their occurrences.
_folded = lru_cache(maxsize=20_000)(fold_case)


def is_unspaced(word: str) -> bool:
    """Whether a word begins with a letter of such a script."""
    return not word.isascii() and _LETTER.match(word) is not None


def pairs_a_word(word: str) -> int:
    """How many terms like this one make up a word: 1 where words are parted by spaces."""
    if not is_unspaced(word):
        return 1
    chinese, thai = _PAIRS_A_WORD
    return chinese if _CHINESE.match(word) else thai


def run_forms(run: str) -> list[Form]:
    """Each pair of characters of a run, and each character as a part of it; one alone stays alone."""
    spans = [match.span() for match in _CLUSTER.finditer(run)]
    folded = [_folded(run[start:end]) for start, end in spans]
    if len(spans) == 1:
        return [Form(folded[0], folded[0], 0, len(run), 0, False)]
    forms: list[Form] = []
    for step, (start, end) in enumerate(spans):
        if step + 1 < len(spans):
            pair = folded[step] + folded[step + 1]
            forms.append(Form(pair, pair, start, spans[step + 1][1], step, False))
        forms.append(Form(folded[step], folded[step], start, end, step, True))
    return forms
