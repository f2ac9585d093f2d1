"""Charts that are put into a text, slide or sheet: their titles, and their figures as a table (ODF 1.3, part 3, 11)."""

from __future__ import annotations

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.xml_names import XmlElement, descendants
from indexer.documents.formats.opendocument.flow.odf_tables import OdfRow, rows_in
from indexer.model import BlockKind, Locator

__all__ = ["write_chart_object"]

_TITLES = ("chart:title", "chart:subtitle", "chart:footer")
#: The most rows of one chart: what has more is a sheet, which nobody reads off a chart.
_MOST_ROWS = 1000


def write_chart_object(builder: TextBuilder, root: XmlElement, place: Locator) -> None:
    """Writes what the root of an object says, where it is a chart."""
    for chart in descendants(root, "chart:chart"):
        titles = (_words(paragraph) for title in descendants(chart, *_TITLES) for paragraph in title)
        for words in dict.fromkeys(titles):
            builder.add(BlockKind.CAPTION, words, place)
        for table in descendants(chart, "table:table"):
            for _, row in zip(range(_MOST_ROWS), rows_in(table), strict=False):
                kind = BlockKind.TABLE_HEADER if row.is_header else BlockKind.TABLE_ROW
                builder.add_row(kind, _texts(row), place)
        builder.end_table()


def _texts(row: OdfRow) -> list[str]:
    return ["" if cell is None else _words(cell) for cell in row.cells]


def _words(element: XmlElement) -> str:
    return " ".join(" ".join(text for text in element.itertext()).split())
