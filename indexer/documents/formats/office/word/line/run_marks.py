"""How the characters of a run are set apart from those around it (ECMA-376-1, 17.3.2)."""

from __future__ import annotations

from indexer.documents.formats.office.symbols import is_code_font
from indexer.documents.formats.office.word.word_styles import WordStyles
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, switched_on, value
from indexer.model import InlineKind

__all__ = ["run_marks"]

_SWITCHES = {
    "w:b": InlineKind.STRONG,
    "w:i": InlineKind.EMPHASIS,
    "w:strike": InlineKind.STRUCK,
    "w:dstrike": InlineKind.STRUCK,
}


def run_marks(properties: XmlElement | None, styles: WordStyles) -> frozenset[InlineKind]:
    """The kinds that a run with these properties is of, by themselves and by the style of its characters. What is
    raised or lowered is marked where it is written: numbers may have characters of their own."""
    if properties is None or not len(properties):
        return frozenset()
    style = value(properties, "w:rStyle")
    found = set(styles.sets_apart(style)) if style else set()
    for name, kind in _SWITCHES.items():
        stated = switched_on(properties, name)
        if stated is not None:
            found.add(kind) if stated else found.discard(kind)
    fonts = child(properties, "w:rFonts")
    if fonts is not None and is_code_font(attribute(fonts, "w:ascii")):
        found.add(InlineKind.CODE)
    return frozenset(found)
