"""HTML: what a reader of the page sees, whole, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.content import Content
from indexer.documents.formats.web.page import read, read_html

WORDS = "It is about kites that fly in the wind, and about the strings that hold them. " * 8


def blocks(parsed):
    return [(b.kind.value, parsed.text[b.start : b.end], b.locator.lines) for b in parsed.blocks]


def texts(page):
    return [text for _, text, _ in blocks(read_html(page))]


def kinds(page):
    return [(kind, text) for kind, text, _ in blocks(read_html(page))]


def test_what_is_no_content_goes_and_the_rest_has_its_kind_headings_and_lines():
    page = f"""<html><head><title>T</title><style>x</style></head><body>
<h1>Head</h1><p>One &amp; two<p hidden>secret</p><div style="display:none">gone</div>
<details><summary>Why?</summary>{WORDS}</details><script>evil()</script></body></html>"""
    parsed = read_html(page)
    assert blocks(parsed) == [
        ("heading", "Head", (2, 2)), ("paragraph", "One & two", (2, 2)), ("heading", "Why?", (3, 3)),
        ("paragraph", WORDS.strip(), (3, 3)),
    ]  # fmt: skip
    assert [block.headings for block in parsed.blocks] == [(), ("Head",), ("Head",), ("Head", "Why?")]


@pytest.mark.parametrize("end", ["</script>", "</script >", "</script\n>", "</script\t/>", "</SCRIPT x='y'>"])
@pytest.mark.parametrize("script", ["a()", "'<p>no'", "x = '<!-- '", "if (a<b && c>d) '<b title=\"'"])
def test_a_script_ends_where_its_end_tag_says_so(script, end):
    assert texts(f"<p>before<script type=x>{script}{end}<p>after") == ["before", "after"]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- a -- > b() -->", "<!-- for(n=9;n-- >0;){js()} -->", "<!-->", "<!--->", "<!-- x --!>", "<!-- <p>no</p> -->",
        "<?php echo 'x' ?>", "<![CDATA[ x ]]>", "<![if !ie]>", "<![ x>", "</ x>", "<!x>",
    ],
)  # fmt: skip
def test_a_comment_of_any_kind_leaves_nothing_behind(comment):
    assert texts(f"<p>a {comment}b</p>") == ["a b"]


def test_inline_elements_part_no_words_and_all_others_do():
    assert texts("<p>off<br>on<br/>automatic") == ["off\non\nautomatic"]
    assert texts("<p>un<b>believ</b><i>a<span>bl</span></i>e, w<wbr>b, <x-y>c</x-y>d") == ["unbelievable, wb, cd"]
    assert texts("<div>a<div>b</div>c<section>d</section>e<p>f<hr>g") == ["a", "b", "c", "d", "e", "f", "g"]
    assert texts("<ul><li>a<li>b</ul>") == ["- a", "- b"]


def test_what_a_browser_without_scripts_shows_is_read():
    assert texts("<p>before<noscript><p>plain words</p></noscript><p>after") == ["before", "plain words", "after"]
    assert texts("<p>a<template><p>b</p></template><p>c<dialog>d</dialog>") == ["a", "c"]
    assert texts("<p>Energy <math><mi>E</mi><annotation>tex</annotation></math> is") == ["Energy E is"]
    assert texts("<p>a<svg><title>t</title><style>s</style><text>drawn</text><text>words</text></svg>b") == [
        "a drawn words b"
    ]


def test_a_caption_that_pandoc_hides_from_who_is_read_to_is_read():
    page = "<figure><img src=a.png alt='A kite'><figcaption aria-hidden='true'>A kite</figcaption></figure>"
    assert read_html(page).text == "A kite"


@pytest.mark.parametrize(
    "hidden", ["hidden", "style='display : none'", "style='color:red;VISIBILITY:hidden'", "aria-hidden=true"]
)
def test_what_is_hidden_is_not_read_unless_it_is_the_page(hidden):
    assert texts(f"<p>seen<p {hidden}>x<p>tail kept") == ["seen", "tail kept"]
    assert texts(f"<div {hidden}><p>All of it</p><p {hidden}>but this</p></div>") == ["All of it"]
    assert texts(f"<p>Loading<div {hidden}><div {hidden}><p>{WORDS}</div></div>") == ["Loading", WORDS.strip()]


def test_ruby_is_a_note_and_its_base_stays_whole():
    page = "<p><ruby>法<rp>(</rp><rt>ほう</rt><rp>)</rp>律<rt>りつ</rt></ruby>を<ruby>守<rt>まも</rt></ruby>る。"
    assert kinds(page) == [("paragraph", "法律を守る。"), ("annotation", "法律 (ほうりつ); 守 (まも)")]


def test_raised_digits_are_no_digits_of_the_number_before_them():
    assert texts("<p>5 × 10<sup>6</sup> cells, 10<sup>-3</sup>, 4 m<sup>2</sup>, the 1<sup>st</sup>") == [
        "5 × 10⁶ cells, 10⁻³, 4 m², the 1st"
    ]
    assert texts('<p>Regions<sup id="r"><a href="#fn1">1</a></sup> grew.<sup><a href="#c">[2]</a></sup>') == [
        "Regions[1] grew.[2]"
    ]


def test_words_for_pictures_captions_terms_and_footnotes_have_their_kind():
    assert kinds("<p>See the <img alt='blue kite'> fly.<p><img alt='A kite'><p>Yes <img alt='😀'>") == [
        ("paragraph", "See the blue kite fly."), ("image", "A kite"), ("paragraph", "Yes 😀"),
    ]  # fmt: skip
    assert kinds("<figure><img alt='Wind'><img alt='x.jpg'><figcaption>Wind at sea</figcaption></figure>") == [
        ("caption", "Wind at sea")
    ]
    assert kinds("<table><caption>Sizes</caption><tr><th>A<th>B<tr><td>1<td>2</table>") == [
        ("caption", "Sizes"), ("table_header", "A | B"), ("table_row", "1 | 2"),
    ]  # fmt: skip
    assert kinds("<dl><dt>Lift<dd>What holds it up<dt>Why?<dd>Wind</dl><p>end") == [
        ("term", "Lift"), ("definition", "What holds it up"), ("heading", "Why?"), ("definition", "Wind"),
        ("paragraph", "end"),
    ]  # fmt: skip
    assert kinds("<p>text<section role='doc-endnotes'><ol><li id=fn1>A note <a href='#r'>↩</a></ol></section>") == [
        ("paragraph", "text"), ("footnote", "1. A note"),
    ]  # fmt: skip


def test_preformatted_text_keeps_its_space_and_lines():
    assert blocks(read_html("<p>x\n<pre>\na  b\n\n  <b>c</b>\n</pre>")) == [
        ("paragraph", "x", (1, 1)), ("code", "a  b\n\n  c", (3, 5)),
    ]  # fmt: skip


def test_lines_are_those_of_the_file_whatever_stands_in_tags_and_comments():
    page = "<p\nid=a\n>one<!--\n\n--> two</p\n>\r\n<p>three\r<b\n>four</b>\n<script>\n\n</script>five"
    assert blocks(read_html(page)) == [("paragraph", "one two", (3, 5)), ("paragraph", "three four five", (7, 12))]


PIECES = [
    "<p>", "<div\n>", "<b>", "</b>", "</p\n>", "<!--\n-->", "\n", "<table>", "<tr><td>", "<br>", "</table>",
    "<a href='\n'>", "<ul><li>", "</div>", "<pre>\n", "&#10;", "\r\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_a_line_is_known_for_each_word(pieces):
    """Words that tell their line stand on it, unless the parser had to move or open an element anew."""
    page, line = "", 1
    for piece in pieces:
        page += piece
        line = page.count("\n") + 1
        page += f" w{line} "
    found = blocks(read_html(page))
    assert all(1 <= first <= last <= line for _, _, (first, last) in found)
    if not any(tag in page for tag in ("<b>", "<a", "<table", "<tr")):
        for _, text, (first, last) in found:
            told = [int(word[1:]) for word in text.split() if word.startswith("w")]
            assert (min(told), max(told)) == (first, last)


@given(st.text(st.sampled_from("<>/pdivulltabrh1 =\"'&;a\n"), max_size=200))
def test_broken_html_never_raises(page):
    parsed = read_html(page)
    assert all(parsed.text[b.start : b.end].strip() for b in parsed.blocks)


TAGS = [
    "<p>", "<b>", "</b>", "<i title='<b>'>", "</p>", "<div>", "<script>", "</script>", "<!--", "-->", "<td>", "<x y=<b>",
    "\ufdd0", " =",
]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS)))
def test_numbers_of_tags_never_get_into_the_text(pieces):
    text = read_html("".join(f"{piece}word" for piece in pieces)).text
    assert "\ufdd0" not in text and not any(char.isdigit() for char in text)


@pytest.mark.parametrize("start", ["--5", "9" * 5000, "²", "", "x"])
def test_a_list_that_starts_at_no_number_starts_at_one(start):
    assert blocks(read_html(f"<ol start='{start}'><li>a</ol>")) == [("list_item", "1. a", (1, 1))]


def test_a_list_may_start_anywhere():
    assert texts("<ol start=-1><li>a<li>b</ol><ol start=7><li>c</ol>") == ["-1. a", "0. b", "7. c"]


def test_a_cell_over_rows_leaves_those_below_in_their_columns():
    head = "<thead><tr><th rowspan=2>Day<th colspan=2>Open<tr><th>from<th>to</thead>"
    days = "<tr><td rowspan=2>Mon<td>9<td>12<tr><td>14<td>18<tr><td>Tue<td rowspan=99>8<td>11<tr><td>Wed<td>10"
    rows = texts(f"<table>{head}<tbody>{days}</tbody><tbody><tr><td>Thu<td>7<td>9</tbody></table>")
    assert [[cell.strip() for cell in row.split("|")] for row in rows] == [
        ["Day", "Open", ""], ["", "from", "to"], ["Mon", "9", "12"], ["", "14", "18"], ["Tue", "8", "11"],
        ["Wed", "", "10"], ["Thu", "7", "9"],
    ]  # fmt: skip


def test_a_table_of_data_has_rows_and_one_that_lays_out_a_page_has_what_is_in_its_cells():
    page = "<table><thead><tr><td>plan<td colspan=2>price</thead><tr><th>pro<td>90<td><p>a</p>b<tr><td><br></table>"
    assert kinds(page) == [("table_header", "plan | price | "), ("table_row", "pro | 90 | a b")]
    assert kinds("<table><tr><td>a<table><tr><th>B<td>c</table>d<td><h2>e</h2></table>") == [
        ("paragraph", "a"), ("table_row", "B | c"), ("paragraph", "d"), ("heading", "e"),
    ]  # fmt: skip


@pytest.mark.parametrize("reference", ["&#10;", "&#13;", "&#x0A;", "&#010", "&NewLine;"])
def test_a_line_break_by_reference_is_none_of_the_file(reference):
    found = blocks(read_html(f"<p>{reference}a{reference}b\n<p>c<pre>d{reference}e</pre>"))
    assert found == [("paragraph", "a b", (1, 1)), ("paragraph", "c", (2, 2)), ("code", "d\ne", (2, 2))]
    assert texts("<p>&#101;&#x0D0;&#1000;&nbsp;&eacute;&amp;lt;") == ["eÐϨ\xa0é&lt;"]


def test_a_page_is_called_by_its_title_and_keeps_a_heading_that_says_something_else():
    assert read_html("<title> Kites\n| Shop </title><h1>Kites</h1><p>a").title == "Kites | Shop"
    assert read_html("<title>Kites | Shop</title><h1>Kites</h1><p>a").blocks[1].headings == ()
    assert read_html("<title>Shop</title><h1>Kites</h1><p>a").blocks[1].headings == ("Kites",)
    assert read_html("<nav><h2>Menu</h2></nav><h3>Kites</h3><p>a<h2>b</h2>" + WORDS).title == "Kites"
    assert read_html("<svg><title>no</title></svg><h1>Kites</h1><p>a").title == "Kites"


def test_an_element_of_xhtml_that_is_empty_swallows_nothing():
    assert texts(
        "<?xml version='1.0'?><html><head><title/><script src='x'/></head><body><a id='y'/>read</body></html>"
    ) == ["read"]


def test_the_id_of_the_closest_element_is_kept():
    parsed = read_html("<div id=d><p>a<p id=p>b<p><b id=b>c</b></div>")
    assert [block.locator.element for block in parsed.blocks] == ["d", "p", "b"]


def test_what_is_set_apart_in_lines_is_known_by_its_place():
    parsed = read_html(
        "<nav><a href=menu.html>Menu</a> <a href=x>Other</a></nav><main><h1>All <code>x</code></h1>"
        "<p>Run <kbd>a\n b</kbd>, <a href='c.html'>see "
        "<em>it</em></a>, H<sub>2</sub>O, 10<sup>6</sup>, 1<sup>st</sup>, <a href='javascript:x'>no</a>.</p>"
        "<b>Bold <p>in two blocks</b> and not.</p><pre>as <b>it</b> is</pre>"
        "<table><tr><th>A<th>B<tr><td><p>one</p><p><i>two</i></p><td><del>out</del></table></main>"
    )
    found = [(m.kind.value, parsed.text[m.start : m.end], m.target) for m in parsed.marks]
    assert found == [
        ("code", "x", ""),
        ("code", "a b", ""),
        ("link", "see it", "c.html"),
        ("emphasis", "it", ""),
        ("subscript", "2", ""),
        ("superscript", "st", ""),
        ("strong", "Bold", ""),
        ("strong", "in two blocks", ""),
        ("emphasis", "two", ""),
        ("struck", "out", ""),
    ]


def test_front_matter_and_templates_of_a_generator_are_none_of_the_text():
    source = (
        "---\nlayout: default\ntitle: Opening hours\ndescription: When we open\ndate: 2020-05-01\n---\n"
        "{% include nav.html %}\n<h2 id=w>Weekdays</h2>\n<p>We open at 9.</p>\n"
    )
    found = read(Content.of_bytes("a.html", source.encode()), "text/html")
    assert (found.title, found.about.searched, found.about.date) == ("Opening hours", "When we open", "2020-05-01")
    assert found.text == "Weekdays\n\nWe open at 9."
    assert [block.locator.lines for block in found.blocks] == [(8, 8), (9, 9)]


@pytest.mark.parametrize(
    ("source", "title", "text"),
    [
        ("---\nlayout: x\n---\n<title>The page</title><h1>One</h1><p>a", "The page", "One\n\na"),
        ("---\ntitle: A\ndescription: Of b.\n---\n", "A", "A\n\nOf b."),
        ("---\nquestion: May I?\n---\n<p>Yes.", "May I?", "May I?\n\nYes."),
        ("---\n<p>No front matter</p>\n---\n", None, "---\n\nNo front matter\n\n---"),
    ],
)
def test_a_page_is_called_what_its_front_matter_or_else_itself_says(source, title, text):
    found = read(Content.of_bytes("a.html", source.encode()), "text/html")
    assert (found.title, found.text) == (title, text)


def test_what_stands_in_the_place_of_words_that_are_struck_out_is_another_word():
    assert texts("<p>a <del>old</del><ins>new</ins>er <s>1</s> <ins>2</ins> b<ins>c</ins></p>") == [
        "a old newer 1 2 bc"
    ]
