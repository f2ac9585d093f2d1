"""Numbers that are raised or lowered: "10<sup>6</sup>" is no 106, "2<sup>k</sup>" no 2k, and "101<sub>2</sub>" no 1012."""

from __future__ import annotations

import regex

__all__ = ["lowered", "raised", "text_before", "text_behind"]

_RAISED = str.maketrans("0123456789+-−–()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NUMBER = regex.compile(r"[+\-−–(]{0,2}[0-9n]{1,6}[)]?")
#: Several, as of notes ("1,2", "3–5"), or one with a fraction ("6.5", "1/2"): what parts them has no raised form.
_NUMBERS = regex.compile(r"[+\-−–]?[0-9]{1,4}(?:[,.;/–-][ \u00a0]?[0-9]{1,4}){1,9}")
#: What makes another number of the one before it: exponents with a variable ("n+1", "2k", "-x"), the charge of an ion
#: ("2-"), and a letter that is a variable. The letters of ordinals ("2e", "1a") and of hours are none.
_EXPONENT = regex.compile(
    r"[+\-−–(]?(?:[0-9]{1,3}[a-pr-z]|[a-pr-z](?=[+\-−–])|(?<=[+\-−–(])[a-pr-z]|[0-9]{1,3}(?=[+\-−–]))"
    r"(?:[+\-−–](?:[0-9]{0,3}[a-pr-z]|[0-9]{1,3}))*+[)]?|[0-9]{1,2}[+\-−–]|[bcf-gi-lpu-z]"
)
_DIGIT = regex.compile(r"[0-9₀-₉]$")
#: What a lowered number would become another number behind: a digit, or the upper half of a fraction.
_AFTER_NUMBER = regex.compile(r"[0-9]$|[⁰¹²³⁴-⁹][/⁄]$")
#: The same directly behind it.
_BEFORE_NUMBER = regex.compile(r"[0-9]")


def text_before(found: regex.Match[str]) -> str:
    """What is before a match, as far as it matters here."""
    return str(found.string[max(found.start() - 2, 0) : found.start()])


def text_behind(found: regex.Match[str]) -> str:
    """What is behind a match, as far as it matters here."""
    return str(found.string[found.end() : found.end() + 1])


def raised(text: str, before: str = "") -> str:
    """What stands for raised ``text`` behind ``before``, as long as it: numbers, and behind a digit all that would change
    it, in the characters that Unicode has for them; other text as it is."""
    if _NUMBER.fullmatch(text) or (_DIGIT.search(before[-1:]) and _EXPONENT.fullmatch(text)):
        return text.translate(_RAISED)
    if _NUMBERS.fullmatch(text):
        first = 1 if text[0].isdigit() else 2  # a sign in front is one, a dash further on is "to"
        digits = str(regex.sub(r"[0-9]", lambda m: m[0].translate(_RAISED), text[first:]))
        return text[:first].translate(_RAISED) + digits
    return text


def lowered(text: str, before: str, behind: str = "") -> str:
    """What stands for lowered ``text`` between ``before`` and ``behind``, as long as it: as it is, as in "H2O", but where
    that were another number, as in "101<sub>2</sub>" and "log<sub>2</sub>8"."""
    beside = _AFTER_NUMBER.search(before[-2:]) or _BEFORE_NUMBER.match(behind)
    return text.translate(_LOWERED) if text.isascii() and text.isdigit() and beside else text
