"""Where do the words of a quotation stand in a text, and which of the places is the one that was quoted?

A place is the quoted one where what stands around it is the same. Two parts of that count: the rest of its own sentence,
without which the words may be said of something else, and all that was kept of the text before it (a link keeps 32 code
points), since names and labels stand before what is said of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from os.path import commonprefix
from unicodedata import normalize

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.model import Span
from indexer.model.excerpts import CONTEXT
from indexer.model.fingerprints import PRIME, Fingerprint, markup_in, plain
from indexer.text.wording import Stream, every_place, fold, marked, occurrences

__all__ = [
    "Surroundings",
    "chosen_place",
    "ends_sentence",
    "nearest_in",
    "place_by_sum",
    "places_by_sum",
    "places_of",
    "sentence_before",
    "sentence_behind",
]

#: Code points around a quotation that single out one of several places: so many at least, and twice those of any other.
_SHARED = 8

#: What parts of a text may differ in though its words are the same characters: white space, and signs of markup.
_LOOSE = regex.compile(r"[\s*_`#>|~\\]+")
_STOP = r"(?:[.!?…]+[\"”’»)\]]*(?=\s|$)|[。！？]+[”’»」』）]*)"
_BLANK_LINE = r"(?>\r\n|\r|\n)[^\S\r\n]*[\r\n]"
_SENTENCE_END = regex.compile(rf"{_STOP}|{_BLANK_LINE}")

#: What text ends with where a sentence, or all that stands above one, has ended.
_ENDED = regex.compile(rf"(?:{_STOP}|{_BLANK_LINE}|^)\s*$")

#: Which code points up to the last of these are white space, as ``str.split`` has it.
_LAST = 0x3001
_SPACES = np.array([chr(code).isspace() for code in range(_LAST + 1)])

#: Places of words that are looked for by their sum, and code points that are summed for them, at most.
_MOST = 101
_SUMMED = 64_000_000

#: Code points of a text that are looked at for each of what was kept from around a quotation.
_STRETCH = 4


def places_of(words: str, text: str) -> list[Span]:
    """Every place of a quotation's very characters; where there is none, of the same but for white space, markup and how
    accents are written: a file with other line ends, in another form of Unicode, or the same words in another format."""
    found = [Span(at, at + len(words)) for at in every_place(words, text)]
    return found or list(_loosely(words, text))


def _loosely(words: str, text: str) -> Iterator[Span]:
    quote, source = Stream.of(words), Stream.of(text)
    if not quote.chars:
        return
    first, last = marked(quote, 0, len(quote.chars))
    head, tail = _LOOSE.sub("", words[:first]), _LOOSE.sub("", words[last:])
    for place in occurrences(quote, source):
        start, end = marked(source, *place)
        if _tight(text[start:end]) != _tight(words[first:last]):
            continue
        before, after = _ending(text, start, head), _beginning(text, end, tail)
        if before is not None and after is not None:
            yield Span(before, after)


def _tight(text: str) -> str:
    """The characters of a text without the loose ones, however their accents are written."""
    return normalize("NFC", plain(text).replace(" ", ""))


def _beginning(text: str, at: int, wanted: str) -> int | None:
    """Where the characters end that ``text`` begins with at a place, loose ones skipped; None where it has others."""
    for char in wanted:
        loose = _LOOSE.match(text, at)
        at = loose.end() if loose else at
        if text[at : at + 1] != char:
            return None
        at += 1
    return at


def _ending(text: str, at: int, wanted: str) -> int | None:
    """As ``_beginning``, backwards from a place."""
    for char in reversed(wanted):
        while at and _LOOSE.match(text[at - 1]):
            at -= 1
        if not at or text[at - 1] != char:
            return None
        at -= 1
    return at


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stood before and behind a quotation, as far as it was kept; either may be empty. ``from_start`` and ``to_end``
    say that there was no more of the text."""

    prefix: str
    suffix: str
    from_start: bool = False
    to_end: bool = False

    def in_sentence(self, text: str, span: Span) -> bool:
        """Whether the rest of the quotation's sentence, as far as it was kept, is around a place, and no more than that
        where its end was kept: what is put before or behind may turn what is said."""
        return self._begins_alike(text, span) and self._ends_alike(text, span)

    def _begins_alike(self, text: str, span: Span) -> bool:
        kept, whole = sentence_before(self.prefix)
        if not (whole or self.from_start):
            return self.before(text, span)
        earlier = text[max(span.start - _STRETCH * CONTEXT, 0) : span.start]
        return fold(sentence_before(earlier)[0]) == fold(kept)

    def _ends_alike(self, text: str, span: Span) -> bool:
        if ends_sentence(text, span):
            return True
        kept, whole = sentence_behind(self.suffix)
        if not (whole or self.to_end):
            return self.behind(text, span)
        return fold(sentence_behind(text[span.end : span.end + _STRETCH * CONTEXT])[0]) == fold(kept)

    def before(self, text: str, span: Span) -> bool:
        """Whether all that was kept from before the quotation stands before a place."""
        reach = _STRETCH * len(self.prefix)
        return fold(text[max(span.start - reach, 0) : span.start]).endswith(fold(self.prefix))

    def behind(self, text: str, span: Span) -> bool:
        """Whether all that was kept from behind the quotation stands behind a place."""
        return fold(text[span.end : span.end + _STRETCH * len(self.suffix)]).startswith(fold(self.suffix))

    def shared(self, text: str, span: Span) -> int:
        """How many code points before and behind a place are those that were kept, without a break."""
        before = text[max(span.start - len(self.prefix), 0) : span.start]
        after = text[span.end : span.end + len(self.suffix)]
        return len(commonprefix([before[::-1], self.prefix[::-1]])) + len(commonprefix([after, self.suffix]))


