"""What is on the slides of a presentation, in the order in which it is read."""

import io

import pytest
from office_files import docx, pptx, shape
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from indexer.documents.content import Content
from indexer.documents.formats.office.slides.slide_file import read
from indexer.errors import ReadingError
from indexer.model import BlockKind


def read_pptx(raw):
    return read(Content.of_bytes("a.pptx", raw), "")


def blocks(parsed):
    """Kind (and level), text, with "~" before furniture."""
    return [
        (
            f"{'~' if b.furniture else ''}{b.kind.value}{f' {b.level}' if b.level else ''}",
            parsed.text[b.start : b.end],
        )
        for b in parsed.blocks
    ]


def saved(made):
    held = io.BytesIO()
    made.save(held)
    return read_pptx(held.getvalue())


def paragraph(text, said="", level=0):
    return f'<a:p><a:pPr lvl="{level}">{said}</a:pPr><a:r><a:t>{text}</a:t></a:r></a:p>'


def test_a_presentation_as_programs_make_it():
    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[0])
    first.shapes.title.text, first.placeholders[1].text = "On kites", "Ada Low"
    second = made.slides.add_slide(made.slide_layouts[1])
    second.shapes.title.text = "Needed"
    body = second.placeholders[1].text_frame
    body.text = "wind"
    body.add_paragraph().text = "a lot of it"
    body.paragraphs[1].level = 1
    second.notes_slide.notes_text_frame.text = "Say why."
    table = second.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for at, text in enumerate(("Part", "Length", "rope", "50 m")):
        table.cell(*divmod(at, 2)).text = text
    parsed = saved(made)
    assert blocks(parsed) == [
        ("heading 1", "On kites"),
        ("paragraph", "Ada Low"),
        ("heading 2", "Needed"),
        ("list_item 1", "- wind"),
        ("list_item 2", "- a lot of it"),
        ("table_header", "Part | Length"),
        ("table_row", "rope | 50 m"),
        ("footnote", "Say why."),
    ]
    assert parsed.title == "On kites" and parsed.blocks[3].headings == ("Needed",)
    assert [b.locator.in_words(0, 1) for b in parsed.blocks] == ["slide 1"] * 2 + ["slide 2"] * 6


def test_charts_are_read_as_tables():
    made = Presentation()
    data = CategoryChartData(number_format="0%")
    data.categories = ["North", "South"]
    data.add_series("2023", (0.1 + 0.2, None))
    frame = (Inches(1), Inches(1), Inches(4), Inches(3))
    chart = (
        made.slides.add_slide(made.slide_layouts[6])
        .shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *frame, data)
        .chart
    )
    chart.has_title = True
    chart.chart_title.text_frame.text = "Sales"
    assert blocks(saved(made)) == [
        ("caption", "Sales"),
        ("table_header", " | 2023"),
        ("table_row", "North | 30%"),
        ("table_row", "South | "),
    ]


def test_groups_are_gone_into_and_shapes_read_as_they_lie():
    made = Presentation()
    shapes = made.slides.add_slide(made.slide_layouts[6]).shapes

    def box(where, text, left, top):
        where.add_textbox(Inches(left), Inches(top), Inches(1), Inches(1)).text_frame.text = text

    box(shapes, "below", 1, 4)
    box(shapes, "right", 5, 1.2)
    group = shapes.add_group_shape()
    box(group.shapes, "left, low", 1, 2.5)
    box(group.shapes, "left", 1, 1)
    assert saved(made).text == "left\n\nleft, low\n\nright\n\nbelow"


def test_a_filled_layout_is_read_in_its_own_order():
    columns = shape("first", kind="body 1", at=(500, 300)) + shape("second", kind="body 2", at=(0, 300))
    parsed = read_pptx(pptx(columns + shape("Title", kind="title")))
    assert [text for _, text in blocks(parsed)] == ["Title", "first", "second"]
    drawn = shape("drawn", at=(0, 100))
    placed = shape("", kind="body 1", at=(500, 200)) + shape("", kind="body 2", at=(0, 300))
    filled = shape("right", kind="body 1") + shape("left", kind="body 2")
    assert read_pptx(pptx(filled + drawn, layout=placed)).text == "drawn\n\nright\n\nleft"


