"""The contract, for each engine."""

import importlib.util
import random
from pathlib import Path

import pytest

from indexer.engines import ENGINES
from indexer.errors import IndexDamaged

_spec = importlib.util.spec_from_file_location("contract", Path(__file__).with_name("contract.py"))
contract = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(contract)

WORDS = [
    "oxytocin",
    "prolactin",
    "tears",
    "crying",
    "sex",
    "body",
    "mind",
    "post-coital",
    "hormone",
    "the",
    "of",
    "what",
    "is",
    "café",
    "calm",
]


@pytest.fixture(params=list(ENGINES))
def engine(request):
    return ENGINES[request.param]


def some(seed, count=60):
    chance = random.Random(seed)
    text = lambda: " ".join(chance.choices(WORDS, k=chance.randint(1, 30)))  # noqa: E731
    return [contract.passage(f"d{i % 20}", f"{text()} n{i}", title=text(), headings=[text()]) for i in range(count)]


def search(reader, question, **options):
    return reader.search(contract.ANALYZER.question(question), limit=options.pop("limit", 100), **options)


@pytest.mark.parametrize("seed", range(3))
def test_scores_equal_the_oracle_through_adding_and_removing(engine, tmp_path, seed):
    passages = some(seed)
    engine.write(tmp_path, contract.entries(passages[:40]), [])
    engine.write(tmp_path, contract.entries(passages[40:]), ["d3", "d7"])
    left = [p for p in passages[:40] if p.document_id not in ("d3", "d7")] + passages[40:]
    reader = engine.open(tmp_path)
    assert reader.passage_ids() == {p.id for p in left} and reader.passages == len(left)
    for question in ("oxytocin tears", "what is the calm body", "crying post-coital café", "the of what"):
        found = [(s.passage_id, s.score) for s in search(reader, question)]
        expected = contract.oracle(left, question)
        assert [name for name, _ in found] == [name for name, _ in expected]
        assert [s for _, s in found] == pytest.approx([s for _, s in expected])
        assert search(reader, question, limit=5) == search(reader, question)[:5]


def test_phrases_exclusions_and_filters(engine, tmp_path):
    made = [
        contract.passage("a", "Calm tears fall. Post-coital dysphoria passes."),
        contract.passage("b", "Tears calm the mind, crème brûlée."),
        contract.passage("c", "Nothing of this.", title="Calm tears"),
    ]
    engine.write(tmp_path, contract.entries(made), [])
    reader = engine.open(tmp_path)
    ids = lambda question, **o: {s.passage_id for s in search(reader, question, **o)}  # noqa: E731
    assert ids('"calm tears"') == {made[0].id, made[2].id}
    assert ids('"post coital dysphoria"') == {made[0].id}
    assert ids('"creme brulee"') == {made[1].id}
    assert ids("tears -mind") == {made[0].id, made[2].id}
    assert ids("tears", documents=lambda name: name == "b") == {made[1].id}
    assert ids("-tears") == set() and ids('"tears fall calm"') == set() and ids("unheard") == set()
    assert reader.document_frequency("calm") == 3


def test_an_empty_index_answers_nothing(engine, tmp_path):
    engine.write(tmp_path, [], [])
    assert search(engine.open(tmp_path), "anything") == ()


def test_broken_files_are_recognised(engine, tmp_path):
    engine.write(tmp_path, contract.entries(some(1)), [])
    for path in tmp_path.glob("*.toc"):
        path.write_bytes(path.read_bytes()[:10])
    with pytest.raises(IndexDamaged):
        engine.open(tmp_path)
