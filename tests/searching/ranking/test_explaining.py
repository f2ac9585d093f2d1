"""Why a passage came where it did: the parts that its score is the sum of, and which field holds which word."""

import numpy as np
import pytest

from indexer.model import TermWhy
from indexer.searching.ranking import Reasons, fused


@pytest.fixture
def looked(look, made):
    return look(
        "calming the tears zebra calm",
        made(0, "Other."),
        made(1, "Calm calm tears.", "Calm.", title="Tears", headings=("The calm", "Calm"), context="Tears"),
    )


def test_the_parts_are_those_of_the_score_and_terms_say_where_they_stand(looked):
    ranked = fused(np.array([1.0, 2.0]), looked.matches, looked.query, looked.alike)
    why = Reasons(looked.matches, ranked, looked.query).of(1)
    assert dict(why.parts) == pytest.approx({name: given[1] for name, given in ranked.given.items()})
    assert sum(value for _, value in why.parts) == pytest.approx(ranked.scores[1])
    weights = {term.term: term.weight for term in looked.query.terms}

    def term(typed, name, **fields):
        return TermWhy(typed, name, weights[name], pytest.approx(looked.plain.idf(name)), tuple(fields.items()))

    assert why.terms == (
        term("calming", "calm", body=3, headings=2),
        term("the", "the", headings=1),
        term("tears", "tear", body=1, title=1, context=1),
    )
    assert weights["calm"] > weights["tear"] > weights["the"]


def test_a_passage_without_a_word_of_the_question_holds_none(looked):
    ranked = fused(np.array([1.0, 2.0]), looked.matches, looked.query, looked.alike)
    why = Reasons(looked.matches, ranked, looked.query).of(0)
    assert [term.fields for term in why.terms] == [()] * 3
    assert dict(why.parts)["engine"] == 1 and sum(value for _, value in why.parts) == 1
