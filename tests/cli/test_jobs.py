"""What was done to an index, and what is being done, whoever does it: passageway jobs."""

import json
import re
from dataclasses import replace

import pytest

from indexer.cli.printing.keeping import show_jobs
from indexer.engines.opening import open_jobs, open_saved_questions
from indexer.errors import IndexUnwritable
from indexer.indexing import index_corpus
from indexer.model import JobKind, JobProgress, JobState, LabelledQuestion, ScoreGate
from indexer.settings import Settings
from indexer.store import SavedQuestions, WriterLock
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests of this file


@pytest.fixture
def place(tmp_path):
    corpus, settings = tmp_path / "corpus", Settings.load(index=tmp_path / "index")
    corpus.mkdir()
    (corpus / "tea.txt").write_text("Tea\n\nTea is made with boiling water.\n")
    return corpus, settings


def test_each_is_a_line_newest_first(place, run):
    corpus, settings = place
    assert run("jobs", "--index", settings.index)[:2] == (0, "") and not settings.index.exists()
    index_corpus(settings, [corpus], agent="watch")
    (corpus / "pot.txt").write_text("Pots.\n")
    run("index", "--preview", "--index", settings.index)
    run("discard", "--index", settings.index)
    assert run("index", corpus.parent, "--index", settings.index)[0] == 1
    open_jobs(settings).note(JobKind.ADD, [corpus / f"{n}.txt" for n in range(5)], agent="page")
    code, out, _ = run("jobs", "--index", settings.index)
    lines = out.splitlines()
    when = r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d"
    expected = [
        rf"5  add  done  {when}  0 s  page  .*/0.txt, .*/1.txt, .*/2.txt and 2 more",
        rf"4  index  failed  {when}  \d+ s  command line  .*lies outside the corpus.*",
        rf"3  discard 2  done  {when}  \d+ s  command line",
        rf"2  preview  done  {when}  \d+\.\d s  command line  1 added; generation 2 waited to be published",
        rf"1  index  done  {when}  \d+\.\d s  watch  1 added",
    ]
    assert code == 0 and len(lines) == 5
    assert [line for line, pattern in zip(lines, expected, strict=True) if not re.fullmatch(pattern, line)] == []
    assert len(run("jobs", "2", "--index", settings.index)[1].splitlines()) == 2
    jobs = json.loads(run("jobs", "--json", "--index", settings.index)[1])["jobs"]
    assert [job["number"] for job in jobs] == [5, 4, 3, 2, 1] and jobs[2]["kind"] == "discard"


def test_the_status_says_what_waits_and_what_was_taken_back(place, run):
    corpus, settings = place

    def status():
        return run("status", "--index", settings.index)[1]

    index_corpus(settings, [corpus])
    (corpus / "pot.txt").write_text("Pots.\n")
    run("index", "--preview", "--index", settings.index)
    assert "1 added; generation 2 waits to be published" in status() and "discarded" not in status()
    run("discard", "--index", settings.index)
    said = status()
    assert "to be published" not in said and "discarded: generation 2" in said
    assert "1 new; the next run (passageway index" in said and "also where it is what was discarded" in said
    run("index", "--index", settings.index)
    assert "discarded" not in status() and "served again" not in status()
    run("rollback", "--index", settings.index)
    said = status()
    assert re.search(r"generation: 1 of \S+; served again since 20\S+: gone back from 3 to 1", said)
    assert "1 new; the next run (passageway index" in said and "also where it is what was gone back from" in said
    run("rollback", "3", "--index", settings.index)
    assert "gone on from 1 to 3" in status() and "changed since: nothing" in status()


