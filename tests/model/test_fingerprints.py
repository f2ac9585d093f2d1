"""The sum of some words: the same for the same words, another for others, written in letters that are read back."""

import random

import pytest

from indexer.model import Span
from indexer.model.fingerprints import Fingerprint, plain
from indexer.quoting.standing.quoted_places import place_by_sum, places_by_sum

TEXT = "One owl sat. **Two** owls   sat by the barn.\n\n> One owl sat by the pond, and İ\u2028🦉 too."


def of(text, start, end, context=32):
    return Fingerprint.of(text[start:end], text[max(start - context, 0) : start], text[end : end + context])


def test_every_stretch_is_found_where_it_stands_and_written_sums_are_read_back():
    for start in range(0, len(TEXT), 3):
        for end in range(start + 4, len(TEXT), 7):
            made = of(TEXT, start, end)
            assert Fingerprint.parsed(str(made)) == made and made.fits(TEXT[start:end])
            places = places_by_sum(made, TEXT)
            assert all(plain(TEXT[slice(*place)]) == plain(TEXT[start:end]) for place in places)
            own = place_by_sum(TEXT, places, made)
            assert own and start <= own.start < own.end <= end


def test_places_are_those_that_a_plain_search_finds():
    text = "".join(random.Random(5).choices("ab \n*", k=4000))
    for size in (3, 9, 20):
        words = text[1000 : 1000 + size].strip("* \n")
        made = Fingerprint.of(words, "", "")
        whole, own = plain(text), plain(words)
        expected = sum(whole.startswith(own, at) for at in range(len(whole)))
        assert len(places_by_sum(made, text)) == min(expected, 101) >= 1


@pytest.mark.parametrize("other", ["One owl sad", "one owl sat", "One owl sat s", "Oneowl sat", "On eowl sat", ""])
def test_other_words_have_another_sum(other):
    assert not of(TEXT, 0, 11).fits(other)


def test_of_equal_places_the_one_among_its_own_words_is_meant():
    second = TEXT.index("One owl", 1)
    for start in (0, second):
        made = of(TEXT, start, start + 11)
        places = places_by_sum(made, TEXT)
        assert places == [Span(0, 11), Span(second, second + 11)]
        assert place_by_sum(TEXT, places, made) == Span(start, start + 11)
    bare = Fingerprint.of("One owl sat", "", "")
    assert place_by_sum(TEXT, places_by_sum(bare, TEXT), bare) is None


def test_words_in_another_format_are_the_same():
    made = of(TEXT, 13, 44)
    html = "Owls: Two owls sat\nby the barn."
    assert [html[slice(*place)] for place in places_by_sum(made, html)] == ["Two owls sat\nby the barn."]


@pytest.mark.parametrize("written", ["", "a" * 26, "a" * 32, "A" * 27, "é" * 28, "a" * 27 + "1"])
def test_what_is_no_sum_is_an_error(written):
    with pytest.raises(ValueError, match="no sum of words"):
        Fingerprint.parsed(written)


def test_a_text_that_is_one_word_over_and_over_is_looked_through_at_once():
    text = "tick tock " * 20_000
    assert len(places_by_sum(Fingerprint.of(text[:100_000], "", ""), text)) > 1
    assert places_by_sum(Fingerprint.of("***", "", ""), text) == []
