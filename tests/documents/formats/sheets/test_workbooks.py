"""Excel: rows as they are shown, sheets, tables, merged cells, text boxes, what is left out, and what is damaged."""

import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table
from reader_samples import zipped
from table_text import shown

from indexer.documents.content import Content
from indexer.documents.formats.sheets.excel.workbook import read
from indexer.errors import ReadingError
from indexer.model import BlockKind

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parsed(book):
    raw = book
    if isinstance(book, Workbook):
        saved = BytesIO()
        book.save(saved)
        raw = saved.getvalue()
    return read(Content.of_bytes("a.xlsx", raw), "")


def written(sheet, main=MAIN, relations=RELATIONS, before="", **others):
    """A workbook by hand, whose only sheet has this XML inside of its root, and ``before`` it; ``others``: more parts."""
    related = "".join(f'<Relationship Id="{name}" Type="{relations}/{name}" Target="{name}.xml"/>' for name in others)
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="S" r:id="sheet"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'{start}<Relationship Id="sheet" Type="{relations}/worksheet" '
            f'Target="sheet.xml"/>{related}</Relationships>',
            "xl/sheet.xml": f'{before}<worksheet xmlns="{main}" xmlns:r="{relations}">{sheet}</worksheet>',
            "xl/_rels/sheet.xml.rels": f"{start}{related}</Relationships>",
            **{f"xl/{name}.xml": text for name, text in others.items()},
        }
    )


def price_list():
    book = Workbook()
    sheet = book.active
    sheet.title = "Prices"
    rows = [
        ["Price list 2024"], ["Valid from 1 May, in all countries but one."], [],
        ["Plan", "Price", "Since", "Growth"],
        ["Pro", 10, datetime.date(2024, 5, 1), 0.256],
        ["Team", 0.1 + 0.2, datetime.datetime(2024, 5, 1, 12, 30), -0.5],
        [], ["Region", "Q1"], ["North", 5], ["South", "=B9*2"],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    for row in (5, 6):
        sheet.cell(row, 2).number_format = '#,##0.00 "€"'
        sheet.cell(row, 4).number_format = "0.0%"
    sheet["C6"].number_format = "d mmm yyyy h:mm"
    sheet["A5"].comment = Comment("left out", "Bob")
    hidden = book.create_sheet("Notes")
    hidden.sheet_state = "hidden"
    hidden.append(["Only text stands on it."])
    book.create_sheet("Empty")
    book.properties.title, book.properties.creator, book.properties.keywords = "Our prices", "Ann", "plan, price"
    return book


def test_hidden_rows_and_columns_are_read_and_noted():
    book = price_list()
    book["Prices"].row_dimensions[6].hidden = True
    book["Prices"].row_dimensions[7].hidden = True  # an empty one
    book["Prices"].column_dimensions.group("C", "D", hidden=True)
    book["Prices"].column_dimensions["Z"].hidden = True
    document = parsed(book)
    assert shown(document) == shown(parsed(price_list()))
    assert document.note.startswith(
        "1 row and 2 columns of the sheet 'Prices' are hidden; the sheet 'Notes' is hidden; "
    )


def test_sheets_tables_and_cells_as_they_are_shown():
    document = parsed(price_list())
    assert shown(document) == [
        "h Prices: Prices",
        "h Prices1: Price list 2024",
        "p Prices2: Valid from 1 May, in all countries but one.",
        "th Prices4: Plan | Price | Since | Growth",
        "tr Prices5: Pro | 10.00 € | 2024-05-01 | 25.6%",
        "tr Prices6: Team | 0.30 € | 1 May 2024 12:30 | -50.0%",
        "th Prices8: Region | Q1",
        "tr Prices9: North | 5",
        "tr Prices10: South",
        "h Notes: Notes",
        "p Notes1: Only text stands on it.",
    ]
    assert document.blocks[4].headings == ("Prices", "Price list 2024") and "\n\nRegion" in document.text
    place = document.blocks[4].locator
    assert place.in_words(0, 1) == "Prices, row 5"
    assert (
        document.title == "Our prices" and document.about.author == "Ann" and document.about.keywords == "plan, price"
    )
    assert document.note == (
        "the sheet 'Notes' is hidden; 1 formula has no value in the file: open and save it in a program that calculates"
    )


def test_headings_by_bold_type_and_by_what_the_sheet_says():
    book = Workbook()
    for row in (["Name", "City"], ["Ann", "Rome"], ["Bob", "Oslo"]):
        book.active.append(row)
    assert shown(parsed(book))[1] == "tr Sheet1: Name | City"
    book.active.auto_filter.ref = "A1:B3"
    assert shown(parsed(book))[1] == "th Sheet1: Name | City"
    book.active.auto_filter.ref = None
    book.active["A1"].font = book.active["B1"].font = Font(bold=True)
    assert shown(parsed(book))[1:3] == ["th Sheet1: Name | City", "tr Sheet2: Ann | Rome"]
    other = Workbook()
    for row in (["1", "2"], ["3", "4"]):
        other.active.append(row)
    other.active.add_table(Table(displayName="T", ref="A1:B2"))
    assert shown(parsed(other))[1] == "th Sheet1: 1 | 2"


def test_values_of_formulas_truths_errors_and_texts():
    cells = (
        '<c t="str"><f>A1</f><v>made</v></c><c><f>1+1</f><v>2</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>'
        '<c t="d"><v>2024-05-01T00:00:00</v></c><c t="inlineStr"><is><t>a_x000a_b</t></is></c><c><v>odd</v></c>'
        '<c t="s"><v>0</v></c><c t="s"><v>9</v></c>'
    )
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6</t></r>'
        "<rPh><t>ten</t></rPh></si></sst>"
    )
    document = parsed(written(f"<sheetData><row>{cells}</row></sheetData>", sharedStrings=strings))
    assert shown(document)[1] == "tr S1: made | 2 | TRUE | #N/A | 2024-05-01 | a b | odd | 10⁶"


