"""The words of a PDF page with their boxes, put together of its letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import hypot, tan
from typing import Any

import regex

from indexer.documents.formats.paged.accents import with_accents
from indexer.documents.formats.paged.display_letters import with_initials, without_letterspacing
from indexer.documents.formats.paged.layout.boxed_words import Frame, Word
from indexer.documents.formats.paged.page_letters import Before, Letter, PageLetters

__all__ = ["PageWords", "words_of"]

#: A space as wide as this share of the font's size parts two words; pdfium and poppler take about as much.
_SPACE = 0.1
#: So wide a space is enough where pdfium takes it for one: letters that lean over fill some of it.
_HINTED_SPACE = 0.03
#: Letters of Arabic are joined by strokes that are no part of them.
_JOINED_SPACE = 0.25
#: Before these no space is expected, however pdfium takes it.
_CLOSING = frozenset(",.;:)]}”’")
#: A letter further back than this share of the size is no accent on the one before it: another word begins.
_BACK = 0.5
#: A word is printed twice where it stands again within this share of the size; so many places of a word are kept.
_TWICE, _MOST_PLACES = 0.25, 40
#: Letters stand on one line while their feet differ by no more than this share of the size.
_LEVEL = 0.02
#: Letters turned by less than this (radians) stand upright.
_TILTED = 0.03
#: Scripts without spaces: one that stands between two of their letters takes no room where it only fills the file.
_UNSPACED = regex.compile(r"[\u2E80-\u312F\u31A0-\u31BF\u3200-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\U00020000-\U0003FFFF]")
_UNSPACED_GAP = 0.3


@dataclass(slots=True)
class PageWords:
    """The words of each direction of text on a page, in the order of the file, and how much of it cannot be read.

    Directions are quarter turns counterclockwise in the file's own coordinates. ``letters`` are all that are no white
    space, ``strange`` those of them that name no character (PageLetters).
    """

    words: dict[int, list[Word]] = field(default_factory=dict)
    frames: dict[int, Frame] = field(default_factory=dict)
    letters: int = 0
    strange: int = 0


def words_of(page: Any, number: int) -> PageWords:
    """The words of an open page (from 1); what stands outside its crop box is not seen, and left out."""
    textpage = page.get_textpage()
    try:
        reader = _PageReader(page, number)
        reader.read(PageLetters(page, textpage.raw))
        return reader.found
    finally:
        textpage.close()


class _PageReader:
    """Goes through the letters of a page once, and puts them together to words."""

    def __init__(self, page: Any, number: int) -> None:
        self.found = PageWords()
        self._number = number
        self._turns = page.get_rotation() // 90
        self._size = page.get_size()
        self._open: list[Letter] = []
        self._spaced = True  # white space stands before the word that is open
        self._bare: dict[int, set[int]] = {}  # the numbers of words without ink, by direction
        self._inked = self._inkless = 0  # letters

    def read(self, letters: PageLetters) -> None:
        x0, y0, x1, y1 = letters.box
        self._sides = (x1 - x0, y1 - y0)
        for letter in letters:
            if self._open and not self._goes_on(letter):
                self._finish(self._is_apart(self._open[-1], letter))
            self._open.append(letter)
        self._finish(True)
        self.found.letters, self.found.strange = letters.count, letters.strange
        self._drop_bare()
        for turned, words in self.found.words.items():
            self.found.words[turned] = list(with_initials(without_letterspacing(_once(words))))

    def _drop_bare(self) -> None:
        """Leaves out words that nobody sees, but where most of the page would be left out: then it is shown otherwise."""
        if self._inkless > self._inked:
            return
        for turned, numbers in self._bare.items():
            kept = [word for i, word in enumerate(self.found.words.pop(turned)) if i not in numbers]
            if kept:
                self.found.words[turned] = kept

    def _goes_on(self, letter: Letter) -> bool:
        last = self._open[-1]
        size = last.look.size
        if last.look.is_bare != letter.look.is_bare:
            return False
        if last.look.turned != letter.look.turned or abs(last.base - letter.base) > _LEVEL * size:
            return _is_tilted(last, letter) or _is_vertical(last, letter)
        if last.left == letter.left and last.right == letter.right:
            return True  # several characters of one glyph
        return not _is_wide(last, letter, size) and abs(size - letter.look.size) < 0.15 * size

    def _is_apart(self, last: Letter, letter: Letter) -> bool:
        """Whether white space is seen between two letters that are of two words or pieces of one."""
        if last.look.turned != letter.look.turned or last.bottom < letter.top or letter.bottom < last.top:
            return True
        return _is_wide(last, letter, min(last.look.size, letter.look.size))

    def _finish(self, spaced_after: bool) -> None:
        """The open word is whole; ``spaced_after`` says whether white space follows it."""
        if not self._open:
            return
        letters, turned = self._open, self._open[0].look.turned
        text = with_accents(letters)
        if text and self._is_seen(letters, turned):
            words = self._words(turned)
            if letters[0].look.is_bare:
                self._bare.setdefault(turned, set()).add(len(words))
                self._inkless += len(letters)
            else:
                self._inked += len(letters)
            words.append(_word(text, letters, self._spaced))
        self._spaced = spaced_after
        self._open = []

    def _words(self, turned: int) -> list[Word]:
        if turned not in self.found.words:
            self.found.words[turned] = []
            self.found.frames[turned] = Frame(self._number, (turned - self._turns) % 4, *self._size)
        return self.found.words[turned]

    def _is_seen(self, letters: list[Letter], turned: int) -> bool:
        """Whether the middle of a word is on the page."""
        width, height = self._sides if turned % 2 == 0 else self._sides[::-1]
        first, last = letters[0], letters[-1]
        return 0 <= first.left + last.right <= 2 * width and 0 <= first.top + first.bottom <= 2 * height


def _once(words: Iterable[Word]) -> Iterator[Word]:
    """The words without those that are printed again in their places: to look bold, or under the field of a form."""
    places: dict[str, list[Word]] = {}
    for word in words:
        others = places.setdefault(word.text, [])
        near = _TWICE * word.size
        if not any(abs(word.left - other.left) < near and abs(word.base - other.base) < near for other in others):
            yield word
            others.append(word)
            del others[:-_MOST_PLACES]


def _is_tilted(last: Letter, letter: Letter) -> bool:
    """Whether a letter follows another on a line that rises or falls, without a space."""
    tilt, size = last.look.tilt, last.look.size
    if letter.before is not Before.NOTHING or abs(tilt) < _TILTED or abs(tilt - letter.look.tilt) >= _TILTED:
        return False
    across, down = letter.left - last.left, letter.base - last.base
    on_line = across > 0 and abs(down + across * tan(tilt)) < 0.2 * size
    return on_line and hypot(across, down) < 2 * size and abs(size - letter.look.size) < 0.15 * size


def _is_vertical(last: Letter, letter: Letter) -> bool:
    """Whether a letter follows below the one before it, as Chinese and Japanese are written in columns."""
    size = last.look.size
    below = 0.5 * size < letter.base - last.base < 1.5 * size and abs(letter.left - last.left) < 0.5 * size
    unspaced = letter.before is not Before.SPACE and _UNSPACED.match(last.text) and _UNSPACED.match(letter.text)
    return below and bool(unspaced)


def _is_wide(last: Letter, letter: Letter, size: float) -> bool:
    """Whether white space stands between two letters of one line, as it is in the file or seen on the page."""
    gap = _gap(last, letter)
    if letter.before is Before.SPACE:
        unspaced = _UNSPACED.match(last.text) and _UNSPACED.match(letter.text)
        if not unspaced or gap >= _UNSPACED_GAP * size:
            return True
    hinted = letter.before is Before.HINT and letter.text not in _CLOSING
    least = _HINTED_SPACE if hinted else _JOINED_SPACE if _is_backward(letter.text) else _SPACE
    return gap >= least * size or gap <= -_BACK * size and not _moves_on(last, letter)


def _moves_on(last: Letter, letter: Letter) -> bool:
    """Whether a letter begins and ends behind the one before it, though it reaches over it: they are squeezed."""
    return last.left < letter.left and last.right < letter.right and letter.before is Before.NOTHING


def _gap(last: Letter, letter: Letter) -> float:
    """The white space between two letters as they are read. Letters that run from right to left may stand in the file as
    they are read or as they are seen."""
    gap = letter.left - last.right
    return min(gap, last.left - letter.right, key=abs) if _is_backward(letter.text) else gap


def _is_backward(text: str) -> bool:
    """Whether a character is of a script that runs from right to left: Hebrew, Arabic and their kin."""
    return text > "\u058f" and (text <= "\u08ff" or "\ufb1d" <= text <= "\ufdff" or "\ufe70" <= text <= "\ufefc")


def _word(text: str, letters: list[Letter], spaced: bool) -> Word:
    in_column = len(letters) > 1 and _is_vertical(
        letters[0], letters[1]
    )  # columns follow each other from right to left
    backward = in_column or any(_is_backward(letter.text) for letter in letters)
    if backward and not in_column and letters[0].left < letters[-1].left:  # as it is seen
        text = "".join(letter.text for letter in reversed(letters))
    look, (_, lefts, tops, rights, bottoms, bases, *_) = letters[0].look, zip(*letters, strict=True)
    sides = min(lefts), min(tops), max(rights), max(bottoms)
    return Word(text, *sides, bases[0], look.size, look.font, spaced, backward, letters[0].before is Before.SPACE)
