"""A file of arrays gives back what it was given; what was damaged is recognised before anything is read from it."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexDamaged
from indexer.store.blobs import Blobs, Texts, add_texts, blob
from indexer.store.container import (
    Container,
    ContainerWriter,
    array_reading,
    array_writing,
    check_directory,
    is_container,
    smallest,
)

PAGE = 4096


def written(path):
    file = ContainerWriter()
    file.add("a", np.arange(50_000, dtype=np.uint32))
    file.add("b", np.arange(9, dtype=np.float64))
    file.add("c", np.array([b"%09d" % n for n in range(3000)], "S10"))
    file.write(path, {"name": "x"})
    return path.read_bytes()


def altered(path, spot, bit=0):
    raw = bytearray(path.read_bytes())
    raw[spot] ^= 1 << bit
    path.write_bytes(raw)


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_is_recognised(tmp_path, seed):
    path, chance = tmp_path / "file", random.Random(seed)
    raw = written(path)
    altered(path, chance.choice([chance.randrange(len(raw)), -1 - chance.randrange(600)]), chance.randrange(8))
    with pytest.raises(IndexDamaged, match="passageway repair"):
        Container(path).prove_all()


def test_padding_between_arrays_is_proven_with_the_whole(tmp_path):
    file = ContainerWriter()
    file.add("a", np.zeros(3, np.uint8))
    file.add("b", np.zeros(3, np.uint64))
    file.write(tmp_path / "file", {})
    altered(tmp_path / "file", 8 + 3)
    with pytest.raises(IndexDamaged):
        Container(tmp_path / "file").prove_all()


@pytest.mark.parametrize("keep", [0, 1, 8, 100, 65_536, -1, -9, -40])
def test_a_file_cut_short_is_recognised(tmp_path, keep):
    path = tmp_path / "file"
    path.write_bytes(written(path)[:keep])
    with pytest.raises(IndexDamaged):
        Container(path)
    with pytest.raises(ValueError):
        check_directory(path)


def test_the_directory_is_checked_without_the_pages(tmp_path):
    path = tmp_path / "file"
    raw = written(path)
    assert is_container(path)
    check_directory(path)
    altered(path, 100)
    check_directory(path)
    for spot in (len(raw) - 1, len(raw) - 12, len(raw) - 100, 0):
        path.write_bytes(raw)
        altered(path, spot)
        with pytest.raises(ValueError):
            check_directory(path)
    assert not is_container(path)


def test_another_format_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "file"
    written(path)
    monkeypatch.setattr(array_reading, "FORMAT", 99)
    with pytest.raises(IndexDamaged, match="format 2; this version reads 99"):
        Container(path)


def test_the_command_that_mends_names_the_index_of_the_file(tmp_path):
    path = tmp_path / "my index" / "generations" / "7" / "file"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nothing")
    with pytest.raises(IndexDamaged, match=f"repair --index '{tmp_path}/my index'$"):
        Container(path)


def test_parts_beyond_an_array_are_refused(tmp_path):
    written(tmp_path / "file")
    file = Container(tmp_path / "file")
    assert file.part("a", 7, 9).tolist() == [7, 8] and file.array("b").tolist() == list(range(9))
    with pytest.raises(IndexDamaged):
        file.part("a", 49_999, 50_001)


def test_who_reads_nothing_proves_nothing(tmp_path, monkeypatch):
    written(tmp_path / "file")
    file, proven = Container(tmp_path / "file"), []
    monkeypatch.setattr(file, "_prove_pages", lambda first, last: proven.append((first, last)))
    for at in (0, 7, 1022):
        assert not len(file.part("a", at, at)) and file.bytes_of("a", at, at) == b""
    assert proven == []
    file.part("a", 7, 8)
    assert proven == [(0, 1)]


def reads(file):
    """Each way of reading the elements [first, last) of array a or c."""
    a, c = file.column("a"), file.column("c")
    return {
        "part": lambda first, last: file.part("a", first, last),
        "column's part": lambda first, last: a.part(first, last),
        "some": lambda first, last: a[np.arange(first, last)],
        "within": lambda first, last: a.within(np.array([first, 3]), np.array([last, 3]))[first:last],
        "across pages": lambda first, last: c[np.arange(first % 3000, first % 3000 + 1)],
    }


@pytest.mark.parametrize("way", ["part", "column's part", "some", "within", "across pages"])
@pytest.mark.parametrize("spot", [0, 1, 1021, 1022, 1023, 2046, 40_000, 49_999])
def test_just_what_is_read_is_proven_whichever_way(tmp_path, way, spot):
    """A damaged page is found by who reads an element on it, and by nobody else."""
    path = tmp_path / "file"
    raw = written(path)
    good = reads(Container(path))[way](spot, spot + 1)
    assert good.tolist() == ([b"%09d" % (spot % 3000)] if way == "across pages" else [spot])
    start = raw.index(b"%09d" % 0) if way == "across pages" else 8
    size, place = (10, spot % 3000) if way == "across pages" else (4, spot)
    first, last = (start + place * size) // PAGE, (start + place * size + size - 1) // PAGE
    pages = range(len(raw) // PAGE)
    for page in {first, last, max(first - 1, 0), min(last + 1, len(pages) - 1)}:
        path.write_bytes(raw)
        altered(path, page * PAGE + 9, 3)
        read = reads(Container(path))[way]
        if first <= page <= last:
            with pytest.raises(IndexDamaged, match=f"in page {page} of"):
                read(spot, spot + 1)
        else:
            assert read(spot, spot + 1).tolist() == good.tolist()


def test_long_ranges_are_proven_to_their_end(tmp_path):
    path = tmp_path / "file"
    written(path)
    altered(path, 5 * PAGE)
    column = Container(path).column("a")
    with pytest.raises(IndexDamaged, match="in page 5 of"):
        column.within(np.array([10]), np.array([9 * PAGE // 4]))
    with pytest.raises(IndexDamaged, match="in page 5 of"):
        column.whole()


def test_a_page_is_proven_once(tmp_path, monkeypatch):
    written(tmp_path / "file")
    file, summed = Container(tmp_path / "file"), []
    crc32 = array_reading.crc32
    monkeypatch.setattr(array_reading, "crc32", lambda *given: summed.append(len(given[0])) or crc32(*given))
    for _ in range(3):
        file.part("a", 0, 2000)
        file.column("a")[np.array([5, 1500])]
    assert summed == [PAGE, PAGE]


def test_pieces_of_an_array_are_of_one_type(tmp_path):
    file = ContainerWriter()
    file.add("a", np.zeros(2, np.uint8))
    file.add("a", np.ones(2, np.uint8))
    with pytest.raises(TypeError):
        file.add("a", np.ones(2, np.uint16))
    file.write(tmp_path / "file", {"k": [1]})
    assert Container(tmp_path / "file").array("a").tolist() == [0, 0, 1, 1]
    assert Container(tmp_path / "file").meta == {"k": [1]}


def test_a_link_to_the_file_of_an_earlier_generation_is_not_written_through(tmp_path):
    before = written(tmp_path / "1")
    (tmp_path / "2").hardlink_to(tmp_path / "1")
    file = ContainerWriter()
    file.add("other", np.zeros(2, np.uint8))
    file.write(tmp_path / "2", {})
    assert (tmp_path / "1").read_bytes() == before and Container(tmp_path / "2").names() == ["other"]


@given(st.lists(st.text(st.characters(exclude_categories=[]))))
def test_texts(tmp_path_factory, texts):
    path = tmp_path_factory.getbasetemp() / "texts"
    file = ContainerWriter()
    add_texts(file, "t", texts)
    file.write(path, {})
    found = Texts(Container(path), "t")
    assert list(found) == found[:] == texts and len(found) == len(texts)
    assert [found[i] for i in range(len(texts))] == texts and found[1:-1] == texts[1:-1]
    with pytest.raises(IndexError):
        found[len(texts)]


def test_the_heads_of_byte_strings_are_numbers_in_their_order(tmp_path):
    for values in ([], [b"", b"\0", b"a", b"a\0b", b"abcdefgh", b"abcdefghi"]):
        file = ContainerWriter()
        contents, ends = blob(values)
        if values:
            file.add("b", contents)
        file.add("b_at", ends)
        file.write(tmp_path / "file", {})
        heads = Blobs(Container(tmp_path / "file"), "b").heads()
        assert heads.tolist() == [int.from_bytes(value[:8].ljust(8, b"\0"), "big") for value in values]


@given(st.lists(st.binary(max_size=3)).map(sorted), st.binary(max_size=3))
def test_the_place_of_bytes_in_order(tmp_path_factory, values, sought):
    path = tmp_path_factory.getbasetemp() / "bytes"
    file = ContainerWriter()
    file.add("b", np.frombuffer(b"".join(values), np.uint8))
    file.add("b_at", np.cumsum([0, *map(len, values)]))
    file.write(path, {})
    place = Blobs(Container(path), "b").place(sought)
    assert all(value < sought for value in values[:place]) and all(value >= sought for value in values[place:])


@pytest.mark.parametrize("spool", [16, 64, 1 << 22])
def test_arrays_of_any_size_and_layout_come_back(tmp_path, monkeypatch, spool):
    monkeypatch.setattr(array_writing, "_SPOOL", spool)
    given = {
        "turned": np.arange(60, dtype=np.int32).reshape(6, 10).T,
        "stepped": np.arange(100, dtype=np.uint16)[::3],
        "big-endian": np.arange(9, dtype=">u4"),
        "empty": np.zeros(0, np.float64),
        "one": np.array([7], np.uint8),
    }
    file = ContainerWriter()
    for name, values in given.items():
        for piece in (values, values):
            file.add(name, piece if values.dtype.byteorder != ">" else piece.astype("<u4"))
    file.write(tmp_path / "file", {"n": 1})
    opened = Container(tmp_path / "file")
    assert opened.names() == list(given) and "one" in opened and "none" not in opened
    for name, values in given.items():
        assert opened.array(name).tolist() == [*values.ravel().tolist()] * 2
        assert opened.unproven(name).tolist() == opened.column(name).whole().tolist() == opened.array(name).tolist()
        assert len(opened.column(name)) == 2 * values.size
    opened.prove_all()
    with pytest.raises(KeyError):
        opened.column("none")


def test_numbers_are_stored_in_the_smallest_type_that_holds_them():
    for largest, dtype in ((0, "u1"), (255, "u1"), (256, "u2"), (65_535, "u2"), (65_536, "u4"), (1 << 32, "u8")):
        assert smallest(np.array([0, largest])).dtype == dtype
        assert smallest(np.array([0]), largest=largest).dtype == dtype
    assert smallest(np.zeros(0, np.int64)).dtype == "u1"


def test_places_outside_of_texts_are_errors_and_slices_are_cut(tmp_path):
    file = ContainerWriter()
    add_texts(file, "t", ["", "a", "bc"])
    file.write(tmp_path / "file", {})
    texts = Texts(Container(tmp_path / "file"), "t")
    for place in (-1, 3, 99):
        with pytest.raises(IndexError):
            texts[place]
    assert texts[1:] == ["a", "bc"] and texts[2:1] == [] and texts[-1:] == ["bc"] and texts[:99] == ["", "a", "bc"]
    assert list(texts) == ["", "a", "bc"] and list(texts.bytes) == [b"", b"a", b"bc"]
    assert texts.bytes[1:2] == [b"a"] and [texts.bytes.place(b) for b in (b"", b"a", b"b")] == [0, 1, 2]


def test_what_is_discarded_is_closed_and_pages_that_are_released_can_be_read_again(tmp_path):
    file = ContainerWriter()
    file.add("a", np.zeros(3))
    spools = [spool for _, spool in file._parts.values()]
    file.discard()
    assert all(spool.closed for spool in spools)
    written(tmp_path / "file")
    opened = Container(tmp_path / "file")
    before = opened.array("a").tolist()
    opened.release()
    assert opened.array("a").tolist() == before


@pytest.mark.parametrize("length", [4096 - 8, 4096 - 7, 8192 - 8, 3 * 4096])
def test_each_page_has_its_sum_wherever_the_last_one_ends(tmp_path, length):
    file = ContainerWriter()
    file.add("a", np.arange(length, dtype=np.uint64).astype(np.uint8))
    file.write(tmp_path / "file", {})
    raw = (tmp_path / "file").read_bytes()
    Container(tmp_path / "file").prove_all()
    for page in range(-(-(length + 8) // PAGE)):
        altered(tmp_path / "file", min(page * PAGE + 9, length + 7))
        with pytest.raises(IndexDamaged, match=f"in page {page} of {-(-(length + 8) // PAGE)}"):
            Container(tmp_path / "file").prove_all()
        (tmp_path / "file").write_bytes(raw)


@pytest.mark.parametrize("more", [4, 4096])
def test_a_file_that_grew_in_the_middle_is_recognised(tmp_path, more):
    raw = written(tmp_path / "file")
    for place in (len(raw) // 2, len(raw) - 28):  # among the arrays, and before the trailer
        (tmp_path / "file").write_bytes(raw[:place] + bytes(more) + raw[place:])
        with pytest.raises(ValueError, match="do not fit its size"):
            check_directory(tmp_path / "file")


@pytest.mark.parametrize("size", [3, 5, 7, 9, 10, 16])
def test_an_element_that_lies_across_two_pages_is_proven_on_both(tmp_path, size):
    path, file, first = tmp_path / "file", ContainerWriter(), 16 if size == 7 else 8
    if first > 8:
        file.add("before", np.zeros(1))
    file.add("a", np.array([b"%d" % (n % 10) * size for n in range(9000 // size)], f"S{size}"))
    file.write(path, {})
    raw, place = path.read_bytes(), (PAGE - first) // size  # begins on the first page, ends on the second
    assert Container(path).column("a")[np.array([place])].tolist() == [b"%d" % (place % 10) * size]
    for page, reads in ((0, [0, place - 1, place]), (1, [place, place + 1])):
        path.write_bytes(raw)
        altered(path, page * PAGE + first + size)
        for read in reads:
            for ask in (
                lambda read=read: Container(path).column("a")[np.array([read])],
                lambda read=read: Container(path).part("a", read, read + 1),
                lambda read=read: Container(path).column("a").within(np.array([read]), np.array([read + 1])),
            ):
                with pytest.raises(IndexDamaged, match=f"in page {page} of"):
                    ask()
        with pytest.raises(IndexDamaged):
            Container(path).array("a")


def test_what_lies_between_two_proven_pages_is_proven_too(tmp_path):
    path = tmp_path / "file"
    written(path)
    altered(path, PAGE + 9)
    column = Container(path).column("a")
    column[np.array([0, 2 * PAGE // 4])]  # on the first page and on the third
    assert column.within(np.array([0, 7, 2 * PAGE // 4]), np.array([9, 7, 2 * PAGE // 4 + 1]))[0] == 0
    with pytest.raises(IndexDamaged, match="in page 1 of"):
        column.within(np.array([0]), np.array([2 * PAGE // 4 + 1]))


def test_arrays_begin_where_the_processor_reads_them_best(tmp_path):
    file = ContainerWriter()
    for number, dtype in enumerate(("u1", "u8", "u2", "f8", "u1", "u4", "S3", "i8")):
        file.add(f"{number}", np.zeros(3, dtype))
    file.write(tmp_path / "file", {})
    opened = Container(tmp_path / "file")
    base = opened.unproven("0").ctypes.data
    assert all((opened.unproven(name).ctypes.data - base) % 8 == 0 for name in opened.names())
