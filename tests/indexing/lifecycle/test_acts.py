"""A generation is looked at before it is served, published or discarded, and gone back from; the history has each act."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import (
    GenerationMissing,
    IndexDamaged,
    IndexLocked,
    IndexMismatch,
    IndexMissing,
    ManyRemovals,
    PublishRefused,
)
from indexer.indexing import index_corpus
from indexer.indexing.jobs.job_runner import carry_out_queued
from indexer.indexing.lifecycle import acts, discard, held_generation, kept_generations, prune, publish, roll_back
from indexer.indexing.recovery.verify import verify
from indexer.model import GenerationState, JobKind, JobState
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, WriterLock

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def place(tmp_path):
    """A corpus of three documents, indexed."""
    corpus = tmp_path / "docs"
    corpus.mkdir()
    for name in ("bread", "tea", "soup"):
        (corpus / f"{name}.txt").write_text(f"How long does {name} take? Good {name} takes 14 minutes.\n")
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, [corpus])
    return corpus, settings


def change(corpus, name="tea", minutes=30):
    (corpus / f"{name}.txt").write_text(f"How long does {name} take? Good {name} takes {minutes} minutes.\n")


def answer(settings):
    return Searcher(settings).ask("how long does tea take?").hits[0].passage.text


def states(settings):
    return [(g.number, g.state) for g in kept_generations(settings)]


def history(settings):
    return [(job.kind, job.state, job.generation) for job in open_jobs(settings).newest()]


def test_an_index_without_a_sound_generation_says_so(place):
    _, settings = place
    (settings.index / "generations" / "1" / "manifest.json").write_text("altered")
    acts_on_it = (kept_generations, held_generation, publish, discard, roll_back, prune)
    for act in acts_on_it:
        with pytest.raises(
            IndexDamaged, match=r"no generation of .* is sound\. Mend it with: passageway repair --index"
        ):
            act(settings)


def test_a_preview_can_be_asked_and_is_served_once_it_is_published(place):
    corpus, settings = place
    searcher = Searcher(settings)
    change(corpus)
    report = index_corpus(settings, preview=True, agent="page")
    assert report.held and report.generation == 2 and report.updated == ("tea.txt",)
    assert "14 minutes" in searcher.ask("how long does tea take?").hits[0].passage.text
    looked = Searcher(settings, generation=2)
    assert "30 minutes" in looked.ask("how long does tea take?").hits[0].passage.text
    held = held_generation(settings)
    assert (held.number, held.base, held.updated, held.published) == (2, 1, 1, "")
    assert publish(settings, agent="page").state is GenerationState.SERVED
    assert "30 minutes" in searcher.ask("how long does tea take?").hits[0].passage.text
    assert states(settings) == [(2, GenerationState.SERVED), (1, GenerationState.KEPT)]
    assert kept_generations(settings)[0].published and held_generation(settings) is None
    assert history(settings)[:2] == [(JobKind.PUBLISH, JobState.DONE, 2), (JobKind.INDEX, JobState.DONE, None)]
    assert open_jobs(settings).get(2).preview and open_jobs(settings).current().number == 2
    assert not verify(settings).faults


def test_the_first_generation_of_all_can_wait_too(place, tmp_path):
    corpus, _ = place
    settings = Settings.load(index=tmp_path / "first", workers=1)
    index_corpus(settings, [corpus], preview=True)
    with pytest.raises(IndexMissing):
        Searcher(settings)
    assert "14 minutes" in Searcher(settings, generation=1).ask("how long does tea take?").hits[0].passage.text
    assert states(settings) == [(1, GenerationState.HELD)] and held_generation(settings).base == 0
    with pytest.raises(PublishRefused, match="never served"):
        roll_back(settings, 1)
    assert publish(settings).number == 1 and "14 minutes" in answer(settings)


def test_a_preview_of_nothing_new_makes_nothing_and_takes_away_what_waited(place):
    corpus, settings = place
    change(corpus)
    index_corpus(settings, preview=True)
    change(corpus, minutes=14)
    report = index_corpus(settings, preview=True)
    assert not report.held and report.generation == 1
    assert held_generation(settings) is None


def test_what_is_discarded_changes_nothing(place):
    corpus, settings = place
    change(corpus)
    index_corpus(settings, preview=True)
    assert discard(settings) == 2 and discard(settings) is None
    assert states(settings) == [(1, GenerationState.SERVED)] and "14 minutes" in answer(settings)
    with pytest.raises(PublishRefused, match="nothing waits"):
        publish(settings)
    index_corpus(settings)
    assert "30 minutes" in answer(settings) and not verify(settings).faults


def test_only_the_generation_that_was_looked_at_is_discarded_or_published(place):
    corpus, settings = place
    change(corpus)
    index_corpus(settings, preview=True)
    discard(settings)
    change(corpus, minutes=45)
    assert index_corpus(settings, preview=True).generation == 3
    for act in (discard, publish):
        with pytest.raises(PublishRefused, match="generation 3 waits to be published, and 2 does not any more"):
            act(settings, 2)
    jobs = open_jobs(settings)
    job = jobs.queue_act(JobKind.DISCARD, 2, agent="page")
    with pytest.raises(PublishRefused):
        acts.carry_out(settings, job)
    assert held_generation(settings).number == 3 and jobs.get(job.number).state is JobState.QUEUED
    assert discard(settings, 3) == 3


def test_what_was_made_from_another_generation_is_not_published(place):
    corpus, settings = place
    change(corpus)
    index_corpus(settings)
    change(corpus, "soup")
    index_corpus(settings, preview=True)
    roll_back(settings)
    with pytest.raises(PublishRefused, match="3, which waits to be published, was made from generation 2, but 1"):
        publish(settings)
    roll_back(settings, 2)
    assert publish(settings).number == 3


def test_a_run_that_publishes_takes_away_what_waited(place):
    corpus, settings = place
    change(corpus)
    index_corpus(settings, preview=True)
    change(corpus, "soup")
    index_corpus(settings)
    assert states(settings) == [(3, GenerationState.SERVED), (1, GenerationState.KEPT)]


def test_one_goes_back_and_forward_and_the_next_run_reads_the_documents_as_they_are(place):
    corpus, settings = place
    change(corpus)
    index_corpus(settings)
    assert roll_back(settings).number == 1 and "14 minutes" in answer(settings)
    with pytest.raises(PublishRefused, match="no generation before 1"):
        roll_back(settings)
    with pytest.raises(PublishRefused, match="served already"):
        roll_back(settings, 1)
    assert roll_back(settings, 2).number == 2 and "30 minutes" in answer(settings)
    roll_back(settings, 1)
    report = index_corpus(settings)
    assert report.generation == 3 and report.updated == ("tea.txt",) and "30 minutes" in answer(settings)
    assert not verify(settings).faults


def test_what_is_served_and_what_waits_is_never_pruned(place):
    corpus, settings = place
    for minutes in (30, 31, 32):
        change(corpus, minutes=minutes)
        index_corpus(settings)
    roll_back(settings, 2)
    change(corpus, minutes=33)
    index_corpus(settings, preview=True)
    assert prune(settings, keep=1) == (3,)
    assert states(settings) == [
        (5, GenerationState.HELD),
        (4, GenerationState.KEPT),
        (2, GenerationState.SERVED),
    ]
    assert "30 minutes" in answer(settings) and publish(settings).number == 5 and "33 minutes" in answer(settings)


def test_a_generation_that_is_not_there_or_does_not_fit_is_refused_and_nothing_changes(place):
    corpus, settings = place
    change(corpus)
    index_corpus(settings)
    before = history(settings)
    with pytest.raises(GenerationMissing, match="passageway generations"):
        roll_back(settings, 9)
    assert history(settings) == before
    german = settings.model_copy(update={"language": "german"})
    assert [g.fits for g in kept_generations(german)] == [False, False]
    with pytest.raises(IndexMismatch):
        roll_back(german, 1)
    assert Generations(settings.index).current() == 2


def test_no_act_makes_an_index_or_gets_in_a_writers_way(place, tmp_path):
    corpus, settings = place
    nowhere = Settings.load(index=tmp_path / "nowhere")
    for act in (kept_generations, publish, discard, roll_back, prune):
        with pytest.raises(IndexMissing):
            act(nowhere)
    assert not nowhere.index.exists()
    with WriterLock(settings.index):
        for act in (publish, discard, roll_back, prune):
            with pytest.raises(IndexLocked):
                act(settings)


def test_what_would_take_out_much_is_published_with_a_word_only(place):
    corpus, settings = place
    for path in corpus.iterdir():
        path.unlink()
    (corpus / "new.txt").write_text("Something else is here now.\n")
    index_corpus(settings, preview=True)
    jobs = open_jobs(settings)
    queued = jobs.queue_act(JobKind.PUBLISH, None, agent="page")
    carry_out_queued(settings)
    asked = jobs.get(queued.number)
    assert (asked.state, asked.asks_first) == (JobState.FAILED, True) and "take 3 of 3 documents" in asked.error
    with pytest.raises(ManyRemovals, match="take 3 of 3 documents .* passageway publish --yes"):
        publish(settings)
    assert "14 minutes" in answer(settings)
    assert publish(settings, remove_many=True).documents == 1


def test_documents_that_only_moved_are_none_that_are_taken_out(place):
    corpus, settings = place
    for path in sorted(corpus.iterdir()):
        path.rename(path.with_name(f"my {path.name}"))
    index_corpus(settings, preview=True)
    assert publish(settings).documents == 3


@pytest.mark.parametrize("step", ["keep", "serve", "_unmark"])
@pytest.mark.parametrize("act", ["preview", "publish", "roll back"])
def test_an_act_stopped_at_any_step_leaves_an_old_or_a_new_state_and_the_next_one_works(place, monkeypatch, act, step):
    corpus, settings = place
    change(corpus)
    index_corpus(settings)
    change(corpus, minutes=31)
    if act == "publish":
        index_corpus(settings, preview=True)
    real = getattr(Generations, step)

    def stopped(self, *arguments):
        real(self, *arguments)
        raise KeyboardInterrupt

    does = {
        "preview": lambda: index_corpus(settings, preview=True),
        "publish": lambda: publish(settings),
        "roll back": lambda: roll_back(settings, 1),
    }[act]
    with monkeypatch.context() as patch:
        patch.setattr(Generations, step, stopped)
        with suppress(KeyboardInterrupt):  # not every act takes every step
            does()
    assert any(f"{minutes} minutes" in answer(settings) for minutes in (14, 30, 31))
    assert Generations(settings.index).current() in (1, 2, 3)
    index_corpus(settings)
    assert "31 minutes" in answer(settings) and not verify(settings).faults
    assert all(g.published for g in kept_generations(settings) if g.state is not GenerationState.HELD)


def test_a_process_that_is_killed_while_it_goes_back_and_forth_never_leaves_a_broken_index(place):
    corpus, settings = place
    change(corpus)
    index_corpus(settings)
    program = (
        "import sys; from indexer.settings import Settings; from indexer.indexing.lifecycle import roll_back\n"
        f"settings = Settings.load(index={str(settings.index)!r})\n"
        "print('ready', flush=True)\n"
        "while True:\n    roll_back(settings, 1); roll_back(settings, 2)\n"
    )
    searcher = Searcher(settings)
    for wait in (0.01, 0.05, 0.11):
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT)
        process.stdout.readline()
        until = time.monotonic() + wait
        while time.monotonic() < until:
            assert searcher.ask("how long does tea take?").hits
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert searcher.ask("how long does tea take?").hits
        acts.roll_back(settings, 3 - Generations(settings.index).current())
    assert not verify(settings).faults and len(kept_generations(settings)) == 2
