"""In what do two texts of the same words differ: case, a comma, a hyphen?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

import regex

from indexer.messages import phrase
from indexer.text.wording.editors_marks import without_editors_marks
from indexer.text.wording.folds import VOWEL_MARKS
from indexer.text.wording.streams import Stream

__all__ = ["FormKind", "forms_between"]


class FormKind(StrEnum):
    """What differs in form alone."""

    CASE = "case"
    LETTERS = "letter_forms"
    COMMA = "comma"
    FULL_STOP = "full_stop"
    PUNCTUATION = "punctuation"
    HYPHEN = "hyphen"
    DASH = "dash"
    QUOTATION_MARKS = "quotation_marks"
    APOSTROPHE = "apostrophe"
    BRACKETS = "brackets"
    MARKUP = "markup"
    WHITE_SPACE = "white_space"
    NOTE_NUMBER = "note_number"  # raised in the source, on the line or left out in the quotation
    EDITORS_MARK = "editors_mark"  # what the quotation has put in: [sic], [emphasis added]
    PAGE_FURNITURE = "page_furniture"  # a running head, foot or page number that stands in one of them only
    PAGE_ORDER = (
        "page_order"  # lines as they follow one another on the page: over a caption, a note, the end of a column
    )

    @property
    def in_words(self) -> str:
        """Its name as people read it."""
        return _NAMES[self]


_NAMES = {
    FormKind.CASE: phrase("case"),
    FormKind.LETTERS: phrase("letter forms"),
    FormKind.COMMA: phrase("comma"),
    FormKind.FULL_STOP: phrase("full stop"),
    FormKind.PUNCTUATION: phrase("punctuation"),
    FormKind.HYPHEN: phrase("hyphen"),
    FormKind.DASH: phrase("dash"),
    FormKind.QUOTATION_MARKS: phrase("quotation marks"),
    FormKind.APOSTROPHE: phrase("apostrophe"),
    FormKind.BRACKETS: phrase("brackets"),
    FormKind.MARKUP: phrase("markup"),
    FormKind.WHITE_SPACE: phrase("white space"),
    FormKind.NOTE_NUMBER: phrase("note number"),
    FormKind.EDITORS_MARK: phrase("editor's mark"),
    FormKind.PAGE_FURNITURE: phrase("page furniture"),
    FormKind.PAGE_ORDER: phrase("page order"),
}

_KINDS = {
    **dict.fromkeys(",，、،", FormKind.COMMA),
    **dict.fromkeys(".。…．", FormKind.FULL_STOP),
    **dict.fromkeys("-\u2010\u2011\uff0d\u00ad", FormKind.HYPHEN),
    **dict.fromkeys("\u2012\u2013\u2014\u2015\u2212\ufe58", FormKind.DASH),
    **dict.fromkeys('"“”„‟«»‹›「」『』', FormKind.QUOTATION_MARKS),
    **dict.fromkeys("'’‘\u02bc\uff07´", FormKind.APOSTROPHE),
    **dict.fromkeys("()[]{}（）", FormKind.BRACKETS),
    **dict.fromkeys("*_`~#|<>\\", FormKind.MARKUP),
}
_TAG = regex.compile(r"</?[a-zA-Z][^<>]*>|\]\([^()\s]*\)|&\w+;")
_INVISIBLE = regex.compile(r"[\s\u200b-\u200f\u2060-\u2064\ufeff]")


def forms_between(quote: Stream, source: Stream, first: int) -> tuple[FormKind, ...]:
    """What differs between a quotation and its words in a source, from character ``first`` of that on; each kind once, in
    the order of FormKind. Punctuation at the ends of the quotation counts as far as the quotation has it."""
    found = {*_letters(quote, source, first), *_gaps(quote, source, first), *_ends(quote, source, first)}
    return tuple(kind for kind in FormKind if kind in found)


def _letters(quote: Stream, source: Stream, first: int) -> Iterator[FormKind]:
    for at, place in zip(quote.starts.tolist(), source.starts[first : first + len(quote.chars)].tolist(), strict=True):
        ours, theirs = quote.text[at], source.text[place]
        if ours != theirs:
            yield FormKind.CASE if ours.casefold() == theirs.casefold() else FormKind.LETTERS


def _gaps(quote: Stream, source: Stream, first: int) -> Iterator[FormKind]:
    ours, theirs = quote.starts.tolist(), source.starts[first : first + len(quote.chars)].tolist()
    for at in range(1, len(ours)):
        if ours[at] - ours[at - 1] > 1 or theirs[at] - theirs[at - 1] > 1:
            yield from _between(quote.text[ours[at - 1] + 1 : ours[at]], source.text[theirs[at - 1] + 1 : theirs[at]])


def _ends(quote: Stream, source: Stream, first: int) -> Iterator[FormKind]:
    start, end = quote.span(0, len(quote.chars))
    low, high = source.span(first, first + len(quote.chars))
    before, behind = quote.text[:start], quote.text[end:]
    bare, said = without_editors_marks(before), without_editors_marks(behind)
    if (bare, said) != (before, behind):
        yield FormKind.EDITORS_MARK
    bare = bare if bare == before else bare.lstrip()
    yield from _between(bare, source.text[max(low - len(bare), 0) : low])
    yield from _between(said, source.text[high : high + len(said)])


def _between(ours: str, theirs: str) -> Iterator[FormKind]:
    """The kinds of what one of two gaps has and the other has not; white space only where nothing else differs."""
    if ours == theirs:
        return
    said = without_editors_marks(ours)
    if said != ours and without_editors_marks(theirs) == theirs:
        yield FormKind.EDITORS_MARK
        yield from _between(said, theirs)
        return
    marked = [_TAG.sub("", gap) for gap in (ours, theirs)]
    if marked != [ours, theirs]:
        yield FormKind.MARKUP
    one, other = Counter(marked[0]), Counter(marked[1])
    signs = {sign for sign in (one - other) + (other - one) if not _INVISIBLE.match(sign)}
    kinds = {FormKind.LETTERS if VOWEL_MARKS.match(sign) else _KINDS.get(sign, FormKind.PUNCTUATION) for sign in signs}
    yield from kinds - ({FormKind.HYPHEN} if FormKind.DASH in kinds else set())
    if not kinds and marked == [ours, theirs]:
        yield FormKind.WHITE_SPACE
