"""Texts in a container, and looking for one by halves."""

import gc
from bisect import bisect_left, bisect_right
from weakref import ref

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import IndexDamaged
from indexer.store.blobs import Blobs, Halving, Texts, add_texts, blob
from indexer.store.container import Container, ContainerWriter


def written(folder, values):
    """These byte strings, open."""
    file = ContainerWriter()
    contents, ends = blob(values)
    file.add("blobs", contents)
    file.add("blobs_at", ends)
    file.write(folder / "blobs.arrays", {})
    return Blobs(Container(folder / "blobs.arrays"), "blobs")


#: Some that begin alike, beyond what a head has, or with the zeros that fill one up.
_VALUES = st.binary(max_size=3) | st.builds(lambda end: b"begins alike"[: len(end) * 3] + end, st.binary(max_size=3))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_VALUES), st.lists(_VALUES, min_size=1), st.integers(0, 2))
def test_what_is_looked_for_is_found_where_it_stands_or_would_stand(tmp_path, values, wanted, times):
    ordered = sorted(values)
    read = written(tmp_path, ordered)
    halving = Halving(len(ordered))
    halving._left = times  # gathered at once, or behind the first look-ups
    for one in (*wanted, *values):
        span = bisect_left(ordered, one), bisect_right(ordered, one)
        assert halving.span(one, ordered.__getitem__, read.heads) == span
        assert halving.place(one, ordered.__getitem__, read.heads) == span[0]


def test_after_many_look_ups_one_reads_little():
    ordered, read = [b"%06d" % number for number in range(100_000)], []
    heads = np.array([int.from_bytes(one + b"\0\0", "big") for one in ordered], np.uint64)
    halving = Halving(len(ordered))
    for number in range(1_000):
        read.clear()
        found = halving.place(ordered[number], lambda place: read.append(place) or ordered[place], lambda: heads)
        assert found == number
    assert len(read) <= 2


def test_what_was_looked_in_is_let_go_at_once(tmp_path):
    """Kept alive by itself until Python looks for such, it would hold the file of a generation that was replaced."""
    gc.collect()
    gc.disable()
    try:
        read = written(tmp_path, [b"a", b"b"])
        assert [read.place(b"b") for _ in range(5)] == [1] * 5
        gone = ref(read)
        del read
        assert gone() is None
    finally:
        gc.enable()


def test_what_is_whole_is_found_where_something_else_was_altered(tmp_path):
    read = written(tmp_path, [b"a", b"b", b"c" * 10_000])
    raw = bytearray((tmp_path / "blobs.arrays").read_bytes())
    raw[raw.index(b"cccc") + 6000] ^= 1
    (tmp_path / "altered.arrays").write_bytes(raw)
    altered = Blobs(Container(tmp_path / "altered.arrays"), "blobs")
    with pytest.raises(IndexDamaged):
        altered.heads()
    assert [altered.place(b"b") for _ in range(3)] == [read.place(b"b")] * 3 == [1] * 3


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
