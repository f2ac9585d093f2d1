"""reStructuredText: its blocks, their places, and what a document says of itself."""

import sys

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.light.rest.restructured import read
from tests.cpu import cpu_seconds, takes_less


def reading(text):
    return read(Content.of_bytes("a.rst", text.encode()), "text/x-rst")


def outline(text):
    found = reading(text)
    return [(b.kind.value, b.level, found.text[b.start : b.end]) for b in found.blocks]


def texts(text):
    return [words for _, _, words in outline(text)]


def test_sections_are_headings_by_the_order_of_their_lines():
    found = reading("=====\nTitle\n=====\n\nOne\n=====\n\nx\n\nTwo\n---\n\ny\n\nThree\n=====\n\nz\n")
    assert found.title == "Title"
    assert [(b.level, b.headings) for b in found.blocks if b.kind.value == "heading"] == [
        (1, ()), (2, ()), (3, ("One",)), (2, ()),
    ]  # fmt: skip
    assert found.blocks[-1].headings == ("Three",)


def test_a_second_title_above_what_is_said_of_the_document_heads_no_section():
    found = reading(
        "=====\nTitle\n=====\n---\nSub\n---\n\n:Author: Jane Doe <j@x.org>\n:Date: 2024-05-01\n\nOne\n=====\n\nx\n"
    )
    assert [(b.level, found.text[b.start : b.end], b.headings) for b in found.blocks if b.level] == [
        (1, "Title", ()), (2, "Sub", ()), (2, "One", ()),
    ]  # fmt: skip
    assert (found.about.author, found.about.date) == ("Jane Doe", "2024-05-01")
    assert "Author: Jane Doe <j@x.org>" in texts("=====\nTitle\n=====\n\n:Author: Jane Doe <j@x.org>\n\nx\n")


def test_a_title_that_skips_a_level_is_a_heading_all_the_same():
    assert outline("A\n=\n\nB\n-\n\nC\n=\n\nD\n~\n\nx\n")[-2:] == [("heading", 2, "D"), ("paragraph", 0, "x")]
    assert ("heading", 2, "Inside") in outline("A\n=\n\n.. only:: html\n\n   Inside\n   ------\n\n   x\n")


def test_lists_have_their_numbers_and_levels():
    assert outline("- one\n\n  more\n\n  a. deep\n  b. er\n\n- two\n\niv) x\nv) y\n") == [
        ("list_item", 1, "- one"),
        ("list_item", 1, "more"),
        ("list_item", 2, "a. deep"),
        ("list_item", 2, "b. er"),
        ("list_item", 1, "- two"),
        ("list_item", 1, "iv) x"),
        ("list_item", 1, "v) y"),
    ]
    assert texts("#. a\n#. b\n") == ["1. a", "2. b"]


def test_definitions_fields_and_options():
    assert outline("term : a kind\n   It is so.\n\n:param x: the x\n:flag:\n\n-o FILE, --out=FILE  the file\n") == [
        ("term", 0, "term : a kind"),
        ("definition", 0, "It is so."),
        ("paragraph", 0, "param x: the x"),
        ("paragraph", 0, "flag"),
        ("term", 0, "-o FILE, --out=FILE"),
        ("definition", 0, "the file"),
    ]


def test_a_term_that_asks_is_a_heading_with_its_answer():
    found = reading("FAQ\n===\n\nWhy?\n   Because.\n\nthing\n   It is one.\n\nBehind.\n")
    assert [(b.kind.value, b.headings) for b in found.blocks[1:3]] == [("heading", ()), ("paragraph", ("Why?",))]
    assert found.blocks[-1].headings == ()


def test_code_stays_as_it_is():
    assert outline("So::\n\n   if a:\n\n       b *c*\n\nAnd ::\n\n> quoted\n> so\n\n>>> 1 + 1\n2\n") == [
        ("paragraph", 0, "So:"),
        ("code", 0, "if a:\n\n    b *c*"),
        ("paragraph", 0, "And"),
        ("code", 0, "> quoted\n> so"),
        ("code", 0, ">>> 1 + 1\n2"),
    ]


