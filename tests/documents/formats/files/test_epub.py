"""Electronic books: reading order, chapters, notes, what the package says, and packages that are wrong."""

import pytest
from reader_samples import archive, book

from indexer.documents.content import Content
from indexer.documents.formats.files.books.epub import read
from indexer.errors import ReadingError

NOTES = """<html xmlns:epub="http://www.idpf.org/2007/ops"><body><section>
<h1>One</h1><p>A kite<a epub:type="noteref" href="#n">1</a> needs
<span epub:type="pagebreak" id="p7">7</span>wind&nbsp;and a <b>string</b>.</p>
<p>Also here<sup><a epub:type="noteref" href="#n">1</a></sup>.</p>
<img src="a.png" alt="A kite in the sky"/>
<aside epub:type="footnote" id="n" hidden="hidden"><p>Of paper.</p></aside>
<a id="x"/><p>After it.</p></section></body></html>"""


def page(body, title=""):
    return f"<?xml version='1.0'?><!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


def parsed(pages, **more):
    return read(Content.of_bytes("a.epub", book(pages, **more)), "application/epub+zip")


def blocks(document):
    return [
        (str(b.kind), document.text[b.start : b.end], "/".join(b.headings), b.locator.part, b.locator.element)
        for b in document.blocks
    ]


def texts(document, *, furniture=False):
    return [document.text[b.start : b.end] for b in document.blocks if b.furniture is furniture]


def test_chapters_come_in_reading_order_and_what_is_beside_it_last():
    pages = {
        "b.xhtml": page("<p>two"),
        "aside.xhtml": page("<p>last"),
        "a.xhtml": page("<p>three"),
        "left.xhtml": page("<p>no"),
    }
    spine = '<itemref idref="b.xhtml"/><itemref idref="aside.xhtml" linear="no"/>'
    spine += '<itemref idref="a.xhtml"/><itemref idref="b.xhtml"/>'
    assert texts(parsed(pages, spine=spine)) == ["two", "three", "last"]
    assert texts(parsed(pages, spine='<itemref idref="gone"/>')) == texts(parsed(pages))


def test_notes_pictures_and_the_numbers_of_printed_pages():
    document = parsed({"a.xhtml": NOTES})
    assert [(kind, text, element) for kind, text, _, _, element in blocks(document)] == [
        ("heading", "One", None),
        ("paragraph", "A kite[1] needs wind\xa0and a string.", None),
        ("paragraph", "Also here[1].", None), ("image", "A kite in the sky", None), ("footnote", "Of paper.", "n"),
        ("paragraph", "After it.", None),
    ]  # fmt: skip


NAV = """<nav epub:type="landmarks"><a href="a.xhtml">Begin</a></nav><nav epub:type="toc"><ol>
<li><a href="a.xhtml">Of kites</a><ol><li><a href="a.xhtml#s2">Their strings</a></li></ol></li>
<li><a href="c%20d.xhtml">Of wind</a></li><li><a href="gone.xhtml">Gone</a></li></ol></nav>"""
NCX = """<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>Of kites</text></navLabel><content src="a.xhtml"/>
<navPoint><navLabel><text>Their
strings</text></navLabel><content src="a.xhtml#s2"/></navPoint></navPoint>
<navPoint><navLabel><text>Of wind</text></navLabel><content src="c%20d.xhtml"/></navPoint></navMap></ncx>"""


@pytest.mark.parametrize("more", [{"nav": NAV}, {"ncx": NCX}])
def test_chapters_are_called_as_in_the_table_of_contents(more):
    pages = {
        "a.xhtml": page('<p id="s1">Paper.</p><section id="s2"><h3 id="s2-head">On string</h3><p>Thin.</p></section>'),
        "b.xhtml": page("<p>It goes on."), "c d.xhtml": page("<h2>1. Of wind</h2><p>It blows."),
    }  # fmt: skip
    assert blocks(parsed(pages, **more)) == [
        ("paragraph", "Paper.", "Of kites", "Of kites", "s1"),
        ("heading", "On string", "Of kites", "Their strings", "s2-head"),
        ("paragraph", "Thin.", "Of kites/On string", "Their strings", "s2"),
        ("paragraph", "It goes on.", "Of kites/On string", "Their strings", None),
        ("heading", "1. Of wind", "", "Of wind", None),
        ("paragraph", "It blows.", "1. Of wind", "Of wind", None),
    ]


def test_the_title_of_the_book_is_in_no_path_and_pages_before_the_first_chapter_are_not_of_it():
    body = '<section><h1>Kites</h1><p>By Ann.</p></section><section id="s1"><h2>First</h2><p>Up.</p></section>'
    nav = '<nav epub:type="toc"><ol><li><a href="a.xhtml#s1">First</a></li></ol></nav>'
    document = parsed({"a.xhtml": page(body, "Title page")}, nav=nav)
    assert [(text, path, part) for _, text, path, part, _ in blocks(document)] == [
        ("Kites", "", "Title page"), ("By Ann.", "", "Title page"), ("First", "", "First"), ("Up.", "First", "First"),
    ]  # fmt: skip
    assert document.title == "Kites"


