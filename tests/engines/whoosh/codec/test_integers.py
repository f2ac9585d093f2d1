"""Encoders give back what they were given."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from whoosh import formats

from indexer.engines.whoosh.codec import FieldPostings, FieldReader, Postings
from indexer.engines.whoosh.codec import (
    integers as encoding,
)
from indexer.engines.whoosh.codec.bounds import BOUNDS, bound_codes
from indexer.engines.whoosh.codec.payloads import Payloads, RowFormat
from indexer.store.container import Container, ContainerWriter

NUMBERS = st.one_of(st.integers(0, 300), st.integers(-(2**40), 2**40))


@given(st.lists(NUMBERS).map(lambda values: np.array(values, np.int64)))
def test_bytes(values):
    assert encoding.values_of(*encoding.in_bytes(values)).tolist() == values.tolist()


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=5).map(sorted)))
def test_positions(postings):
    positions = np.array([p for one in postings for p in one], np.int64)
    counts = np.array([len(one) for one in postings], np.int64)
    assert encoding.positions_of(encoding.deltas_of(positions, counts), counts).tolist() == positions.tolist()


@given(hnp.arrays(np.float64, st.integers(1, 50), elements=st.floats(0, 1e12)))
def test_bounds_never_are_too_low(strengths):
    bounds = BOUNDS[bound_codes(strengths)]
    assert (bounds >= strengths).all()
    usual = (strengths > 0.01) & (strengths < 5000)
    assert (bounds[usual] <= 1.07 * strengths[usual]).all()


def test_a_bound_is_the_least_of_twelve_steps_to_a_doubling():
    assert bound_codes(np.array([0.0, 1.0, 2.0, 4.0])).tolist() == [0, 100, 112, 124]
    assert bound_codes(np.array([1.0001, 1e9])).tolist() == [101, 255] and BOUNDS[255] == np.inf
    assert BOUNDS[[100, 112]] == pytest.approx([1.0, 2.0])


@pytest.mark.parametrize(
    ("format_", "opaque", "positions"),
    [
        (formats.Existence(), False, False),
        (formats.Frequency(), False, False),
        (formats.Positions(), False, True),
        (RowFormat(), False, False),
        (formats.Characters(), True, False),
        (formats.PositionBoosts(), True, False),
    ],
)
def test_bytes_are_kept_only_of_formats_that_no_row_holds(format_, opaque, positions):
    payloads = Payloads(format_)
    assert (payloads.opaque, payloads.positions) == (opaque, positions)


class Strong(RowFormat):
    """Postings that are as strong as their row's number says, ten times so in odd documents."""

    def strengths(self, rows, docs, column):
        return rows[:, 0] * np.where(docs % 2, 10.0, 1.0)


