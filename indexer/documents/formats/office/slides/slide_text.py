"""The text of a DrawingML paragraph (ECMA-376-1, 21.1.2): runs with what sets them apart, fields, breaks, equations."""

from __future__ import annotations

import regex

from indexer.documents.formats.office.equations import equation_text
from indexer.documents.formats.office.package import PackagePart
from indexer.documents.formats.office.symbols import is_code_font, mend_symbols
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, name_of, number
from indexer.documents.formats.text.mark_collector import MarkCollector, MarkedWords, link_target
from indexer.model import InlineKind

__all__ = ["marked_paragraph", "paragraph_text"]

_SPACE = regex.compile(r"[ \t\r]+")
_AROUND_BREAK = regex.compile(r" ?\n ?")
#: A character that XML cannot hold, as office programs write it (ECMA-376-1, 22.9.2.19): "_x000B_" breaks a line.
_ESCAPED = regex.compile(r"_x00([01][0-9A-Fa-f])_")


def paragraph_text(paragraph: XmlElement) -> str:
    """The text of an a:p: white space is one space, a line break stays."""
    return marked_paragraph(paragraph)[0]


def marked_paragraph(paragraph: XmlElement, part: PackagePart | None = None) -> tuple[str, MarkedWords | None]:
    """The text of an a:p, and what is marked in it; ``part`` knows where its links lead."""
    words = MarkCollector()
    _collect(paragraph, words, part)
    text = _SPACE.sub(" ", words.words)
    return str(_AROUND_BREAK.sub("\n", text)).strip(), words.take()


def _collect(element: XmlElement, words: MarkCollector, part: PackagePart | None) -> None:
    for inside in element:
        name = name_of(inside)
        if name in ("a:r", "a:fld"):
            _run(inside, words, part)
        elif name == "a:br":
            words.write("\n")
        elif name == "m:oMath":
            words.write(equation_text(inside))
        elif name == "mc:AlternateContent":
            if len(inside):
                _collect(inside[0], words, part)
        elif not name.endswith("Pr"):
            _collect(inside, words, part)


def _run(run: XmlElement, words: MarkCollector, part: PackagePart | None) -> None:
    text = child(run, "a:t")
    if text is None or not text.text:
        return
    properties, font = child(run, "a:rPr"), child(run, "a:rPr", "a:sym")
    shown = mend_symbols(_ESCAPED.sub(_unescaped, text.text), "" if font is None else attribute(font, "typeface"))
    if properties is None:
        words.write(shown)
        return
    height = number(attribute(properties, "baseline").removesuffix("%"))
    kinds, link = _kinds(properties), child(properties, "a:hlinkClick")
    address = "" if link is None or part is None else link_target(part.address(attribute(link, "r:id")))
    with words.inside(kinds, address):
        if height:
            words.shift(shown, InlineKind.SUPERSCRIPT if height > 0 else InlineKind.SUBSCRIPT)
        else:
            words.write(shown)


def _kinds(properties: XmlElement) -> list[InlineKind]:
    """What an a:rPr says that a run is (21.1.2.3.9), but for being raised or lowered."""
    font = child(properties, "a:latin")
    said = {
        InlineKind.STRONG: attribute(properties, "b") in ("1", "true"),
        InlineKind.EMPHASIS: attribute(properties, "i") in ("1", "true"),
        InlineKind.STRUCK: attribute(properties, "strike") in ("sngStrike", "dblStrike"),
        InlineKind.CODE: font is not None and is_code_font(attribute(font, "typeface")),
    }
    return [kind for kind, holds in said.items() if holds]


def _unescaped(found: regex.Match[str]) -> str:
    return "\n" if found[1].upper() in ("0A", "0B", "0D") else " "
