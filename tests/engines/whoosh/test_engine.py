"""The contract, for each engine."""

import random

import contract
import pytest
from oracle import OracleEngine
from plain_whoosh import WhooshEngine
from whoosh import index

from indexer.engines.entries import batches
from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.scoring import compiled, warm_up
from indexer.errors import IndexDamaged
from indexer.model import PassageKind

#: Those of production, the first of them by numpy and by numba; plain Whoosh; and a few lines that score by definition.
UNDER_TEST = {**ENGINES, "compiled": ENGINES["whoosh"], "plain": WhooshEngine, "oracle": OracleEngine}

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


@pytest.fixture(params=list(UNDER_TEST))
def engine(request, monkeypatch):
    monkeypatch.setattr(compiled._State, "kernel", None)
    if request.param == "compiled":
        assert warm_up() == "numba"
    return UNDER_TEST[request.param]


def some(seed, count=60):
    chance = random.Random(seed)
    text = lambda: " ".join(chance.choices(WORDS, k=chance.randint(1, 30)))  # noqa: E731
    return [contract.passage(f"d{i % 20}", f"{text()} n{i}", title=text(), headings=[text()]) for i in range(count)]


def search(reader, question, **options):
    return reader.search(contract.ANALYZER.question(question), limit=options.pop("limit", 100), **options)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2))])
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


@pytest.mark.parametrize("seed", range(3))
def test_kinds_are_chosen_among_all_passages_not_among_the_best(engine, tmp_path, seed):
    chance = random.Random(seed)
    kinds = chance.choices(list(PassageKind), weights=[20, 1, 1, 1], k=80)
    texts = [f"{' '.join(chance.choices(WORDS, k=12))} n{i}" for i in range(80)]
    passages = [contract.passage(f"d{i % 20}", text, kind=kinds[i]) for i, text in enumerate(texts)]
    engine.write(tmp_path, contract.entries(passages[:50]), [])
    engine.write(tmp_path, contract.entries(passages[50:]), ["d3"])
    reader = engine.open(tmp_path)
    kind_of = {p.id: p.kind for p in passages}
    everything = search(reader, "oxytocin tears calm", limit=1000)
    for wanted in ((PassageKind.LIST,), (PassageKind.TABLE, PassageKind.QUESTION_AND_ANSWER), tuple(PassageKind)):
        of_kinds = tuple(s for s in everything if kind_of[s.passage_id] in wanted)
        assert of_kinds
        for limit in (1, 3, 1000):
            assert search(reader, "oxytocin tears calm", limit=limit, kinds=wanted) == of_kinds[:limit]
        query = contract.ANALYZER.question("oxytocin tears calm")
        assert reader.scores(query, list(kind_of), kinds=wanted).keys() == {
            name for name in reader.passage_ids() if kind_of[name] in wanted
        }


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
    assert ids('"tears fall calm"') == set() and ids("unheard") == set()
    assert reader.document_frequency("calm") == 3


def test_as_many_are_counted_as_are_found(engine, tmp_path):
    engine.write(tmp_path, contract.entries(some(3)[:40]), [])
    engine.write(tmp_path, contract.entries(some(3)[40:]), ["d3"])
    reader = engine.open(tmp_path)
    narrowed = ({}, {"documents": lambda name: name in ("d1", "d2", "d3")}, {"kinds": [PassageKind.LIST]})
    counted = []
    for question in ("oxytocin tears", '"calm body"', "tears -mind", "unheard"):
        for only in narrowed:
            found = search(reader, question, **only)
            counted.append(reader.count(contract.ANALYZER.question(question), **only))
            assert counted[-1] == len(found)
    assert max(counted) > 3


def test_an_empty_index_answers_nothing(engine, tmp_path):
    engine.write(tmp_path, [], [])
    reader = engine.open(tmp_path)
    assert search(reader, "anything") == () and reader.count(contract.ANALYZER.question("anything")) == 0


def test_scores_of_given_passages(engine, tmp_path):
    passages = some(7)
    engine.write(tmp_path, contract.entries(passages), [])
    engine.write(tmp_path, [], ["d4"])
    reader = engine.open(tmp_path)
    asked = contract.ANALYZER.question('oxytocin "calm" body -mind')
    found = {s.passage_id: s.score for s in reader.search(asked, limit=100)}
    scores = reader.scores(asked, [p.id for p in passages] + ["0" * 20])
    assert {name: s for name, s in scores.items() if s} == pytest.approx(found) and found
    gone = {p.id for p in passages if p.document_id == "d4"}
    assert not gone & set(scores)
    assert reader.scores(asked, [p.id for p in passages], documents=lambda name: False) == {}


