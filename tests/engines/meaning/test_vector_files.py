"""Vectors on disk and which of them are nearest: read by record, whatever stands in between; with a graph or without."""

import numpy as np
import pytest

from indexer.engines.meaning import PassageVectors, VectorStore, key_of, nearest, text_of, write_keys
from indexer.engines.meaning.kept import vectors
from indexer.errors import IndexDamaged
from indexer.model import Locator, Passage
from indexer.store.container import ContainerWriter
from tests.telling import plain, put


class Encoder:
    name, fingerprint, dimensions = "fake", "a" * 16, 3


#: Unit vectors of three dimensions whose cosine with (1, 0, 0) is given.
def towards(*cosines):
    return np.array([[c, np.sqrt(1 - c * c), 0] for c in cosines], np.float32)


QUESTION = np.array([1, 0, 0], np.float32)


def written(index, cosines, documents="ab", extra=(), ids=None):
    """A generation of passages of these cosines; ``extra`` vectors of no passage stand before them."""
    store = VectorStore(index, Encoder.fingerprint, 3)
    keys = [key_of(f"text {n}") for n in range(len(cosines))]
    if extra:
        put(store, [key_of(f"extra {n}") for n in range(len(extra))], plain(towards(*extra)))
    if cosines:
        put(store, keys, plain(towards(*cosines)))
    ids = ids or [f"{n:020x}" for n in range(len(cosines))]
    folder = index / "generation"
    folder.mkdir(exist_ok=True)
    of = {name: (documents[n % len(documents)], keys[n]) for n, name in enumerate(ids)}
    write_keys(folder, store, of)
    return store, folder, ids


def keys_in(store):
    return {key.decode() for key in store.records()["key"].tolist()}


def marked(store, keys):
    """Which of the store's records are of these keys."""
    return np.isin(store.records()["key"], np.array(sorted(keys), "S32"))


class Graph:
    """usearch's class of indexes, as far as it is used: it knows all that were added, and compares them all."""

    added, made = [], 0

    def __init__(self, **options):
        assert options == {"ndim": 3, "metric": "cos", "dtype": "i8"}
        self.rows = np.zeros(0, np.int64)
        self.vectors = np.zeros((0, 3))

    def __len__(self):
        return len(self.rows)

    def load(self, path):
        with open(path, "rb") as file:
            self.rows, self.vectors = np.load(file), np.load(file)

    def save(self, path):
        with open(path, "wb") as file:
            np.save(file, self.rows)
            np.save(file, self.vectors)

    def add(self, rows, those, copy):
        Graph.added.append(rows.tolist())
        assert copy
        self.rows, self.vectors = np.append(self.rows, rows), np.concatenate([self.vectors, those])

    @classmethod
    def restore(cls, path, view):
        assert view
        made = cls(ndim=3, metric="cos", dtype="i8")
        made.load(path)
        return made

    def search(self, question, count):
        assert 0 < count <= len(self)
        near = self.vectors @ question / np.linalg.norm(self.vectors, axis=1)
        self.keys = self.rows[np.argsort(-near, kind="stable")[:count]]
        return self


@pytest.fixture
def graph(monkeypatch):
    """Beyond three vectors, a graph is made; what was added to graphs, call by call."""
    monkeypatch.setattr(Graph, "added", [])
    monkeypatch.setattr(vectors, "EXACT", 3)
    monkeypatch.setattr(nearest, "EXACT", 3)
    monkeypatch.setattr(vectors, "approximate_index", lambda: Graph)
    return Graph.added


def test_the_nearest_come_first_none_below_the_least_ties_by_id(tmp_path):
    _, folder, ids = written(tmp_path, [0.5, -0.5, 1.0, 0.5, 0.0])
    opened = PassageVectors(tmp_path, folder)
    order = [ids[n] for n in (2, 0, 3, 4, 1)]
    for count in (1, 2, 3, 5, 9):
        assert opened.nearest(QUESTION, count, -1.0) == order[:count]
    assert opened.nearest(QUESTION, 9, 0.4) == order[:3] and opened.nearest(QUESTION, 9, 1.1) == []
    least = float(opened.cosines(QUESTION, [ids[3]])[0])
    assert opened.nearest(QUESTION, 9, least) == order[:3]  # just the least is enough
    among = np.array([False, True, False, True, True])
    assert opened.nearest(QUESTION, 2, -1.0, among) == [ids[3], ids[4]]
    assert opened.cosines(QUESTION, [ids[1], "f" * 20, ids[2], "0" * 19]) == pytest.approx([-0.5, 0, 1, 0], abs=0.01)
    assert opened.in_documents(lambda name: name == "b").tolist() == [False, True, False, True, False]


