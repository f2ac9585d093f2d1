"""What authors set apart is shown: whatever overlaps what, the words are theirs, and the HTML nests."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Block, BlockKind, Document, InlineKind, InlineMark, Span
from search_ui.html.author_marks import author_layers, outward
from search_ui.html.layout import layout
from search_ui.html.marks import ANSWER, MARK, PART, Layer, marked, printable

TARGETS = ["https://example.org/?a=1&b=\"'<x>", "mailto:a@example.org", "../b.md", "javascript:alert(1)"]


def document(text, marks, kind=BlockKind.PARAGRAPH):
    return Document(
        "d.md", "d.md", "D", text, "0" * 64, "text/markdown", (Block(kind, 0, len(text)),), marks=tuple(marks)
    )


@st.composite
def spans(draw, length):
    borders = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    return [Span(a, b) for a, b in zip(borders[::2], borders[1::2], strict=False)]


@st.composite
def documents(draw):
    """A document, and layers of what was searched, which overlap its marks in any way."""
    text = draw(st.text(alphabet="<>&'\" ab\n😀", min_size=1, max_size=40))
    marks = [
        InlineMark(*span, kind, draw(st.sampled_from(TARGETS)) if kind is InlineKind.LINK else "")
        for kind in draw(st.sets(st.sampled_from(InlineKind)))
        for span in draw(spans(len(text)))
    ]
    made = document(text, sorted(marks, key=lambda m: (m.start, -m.end, m.kind)))
    return made, [Layer(tags, draw(spans(len(text)))) for tags in (PART, ANSWER, MARK)]


@given(documents(), st.data())
def test_without_its_tags_the_html_is_the_text_and_its_elements_nest(drawn, data):
    made, layers = drawn
    start = data.draw(st.integers(0, len(made.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(made.text))))
    shown = marked(made.text, span, (*author_layers(made, Span(0, len(made.text))), *layers))
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == printable(made.text[span.start : span.end])
    stack = []
    for close, name in re.findall(r"<(/?)(\w+)[^>]*>", shown):
        if close:
            assert stack.pop() == name
        else:
            assert name not in stack or name == "mark", "none is inside of its own kind"
            stack.append(name)
    assert stack == [] and not re.search(r"<(\w+)[^>]*></\1>", shown), "all are closed, none is empty"


@given(documents())
def test_each_link_stays_whole_whatever_was_searched(drawn):
    made, layers = drawn
    whole = Span(0, len(made.text))
    links = author_layers(made, whole)[0]
    shown = marked(made.text, whole, (links, *layers))
    assert shown.count("<a ") == len(links.spans)


def test_links_lead_out_or_nowhere_and_say_whom_they_vouch_for():
    text = "one two three four"
    marks = [InlineMark(at, at + 3, InlineKind.LINK, to) for at, to in zip((0, 4, 8, 14), TARGETS, strict=True)]
    (section,) = layout(document(text, marks))
    assert str(section.parts[0].html) == (
        '<a href="https://example.org/?a=1&amp;b=&#34;&#39;&lt;x&gt;" rel="nofollow noopener noreferrer">one</a> '
        '<a href="mailto:a@example.org" rel="nofollow noopener noreferrer">two</a> three four'
    )


@pytest.mark.parametrize(
    "target", ["javascript:x", "JAVASCRIPT:x", "data:text/html,x", "//example.org", "https:x", "", "x"]
)
def test_nothing_but_the_web_and_mail_is_outward(target):
    assert outward(document("x", []), target) == ""


def test_an_address_that_is_a_link_already_is_no_second_one_and_others_are():
    text = "See https://a.example/x and https://b.example/y."
    (section,) = layout(document(text, [InlineMark(4, 23, InlineKind.LINK, "https://c.example")]))
    assert re.findall(r'<a href="([^"]*)"', section.parts[0].html) == ["https://c.example", "https://b.example/y"]


def test_marks_are_seen_in_what_is_cut_out_and_never_in_code():
    text = "A strong word here."
    mark = InlineMark(2, 13, InlineKind.STRONG)
    (section,) = layout(document(text, [mark]), [Layer(MARK, [Span(9, 13)])], within=Span(5, 19))
    assert section.parts[0].html == "<strong>ong <mark>word</mark></strong> here."
    (section,) = layout(document(text, [], BlockKind.CODE))
    assert section.parts[0].html == text


def test_a_piece_that_is_left_of_a_cut_element_has_no_second_id():
    found = Layer(('<mark id="found">', "</mark>"), [Span(1, 3)], again="<mark>")
    found = found._replace(tags=tuple(map(type(MARK[0]), found.tags)), again=MARK[0])
    made = document("abcd", [InlineMark(2, 4, InlineKind.LINK, "https://a.example")])
    shown = marked("abcd", Span(0, 4), (*author_layers(made, Span(0, 4)), found))
    assert shown.count('id="found"') == 1 and re.sub(r"<[^>]*>", "", shown) == "abcd"