def test_merged_cells_show_their_first_one_and_gaps_stay_within_bounds():
    rows = (
        '<row r="3"><c r="B3"><v>1</v></c><c r="C3"><v>2</v></c><c r="E3"><v>3</v></c></row>'
        '<row r="4"><c r="B4"><v>4</v></c><c r="C4"><v>5</v></c><c r="E4"><v>6</v></c><c r="XFD4"><v>7</v></c></row>'
    )
    document = parsed(written(f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="B3:C4"/></mergeCells>'))
    assert shown(document)[1] == "tr S3: 1 |  |  | 3"
    assert len(document.text) < 200 and document.text.endswith("7")


def test_strict_files_and_rows_without_numbers():
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c><c><v>4</v></c></row>"
    made = written(f"<sheetData>{rows}</sheetData>", strict, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    assert shown(parsed(made)) == ["h S: S", "tr S1: 1 | 2", "tr S3: 3 | 4"]


def test_text_boxes_pictures_and_printed_heads():
    drawing = (
        '<wsDr xmlns="x"><anchor><from><row>4</row></from><sp><nvSpPr><cNvPr descr="a house"/></nvSpPr><txBody>'
        '<p xmlns="http://schemas.openxmlformats.org/drawingml/2006/main"><r><t>In a </t></r><r><t>box</t></r></p>'
        '</txBody></sp><pic><cNvPr descr="photo.jpg"/></pic></anchor></wsDr>'
    )
    head = '&amp;L&amp;"Arial,Bold"&amp;12Our &amp;&amp; prices&amp;RPage &amp;P of &amp;N'
    sheet = f"<sheetData/><headerFooter><oddHeader>{head}</oddHeader></headerFooter>"
    document = parsed(written(sheet, drawing=drawing))
    assert shown(document) == ["h S: S", "image S5: a house", "p S5: In a box", "p S: Our & prices", "p S: Page of"]
    assert [b.furniture for b in document.blocks] == [False, False, False, True, True]


def test_damage_is_noted_and_what_stands_before_it_is_read():
    document = parsed(written("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c></sheetData>"))
    assert shown(document)[1] == "tr S1: 1 | 2" and "xl/sheet.xml in it is damaged" in document.note
    with pytest.raises(ReadingError, match="main part is missing"):
        parsed(zipped({"xl/other.xml": "<a/>"}))


def test_a_document_type_is_refused():
    sheet = "<sheetData><row><c><v>&b;</v></c></row></sheetData>"
    document = parsed(written(sheet, before='<!DOCTYPE a [<!ENTITY b "bb">]>'))
    assert not document.blocks and "document type" in document.note


def test_a_long_sheet_is_read_row_by_row():
    rows = "".join(f'<row><c t="str"><v>Item {n}</v></c><c><v>{n}.5</v></c></row>' for n in range(5000))
    document = parsed(written(f"<sheetData>{rows}</sheetData>"))
    assert len(document.blocks) == 5001 and document.blocks[-1].kind is BlockKind.TABLE_ROW
    assert shown(document)[-1] == "tr S5000: Item 4999 | 4999.5"
