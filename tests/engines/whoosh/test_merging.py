"""Segments are put together so that few remain, each much larger than all smaller ones, and nothing is lost by it."""

import random

import contract
import numpy as np
import pytest
from oracle import OracleEngine
from whoosh import formats, index

from indexer.engines.entries import batches
from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.bulk import merging
from indexer.engines.whoosh.bulk.merging import MergedSegment, merged_postings
from indexer.engines.whoosh.bulk.policy import to_merge
from indexer.engines.whoosh.codec import FieldPostings, FieldReader, Postings
from indexer.store.container import Container, ContainerWriter

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


def test_what_one_run_writes_is_one_segment_where_there_were_none(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "_PASSAGES", 40)
    chance = random.Random(1)
    ENGINE.write(tmp_path, contract.entries(some(chance, 0, 50)), [])
    assert segments(tmp_path) == [50]
    ENGINE.write(tmp_path, contract.entries(some(chance, 50, 10)), [])
    assert segments(tmp_path) == [10, 50] and len(ENGINE.open(tmp_path).passage_ids()) == 60


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


def field(path, sizes):
    """A field of terms of so many postings each, in documents 0, 1, 2 and so on."""
    file = ContainerWriter()
    writer = FieldPostings(file, "f", formats.Frequency(), 1000, lambda name: None)
    terms = sorted(sizes)
    docs = np.concatenate([np.arange(sizes[term]) for term in terms])
    writer.add(
        Postings(
            terms, np.array([sizes[t] for t in terms]), docs, np.array([[1.0, 1.0]]), np.zeros(len(docs), np.int64)
        )
    )
    file.close(lambda: path.open("wb"), {"documents": 1000, "fields": {"f": writer.finish()}})
    return FieldReader(Container(path), "f", 1000)


def merged(tmp_path, *fields_of):
    sources, first = [], 0
    for number, sizes in enumerate(fields_of):
        kept = np.ones(1000, bool)
        kept[900:] = False  # none of them has any
        sources.append(MergedSegment(None, {"f": field(tmp_path / str(number), sizes)}, kept, first))
        first += 900
    return list(merged_postings(sources, "f"))


def test_terms_are_merged_in_ranges_of_some_postings_in_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "_CHUNK", 50)
    names = [b"%03d" % n for n in range(30)]
    found = merged(tmp_path, dict.fromkeys(names, 10), dict.fromkeys(names[::3], 5))
    assert [term for part in found for term in part.terms] == names
    assert all(40 <= int(part.counts.sum()) <= 65 for part in found) and len(found) in (6, 7)
    for part in found:
        owner = np.repeat(np.arange(len(part.terms)), part.counts)
        for number, term in enumerate(part.terms):
            expected = [*range(10), *(range(900, 905) if term in names[::3] else [])]
            assert part.docs[owner == number].tolist() == expected


def test_one_term_of_many_postings_is_a_range_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "_CHUNK", 50)
    found = merged(tmp_path, {b"a": 5, b"b": 400, b"c": 5, b"d": 5})
    assert [term for part in found for term in part.terms] == [b"a", b"b", b"c", b"d"]
    assert max(len(part.terms) for part in found) <= 3 and sum(int(part.counts.sum()) for part in found) == 415
    assert merged(tmp_path) == []


def test_terms_that_only_deleted_documents_hold_go(tmp_path):
    of_all = field(tmp_path / "one", {b"a": 3, b"b": 1})
    kept = np.ones(1000, bool)
    kept[0] = False
    (found,) = merged_postings([MergedSegment(None, {"f": of_all}, kept, 7)], "f")
    assert (found.terms, found.counts.tolist(), found.docs.tolist()) == ([b"a"], [2], [7, 8])
    assert list(merged_postings([MergedSegment(None, {"f": of_all}, np.zeros(1000, bool), 0)], "f")) == []
