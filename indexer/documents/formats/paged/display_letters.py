"""Letters that are set apart or large for their looks are put back into their words: "K I T E S", initials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from indexer.documents.formats.paged.layout.boxed_words import Word

__all__ = ["with_initials", "without_letterspacing"]

#: So many letters in a row, no further apart than this share of their size, are letters of words; a space between words
#: is so many times as wide as that between letters.
_LEAST, _FURTHEST, _WIDER = 4, 0.8, 1.6
#: The spaces between letters of words differ by no more than this share of their size.
_EVEN = 0.12
#: An initial is so many times as large as its text, which stands no further from it than this share of the text's size.
_LARGER, _NEAR = 1.7, 0.6


def without_letterspacing(words: Iterable[Word]) -> Iterator[Word]:
    """The words, each row of single letters that space alone parts (no character of the file) closed up."""
    row: list[Word] = []
    for word in words:
        if row and not _is_next(row[-1], word):
            yield from _closed_up(row)
            row = []
        row.append(word)
    yield from _closed_up(row)


def _is_next(last: Word, word: Word) -> bool:
    alike = last.base == word.base and 0.6 < last.size / word.size < 1.7  # small capitals are smaller than others
    single = len(last.text) == len(word.text) == 1 and last.text.isalpha() and word.text.isalpha()
    return (
        single and alike and not word.typed and not word.backward and 0 < word.left - last.right < _FURTHEST * word.size
    )


def _closed_up(row: Sequence[Word]) -> Iterator[Word]:
    gaps = [word.left - last.right for last, word in zip(row, row[1:], strict=False)]
    widest = _WIDER * median(gaps) if gaps else 0.0
    inner = [gap for gap in gaps if gap <= widest]
    if len(row) < _LEAST or max(inner) - min(inner) > _EVEN * row[0].size:
        yield from row
        return
    whole = row[0]
    for word, gap in zip(row[1:], gaps, strict=True):
        if gap > widest:
            yield whole
            whole = word
        else:
            whole = _together(whole, word)
    yield whole


def _together(one: Word, other: Word) -> Word:
    """Both as a word that stands where ``other`` does, reaching back over ``one``."""
    return other._replace(
        text=one.text + other.text,
        left=one.left,
        top=min(one.top, other.top),
        spaced=one.spaced,
        typed=one.typed,
    )


def with_initials(words: Iterable[Word]) -> Iterator[Word]:
    """The words, each large letter that begins a text joined to the rest of its word, and put on that one's line."""
    initial: Word | None = None
    for word in words:
        if initial is not None:
            if not _begins(initial, word):
                yield initial
            elif initial.text in ("A", "I") and word.text[:1].islower():  # words themselves
                yield initial._replace(base=word.base, size=word.size)
            else:
                word = _together(initial, word)
            initial = None
        if len(word.text) == 1 and word.text.isupper():
            initial = word
        else:
            yield word
    if initial is not None:
        yield initial


def _begins(initial: Word, word: Word) -> bool:
    """Whether a large letter stands before the first line of its text, as high as that one and lower down."""
    large = initial.size > _LARGER * word.size and word.text[:1].isalpha()
    level = abs(initial.top - word.top) < 1.2 * word.size and initial.base > word.base + 0.3 * word.size
    return large and level and -0.2 * word.size < word.left - initial.right < _NEAR * word.size
