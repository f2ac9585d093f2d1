"""The forms of what begins with a number, or is a name with one: 25mg, 10⁶, 1½, v2.7.4, 1/2."""

from __future__ import annotations

from collections.abc import Callable

import regex

from indexer.text.analysis.folding import fold_case
from indexer.text.analysis.forms.numbers import ascii_digits, is_unit, mixed_fraction, value_of
from indexer.text.analysis.forms.placing import numbered, shifted
from indexer.text.analysis.forms.tokenizing import ALNUM, NUMBER, POWER
from indexer.text.analysis.word_table import Form

__all__ = ["CODED", "Measures"]

#: A name and its number of several parts.
CODED = regex.compile(r"(\p{L}+)(\p{Nd}+(?:\.\p{Nd}+)+)")
_NUMBER = regex.compile(rf"(\.?{NUMBER})({POWER})?((?:{ALNUM})*+)", regex.VERSION1)
_FRACTION = regex.compile(r"(\p{Nd}*)([¼-¾⅐-⅞↉])")
_BAR = regex.compile("[/\u2044]")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺\u2212", "0123456789-+-")


class Measures:
    """The forms of numbers; ``word`` gives those of the letters beside them, for a span."""

    def __init__(self, word: Callable[[str, int, int], list[Form]], *, comma_decimal: bool) -> None:
        self._word, self._comma_decimal = word, comma_decimal

    def forms(self, text: str) -> list[Form] | None:
        """The forms of a number with what is written to it, or of a name with one; None where it is neither."""
        fraction = _FRACTION.fullmatch(text)
        if fraction is not None:
            value, written = mixed_fraction(ascii_digits(fraction[1]), fraction[2])
            other = [Form(written, written, 0, len(text), 0, True)] if written else []
            return [*other, Form(value, value, 0, len(text), 0, False)]
        number = _NUMBER.fullmatch(text)
        if number is not None:
            return self._number(text, number)
        coded = CODED.fullmatch(text)
        return None if coded is None else self._code(text, coded)

    def ratio(self, word: str) -> tuple[Form, ...]:
        """The forms of a fraction, 1/2, and of its numbers."""
        top, bottom = _BAR.split(ascii_digits(word))
        parts = (Form(top, top, 0, len(top), 0, True), Form(bottom, bottom, len(top) + 1, len(word), 1, True))
        return (Form(f"{top}/{bottom}", f"{top}/{bottom}", 0, len(word), 0, False), *parts)

    def _number(self, text: str, found: regex.Match[str]) -> list[Form]:
        """A number, with its power or its unit, or with letters that are neither (3D, 2nd)."""
        power, letters = found[2], found[3]
        if power:
            return self._power(text, found)
        if letters and not is_unit(letters):
            return self._word(ascii_digits(text), 0, len(text))
        end = found.end(1)
        value = value_of(found[1], comma_decimal=self._comma_decimal, measured=bool(letters))
        inner = [Form(digits, digits, a, b, i, True) for i, (digits, a, b) in enumerate(value.parts)]
        if value.whole is None:
            forms = [form._replace(part=False) for form in inner]
        else:
            forms = [Form(value.whole, value.whole, 0, end, 0, False), *inner]
        return [*forms, *shifted(self._word(letters, end, len(text)), 0, forms[-1].step + 1)] if letters else forms

    def _power(self, text: str, found: regex.Match[str]) -> list[Form]:
        base = value_of(found[1], comma_decimal=self._comma_decimal, measured=True).whole or found[1]
        exponent = found[2].translate(_RAISED).lstrip("^+")
        name = f"{base}^{exponent}"
        plain = [] if base == "10" else [Form(base, base, 0, found.end(1), 0, True)]  # 2010² is a year with a note
        forms = [Form(name, name, 0, found.end(2), 0, False), *plain]
        return [*forms, *shifted(self._word(found[3], found.end(2), len(text)), 0, 1)] if found[3] else forms

    def _code(self, text: str, found: regex.Match[str]) -> list[Form]:
        """A name and a number of several parts: v2.7.4 is 2.7.4 as well, H52.1 one of H52."""
        name, number = found[1], found[2]
        whole = ascii_digits(fold_case(text))
        if len(name) == 1 and name.casefold() != "v":
            head, tail = text.rsplit(".", 1)
            texts = [(head, 0, len(head)), (tail, len(head) + 1, len(text))]
        else:
            texts = [(number, len(name), len(text))]
            texts = texts if name.casefold() == "v" else [(name, 0, len(name)), *texts]
        parts = numbered([self._word(ascii_digits(part), a, b) for part, a, b in texts])
        return [Form(whole, whole, 0, len(text), 0, False), *shifted(parts, 0, 0, part=True)]
