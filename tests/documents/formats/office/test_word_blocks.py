"""What the parts of a Word file are, and where they stand."""

import pytest
from office_files import docx, p, r, relationships, table, xml

from indexer.documents.content import Content
from indexer.documents.formats.office.word.word_file import read
from indexer.model import About, BlockKind, Numbered, Pages, PageStart, PlaceUnit


def read_docx(body, **parts):
    return read(Content.of_bytes("a.docx", docx(body, **parts)), "")


def blocks(parsed):
    """Kind (and level), text, with "~" before furniture."""
    return [
        (
            f"{'~' if b.furniture else ''}{b.kind.value}{f' {b.level}' if b.level else ''}",
            parsed.text[b.start : b.end],
        )
        for b in parsed.blocks
    ]


def style(style_id, name, inside="", of="paragraph"):
    return f'<w:style w:type="{of}" w:styleId="{style_id}"><w:name w:val="{name}"/>{inside}</w:style>'


STYLES = (
    style("berschrift1", "heading 1")
    + style("Kapitel", "Kapitel", '<w:basedOn w:val="berschrift1"/>')
    + style("Eigen", "Eigen", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    + style("Titel", "Title")
    + style("Ueber2", "Überschrift 2")
    + style("Zitat", "Quote")
    + style("Quelle", "Source Code")
    + style("Besch", "caption")
    + style("Verz1", "toc 1")
    + style("Geheim", "Geheim", "<w:rPr><w:vanish/></w:rPr>")
    + style("Kreis", "Kreis", '<w:basedOn w:val="Kreis"/>')
)


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        (p("x", "berschrift1"), "heading 1"),
        (p("x", "Kapitel"), "heading 1"),
        (p("x", "Eigen"), "heading 3"),
        (p("x", "Ueber2"), "heading 2"),
        (p("x", "Heading4"), "heading 4"),  # which no styles define
        (p("x", "Titel"), "heading 1"),
        (p("x", "berschrift1", '<w:outlineLvl w:val="9"/>'), "paragraph"),
        (p("x", properties='<w:outlineLvl w:val="8"/>'), "heading 6"),
        (p("x", "Zitat"), "quotation"),
        (p("x", "Quelle"), "code"),
        (p("x", "Besch"), "caption"),
        (p("x", "Kreis"), "paragraph"),
        (p("x", "Verz1"), "~paragraph"),
    ],
)
def test_a_style_says_what_a_paragraph_is(paragraph, kind):
    assert blocks(read_docx(paragraph + p("Body."), styles=STYLES))[0] == (kind, "x")


def test_a_hidden_style_hides_what_does_not_say_otherwise():
    body = p("no", "Geheim") + p("", "Geheim", runs=r("yes", '<w:vanish w:val="0"/>'))
    assert read_docx(body, styles=STYLES).text == "yes"


def test_headings_lead_to_what_stands_under_them_and_the_title_is_in_no_path():
    body = p("On kites", "Titel") + p("Wind", "berschrift1") + p("Of it", "Ueber2") + p("Blows.") + p("Rope", "Kapitel")
    parsed = read_docx(body + p("Holds."), styles=STYLES)
    assert parsed.title == "On kites"
    assert [b.headings for b in parsed.blocks if b.kind is BlockKind.PARAGRAPH] == [("Wind", "Of it"), ("Rope",)]


def test_the_title_is_that_of_the_properties_unless_one_is_written_or_a_program_wrote_it():
    one = p("Wind", "Heading1") + p("Blows.")
    assert read_docx(one, core="<dc:title>On kites</dc:title>").title == "On kites"
    assert read_docx(one, core="<dc:title>Microsoft Word - kites.doc</dc:title>").title == "Wind"
    assert read_docx(p("Kites", "Title") + one, core="<dc:title>Else</dc:title>").title == "Kites"
    assert read_docx(p("Blows.")).title is None


