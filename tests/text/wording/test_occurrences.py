"""When do words stand in a text, and what is only their form?"""

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indexer.text.wording import Stream, fold, marked, occurrences

SOURCE = (
    "The results, in 1,200 pa-\ntients (p<0.05), weren’t ﬁnal: it's a non-toxic dose of 1.5 mg\u00ad per day. “Well-known” "
    "to 5% of users, at -5 degrees; re\u00adsistance and naïve ideas stay. 東京に行きます. IL-6 and CD4 cells."
)


def found(quote, source=SOURCE):
    stream = Stream.of(source)
    return [source[slice(*marked(stream, *place))] for place in occurrences(Stream.of(quote), stream)]


@pytest.mark.parametrize(
    "quote",
    [
        "the RESULTS in 1200 patients",
        "the results — in 1,200 patients",
        "the results in 1,200 pa\u00adtients",
        "weren't final",
        "weren’t fi-\nnal",
        "p < 0.05",
        "it’s a non-toxic dose",
        "it’s a nontoxic dose",
        "1.5 mg per day",
        "1.5mg per day",
        "wellknown to 5% of users",
        "well known to 5 % of users",
        "at −5 degrees",
        "resis-\n  tance and *naïve* **ideas**",
        "nai\u0308ve ideas",
        "ＮＡÏＶＥ ideas",
        "東京に行き",
        "京 に",
        "IL 6 and CD 4 cells",
        "[T]he results",
    ],
)
def test_what_is_form_is_found(quote):
    assert found(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "the result in 1,200 patients",
        "the results in 1,201 patients",
        "the results in 1.200 patients",
        "werent final",
        "its a non-toxic dose",
        "toxic dose",
        "p>0.05",
        "p 0.05",
        "15 mg per day",
        "5 mg per day",
        "1.5",
        "known to 5",
        "5 degrees",
        "naive ideas",
        "per da",
        "he results",
        "resist ance",
        "can",
    ],
)
def test_what_says_something_else_is_not(quote):
    text = SOURCE.replace("1.5 mg", "1.55 mg") if quote == "1.5" else SOURCE
    assert not found(quote, text)


def test_a_deleted_negation_is_not_found_at_a_border():
    assert not found("we can", "Here we can't go.")
    assert found("we can", "Here we can go.")


def test_the_span_is_that_of_the_words_as_they_stand():
    assert found("RESULTS IN 1200 PATIENTS") == ["results, in 1,200 pa-\ntients"]
    assert found("to 5 % of users") == ["to 5% of users"]
    assert found("final it's") == ["ﬁnal: it's"]


TEXT = st.text(
    alphabet=st.sampled_from("abcdeIXzéßﬁŒ東ёй 0123.,-'’“”\n\r\t\u00ad\u0301\u2028\u200d👍%<İςا\u0327\ufe0f\0"),
    max_size=60,
)


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_each_folded_character_knows_where_it_came_from(text):
    stream = Stream.of(text)
    assert stream.chars == fold(text)
    assert len(stream.starts) == len(stream.gaps) == len(stream.chars)
    assert all(a <= b for a, b in zip(stream.starts, stream.starts[1:], strict=False))
    for at in range(len(stream.chars)):
        span = stream.span(at, at + 1)
        if unicodedata.combining(stream.chars[at]) == 0:
            assert stream.chars[at] in fold(text[slice(*span)])


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
@settings(max_examples=300, deadline=None)
def test_whatever_words_are_cut_out_between_spaces_stand_there(text, first, last):
    words = text.split()
    first, last = sorted((first % (len(words) + 1), last % (len(words) + 1)))
    quote = " ".join(words[first:last])
    assume(fold(quote))
    assert list(occurrences(Stream.of(quote), Stream.of(" ".join(words))))


def test_lone_surrogates_and_nul_do_not_stop_it():
    assert found("abc", "\ud800 abc \0 \udfff") == ["abc"]
