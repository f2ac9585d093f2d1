"""Where does a string, or a stream of words, stand in another?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import AnyStr

import regex

from indexer.model import Span
from indexer.text.wording.folds import VOWEL_MARKS, is_own_sign
from indexer.text.wording.gaps import Gap, agree, attached, kind_of
from indexer.text.wording.streams import Stream

__all__ = ["every_place", "marked", "occurrences", "stands_at"]

#: Parts before a hyphen that deny what follows: "toxic" does not stand in "non-toxic".
_DENYING = ("non", "un", "anti", "not", "no", "dis", "in", "im", "contra", "nicht")
#: Characters that are looked at before a hyphen: one more than the longest part, which tells whether a word begins there.
_DENYING_REACH = max(map(len, _DENYING)) + 1

#: What makes a noun a possessor: the word is still there.
_POSSESSIVE = regex.compile(r"['\u2018\u2019\u02bc\uff07]s(?![\p{L}\p{N}])", regex.IGNORECASE)
_SIGNS = regex.compile(rf"(?:{VOWEL_MARKS.pattern})*")
#: Those of them that are vowels, or make another letter of one: not how it is sung, doubled or drawn out.
_VOWELS = regex.compile(r"[\u05b0-\u05bb\u05c1\u05c2\u05c7\u064b-\u0650\u0652]")
_HANGUL = regex.compile(r"\p{Hangul}")
_HYPHEN = regex.compile(r"[\-\u2010\u2011\uff0d]\s*$")


def every_place(part: AnyStr, within: AnyStr) -> Iterator[int]:
    """Where ``part`` (not empty) begins in ``within``, in order: every place, overlapping ones included."""
    at = within.find(part)
    while at >= 0:
        yield at
        at = within.find(part, at + 1)


def occurrences(quote: Stream, source: Stream, *, every: bool = False) -> Iterator[tuple[int, int]]:
    """The places ``[first, last)`` in ``source.chars`` where the words of ``quote`` stand, in order; form may differ.

    With ``every`` those, too, where what touches the words makes them say something else: "house" in "in-house", "5" in
    "$5", "patient" in "patient's", and a Korean word with its particle ("서울" in "서울은"). A list of all places needs
    them; a verdict that the words stand there must not.
    """
    if quote.chars:
        for first in every_place(quote.chars, source.chars):
            if stands_at(quote, source, first, every=every):
                yield first, first + len(quote.chars)


def stands_at(quote: Stream, source: Stream, first: int, *, every: bool = False) -> bool:
    """Whether the words of ``quote`` (not empty), whose characters stand at ``first`` in ``source.chars``, do so as words,
    as in ``occurrences``."""
    last = first + len(quote.chars)
    if not agree(quote.gaps[1:], source.gaps[first + 1 : last]) or not _on_words(source, first, last, every):
        return False
    if VOWEL_MARKS.search(quote.plain) and not _same_vowels(quote, source, first):
        return False
    own, edges = attached(source.plain, *source.span(first, last)), attached(quote.plain, *quote.span(0, last - first))
    return own == edges or (every and all(b in ("", a) for a, b in zip(own, edges, strict=True)))


def _same_vowels(quote: Stream, source: Stream, first: int) -> bool:
    """Whether no letter has other signs for vowels here than there; one may be without them, or without some."""
    for at in range(len(quote.chars)):
        ours, theirs = _vowels_at(quote, at), _vowels_at(source, first + at)
        if not (ours <= theirs or theirs <= ours):
            return False
    return True


def _vowels_at(stream: Stream, at: int) -> set[str]:
    """The signs for vowels that stand on a character."""
    start = int(stream.starts[at]) + 1
    end = int(stream.starts[at + 1]) if at + 1 < len(stream.starts) else len(stream.plain)
    found = _SIGNS.match(stream.plain, start, end)
    return set(_VOWELS.findall(found.group())) if found else set()


def marked(source: Stream, first: int, last: int) -> Span:
    """The code points of ``source.chars[first:last]`` with the symbols that touch a number at either end."""
    start, end = source.span(first, last)
    before, after = attached(source.plain, start, end)
    return Span(start - len(before), end + len(after))


def _on_words(source: Stream, first: int, last: int, every: bool) -> bool:
    """Whether ``[first, last)`` begins and ends where words do."""
    if last < len(source.chars) and not _may_end(source, last, every):
        return False
    if first == 0:
        return True
    if kind_of(source.gaps[first]) == Gap.NONE or source.in_number(first):
        return False
    return every or not _denied(source, first)


def _may_end(source: Stream, last: int, every: bool) -> bool:
    if every and (_POSSESSIVE.match(source.plain, int(source.starts[last - 1]) + 1) or _is_note(source, last)):
        return True
    syllables = source.starts[last] > source.starts[last - 1]
    if every and syllables and _HANGUL.match(source.chars[last - 1]) and _HANGUL.match(source.chars[last]):
        return True
    return kind_of(source.gaps[last]) not in (Gap.NONE, Gap.APOSTROPHE) and not source.in_number(last)


def _is_note(source: Stream, at: int) -> bool:
    """Whether a raised or circled figure, such as the number of a footnote, stands at ``at`` behind a letter."""
    return is_own_sign(source.chars[at]) and source.chars[at - 1].isalpha()


def _denied(source: Stream, first: int) -> bool:
    """Whether a part that denies what follows stands before the word at ``first``, with a hyphen between."""
    gap = source.text[int(source.starts[first - 1]) + 1 : int(source.starts[first])]
    if not _HYPHEN.match(gap):
        return False
    low = max(first - _DENYING_REACH, 0)
    before, gaps = source.chars[low:first], source.gaps[low:first]
    for part in _DENYING:
        size = len(part)
        if before.endswith(part) and (len(before) == size or kind_of(gaps[-size]) != Gap.NONE):
            return True
    return False