def test_chapters_side_by_side_are_no_title():
    parsed = read_docx(p("Wind", "Heading1") + p("Blows.") + p("Rope", "Heading1") + p("Holds."))
    assert parsed.title is None and [b.headings for b in parsed.blocks[1::2]] == [("Wind",), ("Rope",)]
    parsed = read_docx(p("Kites", "Heading1") + p("Wind", "Heading2") + p("Blows.") + p("Rope", "Heading2"))
    assert parsed.title == "Kites" and parsed.blocks[2].headings == ("Wind",)


def test_properties_say_what_it_is_about():
    core = (
        "<dc:creator>Ada Low</dc:creator><cp:keywords>wind; rope,tail</cp:keywords><dc:description>All</dc:description>"
        "<dc:language>en-GB</dc:language><dcterms:created>2024-05-01T10:00:00Z</dcterms:created>"
    )
    about = read_docx(p("Blows."), core=core).about
    assert about == About("All\nwind\nrope\ntail", "en-GB", "2024-05-01", "Ada Low", "wind, rope, tail")
    template = core.replace("2024-05-01T10:00:00Z", "2013-12-23T23:15:00Z")
    assert read_docx(p("Blows."), core=template).about.date == ""
    german = r("Der Wind weht.", '<w:lang w:val="de-DE"/>') + r("So.", '<w:lang w:val="en-US"/>')
    assert read_docx(p(runs=german)).about.language == "de-DE"


def level(at, number_format, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "upperRoman", "%1.%2.%3") + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">' + level(0, "bullet", "\uf0b7") + level(1, "bullet", " ") + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="2">'
    + level(0, "upperRoman", "Part %1", '<w:pStyle w:val="Heading1"/>')
    + level(1, "decimal", "%1.%2", '<w:isLgl/><w:pStyle w:val="Heading2"/>') + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    "</w:num>"
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)  # fmt: skip


def item(text, list_id, at=0, style=""):
    return p(text, style, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_items_have_their_numbers_and_levels():
    body = "".join(item(*one) for one in [
        ("a", 1), ("b", 1, 1), ("c", 1, 1), ("d", 1, 2), ("e", 1), ("f", 1, 1), ("g", 2), ("h", 1), ("i", 3), ("j", 3),
        ("", 3), ("k", 3), ("l", 2, 1), ("m", 0), ("n", 99),
    ])  # fmt: skip
    assert blocks(read_docx(body, numbering=LISTS)) == [
        ("list_item 1", "1. a"), ("list_item 2", "a) b"), ("list_item 2", "b) c"), ("list_item 3", "1.b.I d"),
        ("list_item 1", "2. e"), ("list_item 2", "a) f"), ("list_item 1", "- g"), ("list_item 1", "3. h"),
        ("list_item 1", "7. i"), ("list_item 1", "8. j"), ("list_item 1", "10. k"),
        ("paragraph", "l"), ("paragraph", "m"), ("paragraph", "n"),
    ]  # fmt: skip


def test_headings_have_the_numbers_of_their_style():
    numbered = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    styles = style("Heading1", "heading 1", numbered) + style("Heading2", "heading 2", numbered)
    body = p("Wind", "Heading1") + p("Rope", "Heading1") + p("Knots", "Heading2") + p("Hold.")
    parsed = read_docx(body, numbering=LISTS, styles=styles)
    assert blocks(parsed)[:3] == [
        ("heading 1", "Part I Wind"),
        ("heading 1", "Part II Rope"),
        ("heading 2", "2.1 Knots"),
    ]
    assert parsed.blocks[-1].headings == ("Part II Rope", "2.1 Knots")


def test_a_table_has_header_and_rows_and_spans_keep_the_columns():
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("both") + "</w:tc>"
    begins = "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + p("tall") + "</w:tc>"
    goes_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p() + "</w:tc>"
    lines = "<w:tc>" + p("two") + p("lines") + "</w:tc>"
    stated = ("<w:trPr><w:tblHeader/></w:trPr>", ["Name", "A", "B"])
    body = table(stated, ["x", wide], [begins, "1", lines], ("<w:trPr><w:gridBefore w:val='1'/></w:trPr>", ["3", "4"]))
    assert blocks(read_docx(body)) == [
        ("table_header", "Name | A | B"),
        ("table_row", "x | both | "),
        ("table_row", "tall | 1 | two lines"),
        ("table_row", " | 3 | 4"),
    ]
    tall = blocks(read_docx(table([begins, "1"], [goes_on, "2"])))
    assert tall == [("table_row", "tall | 1"), ("table_row", " | 2")]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([["Name", "Age", "Town"], ["Ada", "36", "Ely"]], "table_header"),
        ([["Name", "36", "Ely"], ["Ada", "36", "Ely"]], "table_row"),
        ([["Name", "Ada"], ["Age", "36"]], "table_row"),
        ([["Name", "Age", "Town"]], "table_row"),
    ],
)
def test_the_first_row_is_a_header_where_it_names_columns(rows, kind):
    assert blocks(read_docx(table(*rows)))[0][0] == kind


