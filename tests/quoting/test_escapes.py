"""A text stays what it says in Markdown and in a page."""

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from indexer.quoting.escapes import markdown_escaped, printable

MARKDOWN = MarkdownIt("commonmark")


def shown(source):
    """The text that a reader of Markdown sees, where it is one paragraph of words alone; else its HTML."""
    html = MARKDOWN.render(source)
    paragraph = re.fullmatch(r"<p>([^<]*)</p>\n", html)
    return unescape(paragraph[1]) if paragraph else html


PIECES = st.sampled_from(["*", "_", "`", "[a](b)", "<b>", "#", "|", "~", "\\", "-", "+", "=", "1.", "2)", "&amp;", "&#65;",
                          "!", "a", "z", " ", "é", ">"])  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=8).map(lambda pieces: " ".join("".join(pieces).split())).filter(bool))
@example("- a")
@example("12. a")
@example("---")
@example("-- -")
@example("-")
@example("1)")
@example("==")
@example("&copy; is a sign")
def test_a_line_is_shown_as_it_is(line):
    assert shown(markdown_escaped(line)) == line
    # As a later line of a paragraph, too: an underline would make the one before it a heading.
    assert shown(f"First\n{markdown_escaped(line)}") == f"First\n{line}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\0b\ud800\udfffc", "a\ufffdb\ufffd\ufffdc"), ("\ud7ff\ue000\x01", "\ud7ff\ue000\x01"), ("😀", "😀")],
)
def test_what_html_cannot_carry_is_replaced_one_for_one(text, expected):
    assert printable(text) == expected
