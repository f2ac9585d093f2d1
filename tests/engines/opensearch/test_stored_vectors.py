"""Vectors as a cluster keeps them: eight bits each, opened at once, and never as another's."""

import numpy as np
import pytest

from indexer.engines.meaning import EncodedText, signs_of
from indexer.engines.opensearch.finding.stored_vectors import opened_tokens, opened_vectors, sealed_text

CHANCE = np.random.default_rng(3)


class AlteredError(Exception):
    pass


def vectors(count, dimensions=24):
    made = CHANCE.standard_normal((count, dimensions))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def sealed(count, dimensions=24, tokens=0):
    made = vectors(count, dimensions)
    return sealed_text("f", "k", EncodedText(made, signs_of(vectors(tokens, dimensions))))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_text_s_vector_and_those_of_its_sentences_come_back_in_eight_bits(count):
    made = vectors(count)
    (fields,) = sealed_text("f", "k", EncodedText(made, np.zeros((0, 0), np.uint8))).values()
    assert fields["sentence_count"] == count - 1 and ("sentences" in fields) == (count > 1)
    assert fields["sign_count"] == 0
    assert opened_vectors(fields, AlteredError) == pytest.approx(made, abs=0.004)
    assert opened_vectors({"own": fields["own"]}, AlteredError).shape == (1, 24)


@pytest.mark.parametrize("dimensions", [24, 21])
def test_the_signs_of_its_tokens_come_back_from_a_document_of_their_own(dimensions):
    signs = signs_of(vectors(7, dimensions))
    told, fields = sealed_text("f", "k", EncodedText(vectors(2, dimensions), signs)).items()
    assert (told[0], fields[0], fields[1]["sign_count"]) == ("f/k/tokens", "f/k", 4)
    assert opened_tokens(told[1], dimensions, AlteredError).tolist() == signs.tolist()


OWN, OTHER, TOLD = sealed(1, 0)["f/k"]["own"], sealed(1, 23)["f/k"]["own"], sealed(2, tokens=2)["f/k/tokens"]


@pytest.mark.parametrize(
    "altered", [{}, {"own": 7}, {"own": "AAAAAAAA"}, {"own": OWN}, {**sealed(2)["f/k"], "sentences": OTHER}]
)
def test_what_is_no_vector_or_is_of_another_length_is_damage(altered):
    with pytest.raises(AlteredError):
        opened_vectors(altered, AlteredError)


@pytest.mark.parametrize("altered", [({}, 24), ({"signs": 7}, 24), ({"signs": "AAAAAAAA"}, 24), (TOLD, 36)])
def test_so_are_signs_of_other_tokens(altered):
    with pytest.raises(AlteredError):
        opened_tokens(*altered, AlteredError)
