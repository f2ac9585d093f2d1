"""ODT: paragraphs and what is in them, lists with their numbers, tables, notes, boxes, changes, places, and damage."""

import pytest
from odf_files import NAMESPACES, flat, zipped_odf
from table_text import shown

from indexer.documents.content import Content
from indexer.documents.formats.opendocument.odf_reader import read
from indexer.errors import ReadingError
from indexer.model import BlockKind


def parsed(raw):
    return read(Content.of_bytes("a.odt", raw), "")


def text_of(body, **parts):
    return parsed(flat("text", body, **parts))


def lines(body, **parts):
    """Each block as "kind level: text"."""
    document = text_of(body, **parts)
    return [f"{b.kind}{b.level or ''}: {document.text[b.start : b.end]}" for b in document.blocks]


def style(name, parent="", inside="", family="paragraph", more=""):
    rests = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{rests}{more}>{inside}</style:style>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("one\n   two<text:s/><text:s text:c='3'/>three<text:tab/>four", "one two three four"),
        ("a<text:line-break/>b", "a\nb"),
        (
            "see <text:a xlink:href='x'>the <text:span>link</text:span></text:a>, <text:bookmark/>here",
            "see the link, here",
        ),
        ("on <text:date>1 May</text:date> by <text:author-name>Ann</text:author-name>", "on 1 May by Ann"),
        ("a<office:annotation><dc:creator>Bob</dc:creator><text:p>no</text:p></office:annotation>b", "ab"),
        ("a<text:span text:style-name='hid'>no</text:span>b", "ab"),
        ("10<text:span text:style-name='up'>6</text:span> cells", "10⁶ cells"),
        ("<text:change-start/>new<text:change-end/> text<text:change/>", "new text"),
        ("a<text:hidden-text text:is-hidden='true' text:string-value='no'/>b", "ab"),
        ("a<text:variable-set text:display='none'>5</text:variable-set>b", "ab"),
        ("so<text:soft-page-break/>ftly", "softly"),
    ],
)
def test_what_stands_in_a_paragraph(inside, text):
    automatic = style("hid", family="text", inside='<style:text-properties text:display="none"/>')
    automatic += style("up", family="text", inside='<style:text-properties style:text-position="super 58%"/>')
    assert text_of(f"<text:p>x {inside}</text:p>", automatic=automatic).text == f"x {text}"


def test_ruby_is_a_note_behind_its_paragraph():
    ruby = "<text:ruby><text:ruby-base>豊田</text:ruby-base><text:ruby-text>とよた</text:ruby-text></text:ruby>"
    assert lines(f"<text:p>{ruby}は町です。</text:p>") == ["paragraph: 豊田は町です。", "annotation: 豊田 (とよた)"]


def test_kinds_by_style_and_code_line_by_line():
    styles = style("Preformatted_20_Text") + style("Quotations") + style("Caption") + style("Illustration", "Caption")
    styles += (
        style("P1", "Preformatted_20_Text")
        + style("Title")
        + style("gone", inside='<style:text-properties text:display="none"/>')
    )
    body = (
        '<text:p text:style-name="Title">On kites</text:p><text:p text:style-name="P1">if x:</text:p>'
        '<text:p text:style-name="P1"><text:s text:c="2"/>go()</text:p>'
        '<text:p text:style-name="Quotations">He said.</text:p>'
        '<text:p text:style-name="Illustration">Figure 1: A kite</text:p><text:p text:style-name="gone">no</text:p>'
    )
    assert lines(body, styles=styles) == [
        "heading1: On kites", "code: if x:\n  go()", "quotation: He said.", "caption: Figure 1: A kite",
    ]  # fmt: skip
    assert text_of(body, styles=styles).title == "On kites"


CHAPTERS = (
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" '
    'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:outline-style>"
)


def test_chapters_have_their_numbers_and_heads_of_lists_none():
    body = (
        '<text:h text:outline-level="1">First</text:h><text:h text:outline-level="2">Inner</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">Not counted</text:h>'
        '<text:h text:outline-level="1">Second</text:h><text:p>Text.</text:p><text:h text:outline-level="9">Deep</text:h>'
    )
    assert lines(body, styles=CHAPTERS) == [
        "heading1: I. First", "heading2: I.1 Inner", "heading1: Not counted", "heading1: II. Second", "paragraph: Text.",
        "heading6: Deep",
    ]  # fmt: skip
    document = text_of(body, styles=CHAPTERS, meta="<dc:title>T</dc:title><dc:creator>Ann</dc:creator>")
    assert document.blocks[4].headings == ("II. Second",) and document.title == "T" and document.about.author == "Ann"


