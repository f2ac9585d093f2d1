"""Many needles in many documents at once."""

import random

import numpy as np
import pytest

from indexer.text.wording import Scan, Stream
from indexer.text.wording.scan import SEED, SHORT_SEED, encoded


@pytest.mark.parametrize("windows", [1 << 18, 3])
def test_every_whole_needle_is_found_as_a_plain_search_finds_it(monkeypatch, windows):
    monkeypatch.setattr("indexer.text.wording.scan._WINDOWS", windows)
    random.seed(3)
    letters = ["abcd", "aé", "東京ab"]
    for round_ in range(24):
        alphabet = letters[round_ % 3]
        documents = ["".join(random.choices(alphabet, k=random.randint(0, 120))) for _ in range(6)]
        needles = ["".join(random.choices(alphabet, k=random.randint(1, 20))) for _ in range(4)]
        needles += [d[3:40] for d in documents if len(d) > 3]
        for seed in (SEED, SHORT_SEED):
            rows = Scan([Stream.of(n) for n in needles], seed=seed).seeds([encoded(d) for d in documents])
            whole = {
                (int(n), int(d), int(at))
                for n, offset, d, at in rows
                if offset == 0 and encoded(documents[d]).startswith(encoded(Stream.of(needles[n]).chars), at)
            }
            assert whole == set(_plainly(needles, documents))


def _plainly(needles, documents):
    for n, needle in enumerate(needles):
        for d, document in enumerate(documents):
            held, wanted = encoded(document), encoded(Stream.of(needle).chars)
            at = held.find(wanted)
            while at >= 0:
                yield n, d, at
                at = held.find(wanted, at + 1)


def test_seeds_are_where_words_are_and_nowhere_else():
    needle = Stream.of("alpha beta gamma delta epsilon")
    document = encoded(Stream.of("x gamma delta epsilon y").chars)
    rows = Scan([needle]).seeds([b"nothing", document])
    assert len(rows) and set(rows[:, 2]) == {1}
    for _, offset, _, at in rows:
        assert document[at : at + SEED] == encoded(needle.chars)[offset : offset + SEED]


def test_nothing_looked_for_and_nothing_to_look_in():
    assert Scan([]).seeds([b"abc"]).shape == (0, 4)
    assert Scan([Stream.of("…")]).seeds([b"abc"]).shape == (0, 4)
    assert Scan([Stream.of("some words of it")]).seeds([]).shape == (0, 4)
    assert Scan([Stream.of("some words of it")]).seeds([b"", b"a"]).shape == (0, 4)
    assert Scan([Stream.of("ab")]).seeds([b"", b"ab"]).tolist() == [[0, 0, 1, 0]]
    assert np.array(Scan([Stream.of("x")]).seeds([])).size == 0
