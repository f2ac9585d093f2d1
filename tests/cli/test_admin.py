"""The commands of who keeps an index, as they are run: how far a run is, and stopping it."""

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.model import JobProgress
from indexer.settings import Settings
from indexer.store import WriterLock
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests of this file
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "tea.txt").write_text("Tea\n\nTea is made with boiling water.\n")
    return corpus, Settings.load(index=tmp_path / "index")


def test_what_is_hidden_in_a_file_is_a_note_of_the_run(place, run):
    corpus, settings = place
    book = Workbook()
    book.active.append(["Tea costs four euros."])
    book.create_sheet("Cost").append(["Bought for one euro."])
    book["Cost"].sheet_state = "hidden"
    book.save(corpus / "prices.xlsx")
    code, out, _ = run("index", corpus, "--index", settings.index)
    assert code == 0 and "note: prices.xlsx: the sheet 'Cost' is hidden\n" in out and "mended" not in out


def test_a_worker_helps_with_an_index_on_a_cluster_and_begins_nothing(place, run):
    corpus, settings = place
    code, _, said = run("index", "--worker", "--index", settings.index)
    assert code == 1 and "lies in a folder, which one process writes" in said and "PASSAGEWAY_ENGINE=opensearch" in said
    for more in ((corpus,), ("--full",), ("--preview",)):
        code, _, said = run("index", "--worker", *more, "--index", settings.index)
        assert code == 2 and "give it no path and no option of one" in said
    assert run("index", corpus, "--once", "--index", settings.index)[0] == 2
    assert run("index", "--corpus", corpus, "--index", settings.index)[0] == 2
    assert not settings.index.exists()


def test_a_document_that_leaves_as_its_file_is_damaged_is_told(place, run):
    corpus, settings = place
    (corpus / "pot.txt").write_text("Pots\n\nBoiling water is poured into a pot.\n")
    run("index", corpus, "--index", settings.index)
    (corpus / "pot.txt").write_bytes(b"%PDF-1.4 and no more")
    said = "1 document {} the index: its file is there, but nothing can be read of it any more.\n"
    assert said.format("would leave") in run("index", "--index", settings.index, "--dry-run")[1]
    assert said.format("left") in run("index", "--index", settings.index)[1]
    assert "the index: its file" not in run("index", "--index", settings.index)[1]


def test_hits_are_counted_in_words(place, run):
    corpus, settings = place
    run("index", corpus, "--index", settings.index)
    assert "\n1 hit in generation 1, " in run("ask", "boiling water", "--index", settings.index)[1]
    (corpus / "pot.txt").write_text("Pots\n\nBoiling water is poured into a pot.\n")
    run("index", corpus, "--index", settings.index)
    assert "\n2 hits in generation 2, " in run("ask", "boiling water", "--index", settings.index)[1]


def test_many_files_skipped_for_one_reason_are_one_line_and_the_formats_are_named_once(place, run):
    corpus, settings = place
    for name in ("a.py", "b.py", "c.py", "d.py", "e.css"):
        (corpus / name).write_text("x = 1\n")
    code, out, _ = run("index", corpus, "--index", settings.index)
    skipped = [line for line in out.splitlines() if line.startswith("skipped")]
    assert code == 3 and skipped == ["skipped: a.py, b.py, c.py and 2 more: no reader for .css, .py"]
    assert "\n   If it holds words that should be found, save it in a format that is read." in out
    (formats,) = [line for line in out.splitlines() if line.startswith("Formats that are read: ")]
    assert formats.startswith("Formats that are read: plain text, Markdown, ") and " and packed files." in formats
    (corpus / "e.css").unlink()
    everything = json.loads(run("index", corpus, "--index", settings.index, "--json")[1])["skipped"]
    assert [each["path"] for each in everything] == ["a.py", "b.py", "c.py", "d.py"]


def test_what_was_skipped_before_for_the_same_reason_is_only_counted(place, run):
    corpus, settings = place
    index, before = (
        ("--index", settings.index),
        "skipped as before: {} (passageway status --index {} says which, and why)",
    )
    (corpus / "a.py").write_text("x = 1\n")
    assert "skipped as before" not in run("index", corpus, *index)[1]
    (corpus / "b.css").write_text("a {}\n")
    for command in (("index", "--dry-run"), ("index",)):
        code, out, _ = run(*command, *index)
        assert code == 3 and "skipped: b.css: no reader for .css\n" in out and "Formats that are read: " in out
        assert before.format(1, settings.index) in out
    code, out, _ = run("index", *index)
    assert code == 3 and before.format(2, settings.index) in out
    assert "no reader" not in out and "Formats that are read: " not in out
    (corpus / "c.txt").write_text("")
    assert "skipped: c.txt: empty\n" in run("index", *index)[1]
    (corpus / "c.txt").write_bytes(b"%PDF-1.4 and no more")
    out = run("index", *index)[1]
    assert "skipped: c.txt: " in out and "skipped: c.txt: empty\n" not in out, "another reason is news"
    status = run("status", *index)[1]
    assert (
        "a.py, b.css: no reader for .css, .py" in status and "Formats that are" not in status and "pickle" not in status
    )


