"""The compiled kernel is there, or it is said why not, and numpy answers."""

from random import Random

import contract
import numpy as np
import pytest

from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.scoring import Wanted, compiled, scored_by, scores_of, warm_up
from indexer.errors import install


@pytest.fixture(autouse=True)
def cold(monkeypatch):
    monkeypatch.setattr(compiled._State, "kernel", None)
    monkeypatch.setattr(compiled._State, "fault", "")


def test_a_kernel_that_cannot_be_loaded_leaves_numpy_and_the_reason(monkeypatch):
    def fail(name):
        raise OSError("no place\nfor its cache")

    monkeypatch.setattr(compiled, "find_spec", lambda name: name)
    monkeypatch.setattr(compiled, "import_module", fail)
    assert warm_up() == scored_by() == "numpy (numba does not work here: no place for its cache)"
    assert compiled._State.kernel is None


def test_without_numba_numpy_scores_and_what_would_be_faster_is_named(monkeypatch):
    monkeypatch.setattr(compiled, "find_spec", lambda name: None)
    assert warm_up() == scored_by() and install("fast") in scored_by()
    assert compiled._State.kernel is None


def test_it_is_loaded_once(monkeypatch):
    pytest.importorskip("numba")
    assert warm_up() == "numba"
    kernel = compiled._State.kernel
    monkeypatch.setattr(compiled, "import_module", None)
    assert warm_up() == "numba" and compiled._State.kernel is kernel is not None


def test_given_passages_score_the_same_to_the_bit(tmp_path):
    pytest.importorskip("numba")
    chance, words = Random(3), [f"word{number}" for number in range(12)]
    made = [
        contract.passage(
            f"p{number:03}", " ".join(chance.choices(words, k=chance.randrange(1, 40))), title="word1 word2"
        )
        for number in range(120)
    ]
    ENGINES["whoosh"].write(tmp_path, contract.entries(made), [])
    reader = ENGINES["whoosh"].open(tmp_path)
    (leaf,) = reader._leaves
    asked = [Wanted(leaf.postings(word), chance.random()) for word in words if leaf.postings(word)]
    assert len(asked) == len(words)
    for docs in (np.arange(120), np.array([3, 7, 119]), np.zeros(0, np.int64)):
        compiled._State.kernel = None
        by_numpy = scores_of(leaf, asked, docs, reader._norms)
        assert warm_up() == "numba" and scores_of(leaf, asked, docs, reader._norms).tolist() == by_numpy.tolist()
        assert len(by_numpy) == len(docs) and (by_numpy > 0).sum() >= min(len(docs), 3)
    reader.close()
