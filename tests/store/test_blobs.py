"""Texts in a container, and looking for one by halves."""

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexDamaged
from indexer.store.blobs import Blobs, Halving, Texts, add_texts
from indexer.store.container import Container, ContainerWriter


@given(st.lists(st.binary(max_size=3)), st.lists(st.binary(max_size=4), min_size=1))
def test_what_is_looked_for_is_found_where_it_stands_or_would_stand(values, wanted):
    ordered = sorted(values)
    halving = Halving(len(ordered))
    for one in (*wanted, *values):
        assert halving.place(one, ordered.__getitem__) == bisect_left(ordered, one)


def test_the_first_steps_of_a_search_are_read_once():
    ordered, read = [b"%06d" % number for number in range(100_000)], []
    halving = Halving(len(ordered))
    for one in (ordered[5], ordered[6]):
        read.clear()
        assert halving.place(one, lambda place: read.append(place) or ordered[place]) == int(one)
    assert len(read) <= 8


def test_texts_are_read_as_they_were_written_and_proven(tmp_path):
    texts, file = ["", "a", "é\ud800", "x" * 10_000, "\0"], ContainerWriter()
    add_texts(file, "texts", texts)
    file.write(tmp_path / "texts.arrays", {})
    read = Texts(Container(tmp_path / "texts.arrays"), "texts")
    assert list(read) == [read[place] for place in range(len(texts))] == texts
    for place in (-1, len(texts)):
        with pytest.raises(IndexError):
            read[place]
    raw = bytearray((tmp_path / "texts.arrays").read_bytes())
    raw[raw.index(b"xxxx") + 6000] ^= 1
    (tmp_path / "altered.arrays").write_bytes(raw)
    altered = Blobs(Container(tmp_path / "altered.arrays"), "texts")
    assert altered[1] == b"a"
    with pytest.raises(IndexDamaged):
        altered[3]
