"""A passage with its score."""

from math import inf, nan

import pytest

from indexer.model import Scored


def test_each_passage_has_its_score():
    assert Scored.each(["a", "b"], [2.0, 0.5]) == (Scored("a", 2.0), Scored("b", 0.5))


@pytest.mark.parametrize("score", [nan, inf, -inf, 0.0, -1.0])
def test_a_score_that_is_none_is_an_error(score):
    with pytest.raises(ValueError, match="not finite and positive"):
        Scored.each(["a", "b"], [2.0, score])