def test_a_bold_first_row_is_a_header():
    bold = ["<w:tc>" + p(runs=r(text, "<w:b/>")) + "</w:tc>" for text in ("Name", "Age")]
    assert [kind for kind, _ in blocks(read_docx(table(bold, ["Ada", "36"])))] == ["table_header", "table_row"]


def test_tables_that_lay_out_a_page_are_read_as_what_is_in_them():
    inner = "<w:tc>" + table(["a", "b"]) + p("below") + "</w:tc>"
    assert blocks(read_docx(table(["left", inner]))) == [
        ("paragraph", "left"),
        ("table_row", "a | b"),
        ("paragraph", "below"),
    ]
    assert blocks(read_docx(table(["a box"]))) == [("paragraph", "a box")]


def test_content_controls_are_gone_into_wherever_they_stand():
    def control(inside):
        return f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell, row = f"<w:tc>{control(p('c'))}</w:tc>", f"<w:tr><w:tc>{p('d')}</w:tc><w:tc>{p('e')}</w:tc></w:tr>"
    first = "<w:tc>" + p("b") + "</w:tc>"
    rows = f"<w:tbl><w:tr>{control(first)}{cell}</w:tr>{control(row)}</w:tbl>"
    assert read_docx(control(p("a")) + rows).text == "a\n\nb | c\nd | e"


def test_a_table_of_contents_is_furniture():
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{p('Wind 3')}</w:sdtContent></w:sdt>" + p("Blows.")
    assert blocks(read_docx(body)) == [("~paragraph", "Wind 3"), ("paragraph", "Blows.")]


def mark(note, of="footnote", more=""):
    return f'<w:r><w:{of}Reference w:id="{note}"{more}/></w:r>'


NOTES = (
    f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
    f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>{r(" As is known.")}</w:p>{p("More of it.")}</w:footnote>'
    f'<w:footnote w:id="2">{p("Or not.")}</w:footnote><w:footnote w:id="3">{p("Led to by nothing.")}</w:footnote>'
)


def test_notes_stand_behind_what_leads_to_them():
    body = p("Kites", runs=mark(1) + r(" fly.")) + p("They fall.", runs=mark(2))
    assert blocks(read_docx(body, footnotes=NOTES)) == [
        ("paragraph", "Kites[1] fly."),
        ("footnote", "1. As is known."),
        ("footnote", "More of it."),
        ("paragraph", "They fall.[2]"),
        ("footnote", "2. Or not."),
    ]


def test_a_note_stands_where_what_leads_to_it_stands():
    parsed = read_docx(p("a") + p("b", runs=mark(1)) + p("c"), footnotes=NOTES)
    numbers = [b.locator.numbered.first for b in parsed.blocks]
    assert numbers == [1, 2, 2, 2, 3]


