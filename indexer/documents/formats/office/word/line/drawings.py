"""What a drawing in a paragraph says: text boxes, words for pictures, charts, diagrams, ornamental letters."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.documents.formats.building import picture_name
from indexer.documents.formats.office.word.line.line_text import Attachment
from indexer.documents.formats.office.xml_names import XmlElement, attribute, descendants, name_of

__all__ = ["attachments_of"]


def attachments_of(drawing: XmlElement) -> Iterator[Attachment]:
    """What hangs on a paragraph by a w:drawing, w:pict or w:object, in order."""
    seen: set[str] = set()
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name == "mc:AlternateContent":
            waiting.extend(element[:1])  # the rest is the same for older programs
            continue
        yield from _of_element(name, element, seen)
        if name not in ("w:txbxContent", "a:p"):
            waiting.extend(reversed(element))


def _of_element(name: str, element: XmlElement, seen: set[str]) -> Iterator[Attachment]:
    if name == "w:txbxContent":
        yield Attachment(box=element)
    elif name == "a:p":
        yield Attachment(words=" ".join("".join(t.text or "" for t in descendants(element, "a:t")).split()))
    elif name == "c:chart" or name == "cx:chart":
        yield Attachment(chart=attribute(element, "r:id"))
    elif name == "dgm:relIds":
        yield Attachment(diagram=attribute(element, "r:dm"))
    elif name == "v:textpath":
        yield Attachment(words=" ".join(attribute(element, "string").split()))
    elif name in ("wp:docPr", "pic:cNvPr", "v:shape", "v:rect", "v:oval", "v:group"):
        words = picture_name(attribute(element, "alt") or attribute(element, "descr"))
        if words and words not in seen:
            seen.add(words)
            yield Attachment(picture=words)
