"""Formulas against libraries and hand calculations, and the whole command over small sets."""

import json
from random import Random

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from indexer.cli.shell import group
from indexer.evaluation import append_question, read_questions
from indexer.evaluation.cases import QuestionCase, RankedDocument
from indexer.evaluation.datasets.misspelling import misspelt
from indexer.evaluation.refusing import Point
from indexer.evaluation.scoring import MEASURES, own_scores, scores
from indexer.evaluation.statistics import PairedDifference, difference, intervals
from indexer.model import LabelledQuestion
from indexer.model.as_json import as_json
from indexer.model.index.questions import next_id
from indexer.text.analysis import Analyzer

TEXTS = {
    "tea": "Tea is made of leaves. Green tea is steamed soon after picking.",
    "soup": "Soup is boiled slowly. Lentil soup keeps for three days in the cold.",
    "bread": "Bread rises by yeast. Rye bread has a sour dough that rests over night.",
    "cheese": "Cheese ripens in cellars. Hard cheese may ripen for two years.",
}


def beir(folder, asked):
    folder.mkdir()
    (folder / "qrels").mkdir()
    rows = [{"_id": name, "title": "", "text": text} for name, text in TEXTS.items()]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    queries = [{"_id": f"q{n}", "text": text} for n, (text, _) in enumerate(asked)]
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in queries))
    qrels = "".join(f"q{n}\t{gold}\t1\n" for n, (_, gold) in enumerate(asked))
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + qrels)
    return folder


@pytest.fixture
def sets(tmp_path):
    first = beir(tmp_path / "first", [("how long does cheese ripen?", "cheese"), ("when is green tea steamed?", "tea")])
    second = beir(tmp_path / "second", [("what keeps three days?", "soup"), ("why does rye bread rest?", "bread")])
    return first, second


def run(*arguments, **more):
    return CliRunner().invoke(group, [str(a) for a in arguments], standalone_mode=False, **more)


@given(
    st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, max_size=14),
    st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(0, 3), min_size=1),
)
def test_own_measures_agree_with_ir_measures(ranking, judged):
    pytest.importorskip("ir_measures")
    if not any(judged.values()):
        return
    rankings, qrels = {"q": ranking}, {"q": judged}
    assert scores(rankings, qrels) == pytest.approx(own_scores(rankings, qrels), abs=1e-6)


def test_measures_by_hand():
    rankings, qrels = {"q": ["x", "b", "a"]}, {"q": {"a": 1, "b": 1, "c": 1}}
    ideal = 1 + 1 / np.log2(3) + 1 / 2
    expected = [(1 / np.log2(3) + 1 / 2) / ideal, 2 / 3, 1 / 2, 0, 1]
    assert own_scores(rankings, qrels)[0] == pytest.approx(expected)
    assert MEASURES == ("ndcg@10", "recall@100", "mrr@10", "success@1", "success@5")


def test_an_interval_agrees_with_scipy_and_a_difference_with_all_permutations():
    stats = pytest.importorskip("scipy.stats")
    values = np.random.default_rng(3).random(12)
    ((low, high),) = intervals(values[:, None])
    theirs = stats.bootstrap((values,), np.mean, method="percentile", n_resamples=20_000, random_state=1)
    assert (low, high) == pytest.approx(tuple(theirs.confidence_interval), abs=0.01)
    others = values + np.random.default_rng(4).normal(0.05, 0.1, 12)
    (found,) = difference(values[:, None], others[:, None])
    exact = stats.permutation_test(
        (values, others), lambda a, b: np.mean(a - b), permutation_type="samples", n_resamples=np.inf
    )
    assert found.p == pytest.approx(exact.pvalue, abs=0.015)
    assert found.mean == pytest.approx(float(np.mean(values - others)))


def test_equal_systems_do_not_differ():
    values = np.random.default_rng(5).random((20, 1))
    (found,) = difference(values, values)
    assert (found.mean, found.low, found.high, found.p) == (0, 0, 0, 1)


def test_a_question_is_misspelt_in_one_content_word_and_always_the_same():
    analyzer = Analyzer("english")
    question = "what does prolactin do after the climax?"
    slips = [misspelt(question, analyzer, Random(seed)) for seed in range(50)]
    assert slips == [misspelt(question, analyzer, Random(seed)) for seed in range(50)]
    for slip in slips:
        changed = [a for a, b in zip(question.split(), slip.split(), strict=True) if a != b]
        assert changed in (["prolactin"], ["climax?"])
    assert len(set(slips)) > 10
    assert misspelt("who am I?", analyzer, Random(1)) == "who am I?"


def test_everything_of_two_sets_in_json_and_on_a_page(sets, tmp_path):
    page = tmp_path / "figures.html"
    result = run("evaluate", *sets, "--ablate", "--typos", "--report", page, "--json")
    found = json.loads(result.output)
    assert [held["dataset"] for held in found["datasets"]] == ["first", "second"]
    for held in found["datasets"]:
        assert held["ndcg@10"] == 1.0 and held["questions"] == 2
        assert held["intervals"]["ndcg@10"] == [1.0, 1.0]
        assert held["refusal"]["foreign"] == 2 and 0 <= held["refusal"]["area"] <= 1
        assert {row["without"] for row in held["ablation"]} >= {"window", "likeness"}
        assert held["misspelt"]["kept"] > 0.5
    text = page.read_text("utf-8")
    assert text.count("<svg") >= 8 and "http://" not in text and "https://" not in text and "<script" not in text
    for word in ("Ranking", "What each part gains", "Misspelt words", "Knowing what is not there", "Speed and size"):
        assert f"<h2>{word}</h2>" in text


