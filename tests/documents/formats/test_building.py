"""Text that is put together of blocks: where a table ends."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder, is_one_table, picture_name
from indexer.documents.formats.registry import format_of_name
from indexer.model import BlockKind, Locator

HTML = "<table><tr><th>A<th>B<tr><td>1<td>2</table>\n<table><tr><td>x<td>y<tr><td>z<td>w</table>"
GRID = "=  =\nA  B\n=  =\n1  2\n=  =\n\n..\n\n=  =\nx  y\nz  w\n=  =\n"
MARKDOWN = "| A | B |\n|---|---|\n| 1 | 2 |\n\n| C | D |\n|---|---|\n| 3 | 4 |\n"


@pytest.mark.parametrize(("name", "text"), [("a.html", HTML), ("a.rst", GRID), ("a.md", MARKDOWN)])
def test_two_tables_that_follow_one_another_are_two(name, text):
    form = format_of_name(name)
    parsed = form.reader()(Content.of_bytes(name, text.encode()), form.media_type)
    rows = [b for b in parsed.blocks if b.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)]
    assert [is_one_table(parsed.text, one, other) for one, other in zip(rows, rows[1:], strict=False)] == [
        True, False, True,
    ]  # fmt: skip


def test_an_end_without_a_table_changes_nothing():
    builder = TextBuilder()
    for word in ("one", "two"):
        builder.add(BlockKind.LIST_ITEM, f"- {word}", Locator(), level=1)
        builder.end_table()
    builder.add_row(BlockKind.TABLE_ROW, ["a", ""], Locator())
    builder.add_row(BlockKind.TABLE_ROW, ["", "b"], Locator())
    assert builder.document().text == "- one\n- two\n\na | \n | b"


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("A heron at  the\nweir", "A heron at the weir"),
        ("avatar", ""),
        ("Image 3", ""),
        ("a screenshot", ""),
        ("enter image description here", ""),
        ("Screenshot of the settings", "Screenshot of the settings"),
        ("Foto", ""),
        ("weir.JPG", ""),
        ("C:\\pictures of us\\weir.png", ""),
        ("https://example.org/weir", ""),
    ],
)
def test_words_that_name_a_file_or_only_a_sort_of_picture_say_nothing_of_it(description, name):
    assert picture_name(description) == name


@pytest.mark.parametrize(
    ("name", "page", "shown"),
    [
        ("a.md", 'One ![](a.png "weir.png") two ![avatar](a.png "A heron") end\n', "One two A heron end"),
        ("a.org", "One\n#+attr_html: :alt weir.png :width 5\n[[file:a.png]]\n", "One"),
        ("a.adoc", "One image:a.png[avatar] two image:b.png[A heron] end\n", "One two A heron end"),
        ("a.wiki", "One [[File:a.png|thumb|alt=image|b.png]] end\n", "One end"),
        ("a.rst", "One |x| two\n\n.. |x| image:: a.png\n   :alt: avatar\n", "One two"),
    ],
)
def test_nor_does_one_inside_of_a_line_say_something_by_the_name_of_a_file(name, page, shown):
    form = format_of_name(name)
    parsed = form.reader()(Content.of_bytes(name, page.encode()), form.media_type)
    assert " ".join(parsed.text.split()) == shown


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.adoc", "a.rst"])
def test_a_picture_of_which_nothing_is_said_parts_no_quotation(name):
    pages = {
        "a.md": "Read it. ![avatar](a.png)\n\n![A heron](h.png)\n",
        "a.html": "<p>Read it. <img alt=avatar><p><img alt='A heron'>",
        "a.adoc": "Read it.\n\nimage::a.png[avatar]\n\nimage::h.png[A heron]\n",
        "a.rst": "Read it.\n\n.. image:: a.png\n   :alt: avatar\n\n.. image:: h.png\n   :alt: A heron\n",
    }
    form = format_of_name(name)
    parsed = form.reader()(Content.of_bytes(name, pages[name].encode()), form.media_type)
    assert parsed.text.split("\n\n") == ["Read it.", "A heron"]