def test_status_counts_the_documents_in_each_language(place, run):
    corpus, settings = place
    (corpus / "tee.txt").write_text(
        "Der Tee wird mit kochendem Wasser aufgegossen, und dann zieht er, bis er fertig ist.\n"
    )
    run("index", corpus, "--index", settings.index)
    assert "language: auto: English 1, German 1\n" in run("status", "--index", settings.index)[1]


def test_status_tells_of_the_last_run(place, run):
    corpus, settings = place
    code, out, _ = run("index", corpus, "--index", settings.index, "--json")
    assert code == 0
    code, out, _ = run("status", "--index", settings.index)
    assert code == 0 and re.search(r"last run: 1, done: 1 added, \d+\.\d s; command line, 20\d\d-", out)
    job = json.loads(run("status", "--index", settings.index, "--json")[1])["job"]
    assert (job["number"], job["state"], job["agent"]) == (1, "done", "command line")
    assert job["outcome"]["added"] == 1 and job["paths"] == [str(corpus)]
    (corpus / "tea.txt").write_text("")
    index_corpus(settings)
    assert "1 skipped" in run("status", "--index", settings.index)[1]
    assert run("index", corpus.parent, "--index", settings.index)[0] == 1
    assert re.search(r"last run: 3, failed: .* lies outside the corpus", run("status", "--index", settings.index)[1])
    assert run("index", corpus / "gone", "--index", settings.index)[0] == 1
    assert re.search(r"last run: 4, failed: .* does not exist; ", run("status", "--index", settings.index)[1])


def test_status_tells_of_a_run_while_it_runs_and_cancelling_asks_it_to_stop(place, run):
    corpus, settings = place
    index_corpus(settings, [corpus])
    jobs = open_jobs(settings)
    with WriterLock(settings.index) as writer:
        jobs.begin(writer, agent="page")
        code, out, _ = run("status", "--index", settings.index)
        assert code == 0 and "last run: 2, running; page, 20" in out and f"writing: process {os.getpid()}" in out
        jobs.change(2, lambda job: replace(job, progress=JobProgress("read", 1200, 3000, "ä b.txt")))
        assert "2, running: read 1,200 of 3,000 (ä b.txt); page" in run("status", "--index", settings.index)[1]
        code, out, _ = run("jobs", "--cancel", "--index", settings.index)
        assert (code, out) == (0, "Run 2 is asked to stop.\n") and jobs.current().cancelling
        assert "is asked to stop; page" in run("status", "--index", settings.index)[1]
    code, out, _ = run("jobs", "--cancel", "--index", settings.index)
    assert (code, out) == (3, "No run is going on.\n")
    assert json.loads(run("jobs", "--cancel", "--index", settings.index, "--json")[1]) == {"job": None}
    assert "2, interrupted; page" in run("status", "--index", settings.index)[1]


def test_the_first_run_can_be_followed_before_anything_is_served(place, run):
    _, settings = place
    code, out, err = run("status", "--index", settings.index)
    assert code == 1 and "passageway index" in err and not settings.index.exists()
    with WriterLock(settings.index) as writer:
        open_jobs(settings).begin(writer, agent="page")
        code, out, _ = run("status", "--index", settings.index)
        assert code == 3 and "generation: none yet" in out and "last run: 1, running" in out
        held = json.loads(run("status", "--index", settings.index, "--json")[1])
        assert held["generation"] is None and held["job"]["state"] == "running"


def test_cancelling_starts_nothing(place, run):
    corpus, settings = place
    assert run("jobs", "--cancel", "--follow", "--index", settings.index)[0] == 2
    assert run("jobs", "--cancel", "--index", settings.index)[0] == 3 and not settings.index.exists()


#: The command line, where each step of a run is noted and takes longer than it is between two looks at the record.
SLOWLY = """
import time
from indexer.cli import main
from indexer.indexing.runs import job_recording
note, job_recording._INTERVAL = job_recording.Recording.__call__, 0.0

def noted(self, stage, done, total, *more, **named):
    note(self, stage, done, total, *more, **named)
    if stage == "read":
        time.sleep(0.5 if done == total else 0.05)

job_recording.Recording.__call__ = noted
main()
"""


def test_bars_on_a_terminal_are_drawn_from_the_record_of_the_run(place):
    corpus, settings = place
    for number in range(19):
        (corpus / f"n{number}.txt").write_text(f"Note {number}\n\nThis note is about the number {number}.\n")
    master, slave = pty.openpty()
    command = [sys.executable, "-c", SLOWLY, "index", str(corpus), "--index", str(settings.index)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=slave)
    os.close(slave)
    drawn = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        drawn += part
    out, _ = process.communicate(timeout=PATIENCE)
    os.close(master)
    assert process.returncode == 0 and b"20 added" in out
    assert b"Reading" in drawn and b"20/20" in drawn


