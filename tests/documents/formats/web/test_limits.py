"""Whatever a page is made of, it is read in time that grows with it, and nothing vanishes in deep nesting."""

import pytest

from indexer.documents.formats.web.page import read_html
from tests.cpu import cpu_seconds, takes_less

#: Small files are read without a process of their own, so that nothing ends what takes long.
SMALL = 16 * 1024
PIECES = [
    "<![CDATA[", "<!--", "<b", "<b ",
    "<a ", "<a='", "<a =", "</", "<", "&#10", "<div>", "<a>", "<b>", "<b><i><p></b></i>",
    "<table>", "<table><td>", "<ul><li>", "<select><option>", "<script>", "<svg><p>", "<form><div></form>", "<x><div></x>",
    "<p><b x=@></p>", "<nobr>", "<div hidden>", "<nav><a href=x>y", "<ruby>a<rt>b", "<sup>1",
    "<details><summary>", "<dl><dt>?",
    "<img alt=x>", "<figure><img alt=x><figcaption>", "<template>", "<title>", "<svg><text>a", "<table><tr><td>x<table>",
]  # fmt: skip


def page_of(piece, size):
    return "".join(piece.replace("@", str(n)) for n in range(size // len(piece)))


@pytest.mark.parametrize("piece", [*PIECES[:4], *(pytest.param(piece, marks=pytest.mark.long) for piece in PIECES[4:])])
def test_the_worst_small_page_is_read_at_once(piece):
    assert takes_less(2, read_html, page_of(piece, SMALL))


@pytest.mark.parametrize("piece", ["<![CDATA[", "<!--", "<b", "<div>", "<a ", "</x>"])
def test_a_page_of_nothing_but_beginnings_is_read_in_linear_time(piece):
    small = cpu_seconds(read_html, piece * 20_000)
    assert takes_less(40 * max(small, 0.01), read_html, piece * 200_000)


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul", "b", "span", "table"])
def test_nothing_vanishes_in_deep_nesting(tag):
    text = read_html("".join(f"<{tag}>w{n} " for n in range(2000)) + f"</{tag}>" * 2000 + "<p>end").text
    assert [word for word in text.split() if word[0] == "w"] == [f"w{n}" for n in range(2000)] and text.endswith("end")


@pytest.mark.parametrize("piece", ["x<sub>2</sub>", "9<sup>2</sup>", "<sub>2</sub>"])
def test_many_raised_and_lowered_numbers_take_time_in_proportion(piece):
    small = cpu_seconds(read_html, f"<p>{piece * 2_000}</p>")
    assert takes_less(20 * max(small, 0.01), read_html, f"<p>{piece * 20_000}</p>")
