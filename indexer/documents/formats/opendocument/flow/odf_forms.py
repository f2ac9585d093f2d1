"""What kind of block a paragraph is, by its element, its style, and the list that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from indexer.documents.formats.office.xml_names import XmlElement, attribute, name_of, number
from indexer.documents.formats.opendocument.flow.odf_line import OdfPosition
from indexer.documents.formats.opendocument.odf_file import OdfFile
from indexer.documents.formats.opendocument.odf_numbering import OdfNumbering
from indexer.documents.formats.opendocument.odf_styles import OdfStyle, OdfStyles
from indexer.model import BlockKind

__all__ = ["OdfContext", "OdfForm", "OdfItem", "form_of"]

_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class OdfContext:
    """What all that is read of a file shares."""

    file: OdfFile
    styles: OdfStyles
    numbering: OdfNumbering
    position: OdfPosition


class OdfItem(NamedTuple):
    """The item of a list that a paragraph belongs to; the label is written before the first of its paragraphs."""

    label: str
    level: int
    is_first: bool = True


class OdfForm(NamedTuple):
    """A kind of block, its level, and what is written before its text."""

    kind: BlockKind
    level: int = 0
    label: str = ""


def form_of(element: XmlElement, style: OdfStyle, item: OdfItem | None, numbering: OdfNumbering) -> OdfForm:
    """The form of a text:p or text:h; a heading that its chapter numbers counts on."""
    label = item.label if item and item.is_first else ""
    if name_of(element) == "text:h":
        level = max(1, min(number(attribute(element, "text:outline-level"), 1), _DEEPEST_HEADING))
        label = ("" if label == "-" else label) if item else numbering.heading_label(element, level)
        return OdfForm(BlockKind.HEADING, level, label)
    if style.is_title:
        return OdfForm(BlockKind.HEADING, 1, label)
    if item and (label or not item.is_first) and style.kind is BlockKind.PARAGRAPH:
        return OdfForm(BlockKind.LIST_ITEM, item.level, label)
    return OdfForm(style.kind, 0, label)
