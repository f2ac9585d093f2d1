"""Quotation marks and dashes: what they mean in a short search, and that they mean nothing in a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import ANYTHING, Stated
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()
CALM = [("calm", "tears")]


def read(question, language="english"):
    query = (ANALYZER if language == "english" else Analyzer(language)).question(question)
    return list(query.phrases), list(query.excluded), query.typed.search


@pytest.mark.parametrize(
    "question",
    ['"calm tears"', "“calm tears”", "„calm tears“", "„calm tears”", "”calm tears”", "«calm tears»", "« calm tears »",
     "»calm tears«", "‹calm tears›", "›calm tears‹", "‘calm tears’", "‚calm tears‘", "「calm tears」", "『calm tears』",
     "〝calm tears〟", "＂calm tears＂", "｢calm tears｣", "“calm tears\"", "\"calm tears”", "(“calm tears”)",
     '"calm tears".'],
)  # fmt: skip
def test_the_marks_of_all_languages_quote(question):
    assert read(question) == (CALM, [], True)


@pytest.mark.parametrize(
    "question",
    ['calm "tears', 'calm" tears "sad', 'rock"n"roll', '5" pipe 6" long', '7"-8" tall', "rock ‘n’ roll", "rock 'n' roll",
     "don't the dogs' bones", 'a lone " quote', '"" "…" tears', "tears «", "“tears", "calm ” tears", "''calm''"],
)  # fmt: skip
def test_marks_that_are_no_pair_or_stand_inside_words_quote_nothing(question):
    assert read(question)[0] == []


@pytest.mark.parametrize(
    ("question", "search"),
    [
        ('"calm tears fall at night in the house by the sea"', True),  # nothing else, however long
        ('"what is love?"', True),
        ('"calm tears" "sad songs"', True),
        ('"calm tears" fall in the night', True),
        ('"calm tears" fall in the long night', False),
        ('"calm tears"?', False),
        ('what are "calm tears"', False),
        ('is "calm tears" healthy', False),
        ('"calm tears" ¿son sanas?', False),
        ('was sind "calm tears"', False),
        ('qu\'est-ce que "calm tears"', False),
        ('cómo curar "calm tears"', False),
        ('cosa sono "calm tears"', False),
        ('что такое "calm tears"', False),
        ('ما هي "calm tears"', False),
        ('"calm tears" क्या है', False),
        ('"calm tears" nedir', False),
        ('"calm tears" là gì', False),
        ('什么是"calm tears"', False),
        ('"calm tears"とは', False),
        ('"calm tears" 무엇', False),
        ('"calm tears" คืออะไร', False),
        ('dove "calm tears"', True),  # a bird; Italian's "where" below
    ],
)
def test_a_short_search_asks_nothing(question, search):
    assert read(question)[2] is search


def test_some_words_ask_in_their_language_alone():
    assert not read('dove "calm tears"', "italian")[2] and not read('hoe "calm tears" werkt', "dutch")[2]


@pytest.mark.parametrize(
    ("question", "excluded"),
    [
        ("tears -calming", [("calm",)]),
        ('tears -"calm days"', [("calm", "day")]),
        ("tears -calm -sad, -old.", [("calm",), ("sad",), ("old",)]),
        ('"calm tears" -sad', [("sad",)]),
        ("绿茶 -红茶", [("红茶",)]),
        ("one two three four five -six", [("six",)]),
        ("one two three four five six -seven", []),
        ("what calms tears -sad", []),
        ("calm tears -sad?", []),
        ("-calm tears", []),
        ("tears -calm sad", []),
        ("-calm", []),
        ('-"calm tears"', []),
        ("tears - calm", []),
        ("tears –calm", []),
        ("tears —calm", []),
        ("tears −calm", []),
        ("well-known tears", []),
        ("cold -5", []),
        ("cold -5mg", []),
        ("git --flag", []),
        ("ls -l", []),
        ('a "calm -tears"', []),
    ],
)
def test_a_dash_excludes_only_a_word_at_the_end_of_a_short_search(question, excluded):
    query = ANALYZER.question(question)
    assert list(query.excluded) == excluded
    assert not {t.term for t in query.terms} & {term for e in excluded for term in e}
    assert query.terms


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("tears author:smith", Stated(("smith",))),
        ('tears author:"Jane Smith" -night', Stated(("Jane Smith",))),
        ("tears -night AUTHOR:smith, author:bronte.", Stated(("smith", "bronte"))),
        ('"calm tears" author:smith', Stated(("smith",))),
        ("tears after:2020", Stated(since=date(2021, 1, 1))),
        ("tears before:2021-06 after:2020-02-28", Stated(since=date(2020, 2, 29), until=date(2021, 5, 31))),
        ("tears after:2020 after:2022", Stated(since=date(2023, 1, 1))),
        ("what are tears author:smith", ANYTHING),
        ("tears author:smith?", ANYTHING),
        ("author:smith tears", ANYTHING),
        ("one two three four five six author:smith", ANYTHING),
        ("author:smith", ANYTHING),
        ("tears author: smith", ANYTHING),
        ("tears coauthor:smith", ANYTHING),
        ("tears before:dinner", ANYTHING),
        ('"tears author:smith" calm', ANYTHING),
    ],
)
def test_a_key_chooses_documents_only_at_the_end_of_a_short_search(question, stated):
    query = ANALYZER.question(question)
    assert query.typed.stated == stated
    assert stated == ANYTHING or not {"author", "smith", "2020"} & {t.term for t in query.terms}
    assert ANALYZER.question(question, keys=False).typed.stated == ANYTHING


def test_keys_that_choose_nothing_are_told_and_the_rest_of_the_question_is_known():
    assert ANALYZER.question("what are tears author:smith").typed.unused == ("author:smith",)
    assert ANALYZER.question("tears author:smith -night").typed.words.split() == ["tears", "-night"]
    assert ANALYZER.question("tears before:dinner").typed.unused == ()


def test_what_was_typed_is_kept_to_be_told():
    typed = ANALYZER.question('"Calm  tears" night -Hormones.').typed
    assert (typed.quoted, typed.left_out, typed.kept, typed.search) == (("Calm tears",), ("Hormones",), (), True)
    assert ANALYZER.question("what calms -hormones?").typed.kept == ("hormones",)
    assert ANALYZER.question("-hormones").typed.kept == ("hormones",)
    assert ANALYZER.question("git --flag -v -5").typed.kept == ()


def test_one_word_in_marks_is_a_phrase_in_a_search_alone():
    assert read('"calm" tears')[0] == [("calm",)]
    assert read('what is a "calm" tear?')[0] == []
    assert read('what is "post-coital"?')[0] == [("post", "coital")]
    assert read("什么是「机器学习」")[0]


def test_a_phrase_is_looked_for_once_and_no_more_than_eight_are():
    assert read('"one" “one” "two"')[0] == [("one",), ("two",)]
    assert len(read(" ".join(f'"word{n}"' for n in range(20)))[0]) == 8


@given(st.text(st.sampled_from('"“”„«»‘’‚「」-–ab 茶?.'), max_size=60))
def test_every_word_is_searched_for_or_excluded(question):
    query = ANALYZER.question(question)
    every = {t.term for t in ANALYZER.tokens(question)}
    found = {t.term for t in query.terms} | {term for e in query.excluded for term in e}
    assert (
        every - found <= ({"茶"} if "茶茶" in found else set()) and found <= every
    )  # a pair stands for its characters
    assert bool(query.terms) == bool(every) and len(query.typed.quoted) == len(query.phrases)
