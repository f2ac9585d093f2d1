"""Marks from offsets: nothing is lost, nothing is added, nothing is believed to be HTML."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from indexer.model import Hit, Locator, Passage, Span
from indexer.model.stated.day_words import day_of, short_day_of
from search_ui.api.offsets import Utf16, in_utf16
from search_ui.html import nesting
from search_ui.html.author_marks import links_in
from search_ui.html.marks import ANSWER, MARK, PART, Layer, breakable, hit_layers, marked, printable, shortened
from search_ui.translations.page_languages import language_of

TEXTS = st.text(max_size=60) | st.text(alphabet="<>&'\"/ ab\r\n;#İé😀\u2028", max_size=60)


@st.composite
def layers(draw, length):
    """Up to three layers of sorted, disjoint spans."""
    made = []
    for tags in draw(st.lists(st.sampled_from([PART, ANSWER, MARK]), max_size=3)):
        borders = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
        made.append(Layer(tags, [Span(a, b) for a, b in zip(borders[::2], borders[1::2], strict=False)]))
    return made


def stripped(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@given(TEXTS, st.data())
def test_without_its_tags_the_html_is_exactly_the_slice(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = marked(text, Span(start, end), data.draw(layers(len(text))))
    assert stripped(made) == printable(text[start:end])


@given(TEXTS, st.data())
def test_only_our_own_tags_are_made_and_they_nest(text, data):
    made = marked(text, Span(0, len(text)), data.draw(layers(len(text))))
    stack = []
    for tag in re.findall(r"<[^>]*>", made):
        if tag.startswith("</"):
            assert stack.pop() == tag[2:-1]
        else:
            assert tag in (PART[0], ANSWER[0], MARK[0])
            stack.append(re.match(r"<(\w+)", tag)[1])
    assert stack == []


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://example.org/a_(b)?c=1&d=%20. Then go.", ["https://example.org/a_(b)?c=1&d=%20"]),
        ("(http://example.org/x), mailto:me@example.org!", ["http://example.org/x", "mailto:me@example.org"]),
        ("javascript:alert(1) ftp://example.org data:text/html,x file:///etc //example.org http:x", []),
        ("https://example.org/cut-\nhere and https://example.org/whole\nhere", ["https://example.org/whole"]),
        (
            'https://example.org/"onclick="alert(1) <https://example.org/<b>',
            ["https://example.org/", "https://example.org/"],
        ),
    ],
)
def test_addresses_in_a_text_are_links_that_vouch_for_nothing(text, addresses):
    made = marked(text, Span(0, len(text)), [links_in(text, Span(0, len(text)))])
    assert [
        html.unescape(a) for a in re.findall(r'<a href="([^"]*)" rel="nofollow noopener noreferrer">', made)
    ] == addresses
    assert stripped(made) == text and made.count("<a ") == made.count("</a>") == len(addresses)


def test_a_mark_over_a_link_stays_whole_and_thousands_of_links_are_no_burden():
    text = "Read https://example.org/tears today."
    span = Span(0, len(text))
    made = marked(text, span, [Layer(ANSWER, [span]), links_in(text, span)])
    assert made.startswith('<mark class="answer">Read <a href="https://example.org/tears"') and made.count("<mark") == 1
    many = "https://example.org/x " * 5000
    assert marked(many, Span(0, len(many)), [links_in(many, Span(0, len(many)))]).count("<a ") == 5000


@given(TEXTS, st.data())
def test_every_mark_covers_its_own_span(text, data):
    borders = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(a, b) for a, b in zip(borders[::2], borders[1::2], strict=False)]
    made = marked(text, Span(0, len(text)), [Layer(MARK, spans)])
    assert [html.unescape(m) for m in re.findall(r"<mark>(.*?)</mark>", made, re.S)] == [
        printable(text[a:b]) for a, b in spans
    ]


@given(TEXTS, st.data())
def test_elements_that_nest_are_written_as_those_that_have_to_be_cut(text, data):
    length = len(text)
    spans = data.draw(
        st.lists(st.tuples(st.integers(0, length), st.integers(0, length), st.integers(0, 3)), max_size=6)
    )

    def elements():
        return [
            nesting.Element(a, b, rank, Markup(f"<i{n}>"), Markup(f"<j{n}>"), Markup(f"</{n}>"))
            for n, (a, b, rank) in enumerate(spans)
            if a < b
        ]

    written = nesting.nested(text, Span(0, length), elements())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nesting, "_nesting", lambda *_: None)
        assert nesting.nested(text, Span(0, length), elements()) == written


def test_an_answer_holds_its_marks():
    text = "It is. Tears come & go. So."
    made = marked(text, Span(0, len(text)), [Layer(ANSWER, [Span(7, 23)]), Layer(MARK, [Span(7, 12), Span(24, 26)])])
    assert made == 'It is. <mark class="answer"><mark>Tears</mark> come &amp; go.</mark> <mark>So</mark>.'


def test_a_mark_across_the_border_of_an_answer_is_opened_anew():
    made = marked("abcd", Span(0, 4), [Layer(ANSWER, [Span(0, 2)]), Layer(MARK, [Span(1, 3)])])
    assert made == '<mark class="answer">a<mark>b</mark></mark><mark>c</mark>d'


def test_a_hit_is_marked_by_document_offsets_moved_to_its_passage():
    passage = Passage("p", "d", "0", 100, 105, "a b c", (), "", (Span(100, 105),), Locator())
    hit = Hit(passage, 1.0, 1, marks=(Span(102, 103),), answer=Span(100, 105))
    made = marked(passage.text, Span(0, 5), hit_layers(hit, by=-100))
    assert made == '<mark class="answer">a <mark>b</mark> c</mark>'


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.data())
def test_utf16_offsets_count_as_javascript_does(text, data):
    offset = data.draw(st.integers(0, len(text)))
    units = text.encode("utf-16-le")
    assert units[: 2 * Utf16(text)(offset)].decode("utf-16-le") == text[:offset]


def test_utf16_offsets_of_signs_beyond_the_first_plane():
    assert [Utf16("a😀é\U00010348")(i) for i in range(5)] == [0, 1, 3, 4, 6]
    assert Utf16("\ud800x")(2) == 2


@given(st.text(alphabet="a😀é\ud800", max_size=12), st.data())
def test_utf16_offsets_lead_back_to_their_code_points(text, data):
    offset = data.draw(st.integers(0, len(text)))
    count = Utf16(text)
    assert count.code_point(count(offset)) == offset


def test_an_object_is_counted_in_the_text_that_it_names_and_all_else_in_its_own():
    texts = {("d", "1"): "😀😀😀", ("e", "2"): "aaa"}
    inner = {"document_id": "e", "revision": "2", "start": 1, "end": 3, "marks": [[1, 2]]}
    body = {
        "start": 1,
        "hits": [{"document_id": "d", "revision": "1", "start": 1, "answer": {"end": 2}, "of": [inner]}],
    }
    made = in_utf16(body, lambda *key: texts[key])
    assert made == {
        "start": 1,
        "hits": [{"document_id": "d", "revision": "1", "start": 2, "answer": {"end": 4}, "of": [inner]}],
    }
    assert in_utf16({"start": 1}, lambda *key: "", own=Utf16("😀")) == {"start": 2}


def test_a_path_may_break_after_slashes_and_stays_text():
    assert breakable("a/<b>/\0") == "a/<wbr>&lt;b&gt;/<wbr>\ufffd"


@pytest.mark.parametrize(
    ("value", "shown"), [("a\0b", "a\ufffdb"), ("\ud800", "\ufffd"), ("é😀", "é😀"), (3, 3), (MARK[0], MARK[0])]
)
def test_what_html_cannot_carry_is_replaced_one_for_one(value, shown):
    assert printable(value) == shown


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-05-03T10:00:00+00:00", "3 May 2026"), ("2026-11-23T01:02:03Z", "23 November 2026"), ("", "")],
)
def test_days_in_words(moment, day):
    assert day_of(moment) == day


@pytest.mark.parametrize(
    ("code", "day", "short"), [("fr", "1er mai 2026", "1er mai 2026"), ("de", "1. Mai 2026", "1. Mai 2026")]
)
def test_the_first_of_a_month_as_a_language_says_it(code, day, short):
    language = language_of(code)
    assert language.said(day_of("2026-05-01")) == day
    assert language.said(short_day_of("2026-05-01")) == short
    assert day_of("2026-05-01") == "1 May 2026"


def test_of_a_long_title_the_ends_are_seen_and_all_is_there():
    title = "Minutes of the Technical Steering Committee <TSC>, regular meeting of 2024-07-24"
    made = shortened(title)
    assert re.sub(r'<span class="unseen">.*?</span>', "", made).replace("&gt;", ">") == (
        'Minutes of the <span aria-hidden="true">… </span>meeting of 2024-07-24'
    )
    assert stripped(made.replace('<span aria-hidden="true">… </span>', "")) == title
    for short in ("Terms and conditions", "a/folder/that/is/rather/long/and/has/no/spaces/at/all.md", "x" * 60 + " y"):
        assert shortened(short) == breakable(short)