def test_quotations_have_their_authors_and_verses_their_lines():
    assert outline("x\n\n   To be.\n\n   -- Hamlet\n\n| one\n|   *two*\n") == [
        ("paragraph", 0, "x"),
        ("quotation", 0, "To be."),
        ("quotation", 0, "— Hamlet"),
        ("paragraph", 0, "one\ntwo"),
    ]


GRID = """\
+-------+-----------+
| Name  | Says      |
+=======+===========+
| a     | - one     |
|       | - *two*   |
+-------+-----------+
| b     | c
+-------+-----------+
"""


def test_tables_have_header_rows_and_cells():
    simple = "=====  ====\nA      B\n=====  ====\n1      two\n       lines\n\\      x\n=====  ====\n"
    found = reading(simple)
    assert outline(simple) == [
        ("table_header", 0, "A | B"), ("table_row", 0, "1 | two lines"), ("table_row", 0, " | x"),
    ]  # fmt: skip
    assert [[found.text[s:e] for s, e in b.cells] for b in found.blocks] == [["A", "B"], ["1", "two lines"], ["", "x"]]
    assert [b.locator.lines for b in found.blocks] == [(2, 2), (4, 5), (6, 6)]
    grid = "\n".join(GRID.splitlines()[:6]) + "\n"
    assert outline(grid) == [("table_header", 0, "Name | Says"), ("table_row", 0, "a | one two")]


def test_a_table_that_is_none_keeps_its_words():
    ((kind, _, text),) = outline(GRID)
    assert kind == "code" and "Name" in text and "*two*" in text


def test_notes_are_numbered_and_named():
    text = (
        "See [#a]_, [1]_, [#]_, [*]_ and [Knuth]_.\n\n.. [#] last\n.. [1] one\n.. [#a] named\n"
        ".. [*] star\n.. [Knuth] book\n"
    )
    assert texts(text) == [
        "See [3], [1], [2], [*] and [Knuth].", "[2] last", "[1] one", "[3] named", "[*] star", "[Knuth] book",
    ]  # fmt: skip
    assert {b.kind.value for b in reading(text).blocks[1:]} == {"footnote"}
    assert reading(text).blocks[-1].locator.element == "knuth"


def test_comments_and_links_leave_nothing_but_targets_give_ids():
    found = reading(
        "A\n=\n\n.. a comment\n   of two lines\n\n.. _My Place:\n\nHere.\n\n.. _x: http://y\n\nThere.\n\n----\n\nz\n"
    )
    assert [(found.text[b.start : b.end], b.locator.element) for b in found.blocks] == [
        ("A", "a"), ("Here.", "my-place"), ("There.", "a"), ("z", "a"),
    ]  # fmt: skip


def test_substitutions_stand_for_their_texts():
    text = ".. |n| replace:: some *text*\n.. |u| unicode:: A 0xA9 B\n.. |p| image:: x.png\n   :alt: A cat\n\n"
    assert texts(text + "|n|, |u|, |unknown|\n\n|p|\n") == ["some text, A©B, |unknown|", "A cat"]
    assert outline(text + "|p|\n") == [("image", 0, "A cat")]


def test_substitutions_do_not_grow_without_bound():
    names = [f".. |{n}| replace:: {f'|{n + 1}| ' * 20}\n" for n in range(8)] + [f".. |8| replace:: {'x' * 200}\n"]
    text = "".join(names) + "\n|0|\n\n|1|\n"
    assert len(reading(text).text) < 4 * len(text)
    assert texts(".. |a| replace:: |b|\n.. |b| replace:: |a|\n\n|a|\n")


def test_what_a_pep_says_of_itself():
    found = reading(
        "PEP: 8\nTitle: Style Guide\nAuthor: A. One <a@x.org>,\n        B. Two <b@x.org>\n"
        "Created: 05-Jul-2001\n\nOne\n===\n\nx\n"
    )
    assert found.title == "PEP 8 – Style Guide"
    assert (found.about.author, found.about.date) == ("A. One; B. Two", "05-Jul-2001")
    assert [b.level for b in found.blocks if b.level] == [1, 2] and found.blocks[0].locator.lines == (1, 2)


def test_what_meta_says():
    about = reading(".. meta::\n   :description: All about it\n   :keywords: a, b\n   :author: Me\n\nText.\n").about
    assert (about.searched, about.keywords, about.author) == ("All about it\na, b", "a, b", "Me")


