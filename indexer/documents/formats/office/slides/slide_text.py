"""The text of a DrawingML paragraph (ECMA-376-1, 21.1.2): runs, fields, breaks, equations."""

from __future__ import annotations

import regex

from indexer.documents.formats.office.equations import equation_text
from indexer.documents.formats.office.symbols import mend_symbols
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, name_of, number
from indexer.documents.formats.raised_numbers import raised

__all__ = ["paragraph_text"]

_SPACE = regex.compile(r"[ \t\r]+")
_AROUND_BREAK = regex.compile(r" ?\n ?")
#: A character that XML cannot hold, as office programs write it (ECMA-376-1, 22.9.2.19): "_x000B_" breaks a line.
_ESCAPED = regex.compile(r"_x00([01][0-9A-Fa-f])_")


def paragraph_text(paragraph: XmlElement) -> str:
    """The text of an a:p: white space is one space, a line break stays."""
    text = _SPACE.sub(" ", "".join(_parts(paragraph)))
    return str(_AROUND_BREAK.sub("\n", text)).strip()


def _parts(element: XmlElement) -> list[str]:
    parts = []
    for inside in element:
        name = name_of(inside)
        if name in ("a:r", "a:fld"):
            parts.append(_run(inside))
        elif name == "a:br":
            parts.append("\n")
        elif name == "m:oMath":
            parts.append(equation_text(inside))
        elif name == "mc:AlternateContent":
            parts.extend(_parts(inside[0]) if len(inside) else ())
        elif not name.endswith("Pr"):
            parts.extend(_parts(inside))
    return parts


def _run(run: XmlElement) -> str:
    text = child(run, "a:t")
    properties, font = child(run, "a:rPr"), child(run, "a:rPr", "a:sym")
    if text is None or not text.text:
        return ""
    words = mend_symbols(_ESCAPED.sub(_unescaped, text.text), "" if font is None else attribute(font, "typeface"))
    above = properties is not None and number(attribute(properties, "baseline").removesuffix("%")) > 0
    return raised(words) if above else words


def _unescaped(found: regex.Match[str]) -> str:
    return "\n" if found[1].upper() in ("0A", "0B", "0D") else " "
