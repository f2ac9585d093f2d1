"""Passage ids as the bytes of a column, and the passages of a segment found by them."""

import numpy as np
import pytest

from indexer.engines.entries.passage_ids import Numbers, heads, packed, unpacked

IDS = ["00" * 10, "ff" * 10, "0123456789abcdef0123", "0123456789abcdef0124", "0123456789abcdef0023", "80" + "00" * 9]


def test_ids_come_back_in_their_order_and_what_is_none_is_left_out():
    assert packed(IDS).dtype == "S10" and unpacked(packed(IDS)) == IDS
    names = ["", "no id", "zz" * 10, "00" * 9, "00" * 11, *IDS[:2]]
    assert unpacked(packed(names)) == IDS[:2] and unpacked(packed([])) == []


def test_heads_are_in_the_order_of_the_ids():
    found = heads(packed(IDS)).tolist()
    assert found == [int(name[:16], 16) for name in IDS] and found[2] == found[3] == found[4]


@pytest.mark.parametrize("alive", [[True] * 6, [True, False, True, False, True, True]])
def test_passages_are_found_by_their_ids_unless_they_are_deleted(alive):
    find = Numbers(packed(IDS), np.array(alive))
    there = [n for n in range(6) if alive[n]]
    assert find(packed(IDS)).tolist() == there and find(packed(IDS[::-1])).tolist() == there
    for n, name in enumerate(IDS):
        assert find(packed([name])).tolist() == ([n] if alive[n] else [])
    assert find(packed(["0123456789abcdef0125", "7f" * 10])).tolist() == [] == find(packed([])).tolist()


def test_an_id_that_was_given_up_and_taken_again_is_the_one_that_is_left():
    find = Numbers(packed([IDS[2], IDS[3], IDS[2]]), np.array([False, True, True]))
    assert find(packed([IDS[2]])).tolist() == [2] and find(packed([IDS[3], IDS[2]])).tolist() == [1, 2]
