"""A question's tokens, met by those of passages of which only signs are kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.meaning import likeness, signs_of


def drawn(seed, count, dimensions):
    made = np.random.default_rng(seed).standard_normal((count, dimensions)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def plain(question, tokens):
    """By one pair after the other, with signs as numbers."""
    pairs = [np.mean([t / np.linalg.norm(t) for t in tokens[n : n + 2]], axis=0) for n in range(0, len(tokens), 2)]
    signs = [np.where(pair >= 0, 1, -1) / np.sqrt(len(pair)) for pair in pairs]
    return -np.log(np.mean([np.exp(-8 * max(float(q @ s) for s in signs)) for q in question])) / 8


@given(st.integers(0, 999), st.integers(1, 5), st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(1, 20))
def test_of_each_token_of_the_question_the_nearest_pair_counts_and_of_these_the_mean(seed, asked, counts, dimensions):
    question = drawn(seed, asked, dimensions)
    passages = [drawn(seed + n + 1, count, dimensions) for n, count in enumerate(counts)]
    signs = [signs_of(tokens) for tokens in passages]
    assert [len(s) for s in signs] == [(count + 1) // 2 for count in counts]
    starts = np.cumsum([0, *map(len, signs[:-1])])
    found = likeness(question, np.concatenate(signs), starts)
    assert found == pytest.approx([plain(question, tokens) for tokens in passages], abs=1e-5)
    assert likeness(question, signs[0])[0] == pytest.approx(found[0], abs=1e-6)
    assert (np.abs(found) <= 1 + 1e-6).all()


def test_of_no_tokens_nothing_is_kept():
    assert signs_of(np.zeros((0, 24), np.float32)).shape == (0, 3)


def test_a_token_counts_by_its_direction_whatever_its_length():
    one, other = np.array([[1, -3, 2]], np.float32), np.array([[-2, 1, 1]], np.float32)
    assert signs_of(np.concatenate([one, other])).tolist() == signs_of(np.concatenate([9 * one, other])).tolist()


def test_what_a_passage_lacks_counts_more_than_what_it_has():
    """Of two passages that meet two tokens as well in the mean, the one that meets both comes before that which meets one
    twice as well."""
    question = np.repeat(np.eye(2, dtype=np.float32), 4, axis=1) / 2
    half = np.array([[1, 1, 1, -1, 1, 1, 1, -1]], np.float32)  # three of four dimensions of each
    one_alone = np.array([[1, 1, 1, 1, 1, 1, -1, -1]], np.float32)
    both, one = (likeness(question, signs_of(tokens))[0] for tokens in (half, one_alone))
    assert both > one
