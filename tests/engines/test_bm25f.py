"""The formulas of BM25F, and the parameters that the README's figures were measured with."""

from math import log

import numpy as np
import pytest

from indexer.engines.bm25f import BODY, FIELDS, K1, idf, length_norm, saturation


def test_parameters_are_those_of_the_figures():
    """With others, measure again."""
    assert [(field.name, field.weight, field.b) for field in FIELDS] == [
        ("body", 1.0, 0.6), ("headings", 2.0, 0.5), ("title", 2.0, 0.5), ("context", 1.0, 0.5)
    ]  # fmt: skip
    assert K1 == 1.2 and BODY is FIELDS[0]


def test_a_word_is_worth_more_the_fewer_passages_hold_it():
    assert idf(0, 0) == pytest.approx(log(2)) and idf(3, 10) == pytest.approx(log(1 + 7.5 / 3.5))
    assert idf(np.array([0.0, 3.0, 10.0]), 10).tolist() == pytest.approx(
        [log(22), log(1 + 7.5 / 3.5), log(1 + 0.5 / 10.5)]
    )
    assert idf(10, 10) > 0


def test_a_field_of_average_length_divides_by_one_and_b_says_how_much_others_differ():
    assert length_norm(10.0, 10.0, 0.6) == 1
    assert length_norm(20.0, 10.0, 0.6) == pytest.approx(1.6) and length_norm(0.0, 10.0, 0.6) == pytest.approx(0.4)
    assert length_norm(np.array([5.0, 30.0]), 10.0, 0.5).tolist() == [0.75, 2.0]
    assert length_norm(0.0, 0.0, 0.5) == 0.5  # a field that no passage has


def test_the_first_occurrence_counts_most():
    assert saturation(1.2) == 0.5 and saturation(0.0) == 0 and saturation(1e9) < 1
    assert saturation(1.0, k1=3.0) == 0.25 and saturation(np.array([1.2, 3.6])).tolist() == pytest.approx([0.5, 0.75])
