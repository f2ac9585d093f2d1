"""What kind of block a paragraph of a Word file is, and what is written before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.documents.formats.office.word.list_numbers import ListNumbers
from indexer.documents.formats.office.word.word_styles import ParagraphStyle, WordStyles
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, number, value
from indexer.model import BlockKind

__all__ = ["ParagraphForm", "form_of", "is_table_of_contents"]

_BODY_TEXT = 9
_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """A paragraph's style with what it says itself; ``label`` is its number or bullet with a space behind, or "".

    ``joins_next`` says that its end has been deleted, ``is_drop_cap`` that it is but the first letter of the next.
    """

    style: ParagraphStyle
    kind: BlockKind
    level: int
    label: str = ""
    joins_next: bool = False
    is_drop_cap: bool = False


def form_of(paragraph: XmlElement, styles: WordStyles, lists: ListNumbers) -> ParagraphForm:
    """The form of the next paragraph; its list, if it has one, counts on."""
    properties = child(paragraph, "w:pPr")
    style = styles.paragraph(value(properties, "w:pStyle"))
    kind, level = style.kind, style.level
    outline = value(properties, "w:outlineLvl")
    if outline and not style.is_title:
        own = number(outline, _BODY_TEXT)
        if 0 <= own < _BODY_TEXT:
            kind, level = BlockKind.HEADING, min(own + 1, _DEEPEST_HEADING)
        elif kind is BlockKind.HEADING:
            kind, level = BlockKind.PARAGRAPH, 0
    mark = child(properties, "w:rPr")
    frame = child(properties, "w:framePr")
    form = ParagraphForm(
        style,
        kind,
        level,
        joins_next=child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None,
        is_drop_cap=frame is not None and attribute(frame, "w:dropCap") in ("drop", "margin"),
    )
    return _numbered(form, properties, lists)


def _numbered(form: ParagraphForm, properties: XmlElement | None, lists: ListNumbers) -> ParagraphForm:
    own_id = value(properties, "w:numPr", "w:numId")
    list_id = own_id or form.style.list_id
    if not lists.knows(list_id):
        return form
    own_level = value(properties, "w:numPr", "w:ilvl")
    by_style = None if own_level else lists.level_of_style(list_id, form.style.id)
    at = number(own_level) if own_level else form.style.list_level if by_style is None else by_style
    label = lists.next_label(list_id, at)
    if not label:
        return form
    if form.kind is BlockKind.HEADING:
        return replace(form, label="" if label == "-" else f"{label} ")
    if form.kind is not BlockKind.PARAGRAPH:
        return replace(form, label=f"{label} ")
    return replace(form, kind=BlockKind.LIST_ITEM, level=max(at, 0) + 1, label=f"{label} ")


def is_table_of_contents(control: XmlElement) -> bool:
    """Whether a content control (w:sdt) is a table of contents."""
    return value(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery") == "Table of Contents"
