"""Structure of plain text, as a reader sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.formats.text.plain import read_plain
from indexer.model import BlockKind
from tests.cpu import takes_less

ARTICLE = """Warm soup helps when you have a cold, because steam and salt both ease the throat.
Why Soup Helps
Broth warms the throat and brings fluid to a body that loses it. That is most of the secret, and a pleasant one at that.
What Is In It
Part | What it gives |
---|---|
Stock | Salt and fluid |
Leek | Taste |
After a day the taste of a soup like this one is at its very best, as everyone who cooks it knows.
How To Cook It
You need little for it:
➤ Cut the leek.
➤ Boil the stock.
Common Questions
Does soup cure a cold?
No. It makes the days with a cold easier to bear.
Can I freeze it?
Yes, for three months or a little longer.
Conclusion – Is Soup Worth It?
It is cheap, it is warm and it does no harm, which is more than can be said of most remedies.
"""
CORNERS = st.text(st.sampled_from("aZ é.?!|-•➤\t\n\r\u2028İe\u0301😀שa:1>"), max_size=300)


def outline(text):
    reading = read_plain(text)
    return reading, [(b.kind.value, b.level, reading.text[b.start : b.end]) for b in reading.blocks]


def test_an_article_without_markup_is_understood():
    reading, found = outline(ARTICLE)
    assert reading.title.startswith("Warm soup helps")
    headings = [(level, text) for kind, level, text in found if kind == "heading"]
    assert headings == [
        (2, "Why Soup Helps"),
        (2, "What Is In It"),
        (2, "How To Cook It"),
        (2, "Common Questions"),
        (3, "Does soup cure a cold?"),
        (3, "Can I freeze it?"),
        (2, "Conclusion – Is Soup Worth It?"),
    ]
    assert [kind for kind, _, _ in found].count("list_item") == 2
    rows = [b for b in reading.blocks if b.kind is BlockKind.TABLE_ROW]
    assert [[ARTICLE[s:e] for s, e in row.cells] for row in rows] == [["Stock", "Salt and fluid"], ["Leek", "Taste"]]


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "Notes on rain\n\n" + "It rained for the whole of that long and grey day, and\n"
        "nobody who lived in the street could remember another\nlike it.\n"
    )
    _, found = outline(text)
    assert [kind for kind, _, _ in found] == ["heading", "paragraph"]


def test_a_page_of_single_words_has_no_headings():
    _, found = outline("Apple\nPear\nPlum\nFig\nLemon\nLime\n")
    assert {kind for kind, _, _ in found} == {"paragraph"}


def test_number_one_behind_a_title_and_its_date_is_a_heading_as_number_two_is():
    text = (
        "Minutes of the annual meeting\n12 March 2026, club house\n\n1. Accounts\n\nThere are 1,240 euros.\n\n"
        "2. New members\n\nThree joined.\n"
    )
    reading, found = outline(text)
    headings = [text for kind, _, text in found if kind == "heading"]
    assert headings == ["Minutes of the annual meeting", "1. Accounts", "2. New members"]
    assert reading.title == "Minutes of the annual meeting"
    assert ("paragraph", 0, "12 March 2026, club house") in found


def test_what_stands_by_itself_behind_a_list_is_a_heading():
    text = "Ingredients\n\n200 g flour\n2 eggs\n\nMethod\n\n1. Mix flour and salt.\n2. Add eggs.\n"
    assert outline(text)[1][2] == ("heading", 2, "Method")


def test_lines_in_capitals_head_the_lines_of_a_form():
    text = (
        "TENANCY FORM\n\nLANDLORD\nName: Martha Quill\nPhone: 0113 496 0011\n\nTENANT (2)\nName: Piet Vos\n\n"
        "RENT\nAmount: 640 pounds a month\nDue: first day of the month\n\nNO HEAD.\nName: Ida.\n"
    )
    reading, found = outline(text)
    assert [text for kind, _, text in found if kind == "heading"] == ["TENANCY FORM", "LANDLORD", "TENANT (2)", "RENT"]
    assert {b.headings[-1]: reading.text[b.start : b.end] for b in reading.blocks if b.headings}["TENANT (2)"] == (
        "Name: Piet Vos"
    )


def test_a_line_of_a_form_beside_another_is_no_heading():
    lines = (
        "Every Monday at noon.",
        "Lead: Ann Lee, phone 33 07 91",
        "Treasurer: Bo Carr",
        "On 11 May Dr. Cole speaks.",
    )
    headings = [
        [text for kind, _, text in outline("Meetings\n\n" + "\n".join(one) + "\n")[1][1:] if kind == "heading"]
        for one in (lines, (lines[0], *lines[2:]))
    ]
    assert headings == [[], ["Treasurer: Bo Carr"]]


def test_a_numbered_list_is_no_row_of_headings():
    _, found = outline("Shopping\n\n1. Bread\n2. Milk\n3. Salt\n\nAll of it from the market, please.\n")
    assert [text for kind, _, text in found if kind == "heading"] in ([], ["Shopping"])


@given(CORNERS)
def test_every_character_but_white_space_is_in_one_block(text):
    blocks = read_plain(text).blocks
    covered = [i for b in blocks for i in range(b.start, b.end)]
    assert covered == sorted(set(covered))
    assert {i for i, char in enumerate(text) if not char.isspace()} <= set(covered)


@pytest.mark.parametrize(
    "piece",
    [
        "Nothing to report, all is well today.\n",
        "12:01:07 INFO a line of a log that is of a middling length, and goes on\n",
        "a\n", "A B\n", "- x\n", "a | b\n", "> x\n", "===\n", "Why?\n", "a.\nb\n", "  x\n\n",
        "2024-03-01 10:00 Ana: fine\n", "1. x ..... 3\n",
    ],
)  # fmt: skip
def test_time_is_linear(piece):
    assert takes_less(4, lambda: read_plain(piece * 10_000))


def test_the_last_lines_of_a_long_run_are_looked_at_as_those_of_a_short_one():
    notes = [f"Note {n} says that all is well on board today." for n in range(300)]
    wrapped = [f"the rest of this was wrapped by hand and goes on in the next line {n:03}" for n in range(20)]
    assert outline("\n".join([*notes, *wrapped]))[1][-1] == outline("\n".join([*notes[-30:], *wrapped]))[1][-1]


LATEX_TABLE = r"""Rates of the Line
Some prose stands before this table, which goes on for a while.
\begin{tabular}{|l|c|c|}
\hline \multirow{2}{*}{ Symbol } & \multicolumn{2}{c|}{Limits} \\
\cline { 2 - 3 } & Min & Max \\
\midrule
Width & 200 &
 300 \\[2pt]
