"""The sheets of a spreadsheet, row by row, each cell as it was shown when it was saved (ODF 1.3, part 3, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.untrusted_xml import XML_OPTIONS, forget
from indexer.documents.formats.office.xml_names import XmlElement, attribute, children, long_name, name_of
from indexer.documents.formats.opendocument.flow.odf_forms import OdfContext
from indexer.documents.formats.opendocument.flow.odf_line import OdfInline
from indexer.documents.formats.opendocument.flow.odf_story import OdfStory
from indexer.documents.formats.opendocument.flow.odf_tables import repeated
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.sheets.heading_rows import SheetRow
from indexer.documents.formats.sheets.hidden_cells import HiddenCells
from indexer.documents.formats.sheets.sheet_tables import SheetTables
from indexer.documents.formats.sheets.values.number_patterns import general
from indexer.errors import ReadingError
from indexer.model import Locator, Numbered, PlaceUnit

__all__ = ["write_sheets"]

_TABLE, _COLUMN, _ROW, _HEADER, _SHAPES = map(
    long_name, ("table:table", "table:table-column", "table:table-row", "table:table-header-rows", "table:shapes")
)
_PARAGRAPH = long_name("text:p")
#: Between cells with text at most so many are kept that have none; a row with text is repeated at most so often.
_WIDEST_GAP, _MOST_ALIKE = 30, 100
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_VALUES = ("office:date-value", "office:time-value", "office:string-value", "office:boolean-value")


@dataclass
class _Sheet:
    """A sheet under way: its writer, and the number of its last row."""

    name: str
    tables: SheetTables
    row: int = 0
    column: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    lying: list[tuple[ParsedDocument, Locator]] = field(default_factory=list)  # what lies over its cells
    hidden: HiddenCells = field(init=False)

    def __post_init__(self) -> None:
        self.hidden = HiddenCells(self.hidden_columns)


def write_sheets(context: OdfContext, builder: TextBuilder, raw: bytes) -> None:
    """Writes the sheets in the XML of a file's content; a hidden one is noted. Raises ReadingError for damaged XML."""
    depth, header, sheet = 0, 0, _Sheet("", SheetTables(builder))
    for event, element in _events(raw):
        begins = event == "start"
        if element.tag == _TABLE:
            depth += 1 if begins else -1
            if begins and depth == 1:
                sheet = _begin(context, builder, element)
            elif not begins and depth == 0:
                _end(context, sheet)
        elif depth == 1 and element.tag == _HEADER:
            header += 1 if begins else -1
        elif depth == 1 and not begins and element.tag == _COLUMN:
            _column(sheet, element)
        elif depth == 1 and not begins and element.tag == _SHAPES:
            _lay(context, sheet, element, Locator(part=sheet.name))
        elif depth == 1 and not begins and element.tag == _ROW:
            _row(context, sheet, element, is_heading=header > 0)
            forget(element)


def _events(raw: bytes) -> Iterator[tuple[str, XmlElement]]:
    try:
        yield from etree.iterparse(
            BytesIO(raw), events=("start", "end"), tag=(_TABLE, _COLUMN, _ROW, _HEADER, _SHAPES), **XML_OPTIONS
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"its content is damaged ({damage_in_words(error)})") from error


def _begin(context: OdfContext, builder: TextBuilder, table: XmlElement) -> _Sheet:
    name = " ".join(attribute(table, "table:name").split())
    style = context.styles.element("table", attribute(table, "table:style-name"))
    if any(attribute(one, "table:display") == "false" for one in children(style, "style:table-properties")):
        context.file.notes.append(f"the sheet {name!r} is hidden")
    return _Sheet(name, SheetTables(builder, name))


def _end(context: OdfContext, sheet: _Sheet) -> None:
    sheet.tables.end()
    context.file.notes.extend(sheet.hidden.notes(sheet.name))
    for words, place in sheet.lying:
        sheet.tables.add_words(words, place)


def _lay(context: OdfContext, sheet: _Sheet, shapes: XmlElement, place: Locator) -> None:
    """Reads what lies over the cells, to be written behind them."""
    for shape in shapes:
        if name_of(shape).startswith("draw:"):
            story = OdfStory(context, TextBuilder(title=""), place=place)
            story.write_shape(shape)
            sheet.lying.append((story.builder.document("-"), place))


def _is_hidden(part: XmlElement) -> bool:
    return attribute(part, "table:visibility") in ("collapse", "filter")


def _column(sheet: _Sheet, column: XmlElement) -> None:
    first = sheet.column + 1
    sheet.column = min(sheet.column + repeated(column, "table:number-columns-repeated", _MOST_COLUMNS), _MOST_COLUMNS)
    if _is_hidden(column):
        sheet.hidden_columns.append((first, sheet.column))


def _row(context: OdfContext, sheet: _Sheet, row: XmlElement, *, is_heading: bool) -> None:
    """A row, as often as it stands there, or the empty ones that it stands for."""
    count = repeated(row, "table:number-rows-repeated", _MOST_ROWS)
    first = sheet.row + 1
    sheet.row = min(sheet.row + count, _MOST_ROWS)
    cells, is_bold = _cells(context, sheet, row, first)
    for number in range(first, min(sheet.row, first + _MOST_ALIKE - 1) + 1) if cells else ():
        sheet.hidden.row(cells, is_hidden=_is_hidden(row))
        sheet.tables.row(SheetRow(number, cells, is_bold=is_bold, is_heading=is_heading))


def _cells(context: OdfContext, sheet: _Sheet, row: XmlElement, number: int) -> tuple[list[str], bool]:
    """What the cells of a row show, to the last one that shows something; whether all of these are bold."""
    shown: list[str] = []
    column, is_bold = 0, True
    for cell in row:
        name = name_of(cell)
        if name not in ("table:table-cell", "table:covered-table-cell"):
            continue
        text = _text(context, cell) if name == "table:table-cell" else ""
        count = repeated(cell, "table:number-columns-repeated", _MOST_COLUMNS)
        if text:
            shown.extend([""] * min(column - len(shown), _WIDEST_GAP))
            shown.extend([text] * min(count, _MOST_ALIKE))
            is_bold = is_bold and context.styles.style("table-cell", attribute(cell, "table:style-name")).is_bold
        column += count
        if any(part.tag != _PARAGRAPH for part in cell):
            place = Locator(part=sheet.name, numbered=Numbered(PlaceUnit.ROW, number, number))
            _lay(context, sheet, cell, place)
    return shown, is_bold


def _text(context: OdfContext, cell: XmlElement) -> str:
    """What a cell shows: its paragraphs in one line, else its value."""
    parts = []
    for part in children(cell, "text:p"):
        if len(part):
            parts.append(OdfInline(context.file, context.styles, context.position).read(part).text.text)
        else:
            parts.append(part.text or "")
    return " ".join(" ".join(parts).split()) or _value(cell)


def _value(cell: XmlElement) -> str:
    """The value of a cell in which a program has not written what it shows."""
    for name in _VALUES:
        if found := attribute(cell, name):
            return " ".join(found.split())
    try:
        return general(float(attribute(cell, "office:value"))) if attribute(cell, "office:value") else ""
    except (ValueError, OverflowError):
        return attribute(cell, "office:value")