def test_sizes_say_what_they_count_and_agree(place, run):
    corpus, index = place[0], place[1].index
    run("index", corpus, "--index", index)
    whole = json.loads(run("status", "--index", index, "--json")[1])["index_bytes"]
    generation = json.loads(run("generations", "--index", index, "--json")[1])["generations"][0]["bytes"]
    beside = sum((index / name).stat().st_size for name in ("catalog.sqlite", "jobs.sqlite"))
    assert 0 < generation == whole - beside
    shown = " ".join(run("status", "--index", index)[1].split())
    assert f"{whole / 1e6:,.1f} MB, with the texts, vectors and records that all generations share" in shown
    columns, row = run("generations", "--index", index)[1].splitlines()
    assert "search files" in columns and f" {generation / 1e6:,.1f} MB" in " ".join(row.split())


def test_status_names_what_was_skipped_and_what_has_changed(place, run):
    corpus, settings = place
    for name in ("a.py", "b.py", "e.css"):
        (corpus / name).write_text("x = 1\n")
    index_corpus(settings, [corpus])
    out = run("status", "--index", settings.index)[1]
    assert "changed since: nothing\nskipped: 3\n" in out
    assert "\nskipped: a.py, b.py, e.css: no reader for .css, .py\n   If it holds words" in out
    (corpus / "tea.txt").unlink()
    (corpus / "pot.txt").write_text("Pots are round.")
    code, out, _ = run("status", "--index", settings.index)
    assert code == 0 and f"1 new, 1 gone; update with: passageway index --index {settings.index}\n" in out
    assert "\nnew: pot.txt\ngone: tea.txt\n" in out
    changed = json.loads(run("status", "--index", settings.index, "--json")[1])["changed"]
    assert (changed["added"], changed["changed"], changed["gone"]) == (["pot.txt"], [], ["tea.txt"])
    corpus.rename(corpus.with_name("away"))
    assert "changed since: not known now: the corpus is not there" in run("status", "--index", settings.index)[1]


def test_documents_are_listed_by_folder_and_by_name(place, run):
    corpus, settings = place
    (corpus / "black").mkdir()
    (corpus / "black" / "assam.md").write_text("# Assam\n\nAssam is strong.\n")
    (corpus / "notes.jsonl").write_text('{"_id": "1", "text": "A note on tea."}\n{"_id": "2", "text": "Another."}\n')
    index_corpus(settings, [corpus])

    def listed(*words):
        code, out, _ = run("documents", *words, "--index", settings.index)
        return code, out.splitlines()

    code, lines = listed()
    assert code == 0 and len(lines) == 5 and lines[-1] == "4 documents"
    assert re.fullmatch(r"black/assam\.md: Assam \(Markdown, 26 bytes, 1 passage, 20\d\d-\d\d-\d\d\)", lines[0])
    code, lines = listed("./", "--limit", "1")
    assert lines[:2] == ["black/: 1 document", "notes.jsonl: 2 documents in one file"] and lines[-1] == "1 document"
    assert listed("black/")[1][-1] == "1 document" and listed("--named", "TEA txt")[1][-1] == "1 document"
    assert listed("--limit", "1")[1][-1] == "4 documents; go on with: --after 'black/assam.md'"
    assert listed("--named", "coffee") == (3, ["0 documents"])
    code, out, err = run("documents", "green", "--index", settings.index)
    assert code == 1 and "no documents in a folder 'green'" in err


def test_a_file_is_no_place_for_an_index(run, tmp_path):
    (tmp_path / "tea.txt").write_text("Tea is made with boiling water.\n")
    code, _, err = run("index", tmp_path, "--index", tmp_path / "tea.txt")
    assert code == 1 and "What has that name is no folder: move it away, or keep the index in a folder" in err
    for asked in (["status"], ["ask", "tea"]):  # nothing to mend: it was never an index
        code, _, err = run(*asked, "--index", tmp_path / "tea.txt")
        assert code == 1 and f"there is no index at {tmp_path / 'tea.txt'}" in err and "repair" not in err


def test_a_dry_run_says_what_would_be_moved(run, tmp_path):
    (tmp_path / "docs" / "old").mkdir(parents=True)
    for number in range(3):
        (tmp_path / "docs" / "old" / f"{number}.txt").write_text(f"Tea number {number} is made with boiling water.\n")
    where = (tmp_path / "docs", "--index", tmp_path / "index")
    run("index", *where)
    (tmp_path / "docs" / "old").rename(tmp_path / "docs" / "new")
    assert run("index", *where, "--dry-run")[1].splitlines()[0] == "would be moved: 3 documents from old/ to new/"
    assert run("index", *where)[1].splitlines()[0] == "moved: 3 documents from old/ to new/"
