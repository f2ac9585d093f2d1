"""How sure it is that a passage answers: by what it holds of the question, and by how it stands out."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from indexer.model import PassageKind
from indexer.searching.ranking import ANSWERED
from indexer.searching.ranking.judging.verdict import MOST_UNHEARD


def test_it_rises_with_what_is_held_and_is_never_one(support, made):
    passages = [made(n, text) for n, text in enumerate(("Calm tears fall.", "Calm days.", "Other things.", "More."))]
    found = support("calm tears fall", *passages)
    sure = [found.confidence(place) for place in range(4)]
    assert 0 < sure[2] == sure[3] < sure[1] < sure[0] < 1


def test_the_subject_alone_is_no_answer(support, made):
    """All passages of a document have its title; what is asked of it decides."""
    about = [
        made(n, text, title="Gout") for n, text in enumerate(("Pain is a symptom.", "It is a disease.", "A diet."))
    ]
    found = support("symptoms of gout", *about, scores=[1.0, 1.0, 1.0])
    assert found.confidence(0) > ANSWERED > found.confidence(1) == found.confidence(2)


def test_words_that_stand_together_count_more_than_words_far_apart(support, made):
    near = made(0, "Calm is here.", "Tears are here.", "Other.", "More.")
    far = made(1, "Calm is here.", "Other.", "More.", "Tears are here.")
    found = support("calm tears", near, far, made(2, "Calm."), made(3, "Tears."))
    assert found.confidence(0) > found.confidence(1)


def test_what_stands_out_is_surer_and_one_that_says_the_same_takes_nothing(support, made):
    passages = [made(n, "Calm tears fall.") for n in range(2)] + [made(9, "Other things.")]

    def confidence(second, twins=()):
        return support("calm tears fall hard", *passages, scores=[9.0, second, 1.0], twins=twins).confidence(0)

    assert confidence(1.0) > confidence(6.0) > confidence(9.0)
    assert confidence(9.0, twins=[1]) > confidence(6.0)


def test_what_is_best_by_each_part_of_the_score_is_surer_than_by_their_sum_alone(support, made):
    whole, part = made(0, "Calm tears fall."), made(1, "Calm tears.")
    agreed = support("calm tears fall", whole, part, scores=[9.0, 5.0]).confidence(0)
    by_sum_alone = support("calm tears fall", part, whole, scores=[9.0, 1.0])
    assert agreed > by_sum_alone.confidence(0)


def test_a_lacking_word_says_the_more_the_more_others_have_it(support, made):
    """A rare word may be said otherwise; what many speak of, and this one does not, is not said here."""
    others = [made(n, "Rain and rivers.") for n in range(2, 8)]
    rare = support("calm tears fall", made(0, "Calm tears."), made(1, "A fall."), *others, scores=[9.0] + [1.0] * 7)
    common = support("calm tears rain", made(0, "Calm tears."), made(1, "A fall."), *others, scores=[9.0] + [1.0] * 7)
    assert rare.confidence(0) > common.confidence(0)


def test_of_sentences_that_hold_as_much_those_count_that_add_to_the_heading(support, made):
    """ "pro | 90 | 50" answers what costs 50, though another row has a word of the heading."""
    sentences = ("Plan of all.", "Other.", "It costs 50.")
    sure = [support("which plan has 50", made(0, *s, title="Plan")).confidence(0) for s in (sentences, sentences[::-1])]
    assert sure[0] == sure[1] > ANSWERED


def test_words_of_the_form_are_not_missed(support, made):
    refund = made(0, "Refunds are paid within 14 days.", title="Refunds")
    found = support("how long do refunds take?", refund)
    assert found.confidence(0) > ANSWERED and found.unheard == 0
    lacking = support("how long do zebras take?", refund)
    assert lacking.unheard == 1 and lacking.confidence(0) < ANSWERED


def test_meaning_makes_surer(support, made):
    passages = [made(n, "Calm days.") for n in range(4)]
    sure = [
        support("quiet tears", *passages, cosines=np.array([cosine, 0.1, 0.1, 0.1])).confidence(0)
        for cosine in (0.1, 0.9)
    ]
    assert sure[0] < sure[1]


def test_pairs_of_characters_are_not_as_many_words(support, made):
    """“税金申报” is two words; each of its pairs of characters is found."""
    found = {}
    for two_words, other in (("calm tears", "Other things."), ("税金申报", "其他东西。")):
        passages = [made(0, two_words.capitalize()), *(made(n, other) for n in range(1, 20))]
        sure = support(two_words, *passages).confidence(0)
        found[two_words] = log(sure / (1 - sure))
    assert found["税金申报"] == pytest.approx(found["calm tears"], abs=0.2)


def test_a_table_says_nothing_of_what_its_cells_do(support, made):
    """ "Which medal did Ana win": of a table whose header and row the question names, no verb is asked."""

    def unheard(question):
        table = replace(
            made(0, "Ana 2012 bronze", "Bo 2016 silver", context="athlete year medal"), kind=PassageKind.TABLE
        )
        return support(question, table, made(1, "Other things.")).unheard_at(0)

    assert unheard("which medal did Bo win") == 0
    assert unheard("who won silver") > 0  # no column is named
    assert unheard("which medal was won") > 0  # no row is
    assert unheard("which medal did Bo win of bronze") > 0  # of no one row
    assert unheard("which medal did Bo win in 2014") == 1  # a figure that it lacks


def test_words_of_the_title_make_nothing_known_of_what_no_document_has(support, made):
    """ "The code comes by mail", in a text on the holiday flat, answers no "what is the wifi code of the holiday flat"."""
    passages = [
        made(0, "The code comes by mail.", title="The holiday flat"),
        *(made(n, "Other things are said.", title="The garden") for n in range(1, 5)),
    ]
    found = support("what is the wifi code of the holiday flat?", *passages)
    assert found.unheard < MOST_UNHEARD < found.unheard_at(0)
    said = [made(0, "The code of the holiday flat comes by mail."), *passages[1:]]
    assert support("what is the wifi code of the holiday flat?", *said).unheard_at(0) < MOST_UNHEARD
