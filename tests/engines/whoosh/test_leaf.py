"""A segment, open for scoring: what it remembers, and what it knows of its lengths."""

import contract
import numpy as np
import pytest

from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.scoring import drift, norms_of, segment

ENGINE = ENGINES["whoosh"]


@pytest.fixture
def reader(tmp_path):
    made = [
        contract.passage("a", "calm tears fall here", title="Calm"),
        contract.passage("b", "tears", headings=["Of tears", "Of calm"]),
        contract.passage("c", "mind " * 30, context="a long context of calm"),
    ]
    ENGINE.write(tmp_path, contract.entries(made), [])
    with_removed = ENGINE.open(tmp_path)
    yield with_removed
    with_removed.close()


def test_so_many_terms_are_remembered_and_then_all_are_looked_up_anew(reader, monkeypatch):
    (leaf,) = reader._leaves
    found, find = [], leaf._find
    monkeypatch.setattr(leaf, "_find", lambda term: found.append(term) or find(term))
    monkeypatch.setattr(segment, "_REMEMBERED", 2)
    for term in ("calm", "none", "calm", "none"):
        assert (leaf.postings(term) is None) is (term == "none")
    assert found == ["calm", "none"]
    assert leaf.postings("tear").count == 2 and leaf.postings("tear") is leaf.postings("tear")
    assert found == ["calm", "none", "tear"]
    leaf.postings("calm")
    assert found == ["calm", "none", "tear", "calm"]
    leaf.postings("tear")
    assert len(found) == 4


def test_lengths_are_summed_averaged_and_the_longest_is_known(reader):
    (leaf,) = reader._leaves
    assert leaf.lengths.tolist() == [[4, 0, 1, 0], [1, 4, 0, 0], [30, 0, 0, 5]] and leaf.lengths.dtype == "<u2"
    assert leaf.sums.tolist() == [35, 4, 1, 5] and leaf.longest == [30, 4, 1, 5]
    assert leaf.averages.tolist() == pytest.approx([35 / 3, 4 / 3, 1 / 3, 5 / 3])
    assert leaf.size == 3 and leaf.alive.all() and not len(leaf.deleted)
    assert leaf.mask(np.array([0, 2])).tolist() == [True, False, True]


def test_what_is_deleted_counts_no_more_in_sums_and_frequencies(tmp_path, reader):
    ENGINE.write(tmp_path, [], ["c"])
    after = ENGINE.open(tmp_path)
    assert after.passages == 2 and sum(int(leaf.sums[0]) for leaf in after._leaves) == 5
    assert after.document_frequency("calm") == 2 == len(after.passage_ids()) and reader.document_frequency("calm") == 3
    for leaf in after._leaves:
        assert int(leaf.sums.sum()) == 4 + 1 + 1 + 4
    after.close()


def test_a_bound_grows_as_much_as_average_lengths_have_grown():
    assert drift(np.array([10.0, 2.0]), np.array([10.0, 4.0])) == 1.0
    assert drift(np.array([10.0, 6.0]), np.array([8.0, 4.0])) == 1.5
    assert drift(np.array([1.0]), np.array([0.5])) == 2.0 and drift(np.array([0.0]), np.array([0.0])) == 1.0
    assert drift(np.array([1.0]), np.array([0.0])) > 1e6


def test_norms_are_there_for_every_length_up_to_the_longest():
    norms = norms_of([10.0, 2.0, 1.0, 1.0], [20, 3, 0, 1])
    assert [len(of_field) for of_field in norms] == [21, 4, 1, 2]
    assert norms[0][10] == 1.0 and norms[1][2] == 2.0 and norms[3][1] == 1.0
    assert norms[0][0] == pytest.approx(1 / 0.4) and norms[0][20] == pytest.approx(1 / 1.6)
