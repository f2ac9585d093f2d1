"""DocBook and JATS: their text as blocks, and what they say of themselves."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.light.articles.article_page import read
from indexer.errors import ReadingError
from tests.cpu import takes_less


def reading(text):
    return read(Content.of_bytes("a.xml", text.encode()), "application/docbook+xml")


def outline(text):
    found = reading(text)
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


DOCBOOK = """\
<?xml version="1.0" encoding="utf-8"?>
<article xmlns="http://docbook.org/ns/docbook" xml:lang="en">
<info><title>The <emphasis>Title</emphasis></title>
<author><personname><firstname>Jane</firstname> <surname>Doe</surname></personname></author>
<pubdate>2020-05-01</pubdate><keywordset><keyword>tea</keyword><keyword>rain</keyword></keywordset></info>
<section xml:id="one"><title>One</title>
<para>It is <code>x</code><footnote><para>Of it.</para></footnote> and
more.<indexterm><primary>no</primary></indexterm></para>
<orderedlist><listitem><para>a</para><itemizedlist><listitem><para>b</para></listitem></itemizedlist></listitem>
<listitem><para>c</para></listitem></orderedlist>
<variablelist><varlistentry><term>t</term><listitem><para>d</para></listitem></varlistentry></variablelist>
<warning><para>Mind.</para></warning>
<programlisting>if x:
    y</programlisting>