def test_what_the_package_says_of_the_book():
    document = parsed({"a.xhtml": page("<p>x")})
    assert document.about.author == "Ann Lee, Bob" and document.about.keywords == "kites, wind"
    assert (document.about.date, document.about.language) == ("2024-05-01", "en")
    assert document.about.searched.split("\n") == ["All about kites.", "kites", "wind"]


def test_covers_and_tables_of_contents_are_furniture_or_left_out():
    pages = {
        "cover.xhtml": page('<img alt="The cover">'),
        "toc.xhtml": page("<h1>Contents</h1><p>Of kites</p>"),
        "a.xhtml": page("<p>x"),
    }
    guide = '<guide><reference type="cover" href="cover.xhtml"/><reference type="toc" href="toc.xhtml#x"/></guide>'
    document = parsed(pages, guide=guide, nav=NAV, nav_in_spine=True)
    assert texts(document) == ["x"] and texts(document, furniture=True) == ["The cover", "Contents", "Of kites"]


@pytest.mark.parametrize(
    "body", ["<title/><p>x</p>", "<div/><p>x</p>", "<script/><p>x</p>", "&undefined;<p>x</p>", "<p>x</p></div></b>"]
)
def test_pages_that_are_xml_or_are_meant_to_be(body):
    assert texts(parsed({"a.xhtml": f"<html><head></head><body>{body}</body></html>"}))[-1] == "x"


ENCRYPTION = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">
<e:EncryptedData><e:EncryptionMethod Algorithm="{}"/><e:CipherData><e:CipherReference URI="{}"/></e:CipherData>
</e:EncryptedData></encryption>"""


def test_a_locked_book_says_so_and_locked_fonts_lock_nothing():
    pages = {"a b.xhtml": page("<p>x")}
    locked = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/a%20b.xhtml")
    with pytest.raises(ReadingError, match="DRM"):
        parsed(pages, more={"META-INF/encryption.xml": locked})
    for method, uri in (
        ("http://www.idpf.org/2008/embedding", "OEBPS/a%20b.xhtml"),
        ("http://www.w3.org/x", "OEBPS/f.otf"),
    ):
        assert texts(parsed(pages, more={"META-INF/encryption.xml": ENCRYPTION.format(method, uri)})) == ["x"]


def test_paths_may_be_written_in_odd_ways_but_lead_nowhere_else():
    pages = {"Text/Ä b.xhtml": page("<p>one"), "d.xhtml": page("<p>two"), "e%20f.xhtml": page("<p>three")}
    manifest = "".join(
        f'<item id="i{n}" href="{href}" media-type="application/xhtml+xml"/>'
        for n, href in enumerate(
            ("text/%C3%84%20b.xhtml", "../../../OEBPS/./d.xhtml#x", "e%20f.xhtml", "../../etc/passwd", "")
        )
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(6))
    assert texts(parsed(pages, manifest=manifest, spine=spine)) == ["one", "two", "three"]


def test_a_chapter_that_cannot_be_read_costs_no_other():
    document = parsed({"a.xhtml": page("<p>x"), "b.xhtml": b"\x89PNG\r\n", "c.xhtml": b"", "d.xhtml": b"\x89PNG\r\n"})
    assert texts(document) == ["x"] and document.note.startswith("not all of it is read: OEBPS/b.xhtml: binary")
    assert document.note.endswith(", and 1 more")


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a.txt": b"x"}, "nothing in it says which chapters"), ({"META-INF/container.xml": b"<x"}, "it is no XML at"),
        ({"content.opf": b"<package/>"}, "no text in it"), ({"META-INF/container.xml": b"<x/>"}, "nothing in it says"),
        ({"content.opf": b'<!DOCTYPE x [<!ENTITY a "b">]><package>&a;</package>'}, "declares entities of its own"),
    ],
)  # fmt: skip
def test_what_is_no_book_is_refused(files, reason):
    with pytest.raises(ReadingError, match=reason):
        read(Content.of_bytes("a.epub", archive(files)), "")


def test_a_broken_table_of_contents_costs_the_titles_only():
    pages = {"a.xhtml": page("<h1>One</h1><p>x", "Page title")}
    assert [part for _, _, _, part, _ in blocks(parsed(pages, ncx="<ncx><navMap>"))] == ["Page title"] * 2


def test_pages_before_the_first_chapter_are_called_by_their_own_titles():
    titles = {"p": "Printer", "q": "Rights", "a": "T", "z": "U"}
    pages = {f"{name}.xhtml": page("<p>x", title) for name, title in titles.items()}
    nav = '<nav epub:type="toc"><ol><li><a href="a.xhtml">First</a></li></ol></nav>'
    assert [part for _, _, _, part, _ in blocks(parsed(pages, nav=nav))] == ["Printer", "Rights", "First", "First"]
