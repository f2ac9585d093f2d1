"""What is found on a cluster is what plain definitions find, and a question asks it few times."""

from base64 import b64encode
from functools import partial
from random import Random

import numpy as np
import pytest
from generation_contract import ANALYZER, DOCUMENTS, QUESTIONS, STATED, publish
from in_memory import memory_index

from indexer.engines import Filter
from indexer.engines.opensearch.artefact.generation_vocabulary import GenerationVocabulary
from indexer.engines.opensearch.finding.cluster_words import CandidateDepth, ClusterWords
from indexer.engines.opensearch.finding.id_clauses import id_clause
from indexer.engines.opensearch.finding.known_passages import column_bytes
from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.errors import IndexDamaged
from indexer.model import PassageKind, Stated
from indexer.model.stated.id_patterns import admitting
from indexer.searching.finder import Finder
from indexer.text.analysis import Query
from tests.cluster.word_partitions import opened_words, write_words

pytestmark = pytest.mark.cluster

FILTERS = [
    Filter(),
    Filter("a/*"),
    Filter(None, frozenset({PassageKind.LIST})),
    Filter("lines.jsonl#?"),
    Filter("[!a-b]*"),
    Filter("a/*", but=frozenset({"a/tears.txt"})),
    *(Filter(stated=wanted) for wanted in STATED),
    Filter(stated=Stated(("...",))),
]


@pytest.fixture(scope="module")
def reference():
    index, open_writer = memory_index()
    publish(open_writer, DOCUMENTS)
    return index.open()


@pytest.fixture(scope="module")
def written(connection, reference, tmp_path_factory):
    folder, name = tmp_path_factory.mktemp("vocabulary"), f"passageway-test-words-{Random().getrandbits(32):08x}"
    abouts = {document.id: document.about for document in DOCUMENTS}
    yield write_words(connection, name, folder, reference.entries, abouts=abouts), folder
    connection.change("DELETE", f"/{name}*")


@pytest.fixture
def words(connection, written):
    return opened_words(connection, *written)


class Counting:
    """A connection that notes what was asked."""

    def __init__(self, connection):
        self.connection, self.asked = connection, []

    def look_up(self, path, *rest, **more):
        self.asked.append(path)
        return self.connection.look_up(path, *rest, **more)


@pytest.mark.parametrize("question", QUESTIONS)
def test_words_are_scored_by_definition(words, reference, question):
    query = ANALYZER.question(question)
    every = sorted(reference.passage_ids())
    for only in FILTERS:
        expected = reference.search(query, limit=100, only=only)
        for limit in (1, 100):
            found = words.search(query, limit=limit, only=only)
            assert [s.passage_id for s in found] == [s.passage_id for s in expected[:limit]]
            assert [s.score for s in found] == pytest.approx([s.score for s in expected[:limit]])
        assert words.count(query, only=only) == len(expected)
        assert words.scores(query, [*every, "0" * 20], only=only) == pytest.approx(
            reference.scores(query, every, only=only)
        )
    assert words.search(query, limit=0) == () and words.scores(query, ["0" * 20]) == {}


def test_who_wants_more_than_the_cluster_gives_at_once_has_all(words, reference):
    query = ANALYZER.question("tears and the oxytocin")
    assert words.search(query, limit=100_000) == words.search(query, limit=100)
    assert len(words.search(query, limit=100_000)) == len(reference.search(query, limit=100))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_is_found_in_the_same_order_with_the_same_scores(words, reference, question):
    found, expected = (Finder(r, ANALYZER).find(question, limit=10) for r in (words, reference))
    ids = [[f.matches.candidates.ids[p] for p in f.matched] for f in (found, expected)]
    scores = [[float(f.fused.scores[p]) for p in f.matched] for f in (found, expected)]
    assert (found.query, found.corrections) == (expected.query, expected.corrections)
    assert ids[0] == ids[1] and scores[0] == pytest.approx(scores[1])


def test_documents_are_admitted_by_what_they_state(words, reference):
    for only in FILTERS:
        fits = words.admitting(only)
        assert {d.id for d in DOCUMENTS if fits is None or fits(d.id)} == {
            d.id for d in DOCUMENTS if reference.admitting(only)(d.id)
        }
        assert words.admitting(only) is fits


def test_a_question_fetches_each_passage_once(connection, written):
    counting = Counting(connection)
    words = opened_words(counting, *written)
    query = ANALYZER.question("how common are tears")
    found = [scored.passage_id for scored in words.search(query, limit=10)]
    assert counting.asked == ["/_msearch"]
    words.scores(query, found)
    words.candidates(found, query)
    assert len(counting.asked) == 1
    asked = Finder(opened_words(counting, *written), ANALYZER)
    counting.asked.clear()
    for question, most in (("what does oxytocin do after sex?", 1), ('how common are "calm tears" of people', 3)):
        asked.find(question, limit=1)
        assert 1 <= len(counting.asked) <= most
        counting.asked.clear()