def test_a_generation_without_passages_has_none(tmp_path):
    _, folder, _ = written(tmp_path, [])
    opened = PassageVectors(tmp_path, folder)
    assert len(opened) == 0 and opened.ids == [] and opened.nearest(QUESTION, 3, -1.0) == []
    assert opened.cosines(QUESTION, ["0" * 20]).tolist() == [0.0] and opened.keys() == {} and opened.stored_bytes == 0


@pytest.mark.parametrize("extra", [(), (0.9, 0.1)])
def test_vectors_are_multiplied_a_batch_at_a_time_whichever_records_they_are(tmp_path, monkeypatch, extra):
    monkeypatch.setattr(nearest, "_BATCH", 2)
    cosines = [0.1, 0.9, -0.3, 0.5, 0.7]
    _, folder, ids = written(tmp_path, cosines, extra=extra)
    opened = PassageVectors(tmp_path, folder)
    assert opened.cosines(QUESTION, ids) == pytest.approx(cosines, abs=0.01)
    assert opened.cosines(QUESTION, ids[::-1]) == pytest.approx(cosines[::-1], abs=0.01)
    assert opened.nearest(QUESTION, 5, -1.0) == [ids[n] for n in (1, 4, 3, 0, 2)]


def test_records_are_looked_up_anew_where_others_stand_in_their_place(tmp_path):
    store, folder, ids = written(tmp_path, [0.1, 0.9, -0.3, 0.5], extra=(0.2,) * 9)
    store.sweep(marked(store, {key_of(f"text {n}") for n in (1, 3)}))
    opened = PassageVectors(tmp_path, folder)
    assert len(opened) == 2 and opened.cosines(QUESTION, ids) == pytest.approx([0, 0.9, 0, 0.5], abs=0.01)
    assert opened.nearest(QUESTION, 9, -1.0) == [ids[1], ids[3]]
    assert opened.keys() == {name: ("ab"[n % 2], key_of(f"text {n}")) for n, name in enumerate(ids)}


@pytest.mark.parametrize(("wanted", "left"), [(10, 10), (6, 10), (5, 10), (4, 4), (0, 0)])
def test_a_sweep_is_worth_it_where_less_than_half_is_wanted(tmp_path, wanted, left):
    store, _, _ = written(tmp_path, [n / 10 for n in range(10)])
    kept = {key_of(f"text {n}") for n in range(wanted)}
    store.sweep(marked(store, kept | {key_of("never seen")}))
    assert len(store.records()) == left and kept <= keys_in(store) and store.faults() == 0
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_a_graph_finds_the_nearest_of_this_generation_beyond_so_many(tmp_path, graph):
    cosines = [0.1, 0.9, -0.3, 0.5, 0.7]
    store, folder, ids = written(tmp_path, cosines, extra=(0.95, 0.2))
    store.finish()
    assert graph == [list(range(7))]
    opened = PassageVectors(tmp_path, folder)
    assert opened.nearest(QUESTION, 2, -1.0) == [ids[1], ids[4]] and opened.nearest(QUESTION, 9, 0.4) == [
        ids[n] for n in (1, 4, 3)
    ]
    assert opened.nearest(QUESTION, 1, -1.0) == [ids[1]]  # though one that is no passage's is nearer
    among = np.array([True, False, True, False, False])
    assert opened.nearest(QUESTION, 9, -1.0, among) == [ids[0], ids[2]]
    assert opened.stored_bytes == store.path.stat().st_size + store.ann_path.stat().st_size


def test_only_new_vectors_are_added_to_a_graph_and_none_is_made_for_few(tmp_path, graph):
    store, folder, _ = written(tmp_path, [0.1, 0.2, 0.3])
    store.finish()
    assert not store.ann_path.exists() and graph == []
    put(store, [key_of("more")], plain(towards(0.4)))
    store.finish()
    before = store.ann_path.stat().st_mtime_ns
    store.finish()
    assert graph == [[0, 1, 2, 3]] and store.ann_path.stat().st_mtime_ns == before
    put(store, [key_of("and more"), key_of("and more still")], plain(towards(0.5, 0.6)))
    store.finish()
    assert graph == [[0, 1, 2, 3], [4, 5]]
    store.sweep(marked(store, {key_of("more")}))
    assert not store.ann_path.exists() and len(store.records()) == 1  # its numbers are of records that are gone


