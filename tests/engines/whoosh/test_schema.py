"""What Whoosh's own API says of the postings that the engine wrote in bulk, and how strong they may be."""

import contract
import numpy as np
import pytest
from whoosh import index

from indexer.engines.bm25f import FIELDS, length_norm
from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.schema import LENGTHS, FieldFrequencies


def test_frequencies_by_field_come_back_from_their_bytes():
    made = FieldFrequencies()
    for row in ((1, 0, 2, 0), (300, 70_000, 0, 1)):
        value = made.value([*map(float, row), float(sum(row))])
        assert len(value) == made.posting_size and made.row(value) == tuple(map(float, row))
        assert made.decode_frequencies(value) == row and made.decode_frequency(value) == sum(row)
        assert made.decode_weight(value) == float(sum(row))


def test_whoosh_reads_what_was_written_in_bulk(tmp_path):
    made = [
        contract.passage("a", "calm tears calm", title="Calm mind"),
        contract.passage("b", "tears", headings=["Mind"]),
    ]
    ENGINES["whoosh"].write(tmp_path, contract.entries(made), [])
    with index.open_dir(str(tmp_path), readonly=True).reader() as reader:
        matcher = reader.postings("terms", b"calm")
        assert matcher.value_as("frequencies") == (2, 0, 1, 0) and matcher.value_as("frequency") == 3
        assert matcher.weight() == matcher.value_as("weight") == 3.0 and list(matcher.all_ids()) == [0]
        spans = reader.postings("sequence", b"calm")
        assert spans.value_as("positions") == [0, 2, 4]  # a gap between the body and the title
        assert [reader.column_reader("passage")[n].hex() for n in (0, 1)] == [p.id for p in made]
        assert list(reader.postings("document", b"b").all_ids()) == [1]


def test_a_posting_is_as_strong_as_bm25f_says_before_it_saturates():
    lengths = {"length_body": [4, 8], "length_headings": [0, 2], "length_title": [1, 3], "length_context": [0, 0]}
    columns = {name: np.array(values, np.uint16) for name, values in lengths.items()}
    rows = np.array([(2, 0, 1, 0, 3), (1, 1, 0, 0, 2), (0, 0, 0, 1, 1)], np.float64)
    docs = np.array([0, 1, 1])
    expected = [
        sum(
            field.weight * row[i] / length_norm(float(columns[name][doc]), float(columns[name].mean()), field.b)
            for i, (field, name) in enumerate(zip(FIELDS, LENGTHS, strict=True))
        )
        for row, doc in zip(rows, docs, strict=True)
    ]
    assert FieldFrequencies().strengths(rows, docs, columns.__getitem__) == pytest.approx(expected)
