"""Files of vectors, of which a kill leaves parts, and a disk damages some."""

import os

import numpy as np
import pytest

from indexer.engines.meaning import key_of
from indexer.engines.meaning.kept import record_file
from indexer.engines.meaning.kept.record_file import (
    TOGETHER,
    RecordFile,
    apart,
    in_integers,
    of_sentences,
    of_tokens,
    of_vectors,
    together,
)

A, B, C = (key_of(text) for text in "abc")


def vectors(*firsts):
    return np.array([[first, 1, 0] for first in firsts], np.float32)


@pytest.fixture
def file(tmp_path):
    """Of three texts, of which the second has three sentences."""
    file = RecordFile(tmp_path / "vectors" / "f.sentences", of_sentences(3))
    put(file, [A, B, C], [1, 3, 1], 0, 1, 2, 3, 4)
    return file


def put(file, keys, counts, *firsts):
    scales, integers = in_integers(vectors(*firsts))
    file.add(keys, {"scale": scales, "vector": integers}, counts)


def keys_in(records):
    return [key.decode() for key in records["key"].tolist()]


def alter(file, record, name):
    records = np.memmap(file.path, file.records().dtype, "r+")
    records[name][record] = 9
    records.flush()


def test_eight_bits_are_near_to_what_they_are_of():
    chance = np.random.default_rng(1).standard_normal((5, 24)).astype(np.float32)
    scales, integers = in_integers(chance)
    assert integers.dtype == np.int8 and np.abs(integers).max(axis=1).tolist() == [127] * 5
    assert np.allclose(integers * scales[:, None], chance, atol=float(scales.max()) / 2 + 1e-6)
    assert in_integers(np.zeros((1, 3), np.float32))[1].tolist() == [[0, 0, 0]]
    assert [part.shape for part in in_integers(np.zeros((0, 3), np.float32))] == [(0,), (0, 3)]


def test_the_first_record_of_each_key(file):
    assert file.rows_of([C, B, key_of("d"), A]).tolist() == [4, 1, -1, 0]
    assert file.records()["left"].tolist() == [0, 2, 1, 0, 0] and file.faults() == 0


@pytest.mark.parametrize("bytes_short", [1, 40, 60, 130])
def test_what_a_kill_left_in_part_is_passed_over_and_cut_off(file, bytes_short):
    put(file, [B], [3], 1, 2, 3)
    os.truncate(file.path, file.path.stat().st_size - bytes_short)
    assert len(file.records()) == 5 and file.rows_of([B]).tolist() == [1]
    put(file, [key_of("d")], [1], 5)
    assert keys_in(file.records()) == [A, B, B, B, C, key_of("d")] and file.faults() == 0


@pytest.mark.parametrize(
    ("record", "name", "sound"),
    [
        (0, "vector", [B, B, B, C]),
        (2, "scale", [A, C]),
        (1, "key", [A, C]),
        (2, "left", [A, C]),
        (4, "checksum", [A, B, B, B]),
    ],
)
def test_where_one_vector_of_a_text_is_damaged_all_of_its_are_left_out(file, record, name, sound):
    alter(file, record, name)
    assert file.faults() == 1 and keys_in(file.sound()) == sound


def test_it_is_replaced_once_something_else_is_done(file):
    there, done = file.records(), []
    file.replace(there[1:4], before=lambda: done.append(len(file.records())))
    assert done == [5] and keys_in(file.records()) == [B, B, B] and keys_in(there) == [A, B, B, B, C]
    assert [path.name for path in file.path.parent.iterdir()] == ["f.sentences"]


@pytest.mark.parametrize("count", [1, 2, TOGETHER - 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER])
def test_signs_of_tokens_stand_several_in_a_record_and_come_back_as_they_were(tmp_path, count):
    signs = np.arange(2 * count, dtype=np.uint8).reshape(count, 2)
    records = together(signs)
    assert records.shape == (-(-count // TOGETHER), TOGETHER, 2) and apart(records).tolist() == signs.tolist()
    file = RecordFile(tmp_path / "f.tokens", of_tokens(13))
    file.add([A, B], {"signs": np.concatenate([records, together(signs[:1])])}, [len(records), 1])
    of_a = file.records()["signs"][file.records()["key"] == A.encode()]
    assert apart(of_a).tolist() == signs.tolist() and file.faults() == 0
    alter(file, 0, "signs")
    assert file.faults() == 1 and keys_in(file.sound()) == [B]


def test_what_is_like_the_last_pair_before_it_is_left_out():
    signs = np.array([[1, 1], [2, 2], [1, 1], [2, 2], [2, 2]], np.uint8)
    assert apart(together(signs)).tolist() == signs[:4].tolist()


def test_of_vectors_of_texts_those_that_are_damaged_are_left_out(tmp_path):
    file = RecordFile(tmp_path / "f.vectors", of_vectors(3))
    scales, integers = in_integers(vectors(0, 1, 2))
    file.add([A, B, C], {"scale": scales, "vector": integers})
    alter(file, 1, "vector")
    assert file.faults() == 1 and keys_in(file.sound()) == [A, C]


def test_what_is_written_is_on_disk_before_anything_else_is_done(tmp_path, monkeypatch):
    done, fsync = [], os.fsync
    file = RecordFile(tmp_path / "vectors" / "f.sentences", of_sentences(3))
    monkeypatch.setattr(record_file, "sync", lambda folder: done.append((folder.name, file.path.exists())))
    monkeypatch.setattr(record_file.os, "fsync", lambda fd: (done.append(os.fstat(fd).st_size), fsync(fd)))
    put(file, [A, B], [1, 1], 0, 1)
    size = file.path.stat().st_size
    assert done == [("vectors", True), (tmp_path.name, True), size]
    put(file, [C], [1], 2)
    assert done[3:] == [size * 3 // 2]
    file.replace(file.records()[:1], before=lambda: done.append("before"))
    assert done[4:] == [size // 2, "before", ("vectors", True)]