@pytest.mark.parametrize("documents", [60_000, 200_000])
def test_tops_bound_the_strongest_posting_of_a_term_and_of_each_of_its_windows(tmp_path, documents):
    windows = -(-documents // encoding.WINDOW)
    chance = np.random.default_rng(documents)
    often, seldom = [np.sort(chance.choice(60_000, size, replace=False)) for size in (90, 3)]
    last = documents // encoding.WINDOW * encoding.WINDOW  # only the first and the last window have any
    docs = [
        np.unique(np.append(often, often[:40] % (documents - last) + last)),
        np.append(seldom, [last + 5])[: 3 + (last > 0)],
    ]
    row_of = [chance.integers(0, 3, len(one)) for one in docs]
    made = Postings(
        [b"often", b"seldom"],
        np.array([len(one) for one in docs]),
        np.concatenate(docs).astype(np.uint32),
        np.array([[1.0, 0.0], [2.0, 0.0], [5.0, 0.0]]),
        np.concatenate(row_of),
    )
    file = ContainerWriter()
    writer = FieldPostings(file, "f", Strong(), documents, lambda name: None)
    writer.add(made)
    file.close(lambda: (tmp_path / "one").open("wb"), {"documents": documents, "fields": {"f": writer.finish()}})
    field = FieldReader(Container(tmp_path / "one"), "f", documents)
    for number, (of_term, rows) in enumerate(zip(docs, row_of, strict=True)):
        strengths = made.rows[rows][:, 0] * np.where(of_term % 2, 10.0, 1.0)
        tops = field.window_tops(number)
        assert len(tops) == windows
        for window, top in enumerate(tops.tolist()):
            here = strengths[of_term // encoding.WINDOW == window]
            if number == 1 and len(here):  # a short term has one bound for all its windows
                here = strengths
            assert max(here, default=0.0) <= top <= 1.07 * max(here, default=0.0)


TERMS = st.dictionaries(
    st.binary(max_size=6),
    st.dictionaries(
        st.integers(0, 299_999), st.lists(st.integers(0, 70_000), min_size=1, max_size=4, unique=True), min_size=1
    ),
    max_size=6,
)


@given(TERMS, st.sampled_from([300_000, 17_000_000]))
def test_postings(tmp_path_factory, terms, documents):
    """Terms of any bytes, documents in several windows, positions of any distance; read one by one, and as a range."""
    path = tmp_path_factory.mktemp("postings") / "one"
    ordered = sorted(terms)
    postings = [(doc, sorted(at)) for term in ordered for doc, at in sorted(terms[term].items())]
    sizes = sorted({len(at) for _, at in postings}) or [1]
    made = Postings(
        ordered,
        np.array([len(terms[term]) for term in ordered], np.int64),
        np.array([doc for doc, _ in postings], np.uint32),
        np.array([(size, size) for size in sizes], np.float64),
        np.array([sizes.index(len(at)) for _, at in postings], np.int64),
        np.array([place for _, at in postings for place in at], np.int64),
    )
    file = ContainerWriter()
    writer = FieldPostings(file, "f", formats.Positions(), documents, lambda name: None)
    writer.add(made)
    file.close(lambda: path.open("wb"), {"documents": documents, "fields": {"f": writer.finish()}})
    if not ordered:
        return
    field = FieldReader(Container(path), "f", documents)
    assert field.terms[:] == ordered and [field.number(term) for term in ordered] == list(range(len(ordered)))
    assert field.number(b"not there") == -1
    for number, term in enumerate(ordered):
        assert field.docs(number).tolist() == sorted(terms[term])
        positions, counts = field.positions(number)
        assert positions.tolist() == [p for _, at in sorted(terms[term].items()) for p in sorted(at)]
        some = np.arange(0, len(counts), 2)
        expected = [sorted(at) for _, at in sorted(terms[term].items())][::2]
        assert field.positions_at(number, some)[0].tolist() == [p for at in expected for p in at]
    whole = field.postings(0, len(ordered))
    assert whole.docs.tolist() == made.docs.tolist() and whole.positions.tolist() == made.positions.tolist()


def test_what_stands_on_disk_is_read_by_these_numbers():
    """With others, the format is another."""
    codes, odd_at, odd = encoding.in_bytes(np.array([0, 254, 255, -1, 300]))
    assert (codes.tolist(), odd_at.tolist(), odd.tolist()) == ([0, 254, 255, 255, 255], [2, 3, 4], [255, -1, 300])
    assert encoding.WINDOW == 1 << 16
    assert encoding.is_long(np.array([8, 9, 12, 13]), 2).tolist() == [False, True, True, True]
    assert encoding.is_long(np.array([12, 13]), 3).tolist() == [False, True]
    assert not encoding.is_long(np.array([10**9]), 1).any()


@given(
    st.sets(st.integers(0, 3 * encoding.WINDOW - 1), min_size=1),
    st.sets(st.integers(0, 3 * encoding.WINDOW - 1)),
    st.data(),
)
def test_postings_of_documents_are_found_over_all_windows(held, others, data):
    shared = data.draw(st.sets(st.sampled_from(sorted(held))))
    docs, wanted = np.array(sorted(held)), np.array(sorted(others | shared), np.int64)
    starts = np.searchsorted(docs, np.arange(4) * encoding.WINDOW)
    places = encoding.places_in(docs.astype(np.uint16), starts, wanted)
    number = {doc: place for place, doc in enumerate(docs.tolist())}
    assert places.tolist() == [number.get(doc, -1) for doc in wanted.tolist()]
