"""DocBook and JATS: their text as blocks, and what they say of themselves."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.light.articles.article_page import read
from indexer.errors import ReadingError


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
