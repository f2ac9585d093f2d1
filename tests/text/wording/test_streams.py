"""A text as its folded letters and digits, and its words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.text.wording import Stream, fold


def words(text, **options):
    stream = Stream.of(text, **options)
    bounds = [*stream.word_starts.tolist(), len(stream.chars)]
    return [text[slice(*stream.span(a, b))] for a, b in zip(bounds, bounds[1:], strict=False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two", ["One", "two"]),
        ("well-known non- stop", ["well", "known", "non", "stop"]),
        ("1.5 mg, 1,234 x 12:30 3-4 CD4 5%", ["1.5", "mg", "1,234", "x", "12:30", "3", "4", "CD4", "5"]),
        ("it's pa-\ntient o’clock", ["it's", "pa", "tient", "o’clock"]),
        ("東京に行 now", ["東", "京", "に", "行", "now"]),
        ("e\u0301te\u0301 x\ufe0f y", ["e\u0301te\u0301", "x\ufe0f", "y"]),
        ("a--b a_b", ["a", "b", "a", "b"]),
        ("**bo**ld", ["bo", "ld"]),
        ("12,34 and 1 2", ["12,34", "and", "1", "2"]),
        ("ﬁne İs x²", ["ﬁne", "İs", "x²"]),
        ("so\u00adft ho\u200bur", ["so\u00adft", "ho", "ur"]),
        ("…", []),
        ("", []),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "chars"),
    [
        ("Straße ﬁne", "strassefine"),
        ("É e\u0301", "e\u0301e\u0301"),
        ("q\u0307\u0323 q\u0323\u0307", "q\u0323\u0307q\u0323\u0307"),  # marks in one order
        ("x² ½", "x²12"),
        ("a\u034f\ufe0fb", "ab"),
        ("Ⅻ ①", "xii①"),
        ("10^6 10^-6 10⁻⁶", "10⁶10⁻⁶10⁻⁶"),
        ("CO₂ H₂5 10₂", "co2h₂510₂"),
        ("５ ٥ ㎞ ㎡ 𝐱", "55kmm²x"),
        ("5 °C 5℃ 5ºC 5 ° F", "5℃5℃5℃5℉"),
        ("5ᵗʰ 2ⁿ nº", "5th2ⁿno"),
    ],
)
def test_folded_characters(text, chars):
    assert fold(text) == Stream.of(text).chars == chars


def test_markup_is_no_words_where_it_is_told_apart():
    text = "<i>See</i> [this link](http://a.b/c_d) a&nbsp;b < c"
    assert words(text, markup=True) == ["See", "this", "link", "a", "b", "c"]
    assert words(text) == ["i", "See", "i", "this", "link", "http", "a", "b", "c", "d", "a", "nbsp", "b", "c"]
    assert [Stream.has_markup(t) for t in ("<b>", "a](b)", "&quot;", "a < b > c", "AT&T; (b)", "](a b)")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_a_span_is_of_the_text_as_it_is_with_the_marks_on_its_last_letter():
    text = "…a\u0301b\ufe0f\ufe0f c"
    stream = Stream.of(text)
    assert stream.chars == "a\u0301bc"
    assert [text[slice(*stream.span(a, b))] for a, b in ((0, 1), (0, 2), (2, 3), (0, 4), (3, 4))] == [
        "a", "a\u0301", "b\ufe0f\ufe0f", "a\u0301b\ufe0f\ufe0f c", "c",
    ]  # fmt: skip


def test_words_between_two_places():
    stream = Stream.of("One two three, four")
    assert [stream.words_between(a, b) for a, b in ((0, 15), (0, 0), (0, 3), (0, 4), (1, 6), (3, 15), (11, 15))] == [
        4, 0, 1, 2, 1, 3, 1,
    ]  # fmt: skip


@given(st.text(st.sampled_from("abZ1.,-' \n’\u00ad東é"), max_size=40))
@settings(max_examples=200)
def test_words_are_disjoint_and_hold_every_character(text):
    found = words(text)
    assert "".join(fold(word) for word in found) == fold(text)
    reached = 0
    for word in found:
        reached = text.index(word, reached) + len(word)


def test_an_i_without_its_dot_under_an_accent_is_the_letter_with_that_accent():
    assert fold("na\u0131\u0308ve") == fold("naïve") != fold("naive")
    assert fold("\u0131l\u0131k") != fold("ilik")  # Turkish: another letter