Height & {5 & 6} & \begin{tabular}{l}7 \\ 8\end{tabular} \\

\end{tabular}
What follows is no row of it.
"""


def test_a_table_of_latex_in_plain_text_has_its_cells_where_they_stand():
    reading = read_plain(LATEX_TABLE)
    rows = [block for block in reading.blocks if block.cells]
    assert [(block.kind.value, block.locator.lines, [reading.text[a:b] for a, b in block.cells]) for block in rows] == [
        ("table_header", (3, 5), ["Symbol", "Limits", ""]),
        ("table_header", (5, 6), ["", "Min", "Max"]),
        ("table_row", (7, 8), ["Width", "200", "300"]),
        ("table_row", (9, 11), ["Height", "{5 & 6}", r"\begin{tabular}{l}7 \\ 8\end{tabular}"]),
    ]
    assert reading.text == LATEX_TABLE
    assert reading.blocks[-1].locator.lines == (12, 12)


def test_the_first_row_of_values_heads_a_table_of_latex():
    table = "\\begin{tabular}{lll}\nPlan & Days & Price \\\\\nbasic & 7 & 5 \\\\\npro & 90 & 50 \\\\\n\\end{tabular}\n"
    assert [kind for kind, _, _ in outline(table)[1]] == ["table_header", "table_row", "table_row"]


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        (("Operation & Guest & Administrator", "Deleting folders & No & Yes", "Listing buckets & Yes & Yes"), True),
        (("Control & Effect", "Power button & Turns the system on or off.", "Fan & Cools the board below it."), True),
        (("Hello & 你好 & Nǐ hǎo", "How are you? & 你好吗? & Nǐ hǎo ma?", "Thank you & 谢谢 & Xièxie"), False),
        (("Weight & 5 kg & light", "Height & 3 m & tall", "Depth & 2 m & deep"), False),
        (("Deleting folders & No & No", "Listing buckets & Yes & No"), False),
    ],
)  # fmt: skip
def test_short_names_over_columns_of_words_head_a_table_of_latex(rows, heads):
    table = "\\begin{tabular}{|l|l|l|}\n" + "".join(f"  {row} \\\\\n" for row in rows) + "\\end{tabular}\n"
    assert [kind for kind, _, _ in outline(table)[1]] == [
        "table_header" if heads else "table_row",
        *["table_row"] * (len(rows) - 1),
    ]


LATEX_PIECES = st.lists(
    st.sampled_from(
        [
            "\\begin{tabular}",
            "\\end{tabular}",
            "{|l|",
            "}",
            "{",
            "\\\\",
            "&",
            "\\hline",
            "\\midrule",
            "\\multirow{2}{*}{",
            "\\multicolumn{2}{c}{",
            "[2pt]",
            "\n",
            "\n\n",
            " ",
            "word",
            "\\&",
            "- item",
            "# ",
            "\r\n",
        ]  # fmt: skip
    ),
    max_size=40,
)


@given(LATEX_PIECES)
def test_all_of_tables_of_latex_is_in_one_block(pieces):
    text = "".join(pieces)
    blocks = read_plain(text).blocks
    held = [at for block in blocks for at in range(block.start, block.end) if not text[at].isspace()]
    assert held == [at for at, char in enumerate(text) if not char.isspace()]
    assert all(block.start <= a <= b <= block.end for block in blocks for a, b in block.cells)


@pytest.mark.parametrize(
    "text",
    [
        lambda n: "\\begin{tabular}{l}\n" * n,
        lambda n: "\\begin{tabular}{l}\n" + "\\multirow{2}{*}{" * n + "a" + "}" * n + "\n\\end{tabular}",
        lambda n: "\\begin{tabular}" + "{" * n + "\n\\end{tabular}",
        lambda n: "\\begin{tabular}{l}\n" + "\\hline\n" * n + "a\n\\end{tabular}",
    ],
)
def test_tables_of_latex_take_time_by_their_length(text):
    assert takes_less(10, read_plain, text(20000))