NUMBER = '<text:list-level-style-number text:level="{}" style:num-format="{}" {}/>'
LISTS = f"""<text:list-style style:name="L">{NUMBER.format(1, 1, 'style:num-suffix="."')}
    {NUMBER.format(2, "a", 'style:num-suffix=")" text:start-value="2"')}
    <text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>
    <text:list-style style:name="M">{NUMBER.format(1, 1, 'style:num-suffix="."')}
    {NUMBER.format(2, 1, 'text:display-levels="2"')}</text:list-style>"""


def items(*inside, name="L", **attributes):
    more = "".join(f' {k.replace("_", ":", 1).replace("_", "-")}="{v}"' for k, v in attributes.items())
    style_name = f' text:style-name="{name}"' if name else ""
    made = "".join(f"<text:list-item>{one}</text:list-item>" for one in inside)
    return f"<text:list{style_name}{more}>{made}</text:list>"


def test_lists_have_their_numbers_and_levels():
    inner = items("<text:p>a</text:p>", items("<text:p>deep</text:p>", name=""), name="")
    body = items(
        "<text:p>one</text:p><text:p>goes on</text:p>", f"<text:p>two</text:p>{inner}", "<text:p>three</text:p>"
    )
    assert lines(body, automatic=LISTS) == [
        "list_item1: 1. one", "list_item1: goes on", "list_item1: 2. two", "list_item2: b) a", "list_item3: - deep",
        "list_item1: 3. three",
    ]  # fmt: skip


def test_lists_that_go_on_and_begin_anew():
    body = (
        items("<text:p>one</text:p>", name="M", xml_id="x")
        + "<text:p>between</text:p>"
        + items(
            "<text:p>two</text:p>",
            f"<text:p>three</text:p>{items('<text:p>in</text:p>', name='')}",
            name="M",
            text_continue_numbering="true",
        )
        + items("<text:p>other</text:p>", name="M")
        + items("<text:p>four</text:p>", name="M", text_continue_list="x")
    )
    assert [line.partition(": ")[2] for line in lines(body, automatic=LISTS)] == [
        "1. one", "between", "2. two", "3. three", "3.1 in", "1. other", "4. four",
    ]  # fmt: skip


NOTE = (
    "<text:note><text:note-citation>{}</text:note-citation>"
    "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
)


def cell(inside, more=""):
    return f"<table:table-cell{more}><text:p>{inside}</text:p></table:table-cell>"


def table(*rows, header=0):
    made = [f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows]
    heads = f"<table:table-header-rows>{''.join(made[:header])}</table:table-header-rows>" if header else ""
    return f"<table:table>{heads}{''.join(made[header:])}</table:table>"


def test_notes_stand_behind_their_paragraph_list_or_table():
    body = f"<text:p>Wind{NOTE.format(1, 'From the west.')} blows.</text:p>"
    body += table([cell("a" + NOTE.format("i", "Of a.")), cell("b")], [cell("c"), cell("d")])
    assert lines(body) == [
        "paragraph: Wind[1] blows.", "footnote: 1. From the west.", "table_row: a[i] | b", "table_row: c | d",
        "footnote: i. Of a.",
    ]  # fmt: skip


def test_tables_with_headings_that_are_stated_or_styled_or_look_like_that():
    covered = "<table:covered-table-cell><text:p>no</text:p></table:covered-table-cell>"
    stated = table([cell("x"), cell("y")], [cell("wide", ' table:number-columns-spanned="2"'), covered], header=1)
    assert lines(stated) == ["table_header: x | y", "table_row: wide | "]
    bold = [
        f'<table:table-cell><text:p text:style-name="Table_20_Heading">{n}</text:p></table:table-cell>' for n in "AB"
    ]
    assert lines(table(bold, [cell("x"), cell("y")])) == ["table_header: A | B", "table_row: x | y"]
    assert lines(table([cell("Plan"), cell("Price")], [cell("Pro"), cell("$10")]))[0] == "table_header: Plan | Price"
    many = table([cell("a", ' table:number-columns-repeated="100000"')])
    assert len(text_of(many).text) < 1000


def test_a_table_that_lays_out_a_page_and_a_list_in_a_cell():
    body = table(["<table:table-cell><text:h>Head</text:h><text:p>Text.</text:p></table:table-cell>", cell("Beside.")])
    assert lines(body) == ["heading1: Head", "paragraph: Text.", "paragraph: Beside."]
    in_cell = f"<table:table-cell>{items('<text:p>one</text:p>', '<text:p>two</text:p>')}</table:table-cell>"
    assert lines(table([in_cell, cell("x")]), automatic=LISTS) == ["table_row: 1. one 2. two | x"]