def test_notes_cut_neither_lists_nor_tables_nor_what_leads_into_them():
    cell = f"<w:tc>{p('b', runs=mark(2))}</w:tc>"
    body = p("Needed:", runs=mark(1)) + item("a", 2) + item("b", 2) + table(["a", cell], ["c", "d"]) + p("End.")
    kinds = [kind for kind, _ in blocks(read_docx(body, footnotes=NOTES, numbering=LISTS))]
    assert kinds == ["paragraph", "list_item 1", "list_item 1", "footnote", "footnote"] + ["table_row"] * 2 + [
        "footnote",
        "paragraph",
    ]


def test_endnotes_have_their_own_numbers_and_marks_may_be_the_authors():
    notes = f'<w:endnote w:id="5">{p("Late.")}</w:endnote><w:endnote w:id="6">{p("* Later.")}</w:endnote>'
    own = mark(6, "endnote", ' w:customMarkFollows="1"')
    body = p("One", runs=mark(5, "endnote")) + p("Two", runs=own + r("*"))
    assert read_docx(body, endnotes=notes).text == "One[i]\n\ni. Late.\n\nTwo*\n\n* Later."
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="4"/></w:endnotePr>'
    assert read_docx(body, endnotes=notes, settings=settings).text.startswith("One[4]\n\n4. Late.")


