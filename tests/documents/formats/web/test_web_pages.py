"""HTML: what a reader of the page sees, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.formats.markup.html import read_html


def blocks(parsed):
    return [(b.kind.value, parsed.text[b.start : b.end], b.locator.lines) for b in parsed.blocks]


def test_html_drops_what_is_not_content():
    page = """<html><head><title>T</title><style>x</style></head><body><nav>menu</nav>
<h1>Head</h1><p>One &amp; two<p hidden>secret</p><div style="display:none">gone</div>
<details><summary>Why?</summary>Because.</details><script>evil()</script><footer>foot</footer></body></html>"""
    parsed = read_html(page)
    assert [(kind, text) for kind, text, _ in blocks(parsed)] == [
        ("heading", "Head"), ("paragraph", "One & two"), ("heading", "Why?"), ("paragraph", "Because."),
    ]  # fmt: skip
    assert parsed.blocks[-1].headings == ("Why?",)
    assert parsed.blocks[1].locator.lines == (2, 2)


@given(st.text(st.sampled_from("<>/pdivulltabrh1 =\"'&;a\n"), max_size=200))
def test_broken_html_never_raises(page):
    parsed = read_html(page)
    assert all(parsed.text[b.start : b.end].strip() for b in parsed.blocks)


@pytest.mark.parametrize("start", ["--5", "9" * 5000, "²", "", "x"])
def test_a_list_that_starts_at_no_number_starts_at_one(start):
    assert blocks(read_html(f"<ol start='{start}'><li>a</ol>")) == [("list_item", "1. a", (1, 1))]


def test_a_list_may_start_anywhere():
    assert [text for _, text, _ in blocks(read_html("<ol start=-1><li>a<li>b</ol><ol start=7><li>c</ol>"))] == [
        "-1. a", "0. b", "7. c",
    ]  # fmt: skip


@pytest.mark.parametrize("section", ["<![unknown[x]>", "<![if !ie]>", "<![ x>", "<![cdata[x]]>"])
def test_a_marked_section_of_any_kind_leaves_nothing_behind(section):
    assert [text for _, text, _ in blocks(read_html(f"<p>a {section}b</p>"))] == ["a b"]


def test_a_table_inside_a_cell_loses_nothing_and_breaks_no_row():
    page = "<table><tr><td>a<table><tr><th>B</th>c</table>d</td><td>e</td></tr></table>"
    assert blocks(read_html(page)) == [("table_header", "B c", (1, 1)), ("table_row", "a d | e", (1, 1))]


@pytest.mark.parametrize("reference", ["&#10;", "&#13;", "&#x0A;", "&#010", "&NewLine;"])
def test_a_line_break_by_reference_is_none_of_the_file(reference):
    found = blocks(read_html(f"<p>{reference}a{reference}b\n<p>c<pre>d{reference}e</pre>"))
    assert found == [("paragraph", "a b", (1, 1)), ("paragraph", "c", (2, 2)), ("code", "d\ne", (2, 2))]
    assert [text for _, text, _ in blocks(read_html("<p>&#101;&#x0D0;&#1000;"))] == ["eÐϨ"]
