"""A question as typed -> terms with weights, phrases, exclusions."""

from math import sqrt

import pytest

from indexer.text.analysis import Analyzer, Query, WeightedTerm

ANALYZER = Analyzer()


def query(question):
    return ANALYZER.question(question)


def weights(question):
    return {term.term: term.weight for term in query(question).terms}


def test_terms_come_in_order_of_appearance_each_once():
    found = query("Crying cats, and CATS crying; dogs")
    assert [term.term for term in found.terms] == ["cri", "cat", "and", "dog"]
    assert found.sequence == ("cri", "cat", "and", "cat", "cri", "dog")


def test_a_term_has_every_form_that_it_was_typed_in():
    exacts = {term.term: term.exacts for term in query("cries crying Crying").terms}
    assert exacts == {"cri": ("cries", "crying")}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("tears", {"tear": 1.0}),
        ("the tears", {"the": 0.2, "tear": 1.0}),
        ("tears tears tears", {"tear": sqrt(3)}),
        ("the the tears", {"the": 0.2 * sqrt(2), "tear": 1.0}),
        ("post-coital", {"postcoit": 1.0, "post": 0.5, "coital": 0.5}),
        ("post-coital post", {"postcoit": 1.0, "post": sqrt(2), "coital": 0.5}),
        ("…", {}),
    ],
)
def test_weights(question, expected):
    assert weights(question) == pytest.approx(expected)


def test_function_words_carry_no_content_unless_there_is_nothing_else():
    found = query("what is the cause of it")
    assert [term.term for term in found.content] == ["caus"]
    assert {term.term: term.content for term in found.terms}["what"] is False
    alone = query("what is it")
    assert alone.content == alone.terms and len(alone.terms) == 3
    assert query("").content == ()


@pytest.mark.parametrize(
    ("question", "phrases", "excluded", "terms"),
    [
        ('"two words" more', [("two", "words")], [], ["two", "word", "more"]),
        ("“two words” „und so“ «ou non» more", [("two", "words"), ("und", "so"), ("ou", "non")], [], None),
        ('"post-coital blues"', [("post", "coital", "blues")], [], None),
        ('say "" and "…"', [], [], ["say", "and"]),
        ("a lone \" mark", [], [], ["a", "lone", "mark"]),
        ("cats -dogs", [], [("dog",)], ["cat"]),
        ("cats -well-bred dogs", [], [("well", "bred")], ["cat", "dog"]),
        ('cats -"big dogs" birds', [], [("big", "dog")], ["cat", "bird"]),
        ("cats - dogs", [], [], ["cat", "dog"]),
        ("cats-dogs", [], [], ["catsdog", "cat", "dog"]),
        ('"a -b c"', [("a", "b", "c")], [], ["a", "b", "c"]),
        ("-dogs", [], [("dog",)], []),
        ("cats -dogs -birds", [], [("dog",), ("bird",)], ["cat"]),
    ],
)  # fmt: skip
def test_phrases_and_exclusions_of_all_kinds(question, phrases, excluded, terms):
    found = query(question)
    assert list(found.phrases) == phrases and list(found.excluded) == excluded
    if terms is not None:
        assert [term.term for term in found.terms] == terms


def test_what_is_excluded_parts_the_words_around_it_and_no_more():
    assert query('alpha -"beta gamma" delta').sequence == ("alpha", "delta")
    assert query("alpha -beta delta -gamma epsilon").sequence == ("alpha", "delta", "epsilon")


def test_a_query_with_other_terms_keeps_the_rest():
    found = query("the tears falling tears")
    weep = ANALYZER.reworded(found.terms[1], "weeping")
    rain = WeightedTerm("rain", ("rain",), 0.5, True)
    new = found.reworded({"tear": (weep, rain)}, beside=[rain])
    assert [term.term for term in new.terms] == ["the", "weep", "rain", "fall"]
    assert new.sequence == ("the", "weep", "rain", "fall", "weep", "rain")
    assert new.phrases == found.phrases and isinstance(new, Query)
    assert found.reworded({}) == found


def test_of_two_weights_of_a_new_term_the_greater_counts():
    light, heavy = WeightedTerm("rain", ("rain",), 0.5, True), WeightedTerm("rain", ("rains",), 2.0, True)
    for first, second in ((light, heavy), (heavy, light)):
        new = query("tears fall").reworded({"tear": (first,)}, beside=[second])
        assert [term for term in new.terms if term.term == "rain"] == [heavy]
    assert query("tears").reworded({"tear": ()}).terms == ()


def test_a_word_in_place_of_a_term_has_its_weight_or_that_of_a_function_word():
    tears, the = query("tears the").terms
    assert ANALYZER.reworded(tears, "weeping") == WeightedTerm("weep", ("weeping",), 1.0, True)
    assert ANALYZER.reworded(tears, "them") == WeightedTerm("them", ("them",), 0.2, False)
    assert ANALYZER.reworded(the, "them") == WeightedTerm("them", ("them",), the.weight, False)
