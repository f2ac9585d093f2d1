"""AsciiDoc: what Asciidoctor shows of it, as blocks with their lines."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.light.asciidoc.asciidoc_page import read
from indexer.errors import ReadingError
from tests.cpu import cpu_seconds, takes_less


def reading(text):
    return read(Content.of_bytes("a.adoc", text.encode()), "text/asciidoc")


def outline(text):
    found = reading(text)
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


def texts(text):
    return [words for _, words in outline(text)]


def test_the_header_says_who_and_when():
    text = (
        "// c\n= The *Title*\nJane Q. Doe <j@x.org>; Bob\nv1.0, 2020-05-01: First\n:keywords: a, b\n"
        ":lang: de\n\nText.\n"
    )
    found = reading(text)
    assert (found.title, found.about.author, found.about.date) == ("The Title", "Jane Q. Doe; Bob", "2020-05-01")
    assert (found.about.keywords, found.about.language) == ("a, b", "de")
    assert texts(text) == ["The Title", "Jane Q. Doe <j@x.org>; Bob", "v1.0, 2020-05-01: First", "Text."]


def test_front_matter_of_a_generator_is_none_of_the_text():
    found = reading("---\ntitle: Opening hours\nlayout: page\ntags: [shop]\n---\n:x: 9\n\nWe open at {x}.\n")
    assert (found.title, found.text, found.about.keywords) == ("Opening hours", "We open at 9.", "shop")
    assert found.blocks[0].locator.lines == (8, 8)
    assert texts("---\ntitle: A\ndescription: Of b.\n---\n") == ["A", "Of b."]
    assert texts("---\nquestion: May I?\n---\nYes.\n") == ["May I?", "Yes."]


def test_sections_have_levels_and_ids():
    text = "= T\n\n== One\n\nx\n\n[[two-id]]\n=== Two ===\n\ny\n\n[#three]\nThree\n-----\n\nz\n"
    found = reading(text)
    assert [(b.level, b.locator.lines, b.locator.element) for b in found.blocks if b.level] == [
        (1, (1, 1), None), (2, (3, 3), None), (3, (8, 8), "two-id"), (2, (13, 14), "three"),
    ]  # fmt: skip
    assert [b.headings for b in found.blocks if not b.level] == [("One",), ("One", "Two"), ("Three",)]


def test_attributes_are_what_they_stand_for():
    assert texts(":name: the _value_\n:other: {name}!\n\n{name} {other} {unknown} \\{name} a{nbsp}b {empty}c\n") == [
        "the value the value! {unknown} {name} a\xa0b c".replace("\xa0", " ")
    ]
    assert texts(":a: {b}\n:b: {a}\n\nx {a}\n")[0].startswith("x ")
    many = "".join(f":a{n}: {f'{{a{n + 1}}} ' * 20}\n" for n in range(8)) + f":a8: {'x' * 99}\n\n" + "{a0}\n\n" * 9
    assert len(reading(many).text) < 4 * len(many)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*a* _b_ `c` **d**e __f__g #h# [.role]#i# ``j``k", "a b c de fg h i jk"),
        ("x^2^ H~2~O a*b*c snake_case_name 2 * 3 * 4 *no", "x² H2O a*b*c snake_case_name 2 * 3 * 4 *no"),
        ("\"`so`\" '`it`' don't `+a*b*+` +*lit*+ \\*not*", "“so” ‘it’ don't a*b* *lit* *not*"),
        ("link:a.html[Label] http://x.org[That^] http://y.z/a_b_c. <http://q.r> mailto:a@b.c[Me]",
         "Label That http://y.z/a_b_c. http://q.r Me"),
        ("<<id,see>> <<id>> xref:p.adoc#id[the page] xref:p.adoc[]", "see [id] the page [p.adoc]"),
        ("kbd:[Ctrl+T] btn:[OK] menu:File[Save > As] image:x.png[A cat,20] icon:x[]", "Ctrl+T OK File › Save › As A cat"),
        ((
            "((shown)) (((hidden, term))) indexterm:[no] pass:[<b>raw</b>] +++<i>r</i>+++ stem:[a_b_c]"
        ), "shown raw r a_b_c"),
        ("pass:[+a+ or `b`] ++pass:[x]++ `+pass:[y]+` pass:[] pass:q[*b* <u>c</u>] pass:[d \\] &amp; e]",
         "+a+ or `b` pass:[x] pass:[y] pass:[] b c d ] & e"),
        (r"\me@example.org \icon:heart[2x] \<<a,b>>", "me@example.org icon:heart[2x] <<a,b>>"),
        ("C++ and a + b, {plus}x, e.g. [not a role] <<", "C++ and a + b, +x, e.g. [not a role] <<"),
    ],
)  # fmt: skip
def test_marks_and_macros(written, shown):
    (found,) = texts(written + "\n")
    assert found == " ".join(shown.split())


def test_what_goes_into_the_page_as_html_is_what_a_reader_sees_of_it():
    page = "<div><p>Shop <b>opens</b> at 9.</p><script>x()</script>\n<table><tr><th>A<th>B<tr><td>1<td>2</table></div>"
    assert outline(f"Before.\n\n++++\n{page}\n++++\n\n[pass]\n<u>Under</u> {{sp}}\n\n[stem]\n++++\na_b\n++++\n") == [
        ("paragraph", "Before."), ("paragraph", "Shop opens at 9."), ("table_header", "A | B"), ("table_row", "1 | 2"),
        ("paragraph", "Under {sp}"), ("code", "a_b"),
    ]  # fmt: skip
    assert reading(f"Before.\n\n++++\n{page}\n++++\n").blocks[1].locator.lines == (4, 4)


def test_characters_by_name_or_number_are_those_characters():
    text = "He&rsquo;s L&eacute;o &#8212; `a&amp;b` +x&amp;y+ +++&copy;+++ R&D; a&b &#xE000;\n\n----\na&amp;b\n----\n"
    assert texts(text) == ["He’s Léo — a&b x&amp;y © R&D; a&b \ufffd", "a&amp;b"]


def test_a_reference_to_a_section_shows_its_title():
    assert texts("<<there>>\n\n[[there]]\n== Over *there*\n\nx\n")[0] == "Over there"


def test_footnotes_are_numbered():
    assert outline("A.footnote:[One *of* [a\\].] B.footnote:n[Two] C.footnote:n[]\n") == [
        ("paragraph", "A.[1] B.[2] C.[2]"), ("footnote", "[1] One of [a]."), ("footnote", "[2] Two"),
    ]  # fmt: skip


def test_lists_inside_lists():
    found = reading("* one\nmore\n** two\n\n* three\n. a\n.. b\n. c\n\n* four\n\ntext\n\n* [x] new [x] y\n")
    assert [(found.text[b.start : b.end], b.level) for b in found.blocks] == [
        ("- one more", 1), ("- two", 2), ("- three", 1), ("1. a", 2), ("a. b", 3), ("2. c", 2), ("- four", 1),
        ("text", 0), ("- [x] new [x] y", 1),
    ]  # fmt: skip


def test_what_is_attached_to_an_item_belongs_to_it():
    text = "* one\n+\nmore\n+\n----\ncode\n----\n* two\n\nterm:: def\n+\nmore\nq? ::\n  answer\n"
    assert outline(text) == [
        ("list_item", "- one"), ("list_item", "more"), ("code", "code"), ("list_item", "- two"), ("term", "term"),
        ("definition", "def"), ("definition", "more"), ("term", "q?"), ("definition", "answer"),
    ]  # fmt: skip


def test_code_has_its_caption_and_callouts():
    text = (
        "[source,ruby]\n.Say it\n----\nputs *1* # <1>\n\n  x\n----\n<1> It *says*.\n\n```js\na\n```\n\n"
        " literal\n  line\n\n....\nb\n....\n"
    )
    assert outline(text) == [
        ("caption", "Say it"), ("code", "puts *1* # <1>\n\n  x"), ("list_item", "1. It says."), ("code", "a"),
        ("code", "literal\n line"), ("code", "b"),
    ]  # fmt: skip
    assert [b.locator.lines for b in reading(text).blocks] == [(2, 2), (4, 6), (8, 8), (11, 11), (14, 15), (18, 18)]


def test_admonitions_say_their_kind():
    assert texts(
        "NOTE: A note\ngoes on.\n\n[TIP]\nDo so.\n\n[WARNING]\n.Mind\n====\nOne.\n\nTwo.\n====\n\n"
        "[CAUTION]\n====\n----\nx\n----\n====\n"
    ) == [
        "Note: A note goes on.", "Tip: Do so.", "Warning: Mind: One.", "Two.", "Caution", "x",
    ]  # fmt: skip


def test_quotations_have_their_authors():
    text = (
        "[quote, Hamlet, Act 3]\nTo be.\n\n____\nA *b*\n\nc\n____\n\n[verse, Sandburg]\n____\nThe fog\n"
        '  comes\n____\n\n"So they say."\n-- Someone\n'
    )
    assert outline(text) == [
        ("quotation", "To be."), ("quotation", "— Hamlet, Act 3"), ("quotation", "A b"), ("quotation", "c"),
        ("quotation", "The fog\n  comes"), ("quotation", "— Sandburg"), ("quotation", '"So they say."'),
        ("quotation", "— Someone"),
    ]  # fmt: skip


def test_tables():
    text = (
        '.Of it\n[cols="1,2",options="header"]\n|===\n|A |B\n\n|1\n|two\nlines\n2+|wide\n.2+|tall |x\n|y \\| z\n|===\n'
    )
    found = reading(text)
    assert outline(text) == [
        ("caption", "Of it"), ("table_header", "A | B"), ("table_row", "1 | two lines"), ("table_row", "wide"),
        ("table_row", "tall | x"), ("table_row", " | y | z"),
    ]  # fmt: skip
    assert [b.locator.lines for b in found.blocks] == [(1, 1), (4, 4), (6, 8), (9, 9), (10, 10), (11, 11)]
    assert [len(b.cells) for b in found.blocks[1:]] == [2, 2, 1, 2, 2]
    assert outline("|===\n|H |I\n\n|a |b\n|===\n") == [("table_header", "H | I"), ("table_row", "a | b")]
    assert outline("|===\n|a |b\n|c |d\n|===\n") == [("table_row", "a | b"), ("table_row", "c | d")]
    assert outline('[%header,format=csv]\n|===\nx,y\n1,"two, three"\n|===\n\n,===\na,b\n,===\n') == [
        ("table_header", "x | y"), ("table_row", "1 | two, three"), ("table_row", "a | b"),
    ]  # fmt: skip


def test_breaks_and_lists_in_cells_are_white_space():
    text = "[cols=2]\n|===\n|A +\nb |c\na|* one\n* two\n|* not a list\n|===\n"
    assert [words for _, words in outline(text)] == ["A b | c", "one two | * not a list"]


def test_all_cells_stand_in_their_own_columns():
    text = "|===\n|Day |From |To\n\n.2+|Mon |8 |12\n|14 |18\n2+|closed |-\n|Wed .2+|9 |10\n|Thu |11\n|===\n"
    assert [words for _, words in outline(text)] == [
        "Day | From | To", "Mon | 8 | 12", " | 14 | 18", "closed |  | -", "Wed | 9 | 10", "Thu |  | 11",
    ]  # fmt: skip


def test_pictures_comments_and_conditions():
    text = (
        ".A title\nimage::x.png[A cat, 200]\n\n// no\n////\nno\n////\n\ninclude::secret.adoc[]\nifdef::foo[]\nInside.\n"
        "endif::[]\n\nifdef::foo[On one line]\n\n'''\n\nBroken +\nline.\n\n[comment]\n--\nno\n--\n"
    )
    assert outline(text) == [
        ("caption", "A title"), ("image", "A cat"), ("paragraph", "Inside."), ("paragraph", "On one line"),
        ("paragraph", "Broken\nline."),
    ]  # fmt: skip


def test_a_signature_is_no_text():
    with pytest.raises(ReadingError, match="PGP"):
        reading("-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n")


@pytest.mark.long
@pytest.mark.parametrize(
    "unit",
    ["*a ", "`a ", "#a ", "footnote:[ ", "<<a ", "link:a[ ", "((a ", "+a ", "{a", "|===\n", "====\n", "* a\n", "a::\n",
     "[a,", "http://a ", "\"`a ", "** a\n", "pass:[ ", "[[a ", "'`", "^a", ".a\n", "--\n", "+\n", "-----\n----\n"],
)  # fmt: skip
def test_what_is_repeated_takes_time_in_proportion(unit):
    def of(length):
        return ("x " + unit * length)[:length]

    assert takes_less(10 * cpu_seconds(reading, of(20_000)) + 0.5, reading, of(80_000))
