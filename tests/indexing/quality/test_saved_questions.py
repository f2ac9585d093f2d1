"""Saved questions: every generation is scored by them, and the gate holds one back that answers them worse."""

import shutil
import sqlite3
from datetime import datetime
from unittest.mock import Mock

import pytest

from indexer.engines.opening import open_jobs, open_saved_questions
from indexer.errors import (
    DocumentNotFound,
    EvaluationError,
    IndexDamaged,
    IndexProblem,
    IndexUnwritable,
    NamedIndex,
    QueryEmpty,
    QuestionTooLong,
)
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import held_generation, kept_generations, publish
from indexer.indexing.quality import (
    kept_scores,
    question_changes,
    question_scores,
    save_question,
    save_questions,
)
from indexer.indexing.runs import job_recording
from indexer.model import LabelledQuestion, QuestionScore, QuestionScores, RankedPassage, ScoreGate
from indexer.model.index import jobs
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, SavedQuestions


def page(name, minutes=14):
    return f"# About {name}\n\nGood {name} takes {minutes} minutes. Serve {name} hot.\n"


@pytest.fixture
def place(tmp_path):
    """A corpus of three pages, indexed, with a question that one answers and one that none does."""
    corpus = tmp_path / "docs"
    corpus.mkdir()
    for name in ("bread", "tea", "soup"):
        (corpus / f"{name}.md").write_text(page(name))
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, [corpus])
    save_question(settings, "how long does tea take?", "tea.md", "takes  14\nminutes")
    save_question(settings, "who won the match?")
    return corpus, settings


def test_questions_are_saved_with_what_answers_them_and_only_where_that_is_so(place):
    _, settings = place
    saved = open_saved_questions(settings)
    assert [q.id for q in saved.all()] == ["q001", "q002"]
    for error, asked in (
        (QueryEmpty, (" ",)),
        (QuestionTooLong, ("tea " * 1000,)),
        (DocumentNotFound, ("tea?", "coffee.md")),
        (EvaluationError, ("tea?", "tea.md", "99 minutes")),
    ):
        with pytest.raises(error):
            save_question(settings, *asked)
    with pytest.raises(EvaluationError, match="same _id"):
        save_questions(settings, [LabelledQuestion("a", "one?", ()), LabelledQuestion("a", "two?", ())])
    assert len(saved.all()) == 2 and saved.remove("q001") and not saved.remove("q001")
    assert save_question(settings, "again?").id == "q003"


def test_every_run_is_scored_and_what_is_answered_otherwise_is_told_the_worst_first(place):
    corpus, settings = place
    before = question_scores(settings, 1)
    assert before.measures == {"success@1": 1.0, "success@5": 1.0, "mrr@10": 1.0, "refused": 1.0}
    (corpus / "tea.md").write_text("# About coffee\n\nCoffee is another thing.\n")
    (corpus / "match.md").write_text("# The match\n\nWho won the match? The blue team won the match.\n")
    index_corpus(settings)
    assert open_saved_questions(settings).scores(2) is not None, "the run itself asked them"
    changes = question_changes(settings, 1, 2)
    assert [(c.id, c.worse) for c in changes] == [("q001", True), ("q002", True)]
    assert (changes[0].before.rank, changes[0].after.rank, changes[1].after.refused) == (1, 0, False)
    assert [c.worse for c in question_changes(settings, 2, 1)] == [False, False]
    assert question_changes(settings, 2, 2) == ()


def test_what_falls_too_much_waits_and_can_be_published_all_the_same(place):
    corpus, settings = place
    open_saved_questions(settings).set_gate(ScoreGate("success@1", 0.5))
    (corpus / "tea.md").write_text(page("tea", 30))
    report = index_corpus(settings)
    assert report.held and (report.gate.before, report.gate.after, report.gate.passed) == (1.0, 0.0, False)
    assert Generations(settings.index).current() == 1 and held_generation(settings).number == report.generation
    assert open_jobs(settings).current().outcome.held
    assert "14 minutes" in Searcher(settings).ask("how long does tea take?").hits[0].passage.text
    assert publish(settings).number == report.generation


