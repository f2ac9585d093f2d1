"""Passages by their nearest sentences: which are whose, whatever becomes of the file that they are in."""

import numpy as np
import pytest

from indexer.engines.meaning import (
    EncodedText,
    PassageText,
    PassageVectors,
    VectorStore,
    key_of,
    passage_text,
    signs_of,
    take_over_vectors,
    write_keys,
)
from indexer.model import Locator, Passage, Span
from tests.telling import plain, put

QUESTION = np.array([1, 0, 0], np.float32)
IDS = [f"{n:020x}" for n in range(3)]
KEYS = [key_of(f"text {n}") for n in range(3)]

#: The cosine of each passage, and those of its sentences.
OWN, SENTENCES = [0.4, -0.2, 0.8], [[0.2, 1.0, 0.6], [-1.0], [0.0, 0.4]]
NEAR = [0.75 * 0.4 + 0.25, -0.75 * 0.2 - 0.25, 0.75 * 0.8 + 0.1]


def towards(*cosines):
    return np.array([[c, np.sqrt(1 - c * c), 0] for c in cosines], np.float32)


@pytest.fixture
def store(tmp_path):
    store = VectorStore(tmp_path, "a" * 16, 3)
    of_texts = [towards(own, *sentences) for own, sentences in zip([0.5, *OWN], ([0.1, 0.2], *SENTENCES), strict=True)]
    put(store, [key_of("other"), *KEYS], [EncodedText(vectors, signs_of(vectors)) for vectors in of_texts])
    return store


def generation(folder, store, **told):
    folder.mkdir()
    write_keys(folder, store, {name: ("a", key) for name, key in zip(IDS, KEYS, strict=True)}, **told)
    return folder


@pytest.fixture
def folder(tmp_path, store):
    return generation(tmp_path / "generation", store, tells_parts=True)


def near(index, folder):
    return PassageVectors(index, folder).cosines(QUESTION, [IDS[2], IDS[0], "f" * 20, IDS[1]])


def test_a_passage_is_as_near_as_it_and_its_nearest_sentence_are(tmp_path, folder):
    assert near(tmp_path, folder) == pytest.approx([NEAR[2], NEAR[0], 0, NEAR[1]], abs=0.01)
    assert PassageVectors(tmp_path, folder).nearest(QUESTION, 2, -1.0) == [IDS[2], IDS[0]], "by their own vectors"


def test_where_a_model_tells_none_a_passage_is_as_near_as_it_is(tmp_path, store):
    folder = generation(tmp_path / "plain", store)
    assert near(tmp_path, folder) == pytest.approx([OWN[2], OWN[0], 0, OWN[1]], abs=0.01)
    found = PassageVectors(tmp_path, folder)
    text = PassageText("text 0")
    assert not found.lacking and not found.tells_parts and found.encoded([text])[text].vectors.shape == (1, 3)


def test_their_vectors_stand_below_the_passage_s(tmp_path, folder):
    found = PassageVectors(tmp_path, folder).encoded([PassageText(text) for text in ("text 2", "unknown", "text 0")])
    assert [(text.text, of_text.vectors[:, 0].tolist()) for text, of_text in found.items()] == [
        ("text 2", pytest.approx([0.8, 0, 0.4], abs=0.01)),
        ("text 0", pytest.approx([0.4, 0.2, 1, 0.6], abs=0.01)),
    ]


def test_they_are_found_again_when_others_are_dropped(tmp_path, store, folder):
    opened, used = PassageVectors(tmp_path, folder), np.zeros(len(store.records()), bool)
    put(store, [key_of(f"more {n}") for n in range(9)], plain(towards(*[0] * 9)))
    used = np.zeros(len(store.records()), bool)
    opened.mark_used(used)
    store.sweep(used)
    assert [len(store.records()), len(store.sentence_records())] == [3, 6]
    for there in (opened, PassageVectors(tmp_path, folder)):
        assert there.cosines(QUESTION, IDS) == pytest.approx(NEAR, abs=0.01) and not there.lacking


def test_a_passage_whose_sentences_are_lost_is_as_near_as_it_is_and_lacks_something(tmp_path, store, folder):
    records = np.memmap(store.paths[1], store.sentence_records().dtype, "r+")
    records["vector"][3] = 9  # of the first passage
    records.flush()
    assert store.faults() == 1
    store.renew()
    assert near(tmp_path, folder) == pytest.approx([NEAR[2], OWN[0], 0, NEAR[1]], abs=0.01)
    assert PassageVectors(tmp_path, folder).lacking == 1 and store.faults() == 0
    assert store.known(KEYS, parts=True) == KEYS[1:] and store.known(KEYS) == KEYS


def test_they_go_along_to_another_index(tmp_path, store, folder):
    target = tmp_path / "other"
    target.mkdir()
    take_over_vectors(tmp_path, folder, target)
    assert near(target, folder) == pytest.approx([NEAR[2], NEAR[0], 0, NEAR[1]], abs=0.01)
    take_over_vectors(tmp_path, folder, target)
    assert len(VectorStore(target, "a" * 16, 3).sentence_records()) == len(store.sentence_records()) == 8


def test_the_sentences_of_a_passage_stand_behind_its_headings():
    text = "One is here. Two 🙂 too."
    passage = Passage("0" * 20, "d", "0" * 64, 40, 40 + len(text), text, ("A  guide",), "", (Span(40, 52), Span(53, 63)),
                      Locator(), title="Title")  # fmt: skip
    told = passage_text(passage)
    assert [told.text[start:end] for start, end in told.sentences] == ["One is here.", "Two 🙂 too."]
    assert told.text.startswith("Title. A guide. ")
