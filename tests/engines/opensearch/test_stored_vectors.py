"""Vectors as a cluster keeps them: eight bits each, opened at once, and never as another's."""

import numpy as np
import pytest

from indexer.engines.opensearch.finding.stored_vectors import opened_vectors, sealed_vectors

CHANCE = np.random.default_rng(3)


class AlteredError(Exception):
    pass


def vectors(count, dimensions=24):
    made = CHANCE.standard_normal((count, dimensions))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_text_s_vector_and_those_of_its_sentences_come_back_in_eight_bits(count):
    made = vectors(count)
    fields = sealed_vectors(made)
    assert fields["sentence_count"] == count - 1 and ("sentences" in fields) == (count > 1)
    assert opened_vectors(fields, AlteredError) == pytest.approx(made, abs=0.004)
    assert opened_vectors({"own": fields["own"]}, AlteredError).shape == (1, 24)


@pytest.mark.parametrize(
    "altered",
    [{}, {"own": 7}, {"own": "AAAAAAAA"}, {"own": sealed_vectors(vectors(1, 0))["own"]},
     {**sealed_vectors(vectors(2)), "sentences": sealed_vectors(vectors(1, 23))["own"]}],
)  # fmt: skip
def test_what_is_no_vector_or_is_of_another_length_is_damage(altered):
    with pytest.raises(AlteredError):
        opened_vectors(altered, AlteredError)
