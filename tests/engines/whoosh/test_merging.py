"""Segments are put together so that few remain, each much larger than all smaller ones, and nothing is lost by it."""

import random

import contract
import pytest
from oracle import OracleEngine
from whoosh import index

from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.bulk import merging
from indexer.engines.whoosh.bulk.policy import to_merge

ENGINE = ENGINES["whoosh"]
WORDS = ["calm", "tears", "of", "post-coital", "café", *(f"w{i}" for i in range(30))]


@pytest.mark.parametrize(
    ("alive", "sizes", "chosen"),
    [
        ([], [], []),
        ([5], [5], []),
        ([5], [10], []),  # half is left
        ([4], [10], [0]),
        ([0], [0], []),
        ([30, 10], [30, 10], []),  # three times as large
        ([29, 10], [29, 10], [0, 1]),
        ([10, 29], [10, 29], [0, 1]),
        ([120, 30, 10], [120, 30, 10], []),
        ([119, 30, 10], [119, 30, 10], [0, 1, 2]),
        ([120, 20, 10], [120, 20, 10], [1, 2]),
        ([1000, 1, 1, 1], [1000, 1, 1, 1], [1, 2, 3]),
        ([1000, 3, 1], [1000, 7, 1], [1]),  # three times as large, but worn
        ([499, 10], [1000, 10], [0]),
    ],
)
def test_a_segment_joins_smaller_ones_unless_it_is_three_times_as_large_as_they_are(alive, sizes, chosen):
    assert to_merge(alive, sizes) == chosen


def some(chance, first, count):
    text = lambda: " ".join(chance.choices(WORDS, k=chance.randint(1, 20)))  # noqa: E731
    return [
        contract.passage(f"d{i % 17}", f"{text()} n{i}", text()[:20], [text()[:9]]) for i in range(first, first + count)
    ]


def segments(folder):
    opened = index.open_dir(str(folder), readonly=True)
    with opened.reader() as reader:
        return sorted(leaf.doc_count() for leaf, _ in reader.leaf_readers())


@pytest.mark.parametrize("chunk", [1, 50, 400])
def test_what_is_merged_a_few_terms_at_a_time_is_found_as_before(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(merging, "_CHUNK", chunk)
    chance = random.Random(chunk)
    for run in range(6):
        made, removed = some(chance, 40 * run, 30), [f"d{chance.randrange(17)}"]
        for engine in (OracleEngine, ENGINE):
            engine.write(tmp_path, contract.entries(made), removed)
    sizes = segments(tmp_path)
    assert all(larger >= 3 * sum(sizes[:place]) for place, larger in enumerate(sizes)) and len(sizes) < 4
    plain, merged = OracleEngine.open(tmp_path), ENGINE.open(tmp_path)
    assert merged.passage_ids() == plain.passage_ids()
    for question in ("calm tears", "w1 w2 w3", '"calm of"', "post-coital café -w4", '"post coital" w9'):
        asked = contract.ANALYZER.question(question)
        found, expected = (engine.search(asked, limit=300) for engine in (merged, plain))
        assert {s.passage_id: s.score for s in found} == pytest.approx({s.passage_id: s.score for s in expected})
    for word in WORDS:
        term = contract.ANALYZER.term(word)
        assert merged.document_frequency(term) == plain.document_frequency(term)
    merged.close()
