"""Org: its text as blocks with their lines."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.light.org.org_page import read
from tests.cpu import cpu_seconds, takes_less


def reading(text):
    return read(Content.of_bytes("a.org", text.encode()), "text/org")


def outline(text):
    found = reading(text)
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


def test_headings_and_what_the_file_says_of_itself():
    text = (
        "#+TITLE: The /Title/\n#+AUTHOR: Jane\n#+DATE: <2020-05-01 Fri>\n#+KEYWORDS: a, b\n\n"
        "* TODO One :tag:\nx\n** [#A] Two\ny\n"
    )
    found = reading(text)
    assert (found.title, found.about.author, found.about.date, found.about.keywords) == (
        "The Title", "Jane", "2020-05-01 Fri", "a, b",
    )  # fmt: skip
    assert [(b.level, found.text[b.start : b.end], b.locator.lines) for b in found.blocks if b.level] == [
        (1, "The Title", (1, 1)), (2, "One", (6, 6)), (3, "Two", (8, 8)),
    ]  # fmt: skip
    assert found.blocks[-1].headings == ("One", "Two")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*b* /i/ _u_ =c= ~v~ +s+ a*b*c 2 * 3 * 4 snake_case_x", "b i u c v s a*b*c 2 * 3 * 4 snake_case_x"),
        (r"H_{2}O 10^{6} a_{b c}d =x_{1}= ~y^{2}~ $a_{1}$ \(b_{2}\)", r"H2O 10⁶ ab cd x_{1} y^{2} $a_{1}$ \(b_{2}\)"),
        ("[[http://x][the label]] [[http://y]] <<target>> [cite:@key]", "the label http://y [@key]"),
        (r"A\nbsp{}b \alpha \rarr x \ndash{} \to =\beta= $\beta$ C:\alpha\in \nosuch",
         "A b α → x – → \\beta $\\beta$ C:\\alpha\\in \\nosuch"),
        ("a@@html:<br>@@b @@html:<i>c</i>@@ @@latex:\\d@@e", "a b c e"),
        ("a[fn:n:Of *it*.] b[fn:n]", "a[n: Of it.] b[n]"),
        ("a[fn:1] b[fn::of it] <2020-01-01 Wed> [[file:x.org::*H][H]] @@html:<b>@@c", "a[1] b[of it] 2020-01-01 Wed H c"),
    ],
)  # fmt: skip
def test_marks_and_links(written, shown):
    assert [" ".join(words.split()) for _, words in outline(written + "\n")] == [shown]


def test_lists_with_what_is_indented_below():
    found = reading("- a\n  more\n  - b\n- [X] c\n\n  in c\n1. n\n2) m\n- term :: def\n  more\n\nBehind.\n")
    assert [(b.kind.value, b.level, found.text[b.start : b.end]) for b in found.blocks] == [
        ("list_item", 1, "- a more"), ("list_item", 2, "- b"), ("list_item", 1, "- [X] c"), ("list_item", 1, "in c"),
        ("list_item", 1, "1. n"), ("list_item", 1, "2) m"), ("term", 0, "term"), ("definition", 0, "def more"),
        ("paragraph", 0, "Behind."),
    ]  # fmt: skip


def test_blocks_tables_and_footnotes():
    text = (
        "#+CAPTION: Of it\n| A | *B* |\n|---+---|\n| 1 | 2 |\n\n#+BEGIN_SRC py\nif *a*:\n    b\n"
        "#+END_SRC\n#+begin_quote\n"
        "To /be/.\n#+end_quote\n#+begin_verse\none\n  two\n#+end_verse\n: literal\n\n[fn:1] The note.\n"
        "\\begin{eq}\nx\n\\end{eq}\n"
    )
    assert outline(text) == [
        ("caption", "Of it"), ("table_header", "A | B"), ("table_row", "1 | 2"), ("code", "if *a*:\n    b"),
        ("quotation", "To be."), ("quotation", "one\ntwo"), ("code", "literal"), ("footnote", "[1] The note."),
        ("code", "\\begin{eq}\nx\n\\end{eq}"),
    ]  # fmt: skip
    assert [b.locator.lines for b in reading(text).blocks][:5] == [(1, 1), (2, 2), (4, 4), (7, 8), (11, 11)]


def test_what_is_exported_as_html_is_what_a_reader_of_the_page_sees():
    text = "a\n#+begin_export html\n<p>Seen <i>here</i></p>\n#+end_export\n#+begin_export latex\nno\n#+end_export\nb\n"
    assert outline(text) == [("paragraph", "a"), ("paragraph", "Seen here"), ("paragraph", "b")]


def test_a_picture_is_not_its_address_but_what_stands_for_it():
    text = "#+CAPTION: A cat\n#+ATTR_HTML: :width 30 :alt On a mat :class x\n[[file:img/cat.png]]\n\n" + (
        "See [[./x.JPG]] [[file:n.org]] [[https://a.org/c.html][file:t.png]] [[https://a.org/p.png][that]].\n"
    )
    assert outline(text) == [("caption", "A cat"), ("image", "On a mat"), ("paragraph", "See  file:n.org  that.")]


def test_drawers_comments_and_planning_are_left_out():
    text = (
        "* H\nSCHEDULED: <2020-01-01 Wed>\n:PROPERTIES:\n:ID: x\n:END:\n# no\n#+OPTIONS: toc:nil\n"
        "#+begin_comment\nno\n#+end_comment\n-----\nText \\\\\nbroken.\n"
    )
    assert outline(text) == [("heading", "H"), ("paragraph", "Text\nbroken.")]


@pytest.mark.long
@pytest.mark.parametrize(
    "unit",
    [
        "*a ",
        "{a_{",
        "{$a ",
        "{ =a",
        "[[a ",
        "#+begin_src\n",
        ":a:\n",
        "- a\n",
        "| a\n",
        "\\begin{a}\n",
        "#+begin_a\n",
        " - a\n",
    ],
)
def test_what_is_repeated_takes_time_in_proportion(unit):
    def of(length):
        return ("x\n" + unit * length)[:length]

    assert takes_less(10 * cpu_seconds(reading, of(20_000)) + 0.5, reading, of(80_000))