def test_bullets_come_from_the_paragraph_its_shape_layout_or_master():
    styles = '<p:txStyles><p:bodyStyle><a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr></p:bodyStyle></p:txStyles>'
    layout = shape(kind="body 1", lists='<a:lvl2pPr><a:buAutoNum type="alphaLcParenR"/></a:lvl2pPr>')
    number = '<a:buAutoNum type="romanUcPeriod" startAt="{}"/>'
    body = shape(
        "one", paragraph("two", level=1), paragraph("three", level=1), paragraph("four", "<a:buNone/>"),
        paragraph("five", number.format(3)), paragraph("six", number.format(3)), paragraph("", number.format(3)),
        paragraph("seven", '<a:buAutoNum type="arabicParenBoth"/>'), paragraph("eight", level=1), kind="body 1",
    )  # fmt: skip
    parsed = read_pptx(pptx(body + shape("nine"), layout=layout, styles=styles))
    assert parsed.text.split("\n\n") == [
        "- one\na) two\nb) three",
        "four",
        "III. five\nIV. six\n(1) seven\na) eight",
        "nine",
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<a:r><a:t>a </a:t></a:r><a:r><a:t> b</a:t></a:r><a:br/><a:r><a:t>c</a:t></a:r>", "a b\nc"),
        ("<a:r><a:t>a_x000B_b_x0041_</a:t></a:r>", "a\nb_x0041_"),
        ('<a:r><a:t>10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>6</a:t></a:r>', "10⁶"),
        ('<a:fld type="datetime"><a:t>1 May</a:t></a:fld>', "1 May"),
        ("<mc:AlternateContent><mc:Choice><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></mc:Choice><mc:Fallback>"
         "<a:r><a:t>picture</a:t></a:r></mc:Fallback></mc:AlternateContent>", "x=1"),
    ],
)  # fmt: skip
def test_the_text_of_a_paragraph(inside, text):
    assert read_pptx(pptx(shape(f"<a:p>{inside}</a:p>"))).text == text


def test_what_stands_on_every_slide_is_furniture_once():
    edges = shape("Kites Ltd", kind="ftr 11") + shape("‹#›", kind="sldNum 12")
    master = shape("Own the sky") + shape("Click to edit", kind="body 1")
    parsed = read_pptx(pptx(edges + shape("one"), edges + shape("two"), master=master))
    assert blocks(parsed) == [
        ("paragraph", "one"),
        ("paragraph", "two"),
        ("~paragraph", "Kites Ltd"),
        ("~paragraph", "Own the sky"),
    ]


def test_a_slide_without_title_is_under_none():
    parsed = read_pptx(pptx(shape("Wind", kind="title") + shape("blows"), shape("rope")))
    assert [b.headings for b in parsed.blocks if b.kind is BlockKind.PARAGRAPH] == [(), ()] and parsed.title == "Wind"
    parsed = read_pptx(
        pptx(shape("Wind", kind="title") + shape("blows"), shape("rope"), core="<dc:title>Kites</dc:title>")
    )
    assert [b.headings for b in parsed.blocks if b.kind is BlockKind.PARAGRAPH] == [("Wind",), ()]


def test_hidden_slides_are_read_and_said_and_hidden_shapes_are_not():
    parsed = read_pptx(pptx(shape("kept") + shape("gone", about='hidden="1"'), show='show="0"'))
    assert (parsed.text, parsed.note) == ("kept", "hidden when shown: slide 1")


def test_pictures_are_read_by_their_words_and_notes_without_their_edges():
    notes = shape("1. Breathe.", kind="body 1") + shape("7", kind="sldNum 2") + shape("A text of its own")
    parsed = read_pptx(pptx(shape("see", about='descr="A red kite"'), notes=notes))
    assert blocks(parsed) == [
        ("paragraph", "see"),
        ("image", "A red kite"),
        ("footnote", "1. Breathe."),
        ("footnote", "A text of its own"),
    ]


def test_other_files_are_refused_and_a_missing_slide_is_left_out():
    with pytest.raises(ReadingError, match="its main part is missing|it is no PowerPoint file"):
        read_pptx(docx(""))
    two = pptx(shape("one"), shape("two")).replace(b"ppt/slide1.xml", b"ppt/slideX.xml")
    parsed = read_pptx(two)
    assert parsed.text == "two" and parsed.blocks[0].locator.in_words(0, 1) == "slide 2"
