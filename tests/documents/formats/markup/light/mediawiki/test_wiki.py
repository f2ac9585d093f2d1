"""MediaWiki: what a wiki shows of a page's source, as blocks with their lines."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.light.mediawiki.wiki_page import read
from indexer.errors import ReadingError
from tests.cpu import takes_less


def reading(text):
    return read(Content.of_bytes("a_page.mediawiki", text.encode()), "text/mediawiki")


def outline(text):
    found = reading(text)
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


def texts(text):
    return [words for _, words in outline(text)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("It is {{convert|51.6|km2|sqmi|0}} wide", "It is 51.6 km² wide"),
        (
            "{{Convert|5|to|10|km|mi}}, {{cvt|6|ft|2|in|cm}}, {{convert|3|e6USgal}}",
            "5 to 10 km, 6 ft 2 in, 3 million USgal",
        ),
        ("{{val|1.2|0.3|u=kg}} of 10{{sup|6}} in {{circa|1900}}", "1.2±0.3 kg of 10⁶ in c. 1900"),
        ("{{lang|en|Extended [[A|Support]]}} ({{lang-de|Bern}}, {{IPA|/bɛrn/}})", "Extended Support (Bern, /bɛrn/)"),
        ("{{nowrap|a {{small|{{convert|5|km}}}} c}} {{nobr|1=x = y}}", "a 5 km c x = y"),
        ("{{USD|5 million}}{{snd}}{{frac|3|1|2}} {{As of|2011|alt=by 2011}}", "US$5 million – 3 1/2 by 2011"),
        (
            "{{nihongo|Tokyo|東京}} {{読み仮名|東京|とうきょう}} au {{s-|XIX|e}}",
            "Tokyo (東京) 東京(とうきょう) au XIXe siècle",
        ),
        ("{{unité|5|km}} le {{date|12|mars|2004}} am {{Datum|12|05|2015}}", "5 km le 12 mars 2004 am 12.05.2015"),
        ("kept{{citation needed|date=May 2011}} [[a|{{sic|hte}}]]", "kept hte"),
    ],
)
def test_a_template_shows_its_words_where_it_only_wraps_measures_or_names_them(written, shown):
    assert texts(written) == [shown]


def test_a_template_that_quotes_leaves_a_quotation_as_paragraphs_and_lines_stay_right():
    text = "He said:\n{{Quote|text=To be,\nor not|author=Hamlet}}\n\nThe end\n"
    assert texts(text) == ["He said:", "To be, or not", "— Hamlet", "The end"]
    assert [block.locator.lines for block in reading(text).blocks][-1] == (5, 5)


def test_a_page_is_called_by_its_file_or_by_what_it_states():
    assert reading("== One ==\n\nx\n").title == "a page"
    assert reading("= Top =\n\nx\n== One ==\n\ny").title == "Top"
    assert reading("= Top =\nx\n= Other =\ny").title == "a page"
    assert reading("{{DISPLAYTITLE:''Kites''}}\nx").title == "Kites"


def test_headings_have_levels_and_head_what_is_below():
    found = reading("Intro.\n== One ==\n=== ''Two'' ===<!-- c -->\nx\n\n== Three==\ny\n===== = =====\nz\n")
    assert [(b.level, b.locator.lines) for b in found.blocks if b.level] == [
        (2, (2, 2)),
        (3, (3, 3)),
        (2, (6, 6)),
        (5, (8, 8)),
    ]
    assert [b.headings for b in found.blocks if not b.level] == [(), ("One", "Two"), ("Three",), ("Three", "=")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("'''b''' ''i'' '''''bi''''' l'''amour''' a''''b'''", "b i bi lamour a'b"),
        ("[[A]] [[A|b]]s [[:Category:X]] [[A#B]] [[ a b |]]", "A bs Category:X A#B a b"),
        ("[http://x.org label] [http://x.org] http://y.org/a__B [mailto:a@b.c me]",
         "label http://x.org http://y.org/a__B me"),
        ("[//x.org [[A|in]] it] [not a link] [[open and ]]", "in it [not a link] open and"),
        ("<nowiki>''a'' [[b]] {{c}} &lt;</nowiki> <code>''d''</code>", "''a'' [[b]] {{c}} < d"),
        ("a <ſub>b</ſub> c", "a b c"),
        ("a&nbsp;b &amp;amp; &#246; 10<sup>6</sup> H<sub>2</sub>O <u>x</u> <foo>y</foo>",
         "a b &amp; ö 10⁶ H2O x <foo>y</foo>"),
        ("a {{t|{{u|v}}|{{{1|w}}}}} b {{{2}}} c {{open d", "a b c {{open d"),
        ("__NOTOC__ a<!-- x\n\ny -->b <includeonly>no</includeonly><noinclude>yes</noinclude>", "ab yes"),
        ("<math>a_{1} ''x''</math> a -{zh-cn:b;zh-tw:c}- <syntaxhighlight lang=c inline>d</syntaxhighlight>",
         "a_{1} ''x'' a b d"),
    ],
)  # fmt: skip
def test_marks_inside_of_text_are_read(written, shown):
    assert texts(written) == [shown]


def test_lists_have_bullets_numbers_and_levels():
    text = "* a\n** b\n*# c\n*# d\n*: e\n# f\n## g\n#: h\n# i\n\n# j\n"
    found = reading(text)
    assert [(b.level, found.text[b.start : b.end]) for b in found.blocks] == [
        (1, "- a"), (2, "- b"), (2, "1. c"), (2, "2. d"), (2, "e"), (1, "1. f"), (2, "1. g"), (2, "h"), (1, "2. i"),
        (1, "1. j"),
    ]  # fmt: skip


def test_terms_have_definitions_and_what_is_only_indented_is_a_paragraph():
    assert outline("; term : of it\n; see http://x.y\n: one\n: two\n\n: said\n:: and said\n") == [
        ("term", "term"), ("definition", "of it"), ("term", "see http://x.y"), ("definition", "one"), ("definition", "two"),
        ("paragraph", "said"), ("paragraph", "and said"),
    ]  # fmt: skip


def test_tables_have_heading_rows_cells_and_captions():
    text = """{| class="wikitable"
|+ style="x" | The ''caption''
! A !! scope=col | B
|-
| a || style="x" | [[C|b]]
|- id=x
! c
| d
* e
|-
| [[File:f.png|20px]] || g<br>h
|}behind
"""
    assert outline(text) == [
        ("caption", "The caption"), ("table_header", "A | B"), ("table_row", "a | b"), ("table_row", "c | d e"),
        ("table_row", " | g h"), ("paragraph", "behind"),
    ]  # fmt: skip
    assert [b.locator.lines for b in reading(text).blocks] == [(2, 2), (3, 3), (5, 5), (7, 9), (11, 11), (12, 12)]


def test_a_picture_has_its_words_and_its_caption():
    assert outline("[[File:Cat.jpg|thumb|alt=Grey ''cat''|A cat sits]]\n[[File:D.jpg|alt=Dog]]") == [
        ("caption", "Grey cat"), ("caption", "A cat sits"), ("caption", "Dog"),
    ]  # fmt: skip


def test_all_cells_stand_in_their_own_columns():
    text = """{|
! Day !! From !! To
|-
| rowspan="2" | Mon || 8 || 12
|-
| 14
| 18
more
|-
|-
| colspan=2 | closed || -
|-
! scope=row | Wed || style=x rowspan = '2' | 9 || 10
|-
| Thu || 11
|}
"""
    assert texts(text) == [
        "Day | From | To", "Mon | 8 | 12", " | 14 | 18 more", "closed |  | -", "Wed | 9 | 10", "Thu |  | 11",
    ]  # fmt: skip


def test_tables_in_tables_are_words_of_their_cell_and_one_without_an_end_ends_at_a_heading():
    assert texts("{|\n| a\n{|\n| b || c\n|}\nd\n| e\n|}\n") == ["a b c d | e"]
    assert texts("{|\n| a\n== H ==\nx\n") == ["a", "H", "x"]


def test_notes_stand_behind_what_they_belong_to():
    text = (
        'a<ref name=x>One {{t}}\n[[two|2]].</ref> b<ref name="x" /> c<ref name=y/><ref>{{cite}}</ref>\n\nnext<ref>N</ref>\n'
        "<references>\n<ref name=y>Y</ref>\n</references>\n"
    )
    found = reading(text)
    assert outline(text) == [
        ("paragraph", "a[1] b[1] c[2]"), ("footnote", "[1] One 2."), ("footnote", "[2] Y"), ("paragraph", "next[3]"),
        ("footnote", "[3] N"),
    ]  # fmt: skip
    assert [b.locator.lines for b in found.blocks][::3] == [(1, 2), (4, 4)]


def test_code_keeps_its_lines():
    text = "a\n<pre>\n x &lt;\n  '''y'''\n</pre>\n<syntaxhighlight lang=c>\nif {{x}}\n</syntaxhighlight>\n"
    text += " b\n  '''c'''\n\n{{{\nd\n}}}\n"
    found = reading(text)
    assert outline(text) == [
        ("paragraph", "a"), ("code", "x <\n '''y'''"), ("code", "if {{x}}"), ("code", "b\n c"), ("code", "d"),
    ]  # fmt: skip
    assert [b.locator.lines for b in found.blocks] == [(1, 1), (3, 4), (7, 7), (9, 10), (13, 13)]


def test_pictures_leave_captions_and_categories_are_key_words():
    text = (
        "[[File:a.png|thumb|200px|alt=An alt|A [[kite|red kite]] [http://x y]]]\nText.\n<gallery>\nFile:b.png|Two\nc.png\n"
        "</gallery>\n[[de:Drachen]]\n[[Category:Kites|K]] [[Kategorie:Wind]]\n"
    )
    assert outline(text) == [
        ("caption", "An alt"), ("caption", "A red kite y"), ("paragraph", "Text."), ("caption", "Two"),
    ]  # fmt: skip
    assert reading(text).about.keywords == "Kites, Wind"


def test_html_is_read_as_the_wikitext_that_it_stands_for():
    assert outline("<ul><li>a</li>\n<li>b\nc<ol><li>d</li></ol></li></ul>e\n<h2>H</h2>\n<blockquote>q</blockquote>\n") == [
        ("list_item", "- a"), ("list_item", "- b c"), ("list_item", "1. d"), ("paragraph", "e"), ("heading", "H"),
        ("quotation", "q"),
    ]  # fmt: skip
    assert outline("<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>a|b</td><td>c</td></tr></table>") == [
        ("table_header", "A | B"), ("table_row", "a|b | c"),
    ]  # fmt: skip
    assert texts("a<div>b</div>c\n* <div>d</div>\n<poem>\ne\nf\n</poem>") == ["a", "b", "c", "- d", "e\nf"]


def test_an_infobox_is_a_table_of_facts_below_its_name():
    text = (
        "{{Infobox person\n| name = Clara Weston\n| image = [[File:C.jpg|thumb|Clara]]\n| image_size = 200px\n"
        "| birth_date = {{birth date|1901|3|14}}\n| birth_place = [[Leeds]], England\n| spouse =\n"
        "| works =\n* [[Mill|The mill]]\n* A bridge<ref>Survey</ref>\n| label1 = Height | data1 = {{convert|170|cm}}\n}}\n"
        "She built bridges.\n"
    )
    assert outline(text) == [
        ("table_header", "Clara Weston"), ("table_row", "born | 1901-03-14"), ("table_row", "birth place | Leeds, England"),
        ("table_row", "works | The mill, A bridge[1]"), ("table_row", "Height | 170 cm"), ("footnote", "[1] Survey"),
        ("paragraph", "She built bridges."),
    ]  # fmt: skip
    assert [b.locator.lines for b in reading(text).blocks][:5] == [(2, 2), (5, 5), (6, 6), (8, 8), (11, 11)]


@pytest.mark.parametrize(
    "name", ["Taxobox", "Automatic taxobox", "Ficha de persona", "Infobox_Schiff", "Info/Biografia"]
)
def test_boxes_of_facts_have_many_names(name):
    assert texts("{{" + name + "|a=b}}\nc") == ["a | b", "c"]


@pytest.mark.parametrize("name", ["Navbox", "Info", "Cite web"])
def test_other_templates_with_names_leave_nothing(name):
    assert texts("{{" + name + "|a=b}}\nc") == ["c"]


def test_a_page_that_only_leads_to_another_says_so():
    with pytest.raises(ReadingError, match="a redirect to the page Kites, without text of its own"):
        reading("#REDIRECT [[Kites]]\n{{R from plural}}\n")


@pytest.mark.parametrize(
    "piece",
    ["{{", "}}", "{{{", "[[", "[[File:a|", "]]", "<!--", "<ref>", "<ref name=a>", "{|\n", "|\n", "<nowiki>", "<div>",
     "<ul><li>", "'''", "[http://x ", "; a:", "<table><tr><td>", "<poem>", "-{", "\n* ", "== ",
     "<references>", " \n", "{|\n|a\n", "{{nobr|", "{{nobr|[[|a", "{{nobr|x}}", "{{nobr|{{nobr|x}}}}", "{{quote|\n",
     "{{val|1|"],
)  # fmt: skip
def test_time_is_linear(piece):
    assert takes_less(1.5, reading, "a" + piece * (60_000 // len(piece)))
