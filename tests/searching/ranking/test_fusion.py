"""The score is the sum of what it says it is; how strong it is, and what it lacks, make the verdict."""

from dataclasses import replace

import numpy as np
import pytest

from indexer.model import Verdict
from indexer.searching.ranked_candidates import RankedCandidates
from indexer.searching.ranking import PARTS, WEIGHTS, Calibration, Fused, Group, fused, judge, token_by_token
from indexer.searching.ranking import evidence as parts

ENGINE = np.array([2.0, 1.0, 0.5])

#: All parts but the one that compares the first alone, and the one for questions that want to hear a number.
SUMMED = tuple(name for name in PARTS if name not in ("tokens", "value"))


@pytest.fixture
def looked(look, made):
    return look(
        "calm tears hyperglycaemia",
        made(0, "Calm tears.", title="Calm"),
        made(1, "Glycaemic."),
        made(2, "Calm tears hyperglycaemia is a word."),
    )


@pytest.mark.parametrize("cosines", [None, np.array([0.1, 0.9, -0.2])])
def test_the_parts_add_up_to_the_scores(looked, cosines):
    foreign = np.array([False, True, False])
    made = fused(ENGINE, looked.matches, looked.query, looked.alike, cosines, foreign=foreign)
    assert set(made.given) == {"engine", *SUMMED} - (set() if cosines is not None else {"meaning"})
    assert made.scores == pytest.approx(sum(made.given.values()))
    assert made.given["engine"] == pytest.approx(ENGINE)
    for name in set(SUMMED) & {"window", "closeness", "coverage", "exactness", "document"}:
        assert made.given[name] == pytest.approx(WEIGHTS[name] * np.array(looked.plain.part(name)))
    assert made.given["likeness"][1] > 0 and made.given["closeness"][0] > 0
    others = sum(values for name, values in made.given.items() if name != "language")
    assert made.given["language"] == pytest.approx(-WEIGHTS["language"] * foreign * others)
    if cosines is not None:
        assert made.given["meaning"] == pytest.approx(WEIGHTS["meaning"] * parts.meaning(looked.matches, cosines))


def test_the_weights_are_those_that_the_figures_of_the_readme_were_measured_with():
    """With others, measure again."""
    words = {"window": 0.3, "closeness": 0.8, "likeness": 0.65, "coverage": 0.28, "exactness": 0.1}
    words |= {"document": 0.3, "adjacency": 0.5, "definition": 0.3, "value": 0.1}
    assert {**words, "meaning": 1.0, "tokens": 0.75, "polarity": 0.3, "language": 0.3} == WEIGHTS


@pytest.mark.parametrize("without", [*([name] for name in SUMMED), ["window", "meaning"], SUMMED])
def test_what_is_left_out_is_all_that_a_score_lacks(looked, without):
    cosines = np.array([0.1, 0.9, 0.2])
    foreign = np.zeros(3, bool)
    whole = fused(ENGINE, looked.matches, looked.query, looked.alike, cosines, foreign=foreign)
    less = fused(ENGINE, looked.matches, looked.query, looked.alike, cosines, without, foreign)
    assert set(whole.given) - set(less.given) == set(without)
    assert less.scores == pytest.approx(whole.scores - sum(whole.given[name] for name in without))
    assert ENGINE.tolist() == [2.0, 1.0, 0.5]


def scored(*scores):
    return Fused(np.array(scores), {"engine": np.array(scores)})


@pytest.mark.parametrize(
    ("likeness", "given"),
    [([0.2, 0.3, 0.25], [0.3, 0.15, 0, 0]), ([0.3, np.nan, 0.2], [0.15, 0, 0.3, 0]), ([np.nan, 0.3, np.nan], None)],
)
def test_the_first_are_told_apart_by_the_tokens_they_meet_and_none_falls_behind_those_after_them(likeness, given):
    before = scored(3.8, 3.0, 4.0, 2.9)
    after = token_by_token(before, [2, 0, 1], np.array(likeness))
    if given is None:
        assert after is before, "one alone is compared with nothing"
        return
    assert after.given["tokens"] == pytest.approx(given) and set(after.given) == {"engine", "tokens"}
    assert after.scores == pytest.approx(before.scores + given)


