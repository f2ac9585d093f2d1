"""Numbers that are raised: "10<sup>6</sup>" is no 106."""

from __future__ import annotations

import regex

__all__ = ["raised"]

_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_NUMBER = regex.compile(r"[+\-−(]{0,2}[0-9n]{1,6}[)]?")


def raised(text: str) -> str:
    """What stands for raised ``text``: a number in the characters that Unicode has for that, other text as it is."""
    return text.translate(_RAISED) if _NUMBER.fullmatch(text) else text
