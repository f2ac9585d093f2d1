"""Few keys are looked for in a file of their own, and what is found is what the records themselves say."""

import numpy as np
import pytest

from indexer.engines.meaning import VectorStore, key_of
from indexer.engines.meaning.kept import record_keys
from indexer.engines.meaning.kept.record_file import RecordFile, of_sentences, of_vectors
from tests.telling import plain, put


@pytest.fixture
def small(monkeypatch):
    """Files are not small from one record on, and one key is few among two records."""
    monkeypatch.setattr(record_keys, "_FEW", 0)
    monkeypatch.setattr(record_keys, "_PART", 5)
    monkeypatch.setattr(record_keys, "_MANY", 1)


@pytest.fixture
def file(tmp_path, small):
    """Of twenty texts, each with two sentences; its keys are written."""
    file = RecordFile(tmp_path / "vectors" / "f.sentences", of_sentences(3))
    add(file, range(20))
    file.keys.renew(file.records())
    return file


def add(file, numbers):
    count = 2 * len(numbers)
    file.add(
        [key_of(str(n)) for n in numbers],
        {"scale": np.ones(count, np.float32), "vector": np.ones((count, 3), np.int8)},
        [2] * len(numbers),
    )


def found(file, numbers):
    return file.rows_of([key_of(str(n)) for n in numbers]).tolist()


@pytest.fixture
def looked_through(monkeypatch):
    """How many records' keys were looked through, call by call."""
    counts, rows_of = [], record_keys.rows_of

    def counted(stored, wanted):
        counts.append(len(stored))
        return rows_of(stored, wanted)

    monkeypatch.setattr(record_keys, "rows_of", counted)
    return counts


def test_few_keys_are_found_without_looking_through_the_records(file, looked_through):
    assert found(file, [19, 0, 77, 7]) == [38, 0, -1, 14]
    assert looked_through == [0] and found(file, []) == []
    add(file, [30, 31])
    assert found(file, [31, 19, 77]) == [42, 38, -1]
    assert looked_through == [0, 0, 4]
    assert found(file, range(44)) == [2 * n if n < 20 else {30: 40, 31: 42}.get(n, -1) for n in range(44)]
    assert looked_through == [0, 0, 4, 44]  # as many as there are records: together that is quicker


def test_a_text_that_came_twice_has_its_first_record(file):
    add(file, [3, 0])
    add(file, [21])
    assert found(file, [3, 21, 0]) == [6, 44, 0]
    add(file, range(22, 30))
    file.keys.renew(file.records())
    assert found(file, [3, 21, 29, 0]) == [6, 44, 60, 0]


def test_the_keys_are_written_anew_once_a_part_of_all_has_come_since(file):
    written = file.keys.path.read_bytes()
    add(file, range(20, 25))
    file.keys.renew(file.records())
    assert file.keys.path.read_bytes() == written  # ten of fifty: a fifth, not more
    add(file, [25])
    file.keys.renew(file.records())
    assert file.keys.path.read_bytes() != written and found(file, [25, 20, 0]) == [50, 40, 0]
    assert sorted(path.name for path in file.path.parent.iterdir()) == ["f.sentences", "f.sentences.keys"]


def test_only_what_came_since_is_looked_through_to_write_them_anew(file, monkeypatch):
    add(file, range(20, 30))
    sorted_of, unique = [], np.unique

    def counted(keys, return_index):
        sorted_of.append(len(keys))
        return unique(keys, return_index=return_index)

    monkeypatch.setattr(record_keys.np, "unique", counted)
    file.keys.renew(file.records())
    assert sorted_of == [20 + 20]  # the keys of twenty texts, and the twenty records that came


def damaged(path):
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


def cut(path):
    path.write_bytes(path.read_bytes()[:-9])


@pytest.mark.parametrize("harm", [damaged, cut, lambda path: path.unlink()])
def test_without_sound_keys_the_records_are_looked_through_and_the_keys_made_again(file, harm, looked_through):
    harm(file.keys.path)
    assert found(file, [19, 0, 77]) == [38, 0, -1] and looked_through == [40]
    add(file, range(20, 30))
    file.keys.renew(file.records())
    looked_through.clear()
    assert found(file, [29, 19, 0, 77]) == [58, 38, 0, -1] and looked_through == [0]


def test_keys_of_other_records_are_not_believed(file, looked_through):
    other = file.keys.path.read_bytes()
    file.replace(file.records()[2:38])
    assert not file.keys.path.exists()
    file.keys.path.write_bytes(other)  # as of a copy that mixed files of two moments
    assert found(file, [18, 0]) == [34, -1]  # there are fewer records than it is of
    add(file, range(40, 45))
    assert found(file, [18, 0]) == [34, -1]  # and then as many, of which the last is another
    assert looked_through == [36, 46]


def test_a_record_that_has_another_key_is_not_believed(file):
    records = np.memmap(file.path, file.records().dtype, "r+")
    records["key"][:2] = key_of("other").encode()
    records.flush()
    assert found(file, [0, 19]) == [-1, 38]


def test_a_file_of_few_records_has_no_keys_of_its_own(tmp_path, looked_through):
    file = RecordFile(tmp_path / "vectors" / "f.sentences", of_sentences(3))
    add(file, range(512))
    file.keys.renew(file.records())
    assert not file.keys.path.exists()
    add(file, [512])
    file.keys.renew(file.records())
    assert found(file, range(16)) == [2 * n for n in range(16)] and looked_through == [0]
    assert found(file, range(17)) == [2 * n for n in range(17)] and looked_through == [0, 1026]


def test_one_record_has_its_key_and_more_have_theirs(tmp_path, small, looked_through):
    file, fields = RecordFile(tmp_path / "vectors" / "f.vectors", of_vectors(1)), {"scale": np.ones(1), "vector": [[1]]}
    for n in range(8):
        file.add([key_of(str(n))], fields)
        file.keys.renew(file.records())
        assert file.keys.path.exists()
    assert found(file, [7, 0]) == [7, 0] and looked_through == [0]


def test_a_store_has_keys_of_its_files_which_go_with_them(tmp_path, small, looked_through):
    store = VectorStore(tmp_path, "e" * 16, 3)
    keys = [key_of(str(n)) for n in range(12)]
    put(store, keys, plain(np.eye(12, 3, dtype=np.float32) + 1))
    store.finish()
    assert [path.suffix for path in store.paths] == [".vectors", ".keys"]
    looked_through.clear()
    assert store.known([keys[3], key_of("other")]) == [keys[3]] and looked_through == [0]
    store.renew()
    assert [path.suffix for path in store.paths] == [".vectors", ".keys"]
    assert len(list((tmp_path / "vectors").glob("*.damaged"))) == 2
    store.sweep(np.arange(12) == 5)
    assert store.known(keys) == [keys[5]] and store.known(keys[5:6]) == [keys[5]]