def test_what_falls_no_more_than_it_may_is_published(place):
    corpus, settings = place
    open_saved_questions(settings).set_gate(ScoreGate("success@1", 1.0))
    (corpus / "tea.md").write_text(page("tea", 30))
    report = index_corpus(settings)
    assert not report.held and report.gate.passed and Generations(settings.index).current() == report.generation
    open_saved_questions(settings).set_gate(ScoreGate("refused", 0))
    (corpus / "soup.md").write_text(page("soup", 40))
    assert not index_corpus(settings).held


def test_without_a_gate_a_run_publishes_whatever_comes_of_it(place):
    corpus, settings = place
    saved = open_saved_questions(settings)
    saved.set_gate(ScoreGate("success@1", 0))
    saved.set_gate(None)
    assert saved.gate() is None
    (corpus / "tea.md").unlink()
    report = index_corpus(settings)
    assert not report.held and report.gate is None and question_scores(settings, 2).measures["success@1"] == 0


@pytest.fixture
def gated(place):
    """The same with a gate, and a page that has changed."""
    corpus, settings = place
    open_saved_questions(settings).set_gate(ScoreGate("success@1", 0))
    (corpus / "soup.md").write_text(page("soup", 40))
    return settings


def require_waiting(settings, reason):
    """What was made waits, the record of its run says why, and it can be published."""
    held, job = held_generation(settings), open_jobs(settings).newest(1)[0]
    assert held is not None and Generations(settings.index).current() == 1
    assert (job.state, job.outcome.held, job.outcome.generation) == ("done", True, held.number)
    assert reason in (job.error or "")
    assert publish(settings).number == held.number == Generations(settings.index).current()


def test_a_run_that_is_stopped_while_it_asks_leaves_what_it_made_waiting(gated, monkeypatch):
    def stop(self, question, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Searcher, "ask", stop)
        with pytest.raises(KeyboardInterrupt) as stopped:
            index_corpus(gated)
    assert stopped.value.__notes__ == ["generation 2 waits: passageway publish, or discard"]
    require_waiting(gated, "stopped")


def test_a_run_that_is_cancelled_while_it_asks_leaves_what_it_made_waiting(gated, monkeypatch):
    real = Searcher.ask

    def cancel(self, question, **options):
        open_jobs(gated).cancel()
        return real(self, question, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Searcher, "ask", cancel)
        patch.setattr(job_recording, "_INTERVAL", 0.0)
        report = index_corpus(gated)
    assert report.held and report.gate is None and "cancelled" in report.unasked
    require_waiting(gated, "cancelled")


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("keep_scores", IndexUnwritable.of_index(NamedIndex("the index"), "the disk is full")),
        ("gate", IndexProblem("saved.sqlite cannot be read now (database is locked).")),
        ("all", OSError(5, "Input/output error")),
    ],
)
def test_where_the_gate_cannot_be_asked_what_was_made_waits_and_it_is_said(gated, monkeypatch, method, error):
    def failing(*_):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(SavedQuestions, method, failing)
        report = index_corpus(gated)
    assert report.held and report.gate is None and report.unasked == str(error)
    require_waiting(gated, str(error))