def box(inside):
    return (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def test_boxes_are_read_once_behind_their_paragraph():
    newer = f"<w:drawing><wps:txbx><w:txbxContent>{p('In a box.')}</w:txbxContent></wps:txbx></w:drawing>"
    twice = f"<w:r><mc:AlternateContent><mc:Choice>{newer}</mc:Choice><mc:Fallback>{box(p('In a box.'))}</mc:Fallback>"
    body = p("One ", runs=f"{twice}</mc:AlternateContent></w:r>" + r("sentence.")) + p("Two.")
    assert blocks(read_docx(body)) == [
        ("paragraph", "One sentence."),
        ("paragraph", "In a box."),
        ("paragraph", "Two."),
    ]
    inside = box(table(["a", "b"]) + item("c", 2) + p(runs=box(p("deeper"))))
    assert read_docx(p("x", runs=inside), numbering=LISTS).text == "x\n\na | b\n\n- c\n\ndeeper"
    assert read_docx(table(["a", f"<w:tc>{p('b', runs=box(p('c')))}</w:tc>"])).text == "a | b c"


def test_pictures_are_read_by_their_words_and_ornamental_letters_too():
    def picture(words):
        return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{words}"/></wp:inline></w:drawing></w:r>'

    art = '<w:r><w:pict><v:shape alt="A kite"><v:textpath string="Up and away"/></v:shape></w:pict></w:r>'
    assert blocks(read_docx(p("See:", runs=picture("A red kite") + picture("kite.png")) + p(runs=art))) == [
        ("paragraph", "See:"),
        ("image", "A red kite"),
        ("image", "A kite"),
        ("paragraph", "Up and away"),
    ]


def test_heads_and_feet_are_furniture_once_and_cut_nothing():
    def section(more, *numbers):
        references = "".join(f'<w:{kind} w:type="{name}" r:id="rId{n}"/>' for kind, name, n in numbers)
        return f"<w:sectPr>{references}{more}</w:sectPr>"

    first = p(properties=section("", ("headerReference", "default", 1), ("headerReference", "first", 2)))
    last = section(
        "", ("headerReference", "default", 1), ("footerReference", "default", 3), ("footerReference", "even", 4)
    )
    parts = {
        "header1": p("Kites"),
        "header2": p("Never shown"),
        "footer3": p("Kites") + table(["page", "3"]),
        "footer4": p("even"),
    }
    body = p("A sentence") + first + p("goes on.") + last
    assert blocks(read_docx(body, **parts)) == [
        ("paragraph", "A sentence"),
        ("paragraph", "goes on."),
        ("~paragraph", "Kites"),
        ("~paragraph", "page"),
        ("~paragraph", "3"),
    ]
    assert blocks(read_docx(body, **parts, settings="<w:evenAndOddHeaders/>"))[-1] == ("~paragraph", "even")
    shown = read_docx(body.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>"), **parts)
    assert ("~paragraph", "Never shown") in blocks(shown)


def test_code_is_one_block_with_its_spaces():
    body = p("if x:", "SourceCode") + p("    go()", "SourceCode") + p("Then.")
    styles = style("SourceCode", "Source Code")
    assert blocks(read_docx(body, styles=styles)) == [("code", "if x:\n    go()"), ("paragraph", "Then.")]


def test_paragraphs_are_counted_where_no_pages_are_known():
    parsed = read_docx(p("a") + p() + p("b") + table(["c", "d"]) + p("e"))
    assert [b.locator.numbered for b in parsed.blocks] == [
        Numbered(PlaceUnit.PARAGRAPH, *numbers) for numbers in ((1, 1), (2, 2), (3, 4), (5, 5))
    ]
    assert all(b.locator.pages is None for b in parsed.blocks)


SHOWN, SET = "<w:r><w:lastRenderedPageBreak/></w:r>", '<w:r><w:br w:type="page"/></w:r>'


def test_pages_are_those_that_the_file_states():
    body = p("One", runs=r(" and") + SHOWN + r(" on. ") + r("Then.")) + p("b", runs=SET) + p(runs=SHOWN + r("c"))
    parsed = read_docx(body + p(runs=SET + SET) + p("d"))
    assert [b.locator.pages[:2] for b in parsed.blocks] == [(1, 2), (2, 2), (3, 3), (5, 5)]
    assert parsed.blocks[0].page_starts == (PageStart(7, 2),) and parsed.text[7:].startswith(" on.")
    assert parsed.blocks[0].place_at(2).pages == Pages(1, 1)
    assert all(b.locator.pages is None for b in read_docx(p("a", runs=SET) + p("b")).blocks)
    moved, over = (f"<w:tc>{p(first, runs=SHOWN + r('c'))}</w:tc>" for first in ("", "b"))
    rows = read_docx(p("a") + table(["a", "b"], [moved, "d"], ["e", over])).blocks[1:]
    assert [b.locator.pages[:2] for b in rows] == [(1, 1), (2, 2), (2, 3)]


def test_pages_have_the_numbers_that_their_sections_give_them():
    def section(numbers):
        return f"<w:sectPr>{numbers}</w:sectPr>"

    front = p("a") + p(runs=SHOWN + r("b"), properties=section('<w:pgNumType w:fmt="lowerRoman"/>'))
    body = p("c", runs=SHOWN + r("d")) + p(runs=SHOWN + r("e")) + section('<w:pgNumType w:start="1"/>')
    parsed = read_docx(front + body)
    assert [b.locator.in_words(0, 1) for b in parsed.blocks] == [
        "page i (1st of the file)",
        "page ii (2nd of the file)",
        "pages ii–1",
        "page 2 (4th of the file)",
    ]
    assert [b.locator.pages[:2] for b in parsed.blocks] == [(1, 1), (2, 2), (2, 3), (4, 4)]
    assert parsed.blocks[2].page_starts == (PageStart(parsed.text.index("d"), 3, "1"),)


def chart():
    def cache(*texts):
        return (
            "<c:strCache>"
            + "".join(f'<c:pt idx="{i}"><c:v>{t}</c:v></c:pt>' for i, t in enumerate(texts))
            + "</c:strCache>"
        )

    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    return title + "".join(
        f"<c:ser><c:tx><c:strRef>{cache(name)}</c:strRef></c:tx><c:cat>{cache('North', 'South')}</c:cat>"
        f"<c:val>{cache(*values)}</c:val></c:ser>"
        for name, values in (("2023", ("4", "5")), ("2024", ("6",)))
    )


def test_charts_and_diagrams_are_read():
    points = '<dgm:pt modelId="0" type="doc"/>' + "".join(
        f'<dgm:pt modelId="{n}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n, text in {2: "Second", 1: "First", 3: "Below it"}.items()
    )
    lines = "".join(
        f'<dgm:cxn srcId="{a}" destId="{b}" srcOrd="{n}"/>' for a, b, n in ((0, 1, 0), (0, 2, 1), (1, 3, 0))
    )
    drawing = '<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing><w:drawing><dgm:relIds r:dm="rId2"/></w:drawing></w:r>'
    others = {"charts/chart1.xml": xml("c:chartSpace", chart()), "data1.xml": xml("dgm:dataModel", points + lines)}
    targets = (("chart", "charts/chart1.xml"), ("diagramData", "data1.xml"))
    assert blocks(read_docx(p("See", runs=drawing), targets=targets, others=others)) == [
        ("paragraph", "See"),
        ("caption", "Sales"),
        ("table_header", " | 2023 | 2024"),
        ("table_row", "North | 4 | 6"),
        ("table_row", "South | 5 | "),
        ("list_item 1", "- First"),
        ("list_item 2", "- Below it"),
        ("list_item 1", "- Second"),
    ]


def test_a_chart_in_a_note_is_the_one_that_its_part_leads_to():
    drawing = '<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r>'
    note = f'<w:footnote w:id="1">{p("See", runs=drawing)}</w:footnote>'
    others = {
        "chart1.xml": xml("c:chartSpace", chart()),
        "_rels/footnotes.xml.rels": relationships(("chart", "chart1.xml")),
    }
    texts = [text for _, text in blocks(read_docx(p("Kites", runs=mark(1)), footnotes=note, others=others))]
    assert texts[:3] == ["Kites[1]", "1. See", "Sales"]


def test_a_chart_in_a_cell_stands_behind_its_table():
    cell = '<w:tc><w:p><w:r><w:t>a</w:t><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r></w:p></w:tc>'
    others = {"chart1.xml": xml("c:chartSpace", chart())}
    parsed = read_docx(table([cell, "b"], ["c", "d"]), targets=(("chart", "chart1.xml"),), others=others)
    assert [text for _, text in blocks(parsed)][:4] == ["a | b", "c | d", "Sales", " | 2023 | 2024"]


def test_pages_put_in_from_elsewhere_are_read():
    body = p("a") + '<w:altChunk r:id="rId1"/>' + p("b")
    others = {"in.html": "<script>x</script><p>One.<p>Two."}
    assert read_docx(body, targets=(("aFChunk", "in.html"),), others=others).text == "a\n\nOne.\n\nTwo.\n\nb"


BOLD = "<w:b/>"


def line(text, bold=False):
    return f"<w:p>{r(text, BOLD if bold else '')}</w:p>"


def test_short_bold_lines_head_what_follows_where_no_style_of_headings_is_used():
    body = (
        line("Care of bees", bold=True)
        + line("Bees fly out on warm days.")
        + line("Feeding in winter", bold=True)
        + table(["Sugar", "2 kg"])
        + line("Warning:", bold=True)
        + line("Never feed honey of other hives.")
        + line("Never open a hive below ten degrees, whatever anybody says of it, as bees are lost.", bold=True)
        + line("The end", bold=False)
        + line("", bold=True)
        + line("Signed", bold=True)
    )
    found = [(kind, text) for kind, text in blocks(read_docx(body)) if "heading" in kind]
    assert found == [("heading 2", "Care of bees"), ("heading 2", "Feeding in winter")]
    styled = line("Care", bold=True) + line("x y") + line("Food", bold=True) + line("z") + line("More") + line("Much")
    assert [kind for kind, _ in blocks(read_docx(styled))] == ["heading 2", "paragraph"] * 2 + ["paragraph"] * 2
    styled += p("Chapter", "berschrift1")
    assert "heading 2" not in [kind for kind, _ in blocks(read_docx(styled, styles=STYLES))]


def test_bold_lines_are_no_headings_where_most_lines_are_bold_or_only_one_is():
    one = line("Care", bold=True) + line("Bees fly out.") * 3
    most = (line("Care", bold=True) + line("Bees fly out.")) * 3 + line("More", bold=True) * 5
    for body in (one, most):
        assert "heading" not in " ".join(kind for kind, _ in blocks(read_docx(body)))
