"""Whole life stories, at random: adding, removing, merging, reopening; every engine tells the same as the oracle.

``make soak`` runs many seeds.
"""

import os
import random

import contract
import pytest
from oracle import OracleEngine

from indexer.engines.entries import entry_of
from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.codec import integers as encoding
from indexer.engines.whoosh.scoring import compiled, warm_up
from indexer.errors import IndexDamaged

pytestmark = pytest.mark.soak

ENGINE = ENGINES["whoosh"]
SEEDS = range(int(os.environ.get("PASSAGEWAY_SOAK", "6")))
COMMON = [
    "the",
    "of",
    "what",
    "is",
    "calm",
    "tears",
    "post-coital",
    "café",
    "İs",
    "U.S.",
    "3.5",
    "幸福吗",
    "vitamin",
    "c",
]
WORDS = COMMON + [f"rare{i}" for i in range(60)]


def passages(chance, first, documents):
    made = []
    for number in range(first, first + chance.randint(1, 40)):
        words = chance.choices(WORDS, weights=[8] * len(COMMON) + [1] * 60, k=chance.randint(1, 60))
        title = " ".join(chance.choices(WORDS, k=chance.randint(0, 4)))
        headings = [" ".join(chance.choices(WORDS, k=2)) for _ in range(chance.randint(0, 2))]
        text = f"{' '.join(words)} n{number}"
        made.append(
            contract.passage(f"d{chance.randrange(documents)}", text, title, headings, chance.choice(["", "c of"]))
        )
    return made


def questions(chance):
    words = lambda k: " ".join(chance.choices(WORDS, k=k))  # noqa: E731
    yield from (words(chance.randint(1, 9)) for _ in range(8))
    yield from (f'"{chance.choice(COMMON)} {chance.choice(COMMON)}" {words(2)}' for _ in range(4))
    yield from (f"{words(3)} -{chance.choice(COMMON)} -{chance.choice(WORDS)}" for _ in range(3))
    yield from ("what is the calm of c", f'-"the of" {words(2)}', "unheard", "")


def same(folder, chance, documents):
    plain, held = OracleEngine.open(folder), ENGINE.open(folder)
    assert held.passages == plain.passages and held.passage_ids() == plain.passage_ids()
    for question in questions(chance):
        asked, limit = contract.ANALYZER.question(question), chance.choice([1, 3, 10, 200])
        only = chance.choice([None, None, lambda name: name in ("d1", "d2", "d3")])
        expected = plain.search(asked, limit=limit, documents=only)
        found = {}
        for kernel in (None, "numba"):
            compiled._State.kernel = None
            if kernel:
                warm_up()
            found[kernel] = held.search(asked, limit=limit, documents=only)
        assert found[None] == found["numba"], question  # to the last bit
        told = [(s.passage_id, s.score) for s in found[None]]
        assert [s for _, s in told] == pytest.approx([s.score for s in expected]), question
        if len({round(s, 6) for _, s in told}) == len(told) < limit:
            assert [name for name, _ in told] == [s.passage_id for s in expected], question
        ids = chance.sample(sorted(plain.passage_ids()), min(9, plain.passages))
        assert held.scores(asked, ids, documents=only) == pytest.approx(plain.scores(asked, ids, documents=only))
    for word in chance.sample(WORDS, 10):
        term = contract.ANALYZER.term(word)
        assert held.document_frequency(term) == plain.document_frequency(term)
    held.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_life_story(tmp_path, seed, monkeypatch):
    monkeypatch.setattr(compiled._State, "kernel", None)
    chance, number, documents = random.Random(seed), 0, 12
    for _ in range(chance.randint(3, 9)):
        made = passages(chance, number, documents) if chance.random() < 0.9 else []
        number += 40
        removed = [f"d{i}" for i in range(documents) if chance.random() < 0.15]
        for engine in (OracleEngine, ENGINE):
            engine.write(tmp_path, [entry_of(p, contract.ANALYZER) for p in made], removed)
        same(tmp_path, chance, documents)


def test_a_life_story_in_several_windows(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled._State, "kernel", None)
    assert encoding.WINDOW == 65_536
    words = [f"w{i}" for i in range(50)] + ["rare"]
    made = [
        contract.passage(f"d{i % 9}", f"{words[i % 50]} {words[(i * i) % 50]} {'rare' if i % 9_973 == 5 else ''} n{i}")
        for i in range(70_000)
    ]
    ENGINE.write(tmp_path, (entry_of(p, contract.ANALYZER) for p in made), [])
    reader = ENGINE.open(tmp_path)
    ids = {p.id: i for i, p in enumerate(made)}
    for question in ("rare", "rare w7", "w3 w9", "w3 w9 w49 w1 rare", '"w3 w9"'):
        asked = contract.ANALYZER.question(question)
        found = reader.search(asked, limit=20)
        assert warm_up() == "numba" and reader.search(asked, limit=20) == found and found
        compiled._State.kernel = None
        scores = reader.scores(asked, list(ids))
        best = sorted(((n, s) for n, s in scores.items() if s), key=lambda p: (-p[1], p[0]))[:20]
        assert [(s.passage_id, s.score) for s in found] == best
    assert reader.document_frequency("rare") == sum(i % 9_973 == 5 for i in range(70_000))


@pytest.mark.parametrize("seed", range(30))
def test_a_flipped_bit_is_told_or_does_no_harm(tmp_path, seed):
    chance = random.Random(seed)
    ENGINE.write(tmp_path, [entry_of(p, contract.ANALYZER) for p in passages(random.Random(1), 0, 5)], [])
    asked = contract.ANALYZER.question('what is "the calm" of rare1 rare2')
    sound = ENGINE.open(tmp_path).search(asked, limit=9)
    path = chance.choice([p for p in sorted(tmp_path.iterdir()) if p.suffix in (".docs", ".postings")])
    raw = bytearray(path.read_bytes())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)
    try:
        assert ENGINE.open(tmp_path).search(asked, limit=9) == sound
    except IndexDamaged as error:
        assert path.name in str(error)