def test_what_only_compares_the_first_does_not_make_an_answer_stronger(look, made):
    known = found(look("calm tears", made(0, "Calm tears."), made(1, "Other."), made(2, "Other.")), best=[0, 1])
    more = replace(known, fused=token_by_token(known.fused, [0, 1], np.array([0.9, 0.1])))
    assert more.fused.scores[0] > known.fused.scores[0] and more.strength == pytest.approx(known.strength)


def found(looked, engine=ENGINE, best=(0,)):
    ranked = fused(engine, looked.matches, looked.query, looked.alike, without=PARTS)
    return RankedCandidates(looked.query, (), looked.matches, ranked, tuple(map(Group, best)), tuple(best))


def test_strength_is_the_best_score_by_the_ideal_less_for_what_no_document_has(look, made):
    known = look("calm tears", made(0, "Calm tears."), made(1, "Other."), made(2, "Other."))
    assert known.terms.unknown == 0
    assert found(known).strength == pytest.approx(2 / known.terms.ideal)
    assert found(known, best=[1, 0]).strength == pytest.approx(1 / known.terms.ideal)
    lacking = look("calm zebra what unheardof is", made(0, "What calm is."), made(1, "Other."), made(2, "Other."))
    zebra, calm = lacking.plain.idf("zebra"), lacking.plain.idf("calm")
    assert lacking.terms.unknown == pytest.approx(2 * zebra / (2 * zebra + calm))
    assert found(lacking).strength == pytest.approx(2 / lacking.terms.ideal - 0.2 * lacking.terms.unknown)


def test_of_a_question_without_words_nothing_is_known(look, made):
    assert look("…", made(0, "Calm.")).terms.unknown == 1


def test_strength_is_never_negative_and_nothing_where_nothing_was_found(look, made):
    lacking = look("zebra calm", made(0, "Calm."), made(1, "Other."), made(2, "Other."))
    assert found(lacking, engine=ENGINE / 1000).strength == 0
    assert found(lacking, best=()).strength == 0


def test_what_only_removed_documents_had_no_document_has(look, made):
    """The vocabulary keeps their words; a question must be judged as if it had never had them."""
    held = [made(i, "Calm symptoms.") for i in range(3)]
    gone = look("symptoms of appendicitis", *held, removed=[made(9, "Appendicitis.")])
    never = look("symptoms of appendicitis", *held)
    assert gone.terms.unknown == pytest.approx(never.terms.unknown) and gone.terms.unknown > 0.5
    assert gone.terms.ideal == pytest.approx(never.terms.ideal)
    assert gone.terms.names == never.terms.names


@pytest.mark.parametrize(
    ("confidence", "related", "unheard", "verdict"),
    [
        (1.0, True, 0.0, Verdict.ANSWERED),
        (0.5, False, 0.5, Verdict.ANSWERED),
        (0.49, True, 0.0, Verdict.RELATED),
        (1.0, False, 0.51, Verdict.RELATED),
        (0.49, False, 0.0, Verdict.NOTHING),
        (0.0, True, 1.0, Verdict.RELATED),
    ],
)
def test_the_verdict_is_by_confidence_subject_and_what_no_document_has(confidence, related, unheard, verdict):
    assert judge(confidence, related=related, unheard=unheard) is verdict


def test_a_question_is_on_the_subject_from_where_those_on_others_end():
    calibration = Calibration(foreign=0.4, own=0.8, passages=3)
    assert [calibration.relates(strength) for strength in (0.0, 0.39, 0.4, 3.0)] == [False, False, True, True]
