"""What stands above a passage may say the contrary of what is asked."""

from dataclasses import replace

import numpy as np
import pytest

from indexer.model import PassageKind
from indexer.searching.ranking import WEIGHTS, fused
from indexer.searching.ranking.polarity import asks_for_one, contrary, denies


@pytest.mark.parametrize(
    ("heading", "question", "turned"),
    [
        ("What does not help", "what helps?", True),
        ("What doesn’t help", "what helps?", True),
        ("What helps", "what helps?", False),
        ("What does not help", "what does not help?", False),
        ("What helps", "what doesn't help?", True),
        ("Avoid", "which food is good?", True),
        ("Was nicht hilft", "was hilft?", True),
        ("Was hilft", "was hilft nicht?", True),
        ("À éviter", "que manger ?", True),
        ("Nunca", "cuándo comer", True),
        ("Notes", "what helps?", False),
        ("Objets non autorisés", "quels objets sont autorisés ?", True),
        ("Objets autorisés", "quels objets ne sont pas autorisés ?", True),
        ("Excluded from the policy", "what does the policy not cover?", False),
        ("Excluded from the policy", "what is in the policy?", True),
        ("Covered by the policy", "what is excluded from the policy?", True),
        ("Running as a non-root user", "who can read all files of the user?", False),
        ("Exclude files from a backup", "how can files be left out of a backup?", False),  # a thing to do, no contrary
        ("Covered by the policy", "what does the policy exclude?", True),
        ("Excluded from the policy", "what does the policy exclude?", False),
        ("Not excluded from the policy", "what does the policy exclude?", True),  # denied twice
        ("Not excluded", "what does the policy cover?", False),
        ("Enthaltene Posten", "was schließt man aus? Was ist ausgeschlossen?", True),
        ("Was die Police ausschließt", "was deckt die Police?", True),
        ("Ce que le prix exclut", "que comprend le prix ?", True),
        ("Lo que excluye el precio", "¿qué incluye el precio?", True),
        ("Wat mag niet mee", "wat mag mee?", True),
        ("Что нельзя взять", "что можно взять?", True),
        ("Help that is not to be had", "can help be had at night?", False),  # which it answers
        ("Nicht erlaubte Hilfe", "darf man Hilfe rufen?", False),
        ("How to allow or deny help", "how do I get help?", False),  # says both
        ("What is and is not help", "what is help?", False),
        ("Help given and not given", "what help is given?", False),
        ("Food and help not given", "what help is given?", True),
        ("Help that is late or denied", "what help is given?", True),
        ("Help not given", "what help is and is not given?", False),
    ],
)
def test_a_heading_with_a_negation_is_contrary_to_a_question_without_and_so_the_other_way_round(
    look, made, heading, question, turned
):
    passage, other = made(0, "Tea and rest.", headings=("Help", heading)), made(1, "It does not help.")
    assert contrary((looked := look(question, passage, other)).matches, looked.query)[0] == turned


def test_a_lead_in_and_a_question_that_is_answered_count_and_other_sentences_do_not(look, made):
    lead = made(0, "Tea.", context="Do not take:")
    asks = made(1, "What does not help?", "Tea.", asks=True)
    listed = replace(made(2, "Never take:", "Tea."), kind=PassageKind.LIST)
    plain = made(3, "Never take:", "Tea.", title="Not so")
    looked = look("what helps?", lead, asks, listed, plain)
    assert contrary(looked.matches, looked.query).tolist() == [True, True, True, False]


def test_a_list_under_excluded_comes_as_far_as_the_one_under_covered_where_that_is_denied(look, made):
    covered = made(0, "Theft.", headings=("Policy", "Covered by the policy"))
    excluded, elsewhere = (
        replace(made(n, said, headings=headings), document_id=covered.document_id)
        for n, (said, headings) in enumerate((("War.", ("Policy", "Excluded")), ("Rust.", ("Cars", "Excluded"))), 1)
    )
    engine = np.array([2.0, 0.5, 0.5])

    def first(question):
        looked = look(question, covered, excluded, elsewhere)
        return fused(engine, looked.matches, looked.query, looked.alike).scores.argmax()

    assert first("what is not covered by the policy?") == 1
    assert first("what is covered by the policy?") == 0
    assert first("which policy is covered?") == 0
    assert first("is the policy not covered?") == 0  # which may be about anything


def test_a_passage_under_the_contrary_loses_a_share_of_all_else(look, made):
    looked = look("what helps?", made(0, "It helps.", headings=("Never",)), made(1, "It helps."))
    whole, engine = fused(np.array([2.0, 1.0]), looked.matches, looked.query, looked.alike), np.array([2.0, 1.0])
    less = fused(engine, looked.matches, looked.query, looked.alike, without=["polarity"])
    assert whole.scores == pytest.approx(less.scores * [1 - WEIGHTS["polarity"], 1])


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("不可以携带的物品", True),
        ("可以携带的物品", False),
        ("非常不同的物品", False),
        ("禁止吸烟", True),
        ("未来的计划", False),
        ("持ち込めないもの", True),
        ("持ち込めるもの", False),
        ("少なくとも三つ", False),
        ("使用できません", True),
        ("無料の品", False),
    ],
)
def test_a_negation_inside_a_run_of_chinese_or_japanese_counts(text, denied):
    assert denies(text) == denied


@pytest.mark.parametrize("text", ["what is 'not' covered?", "l’objet n'est ‘jamais’ couvert", "This doesn’t apply"])
def test_words_that_deny_are_known_in_quotation_marks_and_with_any_apostrophe(text):
    assert denies(text)


def test_what_asks_inside_a_run_asks_for_one_thing():
    assert asks_for_one("不可以携带什么?") and asks_for_one("持ち込めないものは何ですか?")
    assert not asks_for_one("刀具不可以携带吗?")
