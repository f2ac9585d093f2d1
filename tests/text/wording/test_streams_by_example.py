"""A text as its letters and digits, each with its place."""

from itertools import pairwise

import pytest

from indexer.model import Span
from indexer.text.wording import Stream, fold, occurrences


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ab-1.", "ab1"),
        ("ﬁne ½", "fine12"),
        ("Straße", "strasse"),
        ("É", "e\u0301"),
        ("a\u0323\u0302", "a\u0323\u0302"),
        ("a\u0302\u0323", "a\u0323\u0302"),
        ("é\u0323", "e\u0323\u0301"),
        ("heart\ufe0f \u034f x\U000e0100\U000e01ef", "heartx"),
        ("…–😀", ""),
    ],
)
def test_folding_leaves_letters_digits_and_accents(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two-three, four.", ["One", "two", "three", "four"]),
        ("1.5 mg of 1,200", ["1.5", "mg", "of", "1,200"]),
        ("1. 5 and 2..5", ["1", "5", "and", "2", "5"]),
        ("IL-6 CD4", ["IL", "6", "CD4"]),
        ("it's the **bold** word", ["it's", "the", "bold", "word"]),
        ("东京 ab", ["东", "京", "ab"]),
        ("wo\u00adrd", ["wo\u00adrd"]),
        ("naïve nai\u0308ve", ["naïve", "nai\u0308ve"]),
        ("…", []),
        ("", []),
    ],
)
def test_words_begin_where_readers_see_them(text, words):
    stream = Stream.of(text)
    starts = stream.word_starts.tolist()
    spans = [stream.span(*bounds) for bounds in pairwise([*starts, len(stream.chars)])] if starts else []
    assert [text[span.start : span.end] for span in spans] == words
    assert stream.words_between(0, len(stream.chars)) == len(words)


def test_words_of_a_stretch_are_those_that_begin_in_it():
    stream = Stream.of("one two three")
    assert [stream.words_between(*place) for place in ((0, 11), (0, 3), (1, 3), (1, 4), (3, 6), (4, 11), (2, 2))] == [
        3, 1, 0, 1, 1, 1, 0
    ]  # fmt: skip


def test_a_span_takes_along_marks_without_a_look():
    stream = Stream.of("a☃\ufe0f b\ufe0f\ufe0f c\u034f")
    assert [stream.span(at, at + 1) for at in range(3)] == [Span(0, 1), Span(4, 7), Span(8, 10)]
    assert stream.span(0, 3) == Span(0, 10)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a <em>b</em> c", "a b c"),
        ("see [this](http://x.y/z) there", "see this there"),
        ("a&nbsp;b &ldquo;c&rdquo;", "a b c"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("f(x) <3", "f(x) <3"),
    ],
)
def test_markup_is_no_word_where_it_may_stand(text, plain):
    assert Stream.of(text, markup=True).chars == Stream.of(plain).chars
    assert Stream.has_markup(text) is (text != plain)
    if text != plain:
        assert Stream.of(text).chars != Stream.of(plain).chars


def test_places_are_those_of_the_text_with_its_markup():
    text = "a <em>bc</em> d"
    stream = Stream.of(text, markup=True)
    assert stream.chars == "abcd" and stream.starts.tolist() == [0, 6, 7, 14]


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        ("1,200", "1200", True),
        ("1,200,000", "1200000", True),
        ("12,000", "12000", True),
        ("1,20", "120", False),
        ("1,2000", "12000", False),
        ("1.200", "1200", False),
        ("1,200,00", "120000", False),
        ("1 200 000", "1200000", True),
        ("1\u202f200", "1200", True),
        ("1\u00a0200\u00a0000", "1,200,000", True),
        ("1 200", "1200", False),  # may be two numbers
        ("in 1998 200 300", "in 1998200300", False),
        ("1\u202f20", "120", False),
        ("1 200 00", "120000", False),
        ("1 200 000 0", "12000000", False),
        ("12,34,567", "1234567", True),  # as in India
        ("12,34,56", "123456", False),
        ("1'234", "1,234", True),
        ("1’234.50", "1234.50", True),
        ("5'10", "510", False),
        ("1.234.567", "1234567", True),
        ("1.234,50", "1234,50", True),
        ("1.234.567.890", "1234567890", False),  # an address of a network
    ],
)
def test_commas_and_spaces_between_thousands_are_form(text, other, same):
    first, second = Stream.of(text), Stream.of(other)
    assert first.chars == second.chars
    assert (first.gaps.tolist() == second.gaps.tolist()) is same


@pytest.mark.parametrize(
    ("source", "quoted", "places"),
    [
        ("il coûte 1 200 euros ici", "coûte 1200 euros", 1),
        ("il coûte 1 200 euros ici", "coûte 1 200", 1),
        ("il coûte 1200 euros ici", "coûte 1 200 euros", 1),
        ("it costs € 1 200 now", "costs € 1200 now", 1),
        ("he paid 1 200.50 then", "paid 1200.50 then", 1),
        ("he paid 1 200.50 then", "paid 1,200.50 then", 1),
        ("a load of 12 500 kg", "of 12500 kg", 1),
        ("a load of 12 500 kg", "of 1 2500 kg", 0),
        ("a load of 12 500 kg", "of 125 00 kg", 0),
        ("he scored 5 300 times", "scored 5300 times", 0),
        ("rooms 5 300 and 6", "rooms 5300 and 6", 0),
    ],
)
def test_a_plain_space_between_thousands_is_form_beside_what_makes_it_one_number(source, quoted, places):
    assert len(list(occurrences(Stream.of(quoted), Stream.of(source)))) == places
