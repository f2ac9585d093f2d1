"""What lies over the cells of a sheet: text boxes, words that stand for pictures, charts, diagrams (ECMA-376-1, 20.5)."""

from __future__ import annotations

from indexer.documents.formats.building import TextBuilder, picture_name
from indexer.documents.formats.office.chart_tables import paragraphs_in, write_chart
from indexer.documents.formats.office.package import OfficePackage, PackagePart
from indexer.documents.formats.office.smart_art import write_diagram
from indexer.documents.formats.office.xml_names import XmlElement, attribute, number
from indexer.documents.formats.sheets.excel.streamed_xml import local_name
from indexer.documents.formats.sheets.sheet_tables import SheetTables
from indexer.model import BlockKind, Locator
from indexer.model.places import Numbered, PlaceUnit

__all__ = ["write_drawing"]

_WORDED = ("{*}txBody", "{*}cNvPr", "{*}chart", "{*}relIds")


def write_drawing(tables: SheetTables, package: OfficePackage, drawing: PackagePart, sheet: str) -> None:
    """Writes what a drawing says, each thing at the row where it is anchored."""
    for fallback in list(drawing.root.iter("{*}Fallback")):
        fallback.getparent().remove(fallback)  # the same again, for older programs
    for anchor in drawing.root:
        row = number(anchor.findtext("{*}from/{*}row") or "", -1) + 1
        place = Locator(part=sheet, numbered=Numbered(PlaceUnit.ROW, row, row) if row > 0 else None)
        builder = TextBuilder(title="")
        _write(builder, package, drawing, anchor, place)
        tables.add_words(builder.document("-"), place)


def _write(
    builder: TextBuilder, package: OfficePackage, drawing: PackagePart, anchor: XmlElement, place: Locator
) -> None:
    for element in anchor.iter(*_WORDED):
        name = local_name(element)
        if name == "txBody":
            for words in paragraphs_in(element):
                builder.add(BlockKind.PARAGRAPH, words, place)
        elif name == "cNvPr":
            builder.add(BlockKind.IMAGE, picture_name(element.get("descr", "")), place)
        elif name == "chart" and (chart := package.part(drawing.target(attribute(element, "r:id")))):
            write_chart(builder, chart.root, place)
        elif name == "relIds" and (data := package.part(drawing.target(attribute(element, "r:dm")))):
            write_diagram(builder, data.root, place)
