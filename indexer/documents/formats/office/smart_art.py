"""What a diagram of SmartArt says: its boxes as a list, those that belong to another below it (ECMA-376-1, 21.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.chart_tables import paragraphs_in
from indexer.documents.formats.office.xml_names import XmlElement, attribute, children, descendants, number
from indexer.model import BlockKind, Locator

__all__ = ["write_diagram"]


def write_diagram(builder: TextBuilder, data: XmlElement, place: Locator) -> None:
    """Writes the boxes of a diagram, whose data part has the root ``data``, as list items."""
    for level, words in _boxes(data):
        builder.add(BlockKind.LIST_ITEM, f"- {words}", place, level=level)


def _boxes(data: XmlElement) -> Iterator[tuple[int, str]]:
    """Levels, from 1, and words of the boxes in the order in which they are drawn; those that hang on nothing last."""
    points = {attribute(point, "modelId"): point for point in descendants(data, "dgm:pt")}
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in descendants(data, "dgm:cxn"):
        if attribute(line, "type") in ("", "parOf"):
            below[attribute(line, "srcId")].append((number(attribute(line, "srcOrd")), attribute(line, "destId")))
    roots = [name for name, point in points.items() if attribute(point, "type") == "doc"]
    waiting = [(0, name) for name in (*reversed([*points]), *reversed(roots))]
    written = set()
    while waiting:
        level, name = waiting.pop()
        if name in written or name not in points:
            continue
        written.add(name)
        words = " ".join(text for part in children(points[name], "dgm:t") for text in paragraphs_in(part))
        if words and attribute(points[name], "type") != "pres":
            yield max(level, 1), words
        waiting.extend((level + 1, to) for _, to in sorted(below[name], reverse=True))