def test_lines_are_those_of_the_file():
    text = (
        "Title\r\n=====\r\n\r\nOne\u2028line\x0c\r\nand another.\r\n\r\n- a\r\n\r\n  b\r\n  c\r\n\r\n"
        "::\r\n\r\n  x\r\n\r\n  y\r\n"
    )
    assert [b.locator.lines for b in reading(text).blocks] == [(1, 2), (4, 5), (7, 7), (9, 10), (14, 16)]


def test_a_long_document_is_read_piece_by_piece_as_a_whole():
    part = (
        "Part {0}\n-----------\n\n{1}\n\n1. one\n\n2. two\n\n======= ===\na       b\n======= ===\n"
        "c       d\n\n{0:<8}x\n======= ===\n\n"
    )
    text = (
        "Title\n=====\n\n"
        + "".join(part.format(n, "Some text here.\n" * 30) for n in range(60))
        + "See [#]_.\n\n.. [#] Note.\n"
    )
    found = reading(text)
    assert [b.level for b in found.blocks if b.kind.value == "heading"] == [1] + [2] * 60
    assert sum(len(b.cells) == 2 for b in found.blocks) == 180
    lines = text.split("\n")
    for block in found.blocks:
        first = found.text[block.start : block.end].split(" | ")[0].removeprefix("[1] ")
        assert first.split()[0] in " ".join(lines[block.locator.lines[0] - 1 : block.locator.lines[1]])


def test_what_is_nested_too_deeply_is_read_as_plain_text():
    found = reading("- " * 3000 + "x\n")
    assert "nested too deeply" in found.note and "x" in found.text


def test_nothing_is_opened_printed_or_kept(tmp_path, capfd):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    text = (
        f".. include:: {secret}\n\n.. literalinclude:: {secret}\n\n.. csv-table::\n   :file: {secret}\n\n"
        f".. raw:: html\n   :file: {secret}\n\n.. role:: mine(raw)\n\n:mine:`unseen` :x:`y`\n\n"
        f".. default-role:: mine\n\n`unseen`"
    )
    assert "secret" not in reading(text).text and "unseen" not in reading(text).text
    assert reading(":mine:`seen` `too`\n").text == "seen too"
    assert capfd.readouterr() == ("", "")
    assert not [name for name in sys.modules if name.startswith("docutils.writers")]


@pytest.mark.parametrize("unit", ["*a ", "``a ", "|a ", "`a ", "a_b ", "a.", ":a:", "[#]_ ", "*", "(", "- "])
def test_what_is_repeated_takes_time_in_proportion(unit):
    def of(length):
        return (unit * length)[:length]

    assert takes_less(10 * cpu_seconds(reading, of(25_000)) + 0.5, reading, of(100_000))


@pytest.mark.parametrize("before", [True, False])
def test_what_a_document_tells_sphinx_to_do_with_it_is_no_text(before):
    orders, title = ":orphan:\n:nosearch:\n:tocdepth: 2\n:author: Ann Smith\n\n", "Title\n=====\n\n"
    found = reading((orders + title if before else title + orders) + "Text.\n\n:orphan: is a word here\n")
    assert found.title == "Title" and found.about.author == "Ann Smith"
    assert sorted(found.text.split("\n\n")) == ["Text.", "Title", "author: Ann Smith", "orphan: is a word here"]


RAW = """\
.. |br| raw:: html

   <br />

.. |icon| raw:: html

   <i class="fa"></i>

.. role:: html(raw)
   :format: html

off |br| on |icon| and\\ |br|\\ automatic\\ :html:`<br>`\\ or :html:`<u>this</u>`.
"""


def test_html_in_a_text_is_what_a_reader_sees_of_it():
    assert texts(RAW) == ["off on and automatic or this."]


def test_all_cells_stand_in_their_own_columns():
    text = (
        "+-----+---+---+\n| Day | a | b |\n+=====+===+===+\n| Mon | 1 | 2 |\n+     +---+---+\n|     | 3 | 4 |\n"
        "+-----+---+---+\n| closed  | x |\n+---------+---+\n"
    )
    assert texts(text) == ["Day | a | b", "Mon | 1 | 2", " | 3 | 4", "closed |  | x"]
