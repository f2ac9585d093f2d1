"""ODS and ODP: rows with their numbers, repeated ones, hidden sheets, what lies over cells; slides, titles, notes."""

from odf_files import flat, zipped_odf
from table_text import shown

from indexer.documents.content import Content
from indexer.documents.formats.opendocument.odf_reader import read


def parsed(kind, body, **parts):
    return read(Content.of_bytes("a.odf", flat(kind, body, **parts)), "")


def cell(text="", more=""):
    return f"<table:table-cell{more}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def row(*cells, more=""):
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def sheet(*rows, name="S", more=""):
    return f'<table:table table:name="{name}"{more}>{"".join(rows)}</table:table>'


WIDE, TALL = ' table:number-columns-repeated="{}"', ' table:number-rows-repeated="{}"'


def test_rows_have_their_numbers_whatever_is_repeated():
    body = sheet(
        row(cell("Plan"), cell("Price"), cell("", WIDE.format(16382))),
        row(cell("Pro"), cell("$10"), more=TALL.format(2)),
        row(cell("", WIDE.format(16384)), more=TALL.format(5)),
        row(cell(), cell("x", WIDE.format(3)), cell("", WIDE.format(500)), cell("far")),
        row(cell("", WIDE.format(16384)), more=TALL.format(1048000)),
        row(cell("end"), more=TALL.format(1000000)),
    )
    document = parsed("spreadsheet", body)
    assert shown(document)[:4] == ["h S: S", "th S1: Plan | Price", "tr S2: Pro | $10", "tr S3: Pro | $10"]
    assert shown(document)[4].startswith("tr S9: x | x | x | ") and shown(document)[4].endswith(" | far")
    assert len(document.text) < 5000 and shown(document)[5] == "p S1048010: end"


def test_cells_by_their_values_where_they_do_not_say_what_they_show():
    body = sheet(
        row(
            cell("", ' office:value-type="float" office:value="0.30000000000000004"'),
            cell("", ' office:value-type="date" office:date-value="2024-05-01"'),
            cell("", ' office:value-type="string" office:string-value="so"'),
            cell("one</text:p><text:p>two<text:s/>three"),
            "<table:covered-table-cell><text:p>no</text:p></table:covered-table-cell>",
            cell("<office:annotation><text:p>no</text:p></office:annotation>yes"),
        )
    )
    assert shown(parsed("spreadsheet", body))[1] == "tr S1: 0.3 | 2024-05-01 | so | one two three |  | yes"


def test_hidden_rows_and_columns_are_read_and_noted():
    unseen = ' table:visibility="collapse"'
    body = sheet(
        f"<table:table-column/><table:table-column{unseen}{WIDE.format(2)}/><table:table-column{WIDE.format(9)}/>",
        row(cell("Plan"), cell("Price"), cell("", WIDE.format(9))),
        row(cell("Pro"), cell("$10"), more=f"{TALL.format(2)}{unseen}"),
        row(cell("Team"), cell("$20"), more=' table:visibility="filter"'),
        row(cell("", WIDE.format(9)), more=unseen),
    )
    document = parsed("spreadsheet", body)
    assert len(shown(document)) == 5 and document.text.endswith("Team | $20")
    assert document.note == "3 rows and 1 column of the sheet 'S' are hidden"


def test_header_rows_hidden_sheets_boxes_and_page_heads():
    unseen = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="ta2" style:family="table">{unseen}</style:style>'
    box = "<draw:custom-shape><text:p>In a box.</text:p></draw:custom-shape>"
    body = (
        sheet(
            f"<table:shapes>{box}</table:shapes>",
            f"<table:table-header-rows>{row(cell('1'), cell('2'))}</table:table-header-rows>",
            row(cell("3"), f"<table:table-cell><text:p>4</text:p>{box.replace('box', 'cell')}</table:table-cell>"),
        )
        + sheet(row(cell("a"), cell("b")), name="Notes", more=' table:style-name="ta2"')
        + sheet(row(cell()), name="Empty")
    )
    masters = "<style:master-page><style:footer><text:p>Our prices</text:p></style:footer></style:master-page>"
    raw = zipped_odf("spreadsheet", body, automatic=hidden, masters=masters)
    document = read(Content.of_bytes("a.ods", raw), "")
    assert shown(document) == [
        "h S: S", "th S1: 1 | 2", "tr S2: 3 | 4", "p S: In a box.", "p S2: In a cell.", "h Notes: Notes",
        "tr Notes1: a | b", "p : Our prices",
    ]  # fmt: skip
    assert document.note == "the sheet 'Notes' is hidden" and document.blocks[-1].furniture


def test_a_long_sheet_is_read_row_by_row():
    rows = "".join(row(cell(f"Item {n}"), cell(f"{n}.5")) for n in range(3000))
    document = parsed("spreadsheet", sheet(row(cell("Name"), cell("Price")), rows))
    assert shown(document)[-1] == "tr S3001: Item 2999 | 2999.5" and len(document.blocks) == 3002


def frame(text, kind="", more=""):
    of_kind = f' presentation:class="{kind}"' if kind else ""
    return f"<draw:frame{of_kind}{more}><draw:text-box>{text}</draw:text-box></draw:frame>"


def test_slides_begin_with_their_titles_and_end_with_their_notes():
    items = "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
    said = frame("<text:p>Say it slowly.</text:p>", "notes") + frame("<text:p>7</text:p>")
    notes = f"<presentation:notes>{said}</presentation:notes>"
    empty = frame("<text:p>Click to add text</text:p>", "outline", ' presentation:placeholder="true"')
    grid = f"<draw:frame>{sheet(row(cell('Plan'), cell('Price')), row(cell('Pro'), cell('$10')))}</draw:frame>"
    hidden = (
        '<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties '
        'presentation:visibility="hidden"/></style:style>'
    )
    body = (
        '<presentation:footer-decl presentation:name="f">Our firm</presentation:footer-decl>'
        f'<draw:page presentation:use-footer-name="f" draw:master-page-name="m">{frame(items, "outline")}'
        f"{frame('<text:p>On<text:line-break/>kites</text:p>', 'title')}{notes}{empty}</draw:page>"
        '<draw:page draw:style-name="dp2"><draw:g><draw:rect><text:p>Alone.</text:p></draw:rect></draw:g>'
        f"{grid}</draw:page>"
    )
    masters = (
        f'<style:master-page style:name="m">{frame("<text:p>Click to edit</text:p>", "title")}'
        f"{frame('<text:p>On each slide</text:p>')}</style:master-page>"
    )
    document = parsed("presentation", body, automatic=hidden, masters=masters)
    assert [(b.locator.in_words(0, 0), document.text[b.start : b.end], b.furniture) for b in document.blocks] == [
        ("slide 1", "On kites", False), ("slide 1", "- one", False), ("slide 1", "Say it slowly.", False),
        ("slide 1", "Our firm", True), ("slide 2", "Alone.", False), ("slide 2", "Plan | Price", False),
        ("slide 2", "Pro | $10", False), ("characters 0–0", "On each slide", True),
    ]  # fmt: skip
    assert document.title == "On kites" and document.note == "slide 2 is hidden"
