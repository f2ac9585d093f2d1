"""A word with what is joined to it -> the whole and its parts: post-coital, node.js, action_log, userProfileId, 25mg, C++.

Whole and parts share positions, so that each is found by the other; the forms of one position follow one another, other
spellings first, then the whole, then the part that a phrase sees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from indexer.text.analysis.folding import fold_case, written_out
from indexer.text.analysis.forms.measures import CODED, Measures
from indexer.text.analysis.forms.numbers import COMMA_DECIMAL, ascii_digits
from indexer.text.analysis.forms.placing import numbered, shifted
from indexer.text.analysis.forms.tokenizing import APOSTROPHE, CALL, MAX_WORD, SEGMENT
from indexer.text.analysis.word_table import Form

__all__ = ["MOST_PARTS", "Compounds"]

#: A word of more parts is an address or a list, which nobody types as one word.
MOST_PARTS = 6
#: So many digits in three groups or more are a date, a telephone or book number, whatever parts them.
_LONG_NUMBER = 8

_V1 = regex.VERSION1
_SIGNS = regex.compile(r"(?:--|__|[.$@]|[A-Za-z]:\\)(?!\p{Nd})|#")
_PIECE = regex.compile(rf"(?:\A\.)?+{SEGMENT}(?:{APOSTROPHE}{SEGMENT})*+", _V1)
_CODE = regex.compile(r"\p{L}{1,20}\p{Nd}+")
_SIGNED = regex.compile(r"(.*?[\p{L}\p{N}\p{M}])(\+\+|[+#*])", regex.DOTALL)
_NOTE = regex.compile(r"(?<=\p{L}{4})[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_HUMPS = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})")
_ELIDED = regex.compile(
    rf"(?:[cdjlmnst]|qu|(?:jus|lors|puis|pres)qu|[dnsc]?[aeou]ll|quell|bell|sant|un|quest){APOSTROPHE}(?=\p{{L}}{{3}})",
    regex.IGNORECASE,
)
_SUFFIXED = regex.compile(rf"(\p{{Lu}}\p{{L}}{{2,}}){APOSTROPHE}(?!(?:s|t|d|m|re|ve|ll)$)(\p{{Ll}}{{2,6}})")
_ROMANCE = frozenset(["french", "italian"])

#: Pronouns that are written to the verb before them, and are words by themselves: "puis-je", "parle-t-on", "inscrever-se".
_PRONOUNS = {
    "french": regex.compile(
        r"(?<=\p{L}{2})(?<!^rendez)-(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|y|en)$|-t-(?:ils?|elles?|on)$",
        regex.IGNORECASE,
    ),
    "portuguese": regex.compile(r"(?<=\p{L}{2})-(?:me|te|se|l[oa]s?|lhes?|n?[oa]s|vos)$", regex.IGNORECASE),
}


class _Piece(NamedTuple):
    """What stands between joining signs: its span, and the sign before it."""

    start: int
    end: int
    joint: str


class Compounds:
    """The forms of words as written, in one language."""

    def __init__(
        self,
        language: str,
        term: Callable[[str], str],
        is_function: Callable[[str], bool],
        respelt: Callable[[str], str] = written_out,
    ) -> None:
        """``respelt`` is another spelling of a case-folded word, by which it is found as well."""
        self._term, self._is_function, self._respelt = term, is_function, respelt
        self._measures = Measures(self._word, comma_decimal=language in COMMA_DECIMAL)
        self._elides = language in _ROMANCE
        self._pronoun = _PRONOUNS.get(language)

    def forms(self, word: str) -> tuple[Form, ...]:
        """The forms of a word; none where nothing of it can be matched by."""
        signs = _SIGNS.match(word)
        first = signs.end() if signs else 0
        if first or word.endswith(CALL):
            return tuple(self._named(word, first))
        if word[0] in "-\u2212":
            return tuple(self._negative(word))
        return tuple(self._joined(word))

    def ends_in_pronoun(self, word: str) -> bool:
        """Whether a word is a verb with a pronoun written to it, which are two words."""
        return self._pronoun is not None and self._pronoun.search(word) is not None

    def ratio(self, word: str) -> tuple[Form, ...]:
        """The forms of a fraction, 1/2, and of its numbers."""
        return self._measures.ratio(word)

    def initials(self, word: str) -> tuple[Form, ...]:
        """The form of an initialism: U.S."""
        return tuple(self._word(word.replace(".", ""), 0, len(word)))

    def _named(self, word: str, first: int) -> list[Form]:
        """A name with its signs (.NET, --dry-run, $HOME, foo()), and the same without."""
        inner = shifted(self._joined(word[first:].removesuffix(CALL)), first, 0, part=True)
        name = fold_case(word)
        return [Form(name, name, 0, len(word), 0, False), *inner] if inner and len(word) <= MAX_WORD else inner

    def _negative(self, word: str) -> list[Form]:
        """A number with its sign; where that may be a dash, the number as well."""
        forms = self._joined(word[1:])
        value = forms[0]
        whole = Form(f"-{value.term}", f"-{value.exact}", 0, value.end + 1, 0, False)
        rest = [form for form in forms if form.step]
        dash = word[0] == "-" and len(forms) == 1
        return [whole, *shifted(forms[:1] if dash else [], 1, 0, part=True), *shifted(rest, 1, 0)]

    def _joined(self, word: str) -> list[Form]:
        pieces = _pieces(word)
        forms = [self._piece(word[piece.start : piece.end]) for piece in pieces]
        if len(pieces) == 1:
            return forms[0]
        unit = self._range_unit(word, pieces, forms)
        inner: list[Form] = []
        step = 0
        for piece, own in zip(pieces, forms, strict=True):
            inner += shifted(own, piece.start, step, part=True)
            step = inner[-1].step + 1 if inner else 0
        if unit is not None:
            inner[-1] = inner[-1]._replace(part=False)
        whole = [] if self.ends_in_pronoun(word) else self._whole(word, pieces, forms, unit)
        return [*whole, *inner] if whole and inner else [form._replace(part=False) for form in inner if form.part]

    def _range_unit(self, word: str, pieces: Sequence[_Piece], forms: Sequence[Sequence[Form]]) -> Form | None:
        """The unit behind a range of numbers, 5-10mg, which is no part of the range."""
        numbers = all(word[p.end - 1].isdecimal() and word[p.start].isdecimal() for p in pieces[:-1])
        last = forms[-1]
        return (
            last[1] if numbers and len(last) == 2 and not last[1].part and word[pieces[-1].start].isdecimal() else None
        )

    def _whole(
        self, word: str, pieces: Sequence[_Piece], forms: Sequence[Sequence[Form]], unit: Form | None
    ) -> list[Form]:
        """The word without what joins it; between digits, and for "R&D", that stays: 5-10 is not 510."""
        end = pieces[-1].start + unit.start if unit is not None else pieces[-1].end
        if len(pieces) > MOST_PARTS or end > MAX_WORD:
            return []
        texts = [_text(fold_case(word[p.start : min(p.end, end)]), own) for p, own in zip(pieces, forms, strict=True)]
        digits = all(text.isdecimal() for text in texts)
        glued = digits and len(texts) > 2 and sum(map(len, texts)) >= _LONG_NUMBER
        whole = texts[0]
        for piece, (before, after) in zip(pieces[1:], pairwise(texts), strict=True):
            kept = piece.joint == "&" or (before[-1:].isdecimal() and after[:1].isdecimal() and not glued)
            whole += (fold_case(piece.joint) if kept else "") + after
        term = self._term(whole)
        return [Form(term, whole, 0, end, 0, False)] if term else []

    def _piece(self, text: str) -> list[Form]:
        """The forms of what stands between joining signs."""
        if len(text) > MAX_WORD:
            return numbered(
                [
                    self._word(text[at : at + MAX_WORD], at, min(at + MAX_WORD, len(text)))
                    for at in range(0, len(text), MAX_WORD)
                ]
            )
        measure = self._measures.forms(text)
        if measure is not None:
            return measure
        signed = _SIGNED.fullmatch(text)
        if signed is not None:
            return self._signed(text, signed)
        return self._letters(text)

    def _signed(self, text: str, found: regex.Match[str]) -> list[Form]:
        """C++ and C# are no C; Notepad++ is Notepad as well."""
        name = fold_case(text)
        whole = Form(name, name, 0, len(text), 0, False)
        return [whole] if len(found[1]) == 1 else [whole, *shifted(self._letters(found[1]), 0, 0, part=True)]

    def _letters(self, text: str) -> list[Form]:
        elided = _ELIDED.match(text)
        if elided is not None:
            article, noun = (
                self._word(text[: elided.end() - 1], 0, elided.end() - 1),
                self._letters(text[elided.end() :]),
            )
            both = numbered([article, shifted(noun, elided.end(), 0)])
            return both if self._elides else [*self._word(text, 0, len(text)), *shifted(both, 0, 0, part=True)]
        suffixed = _SUFFIXED.fullmatch(text)
        if suffixed is not None:
            parts = [self._word(suffixed[i], *suffixed.span(i)) for i in (1, 2)]
            return [*self._word(text, 0, len(text)), *shifted(numbered(parts), 0, 0, part=True)]
        ends = [m.start() for m in _HUMPS.finditer(text)]
        if not ends:
            return self._word(text, 0, len(text))
        spans = list(pairwise([0, *ends, len(text)]))
        if min(b - a for a, b in spans) < 2 or (len(spans) < 3 and text[0].isupper()):
            return self._word(text, 0, len(text))  # eBay, mRNA, JavaScript: names
        humps = numbered([self._word(text[a:b], a, b) for a, b in spans])
        return [*self._word(text, 0, len(text)), *shifted(humps, 0, 0, part=True)]

    def _word(self, text: str, start: int, end: int) -> list[Form]:
        """A word without parts, with the terms of its other spellings before it; nothing where nothing of it is left."""
        exact = ascii_digits(fold_case(_NOTE.sub("", text)))
        term = self._term(exact)
        if not term:
            return []
        form = Form(term, exact, start, end, 0, False)
        other = self._respelt(exact)
        others = [Form(self._term(other), exact, start, end, 0, True)] if other != exact else []
        if len(text) > 1 and text.isupper() and self._is_function(term):
            others.append(Form(exact.upper(), exact, start, end, 0, True))
        return [*others, form]


def _pieces(word: str) -> list[_Piece]:
    """What joining signs part; a name and its number stay together: v2.7.4."""
    pieces: list[_Piece] = []
    at = 0
    for match in _PIECE.finditer(word):
        joint, at = word[at : match.start()], match.end()
        if joint == "." and _is_code(word, pieces[-1], match):
            pieces[-1] = pieces[-1]._replace(end=at)
        else:
            pieces.append(_Piece(match.start(), at, joint))
    return pieces


def _is_code(word: str, before: _Piece, found: regex.Match[str]) -> bool:
    """Whether what stands before a point and behind it are a name with its number."""
    return _CODE.fullmatch(word, before.start, before.end) is not None and (
        CODED.fullmatch(word, before.start, found.end()) is not None
    )


def _text(folded: str, forms: Sequence[Form]) -> str:
    """What a piece adds to the whole: a number its value, all else what is written."""
    number = folded[:1].isdecimal() and folded[-1:].isdecimal() and forms
    return next(form.exact for form in forms if not form.part or form is forms[-1]) if number else folded
