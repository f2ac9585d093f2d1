"""A field's postings come back as they were written: in one window or in many, in one go or a few terms at a time."""

import numpy as np
import pytest
from whoosh import formats

from indexer.engines.whoosh.codec import FieldPostings, FieldReader, Postings, RowFormat
from indexer.engines.whoosh.codec.integers import WINDOW
from indexer.store.container import Container, ContainerWriter


class Flat(RowFormat):
    """All postings are as strong as one another."""

    def strengths(self, rows, docs, column):
        return np.full(len(docs), 2.0)


def written(path, format_, documents, parts):
    file = ContainerWriter()
    writer = FieldPostings(file, "f", format_, documents, lambda name: None)
    for part in parts:
        writer.add(part)
    meta = writer.finish()
    file.close(lambda: path.open("wb"), {"documents": documents, "fields": {"f": meta}})
    return FieldReader(Container(path), "f", documents), meta


def drawn(seed, documents, sizes, values=False):
    """Terms of so many postings, with odd rows, positions and distances among them."""
    chance = np.random.default_rng(seed)
    made = []
    for number, size in enumerate(sizes):
        last = [documents - 1] if number % 2 else []
        docs = np.unique(np.append(chance.integers(0, documents, size), last)).astype(np.uint32)
        row_of = chance.integers(0, 300, len(docs))
        at = [np.sort(chance.choice(400, 1 + row % 3, replace=False)) for row in row_of.tolist()]
        made.append((b"t%03d" % number, docs, row_of, at, [bytes([n % 7]) * (n % 4) for n in docs.tolist()]))
    rows = np.array([(1 + row % 3, 1000.0 + row) for row in range(300)])

    def part(first, last):
        some = made[first:last]
        return Postings(
            [term for term, *_ in some],
            np.array([len(docs) for _, docs, *_ in some], np.int64),
            np.concatenate([docs for _, docs, *_ in some]),
            rows,
            np.concatenate([row_of for _, _, row_of, _, _ in some]),
            None if values else np.concatenate([one for *_, at, _ in some for one in at]),
            [value for *_, of_term in some for value in of_term] if values else None,
        )

    return made, part


#: Of two windows, of as many as a byte numbers, and of more; terms are long beyond four postings a window.
SHAPES = [
    (60_000, [3, 400, 1, 90]),
    (2 * WINDOW, [3, 400, 1, 9, 8, 90, 2, 300]),
    (256 * WINDOW, [3, 3000, 1, 2000, 40]),
    (256 * WINDOW + 5, [3, 3000, 1, 2000, 40]),
]


@pytest.mark.parametrize(("documents", "sizes"), SHAPES)
@pytest.mark.parametrize("cut", [0, 2, 3])
def test_documents_rows_and_positions_of_each_term_and_of_each_range(tmp_path, documents, sizes, cut):
    made, part = drawn(cut, documents, sizes)
    ranges = [(0, cut), (cut, len(made))] if cut else [(0, len(made))]
    field, meta = written(tmp_path / "one", formats.Positions(), documents, [part(*one) for one in ranges])
    assert meta == {"terms": len(made), "postings": sum(len(docs) for _, docs, *_ in made), "columns": 2}
    assert field.terms[:] == [term for term, *_ in made]
    for number, (term, docs, row_of, at, _) in enumerate(made):
        assert field.number(term) == number and field.docs(number).tolist() == docs.tolist()
        start, end = field.span(number)
        assert field.rows[field.row_numbers(start, end)][:, 1].tolist() == (1000.0 + row_of).tolist()
        assert field.frequencies(start, end).tolist() == [len(one) for one in at]
        assert [p.tolist() for p in np.split(field.positions(number)[0], np.cumsum([*map(len, at)])[:-1])] == [
            one.tolist() for one in at
        ]
        some = np.arange(1, len(docs), 3)
        positions, counts = field.positions_at(number, some)
        assert positions.tolist() == [p for i in some for p in at[i].tolist()]
        assert counts.tolist() == [len(at[i]) for i in some]
        edges = np.arange(field.windows + 1) * WINDOW
        assert field.window_starts(number).tolist() == np.searchsorted(docs, edges).tolist()
    for first in range(len(made)):
        for last in range(first, len(made) + 1):
            found, expected = field.postings(first, last), part(first, last) if first < last else None
            assert found.terms == (expected.terms if expected else [])
            if expected:
                assert found.counts.tolist() == expected.counts.tolist()
                assert found.docs.tolist() == expected.docs.tolist()
                assert found.rows[found.row_of].tolist() == expected.rows[expected.row_of].tolist()
                assert found.positions.tolist() == expected.positions.tolist()


@pytest.mark.parametrize("documents", [5000, 3 * WINDOW])
def test_values_that_no_row_holds_come_back_byte_for_byte(tmp_path, documents):
    made, part = drawn(1, documents, [9, 50, 1, 20], values=True)
    field, _ = written(tmp_path / "one", formats.Characters(), documents, [part(0, 1), part(1, 4)])
    for number, (*_, values) in enumerate(made):
        assert field.values(number) == values
    assert field.postings(1, 3).values == [*made[1][-1], *made[2][-1]] and field.postings(0, 4).positions is None


def arrays(field):
    return {name.removeprefix("f.") for name in field.file.names()}


def test_where_there_is_one_window_nothing_is_written_of_windows(tmp_path):
    _, part = drawn(1, 60_000, [9, 500])
    strong, _ = written(tmp_path / "two", Flat(), WINDOW, [part(0, 2)])
    assert "tops" in arrays(strong) and not arrays(strong) & {"place", "highs", "windows", "window_tops"}
    wide, _ = written(tmp_path / "three", Flat(), WINDOW + 1, [part(0, 2)])
    assert {"tops", "place", "highs", "windows", "window_tops"} <= arrays(wide)
    assert (strong.windows, wide.windows) == (1, 2)


def test_a_field_without_terms_has_none(tmp_path):
    empty = Postings([], np.zeros(0, np.int64), np.zeros(0, np.uint32), np.zeros((0, 1)), np.zeros(0, np.int64))
    field, meta = written(tmp_path / "one", formats.Positions(), 9, [empty])
    assert meta == {"terms": 0, "postings": 0, "columns": 1} and field.number(b"a") == -1