<blockquote><attribution>Hamlet</attribution><para>To be.</para></blockquote>
<figure><title>A cat</title><mediaobject><imageobject><imagedata fileref="x"/></imageobject></mediaobject></figure>
<table><title>Of it</title><tgroup cols="2"><thead><row><entry>A</entry><entry>B</entry></row></thead>
<tbody><row><entry>1</entry><entry><para>two</para></entry></row></tbody></tgroup></table>
<section><title>Two</title><para>x<superscript>2</superscript></para></section>
</section>
</article>
"""


def test_docbook():
    found = reading(DOCBOOK)
    assert [(kind, text) for kind, text in outline(DOCBOOK)] == [
        ("heading", "The Title"), ("paragraph", "Jane Doe"), ("heading", "One"), ("paragraph", "It is x[1] and more."),
        ("footnote", "[1] Of it."), ("list_item", "1. a"), ("list_item", "- b"), ("list_item", "2. c"), ("term", "t"),
        ("list_item", "d"), ("paragraph", "Warning: Mind."), ("code", "if x:\n    y"), ("quotation", "— Hamlet"),
        ("quotation", "To be."), ("caption", "A cat"), ("caption", "Of it"), ("table_header", "A | B"),
        ("table_row", "1 | two"), ("heading", "Two"), ("paragraph", "x²"),
    ]  # fmt: skip
    about = found.about
    assert (found.title, about.author, about.date, about.language) == ("The Title", "Jane Doe", "2020-05-01", "en")
    assert about.keywords == "tea, rain"
    assert [b.level for b in found.blocks if b.kind.value == "heading"] == [1, 2, 3]
    assert found.blocks[3].locator.lines == (7, 8) and found.blocks[3].locator.element == "one"
    assert found.blocks[-1].headings == ("One", "Two") and found.blocks[11].locator.lines == (13, 14)


def test_jats():
    text = (
        "<article xml:lang='de'><front><journal-meta><journal-title>No</journal-title></journal-meta><article-meta>\n"
        "<title-group><article-title>Tea</article-title></title-group><contrib-group><contrib><name><surname>Doe</surname>"
        "<given-names>Jane</given-names></name></contrib></contrib-group>\n"
        "<pub-date><day>1</day><month>5</month><year>2020</year></pub-date><abstract><title>Abstract</title><p>Short.</p>"
        "</abstract><kwd-group><kwd>tea</kwd></kwd-group></article-meta></front>\n"
        "<body><sec id='s1'><title>Intro</title><p>See <xref rid='r1'>[1]</xref>.</p><fig><label>Figure 1</label>"
        "<caption><p>A cat.</p></caption></fig></sec></body>\n"
        "<back><ref-list><title>References</title><ref id='r1'><label>1</label><mixed-citation>The <italic>book</italic>."
        "</mixed-citation></ref></ref-list></back></article>"
    )
    words = [text for _, text in outline(text)]
    assert words[:6] == ["Tea", "Jane Doe", "Abstract", "Short.", "Intro", "See [1]."]
    assert "References" in words and "No" not in words
    assert ("caption", "A cat.") in outline(text) and ("list_item", "The book.") in outline(text)
    about = reading(text).about
    assert (about.author, about.date, about.language, about.keywords) == ("Jane Doe", "2020-05-01", "de", "tea")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<feed><entry/></feed>", "no reader for this XML: root element feed"), ("<article><p></article>", "damaged XML"),
        ("no xml", "damaged XML"), ("<article>" + "<section>" * 5000, "damaged XML"),
    ],
)  # fmt: skip
def test_other_xml_is_refused_with_its_reason(text, reason):
    with pytest.raises(ReadingError, match=reason):
        reading(text)


def test_no_entity_is_expanded_or_opened(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    outside = (
        f'<!DOCTYPE article [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><article><para>a &x; b</para></article>'
    )
    assert "secret" not in reading(outside).text
    bomb = "<!DOCTYPE article [<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    bomb += "]><article><para>x &a9;</para></article>"
    with pytest.raises(ReadingError, match="damaged XML"):
        reading(bomb)


def test_entities_are_characters_where_all_know_them():
    text = '<!DOCTYPE article SYSTEM "docbook.dtd"><article><para>a&mdash;b &product;</para></article>'
    assert outline(text) == [("paragraph", "a—b &product;")]


def test_texts_that_a_file_declares_are_put_in_also_in_titles_and_cells():
    source = (
        '<!DOCTYPE article SYSTEM "x.dtd" [<!ENTITY name "Passage&#x2011;way"><!ENTITY full "&name; 2">'
        '<!ENTITY bad "<b>x</b>"><!ENTITY far SYSTEM "/etc/hostname">]>'
        "<article><title>About &full;</title><para>&name;: a&nbsp;b &bad; &far;</para><informaltable><tgroup>"
        "<tbody><row><entry>&name;</entry><entry>10<superscript>6</superscript></entry></row></tbody></tgroup>"
        "</informaltable></article>"
    )
    assert reading(source).text == (
        "About Passage\u2011way 2\n\nPassage\u2011way: a b &bad; &far;\n\nPassage\u2011way | 10⁶"
    )


def docbook(body):
    return f'<section xmlns="http://docbook.org/ns/docbook" xmlns:xlink="http://www.w3.org/1999/xlink">{body}</section>'


def test_a_section_is_called_what_it_says_of_itself():
    text = docbook(
        "<info><title>Pumps</title><subtitle>For all</subtitle><abstract><para>In short.</para></abstract>"
        "<copyright><year>2020</year></copyright></info>"
        "<section><info><title>Starting</title><author><surname>Doe</surname></author></info><para>Press.</para></section>"
    )
    assert outline(text) == [
        ("heading", "Pumps"), ("paragraph", "For all"), ("paragraph", "In short."), ("heading", "Starting"),
        ("paragraph", "Press."),
    ]  # fmt: skip
    assert reading(text).blocks[-1].headings == ("Starting",)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<keycombo><keycap>Ctrl</keycap><keycap>A</keycap></keycombo>", "Ctrl+A"),
        ("<menuchoice><guimenu>File</guimenu>\n<guimenuitem>Save as</guimenuitem></menuchoice>", "File › Save as"),
        ('<link xlink:href="https://a.b/c"/> <link xlink:href="https://a.b">d</link>', "https://a.b/c d"),
        ('<xref linkend="t"/> <link linkend="t"/> <xref linkend="u"/>', "Titled things Titled things [u]"),
        ("<quote>So <emphasis>be</emphasis></quote> it", "“So be” it"),
        ("<personname><firstname>Ann</firstname><surname>Bell</surname></personname>", "Ann Bell"),
        ("<emphasis><literal>a</literal><replaceable>b</replaceable></emphasis>", "ab"),
        ("<literal>a</literal><footnote><para>One.</para><para>Two.</para></footnote>", "a[1]"),
        ("<inlinemediaobject><textobject><phrase>a cat</phrase></textobject></inlinemediaobject> sits", "a cat sits"),
    ],
)
def test_what_elements_show_that_nobody_has_written(written, shown):
    found = outline(
        docbook(f'<para>{written}</para><note xml:id="t"><title>Titled things</title><para>x</para></note>')
    )
    assert found[0] == ("paragraph", shown)


def test_blocks_in_notes_and_cells_are_parted():
    text = docbook(
        "<para>a<footnote><para>One.</para><para>Two.</para></footnote></para><informaltable><tr><td><para>b</para>"
        "<para>c</para></td><td>d</td></tr></informaltable>"
    )
    assert outline(text) == [("paragraph", "a[1]"), ("footnote", "[1] One. Two."), ("table_row", "b c | d")]


def test_pictures_have_their_words_and_captions():
    text = docbook(
        "<mediaobject><imageobject/><textobject><phrase>A cat</phrase></textobject><caption><para>It sits.</para></caption>"
        "</mediaobject>"
    )
    assert outline(text) == [("image", "A cat"), ("caption", "It sits.")]


def test_steps_have_their_own_numbers():
    text = docbook(
        "<procedure><title>To fill it</title><step><para>Open.</para></step><step><para>Pour.</para></step></procedure>"
        '<orderedlist startingnumber="4"><listitem><para>d</para></listitem><listitem><para>e</para></listitem>'
        "</orderedlist>"
    )
    assert [words for _, words in outline(text)] == ["To fill it", "1. Open.", "2. Pour.", "4. d", "5. e"]


def test_all_cells_stand_in_their_own_columns():
    text = docbook(
        '<table><title>T</title><tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/><thead>'
        "<row><entry>Day</entry><entry>From</entry><entry>To</entry></row></thead><tbody>"
        '<row><entry morerows="1">Mon</entry><entry>8</entry><entry morerows="0">12</entry></row>'
        '<row><entry>14</entry><entry>18</entry></row><row><entry namest="a" nameend="b">closed</entry>'
        "<entry>-</entry></row>"
        '<row><entry colname="c">19</entry></row></tbody></tgroup></table><informaltable><tr><td rowspan="2">A</td>'
        '<td colspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></informaltable>'
    )
    assert [words for kind, words in outline(text)][1:] == [
        "Day | From | To", "Mon | 8 | 12", " | 14 | 18", "closed |  | -", " |  | 19", "A | 1 |  | 2", " | 3",
    ]  # fmt: skip


def test_lists_of_segments_are_tables():
    text = docbook(
        "<segmentedlist><title>Capitals</title><segtitle>State</segtitle><segtitle>Capital</segtitle>"
        "<seglistitem><seg>Hesse</seg><seg>Wiesbaden</seg></seglistitem></segmentedlist>"
    )
    assert outline(text)[1:] == [("table_header", "State | Capital"), ("table_row", "Hesse | Wiesbaden")]


def test_a_page_of_reference_is_called_what_it_is_about():
    text = "<refentry><refnamediv><refname>area</refname><refpurpose>marks a place</refpurpose></refnamediv></refentry>"
    assert reading(text).title == "area" and outline(text)[1] == ("paragraph", "marks a place")


def test_a_part_of_a_book_uses_entities_that_the_book_declares():
    assert outline("<chapter>\n<para>&product; 2&nbsp;is <![CDATA[&x;]]> here.</para></chapter>") == [
        ("paragraph", "&product; 2 is &x; here.")
    ]
    with pytest.raises(ReadingError, match="damaged XML"):
        reading("<chapter><para>&product; <b></para></chapter>")


def test_parts_of_docbook_may_be_files():
    public = '<!DOCTYPE para PUBLIC "-//OASIS//DTD DocBook XML V4.2//EN" "docbookx.dtd">'
    assert outline(f"{public}<para>Alone.</para>") == [("paragraph", "Alone.")]
    assert outline('<note xmlns="http://docbook.org/ns/docbook"><para>Mind.</para></note>') == [
        ("paragraph", "Note: Mind.")
    ]


def test_what_authors_say_of_their_data_is_text():
    text = "<article><back><notes><title>Data availability</title><p>On request.</p></notes></back></article>"
    assert [words for _, words in outline(text)] == ["Data availability", "On request."]


@pytest.mark.parametrize("unit", ["<listitem><para>a</para></listitem>", "<x/>", '<xref linkend="a"/>', "&b;"])
def test_what_is_repeated_takes_time_in_proportion(unit):
    assert takes_less(1.5, reading, f"<article><orderedlist>{unit * 8000}</orderedlist></article>")
