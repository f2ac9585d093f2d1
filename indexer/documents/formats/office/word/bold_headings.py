"""Lines in bold type that head what follows, in a file whose author has used no style of headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from indexer.documents.formats.office.word.word_styles import WordStyles
from indexer.documents.formats.office.xml_names import (
    XmlElement,
    child,
    descendants,
    name_of,
    switched_on,
    value,
)
from indexer.model import BlockKind

__all__ = ["LEVEL_OF_BOLD", "bold_headings"]

#: The level of such headings: nothing tells a chapter from a section.
LEVEL_OF_BOLD = 2

#: A heading has at most so many words and code points, and does not end like a sentence or what leads into a list.
_MOST_WORDS, _LONGEST = 12, 100
_NO_ENDS = (".", ",", ";", ":", "!", "…")
#: A single bold line is no system of headings; where most lines are bold, it is how the text is written.
_FEWEST, _MOST_SHARE = 2, 0.4


def bold_headings(body: XmlElement | None, styles: WordStyles) -> frozenset[XmlElement]:
    """The paragraphs of a body that are headings by their looks alone: short lines, wholly bold, each before a paragraph or
    table that is not. None where any has a heading's style or level."""
    if body is None or any(_is_heading(one, styles) for one in descendants(body, "w:p")):
        return frozenset()
    filled = [one for one in body if name_of(one) == "w:tbl" or (name_of(one) == "w:p" and _text(one))]
    bold = [name_of(one) == "w:p" and _is_bold_line(one) for one in filled]
    found = frozenset(one for one, (here, after) in zip(filled, pairwise(bold), strict=False) if here and not after)
    return found if len(found) >= _FEWEST and sum(bold) <= _MOST_SHARE * len(filled) else frozenset()


def _is_heading(paragraph: XmlElement, styles: WordStyles) -> bool:
    properties = child(paragraph, "w:pPr")
    style = styles.paragraph(value(properties, "w:pStyle"))
    return style.is_title or style.kind is BlockKind.HEADING or value(properties, "w:outlineLvl") in tuple("012345678")


def _is_bold_line(paragraph: XmlElement) -> bool:
    text = _text(paragraph)
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or text.endswith(_NO_ENDS):
        return False
    if not any(map(str.isalpha, text)) or child(paragraph, "w:pPr", "w:numPr") is not None:
        return False
    return all(switched_on(child(run, "w:rPr"), "w:b") for run in _runs(paragraph))


def _runs(paragraph: XmlElement) -> Iterator[XmlElement]:
    """The runs that have letters."""
    return (
        run for run in descendants(paragraph, "w:r") if any((t.text or "").strip() for t in descendants(run, "w:t"))
    )


def _text(paragraph: XmlElement) -> str:
    return " ".join("".join(part.text or "" for part in descendants(paragraph, "w:t")).split())