def test_nothing_is_left_when_all_is_removed(engine, tmp_path):
    engine.write(tmp_path, contract.entries(some(2)), [])
    engine.write(tmp_path, [], [f"d{i}" for i in range(20)])
    reader = engine.open(tmp_path)
    assert reader.passages == 0 and search(reader, "oxytocin") == () and reader.passage_ids() == frozenset()
    assert reader.document_frequency("oxytocin") == 0


def test_a_failed_write_changes_nothing(engine, tmp_path):
    if engine is OracleEngine:
        pytest.skip("keeps nothing on disk")
    engine.write(tmp_path, contract.entries(some(4)), [])
    before = search(engine.open(tmp_path), "oxytocin tears")

    def entries():
        yield from contract.entries(some(5))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.write(tmp_path, entries(), ["d1"])
    assert search(engine.open(tmp_path), "oxytocin tears") == before
    engine.write(tmp_path, contract.entries(some(6)), ["d1"])
    assert engine.open(tmp_path).passages > 100


def test_broken_files_are_recognised(engine, tmp_path):
    if engine is OracleEngine:
        pytest.skip("keeps nothing on disk")
    engine.write(tmp_path, contract.entries(some(1)), [])
    for path in tmp_path.glob("*.toc"):
        path.write_bytes(path.read_bytes()[:10])
    with pytest.raises(IndexDamaged):
        engine.open(tmp_path)


def test_more_kinds_of_frequencies_than_a_byte_numbers_are_scored_by_definition(engine, tmp_path):
    made = [
        contract.passage(f"d{n}", f"{'calm ' * (1 + n % 18)}n{n} {'tears' if n % 7 else ''}", title="calm " * (n // 18))
        for n in range(18 * 16)
    ]
    engine.write(tmp_path, contract.entries(made), [])
    reader = engine.open(tmp_path)
    for question in ("calm", "calm tears"):
        found, expected = search(reader, question, limit=300), contract.oracle(made, question)
        assert sorted(s.passage_id for s in found) == sorted(name for name, _ in expected)
        scores = dict(expected)
        assert [s.score for s in found] == pytest.approx([scores[s.passage_id] for s in found])
        assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


def test_what_a_failed_write_had_finished_is_deleted(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "_PASSAGES", 5)
    engine = ENGINES["whoosh"]
    engine.write(tmp_path, contract.entries(some(4, 12)), [])
    before = sorted(path.name for path in tmp_path.iterdir())

    def entries():
        yield from contract.entries(some(5, 13))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.write(tmp_path, entries(), ["d1"])
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith("LOCK")) == before
    assert engine.open(tmp_path).passages == 12 and not list(tmp_path.glob("*.pst*"))


def test_each_segment_that_there_is_has_its_files_and_there_is_one_table_of_contents(tmp_path):
    engine = ENGINES["whoosh"]
    for run in range(5):
        engine.write(tmp_path, contract.entries(some(run, 10)), [f"d{run}"])
        with index.open_dir(str(tmp_path), readonly=True).reader() as reader:
            names = {leaf.segment().segment_id() for leaf, _ in reader.leaf_readers()}
        assert names and len(list(tmp_path.glob("*.toc"))) == 1 and not list(tmp_path.glob("*LOCK"))
        for extension in ("docs", "postings"):
            assert names <= {path.stem for path in tmp_path.glob(f"*.{extension}")}


def test_phrases_stand_where_their_words_follow_one_another_however_often_and_however_rare(engine, tmp_path):
    chance = random.Random(7)
    texts = [" ".join(chance.choices(["mind", "tears", "tears", "calm", "body"], k=12)) for _ in range(60)]
    made = [contract.passage(f"d{number}", text) for number, text in enumerate([*texts, "a rare mind", "rare tears"])]
    engine.write(tmp_path, contract.entries(made), [])
    reader = engine.open(tmp_path)
    found = []
    for phrase in (
        "tears tears",
        "tears tears tears calm",
        "mind body mind",
        "rare mind",
        "rare mind tears",
        "body rare",
    ):
        held = {one.id for one in made if f" {phrase} " in f" {one.text} "}
        assert {one.passage_id for one in search(reader, f'"{phrase}"', limit=99)} == held
        found.append(len(held))
    assert all(found[:4]) and not any(found[4:])
