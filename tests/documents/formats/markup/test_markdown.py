"""Markdown: markup goes, structure and lines stay."""

from indexer.documents.formats.markup.markdown import read_markdown


def blocks(reading):
    return [(b.kind.value, reading.text[b.start : b.end], b.locator.lines) for b in reading.blocks]


def test_markdown_loses_its_markup_and_keeps_its_lines():
    found = blocks(
        read_markdown(
            "# A *title*\n\nSome **bold** [link](http://x)\nand more.\n\n- one\n- two\n\n|A|B|\n|-|-|\n|x|y|\n"
        )
    )
    assert found == [
        ("heading", "A title", (1, 1)),
        ("paragraph", "Some bold link and more.", (3, 4)),
        ("list_item", "- one", (6, 6)),
        ("list_item", "- two", (7, 7)),
        ("table_header", "A | B", (9, 9)),
        ("table_row", "x | y", (11, 11)),
    ]
