"""Formulas of MathML on one line: what stands above, below or over something else is said by signs.

As formulas of office documents are read: 10⁶, x^(a+b), x_1, a/b, √(x) (MathML Core, https://www.w3.org/TR/mathml-core/).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.documents.formats.raised_numbers import raised

__all__ = ["FORMULA_PARTS", "on_one_line"]


def on_one_line(tag: str, parts: Sequence[str]) -> str | None:
    """The text of an element of MathML whose children read as ``parts``; None where it has not as many as it is to have."""
    count, written = FORMULA_PARTS[tag]
    return written(*parts) if count == len(parts) else None


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _above(text: str) -> str:
    number = raised(text)
    return number if number != text else f"^{_bracketed(text)}"


def _below(text: str) -> str:
    return f"_{_bracketed(text)}"


#: Elements whose children do not stand beside one another: how many these are, and how they are written.
FORMULA_PARTS: dict[str, tuple[int, Callable[..., str]]] = {
    "msup": (2, lambda base, above: f"{base}{_above(above)}"),
    "msub": (2, lambda base, below: f"{base}{_below(below)}"),
    "msubsup": (3, lambda base, below, above: f"{base}{_below(below)}{_above(above)}"),
    "munderover": (3, lambda base, below, above: f"{base}{_below(below)}{_above(above)} "),
    "munder": (2, lambda base, below: f"{base}{_below(below)} "),
    "mfrac": (2, lambda above, below: f"{_bracketed(above)}/{_bracketed(below)}"),
    "mroot": (2, lambda base, degree: f"{raised(degree)}√({base})"),
}
