"""When do words stand in a text, and what is only their form?"""

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indexer.text.wording import Stream, every_place, fold, marked, occurrences

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


@pytest.mark.parametrize(
    ("quote", "source", "expected"),
    [
        # Lines that are marked as quoted, or as items, and symbols that look like it.
        ("a b", "x\n> a\n> b", ["a\n> b"]),
        ("a b", "a\r\n > > b", ["a\r\n > > b"]),
        ("a b", "a\n>\n> b", ["a\n>\n> b"]),
        ("one two", "one\n+ two", ["one\n+ two"]),
        ("one two", "one\n+two", []),
        ("one two", "one + two", []),
        ("a b", "if a > b then", []),
        ("p 0.05", "so p > 0.05 it is", []),
        ("p > 0.05", "so p >0.05 it is", ["p >0.05"]),
        # Numbers with their signs, symbols and separators.
        ("1 2", "1 + 2", []),
        ("$5", "it cost $5 now", ["$5"]),
        ("5", "it cost $5 now", []),
        ("5", "5% of it", []),
        ("5%", "5% of it", ["5%"]),
        ("-5", "at -5 now", ["-5"]),
        ("−5", "at -5 now", ["-5"]),
        ("5", "at (-5) now", []),
        ("5", "pages 4-5 now", ["5"]),
        ("4-5", "pages 4–5", ["4–5"]),
        ("0.5", "some .5 of it", []),
        ("of .5 and", "of .5 and", ["of .5 and"]),
        ("of 5 and", "of .5 and", []),
        ("1/2", "1⁄2 cup", ["1⁄2"]),
        ("1 2", "1/2 cup", []),
        ("12:30", "at 12:30", ["12:30"]),
        ("12 30", "at 12:30", []),
        ("1234", "some 1,234 of", ["1,234"]),
        ("1,234", "some 1234 of", ["1234"]),
        ("12,34", "some 1234 of", []),
        ("234", "some 1,234 of", []),
        ("x ≤ 5", "if x ≤ 5 then", ["x ≤ 5"]),
        ("x < 5", "if x ≤ 5 then", []),
        # Words with figures, apostrophes and hyphens.
        ("CD", "CD4 cells", []),
        ("4 cells", "CD4 cells", []),
        ("CD-4", "CD4 cells", ["CD4"]),
        ("rock n roll", "rock 'n' roll", ["rock 'n' roll"]),
        ("tall", "5'tall", ["tall"]),
        ("don", "don't", []),
        ("known", "well-known", ["known"]),
        ("known", "un-known", []),
        ("toxic", "anon-toxic", ["toxic"]),
        ("toxic", "non toxic", ["toxic"]),
        ("toxic", "non-\ntoxic", []),
        ("overview", "over*view*", ["over*view"]),
        ("overview", "over *view*", []),
        ("overview", "over - view", []),
        # Long gaps.
        ("a b", f"a {'.' * 300} b", [f"a {'.' * 300} b"]),
        ("a b", f"a {'%' * 300} b", []),
        ("a b", "a" + " " * 120 + "%" + " " * 120 + "b", ["a" + " " * 120 + "%" + " " * 120 + "b"]),
        # Every place, those that overlap too.
        ("aa aa", "aa aa aa", ["aa aa", "aa aa"]),
        ("", "anything", []),
    ],
)  # fmt: skip
def test_every_place_and_no_other(quote, source, expected):
    assert found(quote, source) == expected


@given(st.text("ab", max_size=12), st.text("ab", min_size=1, max_size=3))
def test_every_place_of_a_string(within, part):
    expected = [at for at in range(len(within)) if within.startswith(part, at)]
    assert list(every_place(part, within)) == expected
    assert list(every_place(part.encode(), within.encode())) == expected


@pytest.mark.parametrize("part", ["non", "un", "anti", "not", "no", "dis", "in", "im", "contra", "nicht"])
def test_what_is_denied_by_a_part_before_it_does_not_stand_there(part):
    for hyphen in ("-", "\u2010", "-\n  "):
        assert not found("toxic dose", f"a {part}{hyphen}toxic dose")
        assert not found("toxic dose", f"{part}{hyphen}toxic dose")
        assert found("toxic dose", f"a x{part}{hyphen}toxic dose")  # of another word
    assert found("toxic dose", f"a {part} toxic dose") and found(f"{part}-toxic dose", f"a {part}-toxic dose")


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
@settings(max_examples=300)
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
@settings(max_examples=300)
def test_whatever_words_are_cut_out_between_spaces_stand_there(text, first, last):
    words = text.split()
    first, last = sorted((first % (len(words) + 1), last % (len(words) + 1)))
    quote = " ".join(words[first:last])
    assume(fold(quote))
    assert list(occurrences(Stream.of(quote), Stream.of(" ".join(words))))


def test_lone_surrogates_and_nul_do_not_stop_it():
    assert found("abc", "\ud800 abc \0 \udfff") == ["abc"]


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("كتب الطالب", "كَتَبَ الطَّالِبُ الدَّرْسَ"),  # without the signs for vowels, as most texts are written
        ("كَتَبَ الطَّالِبُ", "كتب الطالب الدرس"),
        ("كـــتب", "كَتَبَ الدَّرْسَ"),
        ("الطّالب هنا", "الطَّالِبُ هُنَا"),  # only some of them
        ("الطَالب هنا", "الطّالب هنا"),
        ("בָּרָא אלהים", "בָּרָ֣א אֱלֹהִ֑ים"),  # with the signs for singing, and without
        ("הספר הזה", "הַסֵּפֶר הַזֶּה נמצא"),
        ("Елка и все", "Ёлка и всё"),
    ],
)
def test_signs_that_most_texts_leave_out_are_form(quote, source):
    assert found(quote, source)


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("كُتِبَ الدرس", "كَتَبَ الدَّرْسَ"),  # "was written", "he wrote"
        ("סִפֵּר", "סֵפֶר"),
        ("أكل", "اكل"),
    ],
)
def test_other_vowels_are_other_words(quote, source):
    assert not found(quote, source)


@pytest.mark.parametrize(("word", "count"), [("서울", 2), ("물", 1), ("무", 0), ("울은", 0)])
def test_a_korean_word_has_its_places_with_particles_too(word, count):
    source = Stream.of("서울은 크다. 서울 사람이 물을 마셨다.")
    assert len(list(occurrences(Stream.of(word), source, every=True))) == count
    assert not list(occurrences(Stream.of("물"), source))