def test_boxes_pictures_charts_and_formulas():
    box = "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
    picture = "<draw:frame><draw:image/><svg:title>A kite</svg:title><svg:desc>kite.png</svg:desc></draw:frame>"
    chart = (
        "<draw:frame><draw:object><office:document><office:body><office:chart><chart:chart><chart:title><text:p>Rain</text:p>"
        f"</chart:title>{table([cell(''), cell('mm')], [cell('May'), cell('5')], header=1)}"
        "</chart:chart></office:chart></office:body></office:document></draw:object></draw:frame>"
    )
    formula = (
        '<draw:frame><draw:object><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>E</mi>'
        '<annotation encoding="StarMath 5.0">E = m c^2</annotation></math></draw:object></draw:frame>'
    )
    assert lines(f"<text:p>Before {box}{picture}and behind, {formula} too.</text:p>{chart}") == [
        "paragraph: Before and behind, E = m c^2 too.", "paragraph: In a box.", "image: A kite", "caption: Rain",
        "table_header:  | mm", "table_row: May | 5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ('<m:annotation m:encoding="StarMath 5.0">kite area = a b^2</m:annotation>', "kite area = a b^2"),
        ('<m:annotation m:encoding="TeX">k = ab^2</m:annotation>', "kite area=ab2"),
        ("", "kite area=ab2"),
    ],
)
def test_a_formula_is_said_once_as_it_was_typed_or_by_its_signs(note, said):
    signs = "".join(f"<m:mi>{sign}</m:mi>" for sign in ("kite", "area", "=", "a", "b", "2"))
    formula = (
        '<draw:frame><draw:object><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:semantics>'
        f"<m:mrow>{signs}</m:mrow>{note}</m:semantics></m:math></draw:object></draw:frame>"
    )
    assert lines(f"<text:p>So {formula} holds.</text:p>") == [f"paragraph: So {said} holds."]


def test_an_object_in_the_archive_is_read():
    title = "<chart:title><text:p>Rain</text:p></chart:title>"
    root = f"<office:document-content {NAMESPACES}><chart:chart>{title}</chart:chart></office:document-content>"
    body = '<text:p>Text<draw:frame><draw:object xlink:href="./Object1"/></draw:frame></text:p>'
    document = parsed(zipped_odf("text", body, Object1_content__xml=root))
    assert document.text == "Text\n\nRain" and document.blocks[1].kind is BlockKind.CAPTION


def test_furniture_of_pages_contents_and_deleted_text():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:table-of-content><text:table-of-content-source>no"
        "</text:table-of-content-source><text:index-body><text:p>Kites 1</text:p></text:index-body></text:table-of-content>"
        '<text:section text:display="none"><text:p>hidden</text:p></text:section><text:p>Text.</text:p>'
    )
    page = "<text:p>Page <text:page-number>1</text:page-number></text:p>"
    masters = f"<style:master-page><style:header><text:p>Our firm</text:p>{page}</style:header></style:master-page>" * 2
    document = text_of(body, masters=masters)
    assert [(document.text[b.start : b.end], b.furniture) for b in document.blocks] == [
        ("Kites 1", True), ("Text.", False), ("Our firm", True),
    ]  # fmt: skip


def test_places_are_paragraphs_and_pages_where_the_file_has_them():
    automatic = style("new", inside='<style:paragraph-properties fo:break-before="page"/>')
    body = (
        "<text:p>One.</text:p><text:p>Two <text:soft-page-break/>goes on.</text:p><text:soft-page-break/>"
        f'<text:p>Three.</text:p><text:p text:style-name="new">Four.</text:p>{table([cell("a"), cell("b")])}'
    )
    document = text_of(body, automatic=automatic)
    assert [b.locator.in_words(0, 0) for b in document.blocks] == ["page 1", "pages 1–2", "page 3", "page 4", "page 4"]
    starts = document.blocks[1].page_starts
    assert [(document.text[one.offset :][:4], one.page) for one in starts] == [("goes", 2)]
    assert document.blocks[-1].locator.numbered[1:] == (5, 6)
    assert shown(text_of("<text:p>One.</text:p><text:p>Two.</text:p>")) == ["p 1: One.", "p 2: Two."]


def test_files_that_are_locked_or_damaged_or_something_else():
    lock = '<m xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:encryption-data/></m>'
    with pytest.raises(ReadingError, match="locked with a password"):
        parsed(zipped_odf("text", "", **{"META-INF_manifest__xml": lock}))
    for raw, reason in (
        (b"nothing", "no zip archive"),
        (flat("chart", ""), "of another kind"),
        (flat("text", "<text:p>")[:-30], "damaged"),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + flat("text", "<text:p>&b;</text:p>")[39:],
            "entities",
        ),
        (flat("text", "<text:section>" * 300 + "</text:section>" * 300), "damaged|too deep"),
    ):
        with pytest.raises(ReadingError, match=reason):
            parsed(raw)