def test_a_graph_is_not_written_anew_for_few_that_are_found_without_it(tmp_path, graph, monkeypatch):
    monkeypatch.setattr(vectors, "_BEHIND", 3)
    store, folder, ids = written(tmp_path, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    store.finish()
    put(store, [key_of("more"), key_of("still more")], plain(towards(0.55, 0.9)))
    store.finish()
    known = {name: ("b", key_of(f"text {n}")) for n, name in enumerate(ids)}
    write_keys(folder, store, {"f" * 20: ("c", key_of("more")), **known})
    opened = PassageVectors(tmp_path, folder)
    assert graph == [list(range(6))] and opened.nearest(QUESTION, 3, -1.0) == [ids[5], "f" * 20, ids[4]]
    put(store, [key_of("and more"), key_of("and still more")], plain(towards(0.7, 0.8)))
    store.finish()
    assert graph == [list(range(6)), [6, 7, 8, 9]]


def test_a_sweep_makes_the_graph_anew_where_one_is_still_needed(tmp_path, graph):
    store, _, _ = written(tmp_path, [n / 20 for n in range(12)])
    store.finish()
    store.sweep(marked(store, {key_of(f"text {n}") for n in range(7, 12)}))
    assert graph == [list(range(12)), list(range(5))] and store.ann_path.exists()


def test_a_graph_of_more_than_there_is_serves_nobody(tmp_path, graph):
    store, folder, ids = written(tmp_path, [0.1, 0.9, 0.3, 0.5])
    store.finish()
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[: len(whole) * 3 // 4])
    opened = PassageVectors(tmp_path, folder)
    assert opened.nearest(QUESTION, 9, -1.0) == [ids[n] for n in (1, 2, 0)] and len(opened) == 3
    store.path.write_bytes(whole)
    put(store, [key_of("later")], plain(towards(0.4)))  # one of fewer serves
    assert PassageVectors(tmp_path, folder).nearest(QUESTION, 9, -1.0) == [ids[n] for n in (1, 3, 2, 0)]


def test_vectors_are_on_disk_when_they_were_added(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(vectors.os, "fsync", lambda descriptor: synced.append(descriptor))
    store, _, _ = written(tmp_path, [0.1, 0.2, 0.3])
    assert len(synced) >= 1
    synced.clear()
    store.sweep(marked(store, {key_of("text 1")}))
    assert len(synced) == 2, "the file, and the folder that names it"


def test_a_vector_of_nothing_is_kept_as_nothing(tmp_path):
    store = VectorStore(tmp_path, "b", 3)
    put(store, [key_of("a"), key_of("b")], plain(np.array([[0, 0, 0], [0, -1, 0]], np.float32)))
    assert store.records()["vector"].tolist() == [[0, 0, 0], [0, -127, 0]] and store.faults() == 0
    assert store.records()["scale"][1] == pytest.approx(1 / 127)
    assert keys_in(store) == {key_of("a"), key_of("b")} and len(key_of("a")) == 32


#: What a file of keys of one passage has.
ARRAYS = {
    "ids": np.zeros(1, "S20"),
    "keys": np.zeros(1, "S32"),
    "rows": np.zeros(1, np.int32),
    "sentences": np.zeros(1, np.int32),
    "tokens": np.zeros(1, np.int32),
    "document": np.zeros(1, np.uint32),
    "documents": np.zeros(0, np.uint8),
    "documents_at": np.zeros(2, np.uint8),
}
META = {"fingerprint": "f", "dimensions": 3, "tells_parts": False}


@pytest.mark.parametrize("missing", ["", *ARRAYS, *META])
def test_a_file_that_lacks_something_is_damage(tmp_path, missing):
    _, folder, _ = written(tmp_path, [0.1])
    file = ContainerWriter()
    for name, values in ARRAYS.items():
        if name != missing:
            file.add(name, values)
    file.write(folder / "meaning.arrays", {name: said for name, said in META.items() if name != missing})
    if not missing:
        assert len(PassageVectors(tmp_path, folder)) == 0  # its text has no vector
        return
    with pytest.raises(IndexDamaged, match=f"has no '{missing}'"):
        list(PassageVectors(tmp_path, folder).keys())


def test_a_text_is_encoded_with_what_stands_above_it_each_once():
    passage = Passage("0" * 20, "d", "0" * 64, 0, 5, "Tears", ("A  guide", "Title", " "), "a\ncontext", (), Locator(),
                      title="Title")  # fmt: skip
    assert text_of(passage) == "Title. A guide. a context. Tears"
    bare = Passage("0" * 20, "d", "0" * 64, 0, 5, "Tears", (), "", (), Locator())
    assert text_of(bare) == "Tears"


def test_a_store_whose_file_cannot_be_read_is_put_aside_before_it_takes_over_another(tmp_path):
    for name in ("theirs", "ours"):
        (tmp_path / name).mkdir()
    theirs, _, _ = written(tmp_path / "theirs", [0.5, 0.1])
    ours, _, _ = written(tmp_path / "ours", [0.9])
    ours.take_over(theirs)
    assert keys_in(ours) == keys_in(theirs) and ours.faults() == 0
    ours.path.unlink()
    ours.path.mkdir()
    for n in range(20):
        (ours.path / str(n)).touch()  # a folder of some size, in memory as well
    with pytest.raises(IndexDamaged):
        ours.records()
    ours.take_over(theirs)
    assert keys_in(ours) == keys_in(theirs) and ours.path.with_name(f"{ours.path.name}.damaged").is_dir()