def test_scores_are_kept_and_only_questions_that_are_others_are_asked_anew(place, monkeypatch):
    _, settings = place
    question_scores(settings, 1)
    asked = []
    real = Searcher.ask
    monkeypatch.setattr(Searcher, "ask", lambda self, q, **o: asked.append(q) or real(self, q, **o))
    question_scores(settings, 1)
    assert asked == []
    saved, tea = open_saved_questions(settings), "how long does tea take?"
    saved.save([LabelledQuestion("q001", tea, (("soup.md", ""),))])
    assert kept_scores(settings, 1) is None
    assert question_scores(settings, 1).measures["success@1"] == 0 and asked == [tea]
    saved.save([LabelledQuestion("q009", "what are leeks?", ())])
    assert question_scores(settings, 1).questions[-1].id == "q009" and asked == [tea, "what are leeks?"]
    saved.remove("q001")
    scores = question_scores(settings, 1)
    assert [score.id for score in scores.questions] == [question.id for question in saved.all()] and len(asked) == 2
    assert kept_scores(settings, 1) == scores


def test_no_questions_are_no_measure_and_hold_nothing_back(place):
    corpus, settings = place
    saved = open_saved_questions(settings)
    for question in saved.all():
        saved.remove(question.id)
    saved.set_gate(ScoreGate("success@1", 0))
    assert question_scores(settings, 1).measures == {}
    (corpus / "tea.md").unlink()
    report = index_corpus(settings)
    assert not report.held and report.gate is None


def test_measures_are_means_over_the_questions_that_they_are_about():
    def score(name, rank, refused=None):
        return QuestionScore(name, name, rank, refused, (RankedPassage("p", "d", "t"),))

    scores = QuestionScores(3, "", (score("a", 1), score("b", 4), score("c", 0), score("d", 2, refused=True)))
    assert scores.measures == pytest.approx(
        {"success@1": 1 / 3, "success@5": 2 / 3, "mrr@10": (1 + 0.25) / 3, "refused": 1.0}
    )
    assert scores.measure("success@1", only=["b", "c"]) == 0 and scores.measure("refused", only=["a"]) is None
    for measure, fall in (("recall", 0.1), ("mrr@10", -0.1), ("mrr@10", 1.1)):
        with pytest.raises(ValueError):
            ScoreGate(measure, fall)


def test_a_damaged_file_is_said_to_be(place):
    _, settings = place
    path = settings.index / "saved.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE records SET value = '{}' WHERE kind = 'question'")
    with pytest.raises(IndexDamaged, match="saved.sqlite"):
        open_saved_questions(settings).all()
    path.write_bytes(b"no database" * 100)
    with pytest.raises(IndexDamaged, match="saved.sqlite"):
        open_saved_questions(settings).gate()


def test_an_answer_that_is_folded_under_a_hit_counts_where_it_is_seen(place):
    corpus, settings = place
    (corpus / "tea.md").write_text(
        "# Tea\n\n## How long does tea take?\n\nTea takes a while, and how long does tea take depends on the tea.\n\n"
        "## Serving\n\nTea takes 14 minutes.\n"
    )
    index_corpus(settings)
    first = Searcher(settings).ask("how long does tea take?").hits[0]
    assert "14 minutes" not in first.passage.text and "14 minutes" in first.others[0].passage.text
    score = question_scores(settings, 2).questions[0]
    assert (score.id, score.rank) == ("q001", 1) and question_changes(settings, 1, 2) == ()


def test_a_passage_that_was_only_edited_is_no_change(place):
    corpus, settings = place
    (corpus / "tea.md").write_text(page("tea").replace("hot", "warm"))
    index_corpus(settings)
    assert question_changes(settings, 1, 2) == ()


def test_scores_are_those_of_the_very_generation_not_of_one_that_had_its_number(place):
    corpus, settings = place
    assert question_scores(settings, 1).measures["success@1"] == 1
    second = datetime.fromisoformat(kept_generations(settings)[0].created)
    for path in settings.index.iterdir():
        if path.name != "saved.sqlite":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (corpus / "tea.md").write_text(page("tea", 30))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "datetime", Mock(now=lambda zone: second))
        index_corpus(settings, [corpus])
    (made,) = kept_generations(settings)
    assert (made.number, datetime.fromisoformat(made.created)) == (1, second)
    assert question_scores(settings, 1).measures["success@1"] == 0
