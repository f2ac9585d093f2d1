"""Equations of office files in one line: "a²+b²=c²", "(x+1)/2", "√(n)" (ECMA-376-1, 22.1: Office Math)."""

from __future__ import annotations

from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, children, name_of
from indexer.documents.formats.raised_numbers import raised

__all__ = ["equation_text"]

_M_VAL = "m:val"
#: What says how a part looks.
_PROPERTIES = "Pr"
#: What was put away in a formula, by changes that are accepted as everywhere.
_REMOVED = frozenset({"w:del", "w:moveFrom"})
#: Parts that end in what is written small, or below a line.
_SMALL = frozenset({"m:f", "m:sSub", "m:sSup", "m:sSubSup"})


def equation_text(equation: XmlElement) -> str:
    """The text of an m:oMath, or of one of its parts."""
    name = name_of(equation)
    if name == "m:t":
        return str(equation.text or "")
    if name.endswith(_PROPERTIES) or name in _REMOVED:
        return ""
    written = _WAYS.get(name)
    return written(equation) if written else _joined(equation)


def _joined(equation: XmlElement) -> str:
    """The parts in a row; what is written small behind a letter runs into no other."""
    text, is_small = "", False
    for part in equation:
        written = equation_text(part)
        text += f" {written}" if is_small and written[:1].isalnum() else written
        is_small = name_of(part) in _SMALL if written else is_small
    return text


def _part(equation: XmlElement, name: str) -> str:
    found = child(equation, name)
    return "" if found is None else equation_text(found).strip()


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _fraction(equation: XmlElement) -> str:
    return f"{_bracketed(_part(equation, 'm:num'))}/{_bracketed(_part(equation, 'm:den'))}"


def _scripts(equation: XmlElement) -> str:
    """A base with what stands below and above it."""
    sign = ""
    if name_of(equation) == "m:nary":
        written = child(equation, "m:naryPr", "m:chr")
        sign = "∫" if written is None else attribute(written, _M_VAL)
    below, above = _part(equation, "m:sub"), _part(equation, "m:sup")
    low = f"_{_bracketed(below)}" if below else ""
    high = raised(above) if above else ""
    high = f"^{_bracketed(above)}" if above and high == above else high
    body = _part(equation, "m:e")
    return f"{sign}{low}{high} {body}" if sign else f"{body}{low}{high}"


def _before(equation: XmlElement) -> str:
    """Scripts that stand before their base."""
    return f"_{_part(equation, 'm:sub')}^{_part(equation, 'm:sup')} {_part(equation, 'm:e')}"


def _root(equation: XmlElement) -> str:
    return f"{raised(_part(equation, 'm:deg'))}√({_part(equation, 'm:e')})"


def _brackets(equation: XmlElement) -> str:
    signs = child(equation, "m:dPr")
    first, parting, last = (
        default if (sign := child(signs, name)) is None else attribute(sign, _M_VAL)
        for name, default in (("m:begChr", "("), ("m:sepChr", "|"), ("m:endChr", ")"))
    )
    return first + parting.join(equation_text(inside).strip() for inside in children(equation, "m:e")) + last


def _rows(equation: XmlElement) -> str:
    """Rows of a matrix or of equations below one another."""
    rows = list(children(equation, "m:mr")) or list(children(equation, "m:e"))
    return "; ".join(" ".join(filter(None, (equation_text(cell).strip() for cell in row))) for row in rows)


def _limit(equation: XmlElement) -> str:
    return f"{_part(equation, 'm:e')}_{_bracketed(_part(equation, 'm:lim'))} "


def _function(equation: XmlElement) -> str:
    return f"{_part(equation, 'm:fName')} {_part(equation, 'm:e')}"


_WAYS = {
    "m:f": _fraction,
    "m:sSup": _scripts,
    "m:sSub": _scripts,
    "m:sSubSup": _scripts,
    "m:nary": _scripts,
    "m:sPre": _before,
    "m:rad": _root,
    "m:d": _brackets,
    "m:m": _rows,
    "m:eqArr": _rows,
    "m:limLow": _limit,
    "m:limUpp": _limit,
    "m:func": _function,
}