def sentence_before(text: str) -> tuple[str, bool]:
    """The part of a text behind the last sentence that ends in it, and whether one does."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return text[ends[-1] if ends else 0 :], bool(ends)


def sentence_behind(text: str) -> tuple[str, bool]:
    """The part of a text up to where a sentence first ends in it, and whether one does."""
    until = _SENTENCE_END.search(text)
    return (text[: until.start()], True) if until else (text, False)


def ends_sentence(text: str, span: Span) -> bool:
    """Whether the words at a place end with the end of their sentence."""
    found = _SENTENCE_END.finditer(text, span.start, min(span.end + 1, len(text)))
    return any(span.start < end.start() < span.end and not text[end.end() : span.end].strip() for end in found)


def chosen_place(text: str, places: Sequence[Span], around: Surroundings) -> Span | None:
    """The one place that is the quoted one where its own text is not kept: all that was kept from around it stands there.

    None where nothing shows which, or where other words stand around all of them.
    """
    if not (around.prefix or around.suffix):
        return places[0] if len(places) == 1 else None
    fitting = [p for p in places if around.before(text, p) and around.behind(text, p) and around.in_sentence(text, p)]
    if len(places) == 1:
        return fitting[0] if fitting else None
    return nearest_in(text, places, fitting, around)


def nearest_in(text: str, places: Sequence[Span], fitting: Sequence[Span], around: Surroundings) -> Span | None:
    """The one of the fitting places that shares far more of the text around it than any other place does."""
    shared = sorted(((around.shared(text, place), place) for place in places), reverse=True)
    best, place = shared[0]
    alone = len(fitting) == 1 and bool(around.prefix and around.suffix)
    return place if place in fitting and best >= _SHARED and (alone or best >= 2 * shared[1][0]) else None


def places_by_sum(written: Fingerprint, text: str) -> list[Span]:
    """The places of the words that have this sum, in order, the first hundred and one at most; none where telling them from
    others would take too long. White space and signs of markup between the words may differ."""
    if not 0 < written.size <= len(text):
        return []
    codes, offsets = _plain_codes(text)
    starts = _windows_of(codes, written.size, written.polynomial)
    looked_at = starts[: max(_SUMMED // written.size, 1)]
    spans = (Span(int(offsets[at]), int(offsets[at + written.size - 1]) + 1) for at in looked_at)
    found = list(islice((span for span in spans if written.fits(text[slice(*span)])), _MOST))
    return found if len(looked_at) == len(starts) or len(found) > 1 else []


def place_by_sum(text: str, places: Sequence[Span], written: Fingerprint) -> Span | None:
    """The one of the places with the words around it that the sum has, too; None where there is none, or several."""
    if len(places) > 1 and written.around < _SHARED:
        return None
    fitting = [p for p in places if written.fits_around(*_around(text, p)) and _alone(text, p, written)]
    return fitting[0] if len(fitting) == 1 else None


def _alone(text: str, place: Span, written: Fingerprint) -> bool:
    """Whether whole sentences alone stand before and behind what was all of the text around the words."""
    earlier, later = written.outside(*_around(text, place))
    begun = not earlier.strip() or _ENDED.search(earlier) is not None
    return begun and (not later.strip() or _ENDED.search(text[place.start : -len(later)][-CONTEXT:]) is not None)


def _around(text: str, place: Span) -> tuple[str, str]:
    reach = _STRETCH * CONTEXT
    return text[max(place.start - reach, 0) : place.start], text[place.end : place.end + reach]


def _plain_codes(text: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The code points of a text as ``fingerprints.plain`` gives it, and the offset in the text of each."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    offsets = np.delete(np.arange(len(codes)), markup_in(text))
    codes = codes[offsets]
    space = _SPACES[np.minimum(codes, _LAST)]
    kept = ~space | ~np.concatenate(([True], space[:-1]))
    return np.where(space, np.uint32(ord(" ")), codes)[kept], offsets[kept]


def _windows_of(codes: NDArray[np.uint32], size: int, polynomial: int) -> NDArray[np.int64]:
    """Where so many code points with this polynomial begin: those at i count c·2³²ⁱ, so that a window's is a difference of
    sums from the beginning, times a power."""
    if len(codes) < size:
        return np.zeros(0, dtype=np.int64)
    powers = np.ones(len(codes), dtype=np.int64)
    reached, step = 1, pow(2, 32, PRIME)
    while reached < len(codes):
        more = min(reached, len(codes) - reached)
        powers[reached : reached + more] = powers[:more] * pow(step, reached, PRIME) % PRIME
        reached += more
    sums = np.concatenate(([0], np.cumsum(codes.astype(np.int64) * powers % PRIME)))
    found = (sums[size:] - sums[:-size]) % PRIME == polynomial * powers[: len(codes) - size + 1] % PRIME
    return np.flatnonzero(found)
