"""HTML between Markdown: parts of a page."""

from indexer.documents.formats.markup.commonmark.markdown import read_markdown


def blocks(text):
    parsed = read_markdown(text)
    return [(b.kind.value, parsed.text[b.start : b.end], b.locator.lines, b.headings) for b in parsed.blocks]


def test_details_go_on_until_their_end_tag():
    text = "# A\n\n<details><summary>Why?</summary>\n\nBecause.\n\n</details>\n\nAfter.\n"
    assert blocks(text) == [
        ("heading", "A", (1, 1), ()), ("heading", "Why?", (3, 3), ()), ("paragraph", "Because.", (5, 5), ("Why?",)),
        ("paragraph", "After.", (9, 9), ()),
    ]  # fmt: skip


def test_a_hidden_part_is_not_read_though_it_is_all_of_its_part():
    assert [text for _, text, _, _ in blocks("one\n\n<p hidden>no</p>\n\n<!-- no -->\n\ntwo\n")] == ["one", "two"]


def test_a_table_of_html_has_rows_and_lines():
    found = blocks("one\n\n<table>\n<tr><th>A<th>B\n<tr><td>1<td>2\n</table>\n")
    assert found[1:] == [("table_header", "A | B", (4, 4), ()), ("table_row", "1 | 2", (5, 5), ())]
