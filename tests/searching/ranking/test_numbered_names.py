"""A name with a number that no passage has is not answered by what others say of other numbers."""

import pytest

from indexer.searching.ranking.judging.numbered_names import (
    asks_for_another,
    has_another,
    is_of_other_numbers,
    numbers_of_names,
)

TEXTS = (
    "Aero 3 costs 199 euros. Aero 5 costs 329 euros. Filters: 7.",
    "The printer on floor 2 is broken. There are 5 floors. The meeting is on May 5. It takes 4 days.",
    "Type 2 diabetes is common. In Kapitel 3 steht mehr; das 4. Kapitel fehlt.",
    "Hall One has 200 seats, Hall Two has 90. Phase II found little. The borg 2.1 of today was released in May; cake 3.0.",
)


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("what does the Aero 7 cost?", True),
        ("what does the Aero 5 cost?", False),
        ("what does an Aero cost?", False),
        ("is the printer on floor 5 broken?", True),
        ("is the printer on floor 2 broken?", False),
        ("how is type 1 diabetes treated?", True),
        ("what stands in chapter 9?", False),  # nothing has chapters by number
        ("Was steht in Kapitel 5?", True),
        ("Was steht in Kapitel 4?", False),
        ("Aero 7 costs", True),
        ("what does the aero 7 cost?", True),
        ("what is the price of aero 7?", True),
        ("what does the aero 5 cost?", False),
        ("which aero costs 7?", False),
        ("are there aero 7 filters?", False),
        ("what is floor 5a?", False),  # a name of its own
        ("what is on May 7?", False),  # which may be written otherwise
        ("what costs 7 euros?", False),
        ("does it take 3 days?", False),
        ("how many seats has Hall Three?", True),
        ("how many seats has Hall Two?", False),
        ("how many seats has Hall 2?", False),  # which is the same
        ("what did phase IV find?", True),
        ("what did Phase 2 find?", False),
        ("when was borg 3.0 released?", True),
        ("when was borg 2.1 released?", False),
        ("what costs 2.5 euros?", False),
    ],
)
def test_a_name_with_another_number_is_asked_for(look, made, question, another):
    looked = look(question, *(made(n, text) for n, text in enumerate(TEXTS)))
    assert asks_for_another(looked.matches, looked.query) is another


@pytest.mark.parametrize(
    ("question", "unheard"),
    [
        ("how long for 6 mm filters?", True),
        ("how long for 5 mm filters?", False),
        ("what are 8 ways to filter?", False),
    ],
)
def test_a_small_number_that_is_measured_must_stand_somewhere(support, made, question, unheard):
    judged = support(question, *(made(n, text) for n, text in enumerate(TEXTS)))
    assert (judged.unheard == 1.0) is unheard


def test_then_nothing_of_the_question_counts_as_heard(support, made):
    passages = [made(n, text) for n, text in enumerate(TEXTS)]
    assert support("what does the Aero 7 cost?", *passages).unheard == 1.0
    assert support("what does the Aero 5 cost?", *passages).unheard < 0.5


FLATS = (
    "The rent of Flat A is 780 pounds.",
    "The rent of Flat B is 925 pounds. The flat I have is small.",
    "The rent of each flat is due in May.",
    "Plot 7 is vacant. It has a tap.",
)


@pytest.mark.parametrize(
    ("question", "place", "other"),
    [
        ("how much is the rent of Flat A?", 0, False),
        ("how much is the rent of Flat A?", 1, True),
        ("how much is the rent of Flat A?", 2, False),  # of no flat by its letter
        ("how much is the rent of flat B?", 0, True),
        ("how much is the rent of Flat A or Flat B?", 1, False),
        ("how much is the rent of Flat J. Smith?", 1, False),  # initials
        ("is plot 9 vacant?", 3, True),
        ("is plot 7 vacant?", 3, False),
        ("is Oak A vacant?", 3, False),
    ],
)
def test_a_passage_on_others_of_the_name_is_on_another(look, made, question, place, other):
    looked = look(question, *(made(n, text) for n, text in enumerate(FLATS)))
    assert has_another(looked.matches, looked.query, place) is other


def test_what_has_another_is_not_answered_there_in_a_small_index(support, made):
    passages = [made(n, text) for n, text in enumerate(FLATS)]
    question = "how much is the rent of Flat A?"
    assert support(question, *passages).unheard_at(1) == 1.0
    assert support(question, *passages).unheard_at(0) == 0.0
    many = [*passages, *(made(n, f"Tree {n}.") for n in range(10, 110))]
    assert support(question, *many).unheard_at(1) == 0.0


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("how many accounts from a /24 subnet?", True),
        ("how many accounts from a /48 subnet?", False),
        ("was steht in § 7?", True),
        ("was steht in § 06?", False),
        ("what is 1/24 of it?", False),
        ("how many accounts in 24 hours?", False),
    ],
)
@pytest.mark.parametrize("others", [3, 120])
def test_a_figure_with_a_sign_is_a_name_in_any_index(look, made, question, another, others):
    text = "500 accounts come from a /48 subnet within 3 hours. Nach § 5 und § 06 gilt es."
    looked = look(question, made(0, text), *(made(n, f"A /24 subnet, § 7, tree {n}.") for n in range(1, others)))
    assert has_another(looked.matches, looked.query, 0) is another


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("how many does hall 2 seat?", "Hall One seats 200.", True),
        ("how many does hall 2 seat?", "Hall Two seats 90.", False),
        ("what did Phase III find?", "Phase II found little.", True),
        ("what did Phase III find?", "It found little.", False),
        ("what did phase 3 find?", "Phase 2 found little.", False),  # known by its figures
    ],
)
def test_a_number_in_words_is_another_than_one_in_figures(question, said, other):
    assert is_of_other_numbers(numbers_of_names(question), said) is other
