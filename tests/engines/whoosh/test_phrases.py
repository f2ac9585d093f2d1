"""Phrases are found in the passages that hold them: by the kernels, by numpy, and by looking at every position."""

from time import process_time

import numpy as np
import pytest
from whoosh import formats

from indexer.engines.forward.native import warm_kernels, warming
from indexer.engines.whoosh.codec import FieldPostings, FieldReader, Postings
from indexer.engines.whoosh.codec.integers import WINDOW
from indexer.engines.whoosh.scoring import holding_phrase
from indexer.errors import IndexDamaged
from indexer.store.container import Container, ContainerWriter

WORDS = ("common", "frequent", "now and then", "rare")


def drawn(chance, documents, held):
    """The positions of each word by document: near one another, behind a long gap, and of more than 255 rows."""
    return [
        {
            int(doc): np.unique(chance.integers(0, 9, chance.integers(1, 6)) + 300 * (int(doc) % 3))
            for doc in np.sort(chance.choice(held, size, replace=False))
        }
        for size in documents
    ]


ROWS = np.array([(1 + row % 5, float(row)) for row in range(300)])


def field_of(path, documents, at, rows=ROWS):
    # a posting of n positions has one of the rows that say so, also one that is no byte
    row_of = [(len(one) - 1 + 5 * (doc % 60)) % len(rows) for term in at for doc, one in term.items()]
    made = Postings(
        [word.encode() for word in WORDS],
        np.array([len(term) for term in at]),
        np.concatenate([np.array([*term], np.uint32) for term in at]),
        rows,
        np.array(row_of),
        np.concatenate([one for term in at for one in term.values()]),
        None,
    )
    file = ContainerWriter()
    writer = FieldPostings(file, "f", formats.Positions(), documents, lambda name: None)
    writer.add(made)
    file.close(lambda: path.open("wb"), {"documents": documents, "fields": {"f": writer.finish()}})
    return FieldReader(Container(path), "f", documents)


def looked_up(at, phrase):
    """The documents with a position from which on each word stands one further."""
    terms = [at[WORDS.index(word)] for word in phrase]
    return [
        doc
        for doc in sorted(set.intersection(*(set(term) for term in terms)))
        if any(all(start + step in term[doc] for step, term in enumerate(terms)) for start in terms[0][doc])
    ]


PHRASES = [
    ("common", "frequent"),
    ("frequent", "common"),
    ("common", "now and then", "frequent"),
    ("rare", "common"),
    ("common", "rare", "common"),
    ("rare", "rare"),
    ("frequent", "frequent", "now and then", "frequent"),
    ("rare",),
]


@pytest.fixture(params=["compiled", "plain"])
def searched(request, monkeypatch):
    """By the kernels, and by numpy."""
    if request.param == "compiled":
        pytest.importorskip("numba")
        warm_kernels()
    else:
        monkeypatch.setattr(warming._Loaded, "kernels", None)


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize(
    "documents", [900, 3 * WINDOW + 7, 40 * WINDOW]
)  # of the last, rare words have no row of windows
def test_phrases_are_found_where_they_stand(tmp_path, documents):
    chance = np.random.default_rng(documents)
    held = np.sort(chance.choice(documents, 900, replace=False))  # few of a large index, so that words meet
    at = drawn(chance, (850, 600, 200, 40), held)
    field = field_of(tmp_path / "one", documents, at)
    assert len(field._odd[1]) and len(field._odd[3])
    for phrase in PHRASES:
        wanted = looked_up(at, phrase)
        assert wanted or phrase == ("common", "rare", "common"), phrase
        assert holding_phrase(field, phrase).tolist() == wanted
    assert holding_phrase(field, ("common", "unknown")).tolist() == []


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize("gap", [0, 254, 255, 256, 2**30])
@pytest.mark.parametrize("documents", [1, 2, WINDOW, WINDOW + 1])
def test_phrases_are_found_in_few_documents_at_the_ends_and_behind_gaps(tmp_path, documents, gap):
    chance = np.random.default_rng(documents + gap)
    held = np.unique([0, documents // 2, max(documents - 2, 0), documents - 1])
    at = [{int(doc): np.unique(chance.integers(0, 3, 3) + gap * (int(doc) % 3)) for doc in held} for _ in WORDS]
    field = field_of(tmp_path / "one", documents, at)
    for phrase in PHRASES:
        assert holding_phrase(field, phrase).tolist() == looked_up(at, phrase), phrase


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize("part", ["lows", "codes", "positions", "positions_at"])
def test_postings_that_were_altered_are_damage_and_give_no_phrase(tmp_path, part):
    chance = np.random.default_rng(7)
    field_of(tmp_path / "one", 900, drawn(chance, (850, 600, 200, 40), np.arange(900)))
    file = Container(tmp_path / "one")
    start = file._starts[f"f.{part}"]
    whole = bytearray((tmp_path / "one").read_bytes())
    whole[start] ^= 1
    (tmp_path / "two").write_bytes(whole)
    with pytest.raises(IndexDamaged):
        holding_phrase(FieldReader(Container(tmp_path / "two"), "f", 900), ("common", "frequent"))


@pytest.mark.usefixtures("searched")
def test_a_word_over_and_over_is_followed_once_for_each_word_of_the_phrase(tmp_path):
    """Each position asked for anew from the first on, this would take half a minute."""
    said = np.arange(400)
    at = [dict.fromkeys(range(900), said)] * 3 + [{0: said}]
    field = field_of(tmp_path / "one", 900, at, np.array([(400, 1.0)]))
    start = process_time()
    assert len(holding_phrase(field, ["common"] * 400)) == 900
    assert not len(holding_phrase(field, ["common"] * 401))
    assert process_time() - start < 12