def test_what_has_moved_is_neither_added_nor_removed(place, run):
    corpus, settings = place
    (corpus / "pot.txt").write_text("Pots are of clay.\n")
    index_corpus(settings, [corpus])
    (corpus / "tea.txt").rename(corpus / "green.txt")
    (corpus / "cup.txt").write_text("Cups are of glass.\n")
    (corpus / "pot.txt").unlink()
    said = run("index", "--index", settings.index)[1], run("changes", "--index", settings.index)[1]
    for lines in (each.splitlines() for each in said):
        assert {"moved: tea.txt is now green.txt", "added: cup.txt", "removed: pot.txt"} <= {*lines}
        assert not {"added: green.txt", "removed: tea.txt"} & {*lines}
    assert "1 added, 0 updated, 1 removed, 1 moved, 0 unchanged, 0 skipped" in said[0]
    assert "1 added, 0 updated, 1 removed, 1 moved" in said[1].splitlines()


def test_a_folder_that_has_moved_is_said_once(place, run):
    corpus, settings = place
    (corpus / "cups").mkdir()
    for number in range(30):
        (corpus / "cups" / f"{number}.txt").write_text(f"Cup {number} is of glass.\n")
    index_corpus(settings, [corpus])
    (corpus / "cups").rename(corpus / "mugs")
    for command in ("index", "changes"):
        said = run(command, "--index", settings.index)[1].splitlines()
        assert [line for line in said if line.startswith("moved")] == ["moved: 30 documents from cups/ to mugs/"]


@pytest.mark.parametrize(("as_json", "state"), [(False, JobState.FAILED), (True, JobState.DONE)])
def test_who_follows_sees_each_stage_and_the_end(place, run, monkeypatch, as_json, state):
    _, settings = place
    jobs, options = open_jobs(settings), ["--json"] if as_json else []
    assert run("jobs", "--follow", *options, "--index", settings.index)[0] == 3

    steps = iter(
        (
            {"progress": JobProgress("read", 1, 2)},
            {"progress": JobProgress("index", 1, 2)},
            {"state": state, "error": "no room" if state is JobState.FAILED else None},
        )
    )

    class GoesOn:
        """What is waited for between two looks at the record: meanwhile the run goes on by a step."""

        def wait(self, seconds):
            jobs.change(1, lambda job: replace(job, **next(steps)))

    monkeypatch.setattr(show_jobs, "Event", GoesOn)
    with WriterLock(settings.index) as writer:
        jobs.begin(writer, agent="page")
        code, out, _ = run("jobs", "--follow", *options, "--index", settings.index)
    assert code == (1 if state is JobState.FAILED else 0)
    lines = out.splitlines()
    if as_json:
        assert [json.loads(line)["state"] for line in lines] == ["running"] * 3 + [state.value]
    else:
        assert "read 1 of 2" in lines[-3] and "index 1 of 2" in lines[-2] and f"1, {state}" in lines[-1]


def test_one_is_cancelled_by_its_number(place, run):
    corpus, settings = place
    jobs = open_jobs(settings)
    index_corpus(settings, [corpus])
    jobs.queue(agent="page")
    jobs.queue(agent="page")
    assert run("jobs", "--cancel", "2", "--index", settings.index)[1] == "Run 2 is asked to stop.\n"
    assert [job.state for job in jobs.newest()] == ["queued", "cancelled", "done"]
    code, out, _ = run("jobs", "--cancel", "1", "--index", settings.index)
    assert (code, out) == (3, "Run 1 has ended already, or there is none.\n")


def test_where_the_gate_cannot_be_asked_the_run_says_what_waits_and_what_to_do(place, run, monkeypatch):
    corpus, settings = place
    index_corpus(settings, [corpus])
    saved = open_saved_questions(settings)
    saved.save([LabelledQuestion("q001", "pots?", ())])
    saved.set_gate(ScoreGate("refused", 0))
    (corpus / "pot.txt").write_text("Pots.\n")

    def full(*_):
        raise IndexUnwritable.of_index(settings.named_index, "the disk is full")

    monkeypatch.setattr(SavedQuestions, "keep_scores", full)
    code, out, _ = run("index", "--index", settings.index)
    assert code == 3 and "Generation 2 waits to be published" in out
    said = " ".join(out.split())
    assert "Held back: the saved questions could not be asked" in said and "the disk is full" in said
    index = f"--index {settings.index}"
    assert f"passageway publish {index}, or passageway discard {index}" in said
    assert run("publish", "--index", settings.index)[0] == 0
