"""A question's terms: what each weighs, what is left out, what is put in its place."""

from math import sqrt

import pytest

from indexer.text.analysis import Analyzer, WeightedTerm

ANALYZER = Analyzer()


def weights(question):
    return {term.term: term.weight for term in ANALYZER.question(question).terms}


def test_content_words_weigh_one_function_words_a_fifth_parts_half_and_repeated_ones_by_the_square_root():
    assert weights("what calms") == pytest.approx({"what": 0.2, "calm": 1})
    assert weights("calm calming calmed tears") == pytest.approx({"calm": sqrt(3), "tear": 1})
    assert weights("post-coital") == pytest.approx({"postcoit": 1, "post": 0.5, "coital": 0.5})
    assert weights("post-coital post") == pytest.approx({"postcoit": 1, "post": sqrt(2), "coital": 0.5})
    assert weights("the the") == pytest.approx({"the": 0.2 * sqrt(2)})
    assert weights("well-to-do")["to"] == pytest.approx(0.2)


@pytest.mark.parametrize(("others", "power"), [(9, 0.5), (14, 0.625), (29, 1.0), (60, 1.0)])
def test_what_a_long_text_repeats_counts_for_more_than_the_square_root(others, power):
    text = "the calm the calm the calm " + " ".join(f"subject{n}" for n in range(others))
    assert weights(text)["calm"] == pytest.approx(3**power)
    assert weights(text)["the"] == pytest.approx(0.2 * 3**power)
    assert weights(text)["subject1"] == 1


def test_a_term_knows_the_forms_it_was_typed_in_and_whether_it_carries_content():
    query = ANALYZER.question("Calm what, calming CALM")
    assert query.terms == (
        WeightedTerm("calm", ("calm", "calming"), pytest.approx(sqrt(3)), True),
        WeightedTerm("what", ("what",), pytest.approx(0.2), False),
    )
    assert [term.term for term in query.content] == ["calm"]
    assert [term.term for term in ANALYZER.question("what is").content] == ["what", "is"]
    assert query.sequence == ("calm", "what", "calm", "calm")
    assert ANALYZER.question("").content == ()


def term(name, weight=1.0):
    return WeightedTerm(name, (name,), weight, True)


def test_other_terms_take_the_place_of_one_everywhere_in_the_question():
    query = ANALYZER.question("heartattack what heartattack calm")
    two = (term("heart", 0.5), term("attack", 0.5))
    made = query.reworded({"heartattack": two})
    assert made.terms == (*two, *query.terms[1:])
    assert made.sequence == ("heart", "attack", "what", "heart", "attack", "calm")
    assert (made.phrases, made.excluded) == (query.phrases, query.excluded)
    assert query.reworded({}) == query


def test_a_term_that_is_there_already_is_not_added_twice_and_keeps_the_greater_weight():
    query = ANALYZER.question("calm tears")
    assert query.reworded({}, [term("tear", 0.5), term("sea")]).terms == (*query.terms, term("sea"))
    assert query.reworded({}, [term("calm", 3.0)]).terms == (term("calm", 3.0), query.terms[1])
    assert query.reworded({}, [term("sea"), term("sea")]).terms == (*query.terms, term("sea"))
    assert query.reworded({"tear": (term("calm"),)}).terms == (query.terms[0],)


def test_a_word_in_place_of_a_misspelt_one_keeps_its_weight_unless_it_says_little():
    misspelt = WeightedTerm("oxitocin", ("oxitocin",), 2.0, True)
    assert ANALYZER.reworded(misspelt, "oxytocins") == WeightedTerm("oxytocin", ("oxytocins",), 2.0, True)
    assert ANALYZER.reworded(misspelt, "what") == WeightedTerm("what", ("what",), 0.2, False)
    function = WeightedTerm("waht", ("waht",), 0.3, False)
    assert ANALYZER.reworded(function, "what") == WeightedTerm("what", ("what",), 0.3, False)