def test_passages_are_sampled_and_listed(words, reference):
    every = reference.passage_ids()
    assert words.passage_ids() == every
    for seed in range(3):
        picked = words.sample(4, Random(seed))
        assert len(set(picked)) == 4 and every.issuperset(picked) and picked == words.sample(4, Random(seed))
    assert sorted(words.sample(100, Random(1))) == sorted(every)


def test_what_is_not_there_or_altered_is_damage(connection, written, words, reference):
    with pytest.raises(IndexDamaged):
        words.candidates(["0" * 20], Query())
    (scored,) = words.search(ANALYZER.question("hormones"), limit=1)
    indices, folder = written
    query = {"query": {"term": {"name": scored.passage_id}}, "docvalue_fields": ["numbers"]}
    (hit,) = connection.look_up(f"/{','.join(indices)}/_search", query)["hits"]["hits"]
    entry = next(e for e in reference.entries if e.passage_id == scored.passage_id)
    good = {
        **hit["_source"],
        "numbers": b64encode(column_bytes(hit["fields"]["numbers"][0])).decode(),
        "words": " ".join(e for f in entry.fields.values() for e in f.terms),
    }
    address = f"/{hit['_index']}/_doc/{hit['_id']}"
    try:
        for changed in ({"numbers": good["numbers"][:-8] + "AAAAAAA="}, {"numbers": None}):
            connection.change("PUT", address, {**good, **changed}, refresh=True)
            with pytest.raises(IndexDamaged, match="was altered"):
                opened_words(connection, indices, folder).search(ANALYZER.question("hormones"), limit=5)
    finally:
        connection.change("PUT", address, good, refresh=True)


IDS = [
    "a",
    "a/b",
    "a/bc",
    "A/b",
    "*",
    "a*b",
    "[x]",
    "x",
    "a\nb",
    "é",
    "-",
    "^",
    "]",
    "c.d",
    "cxd",
    "a\\b",
    "#",
    "",
    "😀x",
]
PATTERNS = ["a", "a*", "*", "?", "a/?", "[*]", "a[*]b", "[[]x]", "[a-c]*", "[!a]*", "[]", "[]x]", "[!]]", "c.d", "c[.]d",
            "[^-]", "[-x]", "[z-a]x", "[!z-a]", "a\\*", "#", "[#]", "*b", "a?b", "[", "[!", "?x", "[a-]", "[😀]?",
            "a.*", ("a", "[b-c]*"), ("?", "a/?", "c.d")]  # fmt: skip


def test_patterns_admit_the_ids_that_they_admit_elsewhere(connection, own_name):
    connection.change("PUT", f"/{own_name}", {"mappings": {"properties": {"document": {"type": "keyword"}}}})
    for place, name in enumerate(IDS):
        connection.change("PUT", f"/{own_name}/_doc/{place}", {"document": name})
    connection.change("POST", f"/{own_name}/_refresh")
    lines = [line for p in PATTERNS for line in ({"index": own_name}, {"query": id_clause(p), "size": 99})]
    answers = connection.look_up("/_msearch", lines)["responses"]
    for pattern, answer in zip(PATTERNS, answers, strict=True):
        found = {hit["_source"]["document"] for hit in answer["hits"]["hits"]}
        assert found == {name for name in IDS if admitting(pattern)(name)}, pattern


class Backwards:
    """Partitions whose own order is the opposite of ours."""

    def __init__(self, connection, indices, order):
        self.search, self.order, self.asked = PartitionSearch(connection, indices), order, []

    def best(self, query, size, fields, **more):
        self.asked.append((more.get("from", 0), size))
        hits = {hit["name"]: hit for hit in self.search.best(query, 100, fields)}
        first = more.get("from", 0)
        return [hits[name] for name in self.order[first : first + size] if name in hits]


def test_more_candidates_are_asked_for_while_the_best_are_among_the_last(connection, written, reference):
    query = ANALYZER.question("tears oxytocin crying prolactin of the")
    order = [one.passage_id for one in reference.search(query, limit=100)]
    assert len(order) >= 6
    for most, asked, best in ((100, [(0, 2), (2, 2), (4, 4), (8, 8)], 0), (4, [(0, 2), (2, 2)], -4), (3, [(0, 2)], -2)):
        partitions, folder = Backwards(connection, written[0], order[::-1]), written[1]
        depth = CandidateDepth(2, 1.0, most)
        words = ClusterWords(partitions, partial(GenerationVocabulary, folder), IndexDamaged, depth)
        (found,) = words.search(query, limit=1)
        assert found.passage_id == order[best] and partitions.asked == asked[: len(partitions.asked)]
        assert len(partitions.asked) == len(asked) - (best == 0 and len(order) < 8)


def test_candidates_are_as_deep_as_was_set(connection, written, reference):
    shallow = opened_words(connection, *written, CandidateDepth(1, 1.0))
    query = ANALYZER.question("tears oxytocin crying")
    deep = [s.passage_id for s in reference.search(query, limit=100)]
    assert len(shallow.search(query, limit=2)) == 2 and len(deep) > 4
    assert np.isin([s.passage_id for s in shallow.search(query, limit=3)], deep).all()