def test_kept_indexes_are_used_again_and_give_the_same_figures(sets, tmp_path):
    def measured():
        return json.loads(run("evaluate", sets[0], "--keep", tmp_path / "kept", "--json").output)

    first, second = measured(), measured()
    assert first["index_seconds"] > 0 and second["index_seconds"] is None
    for name in ("documents", "passages", "questions", "ndcg@10", "recall@100", "mrr@10"):
        assert first[name] == second[name] and first[name] > 0


def test_no_set_is_put_into_the_index_that_a_cluster_keeps(sets, monkeypatch):
    monkeypatch.setenv("PASSAGEWAY_ENGINE", "opensearch")
    monkeypatch.setenv("PASSAGEWAY_OPENSEARCH", "http://127.0.0.1:9")  # nobody is there
    assert json.loads(run("evaluate", sets[0], "--json").output)["ndcg@10"] == 1.0


def test_rivals_rank_the_same_documents(sets):
    pytest.importorskip("bm25s")
    pytest.importorskip("tantivy")
    found = json.loads(run("evaluate", sets[0], "--against", "bm25s,tantivy", "--json").output)
    assert [held["system"] for held in found["against"]] == ["bm25s", "tantivy"]
    for held in found["against"]:
        assert held["ndcg@10"] == 1.0 and (held["wins"], held["losses"], held["ties"]) == (0, 0, 2)
        assert held["difference"]["ndcg@10"]["p"] == 1.0 and held["index_bytes"] > 0


def test_answers_marked_in_whole_documents(sets):
    text = " ".join(TEXTS.values())
    start = text.index("Hard cheese")
    (sets[0] / "documents.jsonl").write_text(json.dumps({"_id": "w", "title": "", "text": text}) + "\n")
    row = {"qid": "q0", "doc": "w", "start": start, "text": "Hard cheese may ripen for two years."}
    (sets[0] / "answers.jsonl").write_text(json.dumps(row) + "\n")
    whole = json.loads(run("evaluate", sets[0], "--json").output)["whole_documents"]
    assert (whole["questions"], whole["first"], whole["within_words"]) == (1, 1.0, 1.0)
    (sets[0] / "answers.jsonl").write_text(json.dumps({**row, "doc": "other"}) + "\n")
    whole = json.loads(run("evaluate", sets[0], "--json").output)["whole_documents"]
    assert (whole["first"], whole["within_words"]) == (0.0, 0.0) and "sentence" not in whole


@pytest.mark.parametrize("options", [["--against", "nobody"], ["--split", "none"], ["--report", "/nowhere/x.html"]])
def test_what_cannot_be_measured_is_said_first(sets, options):
    result = run("evaluate", sets[0], *options)
    assert type(result.exception).__name__ == "EvaluationError" and str(result.exception)


def test_labels_are_made_and_scored(sets, tmp_path):
    index = ["--index", str(tmp_path / "index")]
    for name, text in TEXTS.items():
        (sets[0] / f"{name}.txt").write_text(text)
        run("index", sets[0] / f"{name}.txt", *index)
    labels = tmp_path / "labels.jsonl"
    typed = "how long does cheese ripen?\n1\nnot in it\nHard cheese may ripen for two years.\nwho won the race?\n0\n\n"
    result = run("evaluate", "--label", labels, *index, input=typed)
    assert result.exception is None, result.output
    first, second = read_questions(labels)
    assert (first.id, second.id) == ("q001", "q002") and second.answers == ()
    assert first.answers == (("cheese.txt", "Hard cheese may ripen for two years."),)
    page = tmp_path / "own.html"
    found = json.loads(run("evaluate", "--questions", labels, *index, "--json", "--report", page).output)
    assert found["success@1"] == 1.0 and found["answerable"] == 1 and "<svg" in page.read_text()


def test_a_label_after_an_unfinished_line_starts_its_own(tmp_path):
    labels = tmp_path / "labels.jsonl"
    append_question(labels, LabelledQuestion("q001", "one?", ()))
    labels.write_bytes(labels.read_bytes().rstrip(b"\n"))
    append_question(labels, LabelledQuestion(next_id(read_questions(labels)), "two?", (("a", "b"),)))
    assert [q.id for q in read_questions(labels)] == ["q001", "q002"]


def test_a_question_won_or_lost_is_read_without_the_texts_of_its_documents():
    gold = RankedDocument("d1", "Tea", "Tea is made", True, 3)
    case = QuestionCase("q1", "how?", (gold,), {"passageway": gold, "rival": None}, 0.123456, 1.0)
    shown = {"document": "d1", "title": "Tea", "relevant": True, "rank": 3}
    assert as_json(case) == {
        "_id": "q1", "text": "how?", "gold": [shown], "first": {"passageway": shown, "rival": None},
        "passageway": 0.1235, "rival": 1.0,
    }  # fmt: skip


def test_a_threshold_and_a_difference_are_rounded_and_a_threshold_that_is_none_is_left_out():
    assert as_json(Point(None, 0.11111, 1.0)) == {"false_refusals": 0.1111, "refused": 1.0}
    assert as_json(Point(0.55556, 0.0, 1.0))["threshold"] == 0.5556
    assert as_json(PairedDifference(0.12345, -0.1, 0.3, 0.0123456)) == {
        "mean": 0.1235, "interval": [-0.1, 0.3], "p": 0.01235
    }  # fmt: skip
