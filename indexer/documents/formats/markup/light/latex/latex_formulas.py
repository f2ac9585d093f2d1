"""Formulas that are one sign, which everybody else writes as a character: $A$, $\\lambda$, $10^6$, km$^2$."""

from __future__ import annotations

import regex

from indexer.documents.formats.raised_numbers import lowered, raised

__all__ = ["plain_formula"]

_LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi "
    "omega"
)
_SMALL = dict(zip(_LETTERS.split(), "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
#: LaTeX has capitals of those that Latin lacks.
_CAPITALS = {
    name: _SMALL[name.lower()].upper()
    for name in ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
}
_OTHERS = {
    "varepsilon": "ε", "vartheta": "ϑ", "varphi": "φ", "varrho": "ρ", "varsigma": "ς", "infty": "∞", "times": "×",
    "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠",
    "approx": "≈", "sim": "∼", "equiv": "≡", "to": "→", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒",
    "leftrightarrow": "↔", "uparrow": "↑", "downarrow": "↓", "in": "∈", "emptyset": "∅", "forall": "∀", "exists": "∃",
    "neg": "¬", "partial": "∂", "nabla": "∇", "ell": "ℓ", "hbar": "ℏ", "bullet": "•", "star": "⋆", "dagger": "†",
    "ldots": "…", "dots": "…", "cdots": "⋯", "checkmark": "✓", "degree": "°", "prime": "′", "sum": "∑", "prod": "∏",
}  # fmt: skip
_SIGNS = _SMALL | _CAPITALS | _OTHERS

#: A letter, a number or a sign, with what is raised or lowered; the first may be the word before the formula.
_ONE = regex.compile(
    r"\s*(?P<base>[A-Za-z]'{0,3}|[+\-]?\d+(?:[.,]\d+)*|[<>=+]|\\(?P<name>[A-Za-z]+))?"
    r"(?:(?P<shift>[\^_])(?:\{(?P<group>[^{}\\]{1,12})\}|(?P<digit>[\dA-Za-z])|(?P<ring>\{?\\circ\}?)))?\s*"
)


def plain_formula(written: str, before: str, behind: str) -> str | None:
    """What stands for a formula between ``before`` and ``behind``, where that is one sign, if with a raised or lowered
    number; None for any other, which is shown as it is written."""
    found = _ONE.fullmatch(written)
    if found is None or not written.strip():
        return None
    base = _SIGNS.get(found["name"]) if found["name"] else found["base"] or ""
    if base is None:
        return None
    base = base.replace("-", "\u2212").replace("'", "′")
    if found["shift"] is None:
        return base
    if found["ring"]:
        return f"{base}°" if found["shift"] == "^" else None
    words = found["group"] or found["digit"]
    if found["shift"] == "_":
        return base + lowered(words, base or before, behind) if words.isdigit() and words.isascii() else None
    shifted = raised(words, base or before)
    return None if shifted == words else base + shifted
