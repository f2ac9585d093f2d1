"""Numbers that are raised or lowered: "10<sup>6</sup>" is no 106, and "101<sub>2</sub>" no 1012."""

from __future__ import annotations

import regex

__all__ = ["lowered", "raised"]

_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NUMBER = regex.compile(r"[+\-−–(]{0,2}[0-9n]{1,6}[)]?")
#: Several, as of notes ("1,2", "3–5"), or one with a fraction ("6.5", "1/2"): what parts them has no raised form.
_NUMBERS = regex.compile(r"[+\-−–]?[0-9]{1,4}(?:[,.;/–-][ \u00a0]?[0-9]{1,4}){1,9}")
#: What a lowered number would become another number behind: a digit, or the upper half of a fraction.
_AFTER_NUMBER = regex.compile(r"[0-9]$|[⁰¹²³⁴-⁹][/⁄]$")


def raised(text: str) -> str:
    """What stands for raised ``text``: numbers in the characters that Unicode has for them, other text as it is."""
    if _NUMBER.fullmatch(text):
        return text.translate(_RAISED)
    if _NUMBERS.fullmatch(text):
        first = 1 if text[0].isdigit() else 2  # a sign in front is one, a dash further on is "to"
        digits = str(regex.sub(r"[0-9]", lambda m: m[0].translate(_RAISED), text[first:]))
        return text[:first].translate(_RAISED) + digits
    return text


def lowered(text: str, before: str) -> str:
    """What stands for lowered ``text`` behind ``before``: as it is, as in "H2O", but where that were another number."""
    is_number = text.isascii() and text.isdigit() and _AFTER_NUMBER.search(before[-2:])
    return text.translate(_LOWERED) if is_number else text
