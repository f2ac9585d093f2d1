"""Which vectors a generation has is written as what has changed, and reads as if all had been written."""

import random

import numpy as np
import pytest

from indexer.engines.meaning import (
    CHANGED,
    MEANING,
    PassageVectors,
    VectorStore,
    key_of,
    write_changed_keys,
    write_keys,
)
from indexer.engines.meaning.kept.record_keys import rows_of
from indexer.errors import IndexDamaged
from indexer.store.container import ContainerWriter
from tests.telling import plain, put

DIMENSIONS = 8


def vector(text):
    made = np.random.default_rng(int(key_of(text)[:12], 16)).standard_normal(DIMENSIONS)
    return (made / np.linalg.norm(made)).astype(np.float32)


class Corpus:
    """Documents of passages, and the folders of two generations: one is written by changes, one whole each time."""

    def __init__(self, index, documents):
        self.index, self.chance = index, random.Random(documents)
        self.store = VectorStore(index, "e" * 16, DIMENSIONS)
        self.keys = {}
        self.changed, self.whole = index / "changed", index / "whole"
        self.changed.mkdir()
        self.whole.mkdir()
        self.keys.update(item for n in range(documents) for item in self.passages(f"d{n:03}"))
        write_keys(self.changed, self.store, self.keys)

    def passages(self, document):
        """New passages of a document; some have a text that others have, too."""
        texts = [f"text {self.chance.randrange(500)}" for _ in range(self.chance.randrange(4))]
        fresh = sorted({text for text in texts if not self.store.known([key_of(text)])})
        if fresh:
            put(self.store, [key_of(text) for text in fresh], plain(np.array([vector(text) for text in fresh])))
        return {f"{self.chance.randrange(16**15):020x}": (document, key_of(text)) for text in texts}.items()

    def replace(self, documents):
        """Other passages, or none, for these documents; gives whether the change was written as one."""
        come = dict(item for name in documents for item in self.passages(name))
        stay = {name: key for name, key in self.keys.items() if key[0] not in documents}
        self.keys = {**stay, **come}
        small = write_changed_keys(self.changed, self.store, documents, come)
        if not small:
            write_keys(self.changed, self.store, self.keys)
        return small

    def require_equal(self):
        write_keys(self.whole, self.store, self.keys)
        found, wanted = (PassageVectors(self.index, folder) for folder in (self.changed, self.whole))
        question = vector("a question")
        assert found.ids == wanted.ids == sorted(self.keys) and found.keys() == wanted.keys() == self.keys
        assert len(found) == len(wanted) and not found.lacking and found.fingerprint == wanted.fingerprint
        assert found.cosines(question, found.ids).tolist() == wanted.cosines(question, found.ids).tolist()
        for admits in (lambda name: name.endswith("1"), lambda name: name > "d050", lambda name: True):
            masks = [each.in_documents(admits) for each in (found, wanted)]
            assert masks[0].tolist() == masks[1].tolist()
            for count in (1, 7, 1000):
                assert found.nearest(question, count, 0.1, masks[0]) == wanted.nearest(question, count, 0.1, masks[1])
        assert found.nearest(question, 9, -1.0) == wanted.nearest(question, 9, -1.0)


@pytest.mark.parametrize("documents", [0, 1, 40])
def test_many_small_changes_read_as_one_whole(tmp_path, documents):
    corpus = Corpus(tmp_path, documents)
    corpus.require_equal()
    large = (corpus.changed / MEANING).stat()
    for _ in range(12):
        # Among them documents that were never there, and those that came with an earlier change.
        assert corpus.replace({f"d{corpus.chance.randrange(documents + 8):03}" for _ in range(3)})
        corpus.require_equal()
    after = (corpus.changed / MEANING).stat()
    assert (after.st_ino, after.st_mtime_ns) == (large.st_ino, large.st_mtime_ns)
    corpus.replace({f"d{n:03}" for n in range(documents + 8)})
    corpus.require_equal()


def test_all_is_written_where_much_has_changed_by_and_by(tmp_path):
    corpus = Corpus(tmp_path, 150)
    assert not corpus.replace({f"d{n:03}" for n in range(101)}) and not (corpus.changed / CHANGED).exists()
    corpus.require_equal()
    small = [corpus.replace({f"d{n:03}" for n in range(first, first + 30)}) for first in range(0, 150, 30)]
    assert small == [True, True, True, False, True]
    corpus.require_equal()


def test_the_rows_are_looked_up_where_a_sweep_has_moved_them(tmp_path):
    corpus = Corpus(tmp_path, 30)
    corpus.replace({"d001", "d002"})
    for n in range(400):
        put(corpus.store, [key_of(f"of nobody {n}")], plain(vector(f"{n}")[None]))
    used = np.zeros(len(corpus.store.records()), bool)
    PassageVectors(tmp_path, corpus.changed).mark_used(used)
    before = len(used)
    corpus.store.sweep(used)
    assert len(corpus.store.records()) == used.sum() < before
    corpus.require_equal()


@pytest.mark.parametrize(("documents", "most"), [(150, 100), (5_100, 102)])
def test_a_hundred_documents_or_a_fiftieth_of_all_are_a_small_change(tmp_path, documents, most):
    corpus = Corpus(tmp_path, 0)
    write_keys(corpus.changed, corpus.store, {f"{n:020x}": (f"d{n}", key_of("a text")) for n in range(documents)})
    changes = [[f"d{n}" for n in range(first, last)] for first, last in ((0, most + 1), (0, most), (most, most + 1))]
    assert [write_changed_keys(corpus.changed, corpus.store, change, {}) for change in changes] == [False, True, False]


#: The arrays of a file of keys, but for where each of the documents begins.
ARRAYS = {
    "ids": "S20",
    "keys": "S32",
    "rows": "i4",
    "sentences": "i4",
    "tokens": "i4",
    "document": "u4",
    "documents": "u1",
}


@pytest.mark.parametrize("missing", ["", *ARRAYS])
def test_a_file_of_changes_that_lacks_something_is_damage(tmp_path, missing):
    corpus = Corpus(tmp_path, 3)
    file = ContainerWriter()
    for name, kind in ARRAYS.items():
        if name != missing:
            file.add(name, np.zeros(0, kind))
    if missing != "documents":
        file.add("documents_at", np.zeros(1, np.uint8))
    file.write(corpus.changed / CHANGED, {"replaced": []})
    if not missing:
        assert PassageVectors(tmp_path, corpus.changed).keys() == corpus.keys
        return
    with pytest.raises(IndexDamaged, match=f"has no '{missing}"):
        list(PassageVectors(tmp_path, corpus.changed).keys())


@pytest.mark.parametrize("stored", [0, 1, 5, 200])
def test_rows_are_found_whichever_are_more(stored):
    chance = random.Random(stored)
    keys = [key_of(str(chance.randrange(40))) for _ in range(stored)]
    for count in (0, 1, 4, 300):
        wanted = [key_of(str(chance.randrange(60))) for _ in range(count)]
        found = rows_of(np.array(keys, "S32"), np.array(wanted, "S32"))
        assert found.tolist() == [keys.index(key) if key in keys else -1 for key in wanted]
