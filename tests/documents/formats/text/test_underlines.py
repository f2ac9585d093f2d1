"""Underlined headings, and code behind a double colon, in plain text that is laid out by them."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.content import Content
from indexer.documents.formats.registry import format_of_name

MANUAL = """\
Storage manual
==============

.. note::
   The spindle daemon needs root.

Usage
-----

Example::

    import spindle
    Spindle.Start()

    # Begin
    Config = 3

The text goes on here.

.. code-block:: c
   :linenos:

   Main
   Next

Options
-------

--fast  do it fast

Deeper Things
~~~~~~~~~~~~~

So they are.

Usage again
-----------

Behind.
"""


def read(name, text):
    return format_of_name(name).reader()(Content.of_bytes(name, text.encode()), format_of_name(name).media_type)


def outline(reading):
    return [(b.kind.value, b.level, reading.text[b.start : b.end]) for b in reading.blocks]


def test_headings_are_what_is_underlined():
    reading = read("manual.txt", MANUAL)
    assert reading.text == MANUAL and reading.title == "Storage manual"
    assert [(level, text.split("\n")[0]) for kind, level, text in outline(reading) if kind == "heading"] == [
        (1, "Storage manual"),
        (2, "Usage"),
        (2, "Options"),
        (3, "Deeper Things"),
        (2, "Usage again"),
    ]
    assert [text for kind, _, text in outline(reading) if kind == "code"] == [
        "import spindle\n    Spindle.Start()\n\n    # Begin\n    Config = 3",
        "Main\n   Next",
    ]
    assert reading.blocks[-1].headings == ("Usage again",)


def test_lines_above_and_below_are_a_level_of_their_own():
    reading = read("a.txt", "=====\nTitle\n=====\n\nOne\n=====\n\nx\n\n-----\nTwo\n-----\n\ny\n")
    assert reading.title == "Title"
    assert [(kind, level) for kind, level, _ in outline(reading)] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]


def test_a_directive_says_that_headings_are_underlined():
    text = "Title\n=====\n\nIt is text.\n\n.. note::\n\n   Looks Like One\n\n   It is none.\n\nLooks So Too\n\nText.\n"
    assert [kind for kind, _, _ in outline(read("a.txt", text))].count("heading") == 1
    assert [kind for kind, _, _ in outline(read("a.txt", text.replace("..", "")))].count("heading") > 1


def test_a_line_below_a_paragraph_or_table_is_no_underline():
    text = "One two\nthree\n-------\n\nA | b\n--|--\nc | d\n\nFirst\n-----\n\nx\n\nSecond\n------\n\ny\n"
    headings = [text.split("\n")[0] for kind, _, text in outline(read("a.txt", text)) if kind == "heading"]
    assert headings == ["First", "Second"]


@given(
    st.lists(
        st.sampled_from(["Word", "---", "====", "    in", "::", "x::", ".. note::", "", "- a", "a | b", "-|-", ":o:"])
    )
)
def test_all_but_white_space_is_in_one_block(lines):
    text = "\n".join(["Text", *lines])
    reading, reached = read("a.txt", text), 0
    for block in reading.blocks:
        assert reached <= block.start < block.end and not text[reached : block.start].strip()
        reached = block.end
    assert not text[reached:].strip()
