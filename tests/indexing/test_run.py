"""Runs over a corpus that changes, breaks and is interrupted."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import DocumentNotFound, IndexBusy, IndexDamaged, IndexLocked, IndexMismatch, PathError
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import generation_difference
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, Manifest, WriterLock
from tests.waiting import PATIENCE, until

ROOT = Path(__file__).resolve().parents[2]

SOUP = "Soup of the day\n\nThe soup of the day is made of leeks and potatoes.\n"
CAKE = "Cake\n\nA cake needs flour, eggs and sugar to rise well.\n"


@pytest.fixture
def place(tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "sub").mkdir(parents=True)
    (corpus / "soup.txt").write_text(SOUP)
    (corpus / "sub" / "cake.txt").write_text(CAKE)
    return corpus, Settings.load(index=tmp_path / "index")


def best(settings, question):
    hits = Searcher(settings).ask(question).hits
    return hits[0].passage.document_id if hits else None


def test_only_what_changed_is_indexed_again(place):
    corpus, settings = place
    first = index_corpus(settings, str(corpus))
    assert first.added == ("soup.txt", "sub/cake.txt") and first.generation == 1
    again = index_corpus(settings)
    assert again.unchanged == first.added and again.generation == 1
    (corpus / "soup.txt").write_text(SOUP.replace("leeks", "lentils"))
    (corpus / "tea.txt").write_text("Tea\n\nTea is made with water that boils.\n")
    (corpus / "sub" / "cake.txt").unlink()
    (corpus / "photo.xyz").write_bytes(b"x")
    report = index_corpus(settings)
    assert (report.added, report.updated, report.removed) == (("tea.txt",), ("soup.txt",), ("sub/cake.txt",))
    assert [s.path for s in report.skipped] == ["photo.xyz"] and report.generation == 2
    assert best(settings, "lentils") == "soup.txt" and best(settings, "flour") is None
    assert verify(settings).faults == ()


def test_a_moved_file_is_one_document_even_when_only_its_new_place_is_indexed(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    (corpus / "soup.txt").rename(corpus / "sub" / "dinner.txt")
    report = index_corpus(settings, [corpus / "sub"])
    assert report.moved == (("soup.txt", "sub/dinner.txt"),) and report.removed == ("soup.txt",)
    assert [h.passage.document_id for h in Searcher(settings).ask("leeks").hits] == ["sub/dinner.txt"]


def test_copies_of_a_file_each_move_with_their_folder(place):
    corpus, settings = place
    for copy in ("broth", "pot", "stew"):
        (corpus / "sub" / f"{copy}.txt").write_text(SOUP)
    index_corpus(settings, [corpus])
    (corpus / "sub").rename(corpus / "kitchen")
    (corpus / "soup.txt").unlink()
    report, changes = index_corpus(settings), generation_difference(settings, 1, 2)
    names = ("broth.txt", "cake.txt", "pot.txt", "stew.txt")
    assert report.moved == changes.moved == tuple((f"sub/{name}", f"kitchen/{name}") for name in names)
    assert set(report.removed) == {"soup.txt", *(f"sub/{name}" for name in names)}


def test_indexing_some_paths_keeps_the_others(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    (corpus / "soup.txt").unlink()
    assert index_corpus(settings, [corpus / "sub"]).removed == ()
    assert best(settings, "leeks") == "soup.txt"
    with pytest.raises(PathError, match="outside"):
        index_corpus(settings, [corpus.parent])


def test_a_folder_with_a_newline_in_its_name_is_one_folder(place):
    corpus, settings = place
    odd = corpus / "b\nc"
    odd.mkdir()
    (odd / "tea.txt").write_text("Tea\n\nTea is made with water that boils.\n")
    (corpus / "c").mkdir()
    (corpus / "c" / "other.txt").write_text("Other\n\nNobody asked for this one.\n")
    assert index_corpus(settings, [corpus / "sub", odd]).added == ("b\nc/tea.txt", "sub/cake.txt")
    (odd / "tea.txt").write_text("Tea\n\nTea is made with cold milk.\n")
    report = index_corpus(settings)
    assert (report.added, report.updated, report.removed) == ((), ("b\nc/tea.txt",), ())
    assert verify(settings).faults == ()


def test_a_dry_run_changes_nothing(place):
    corpus, settings = place
    assert index_corpus(settings, [corpus], dry_run=True).added == ("soup.txt", "sub/cake.txt")
    assert not settings.index.exists()
    index_corpus(settings, [corpus])
    (corpus / "soup.txt").write_text(SOUP.replace("leeks", "lentils"))
    (corpus / "sub" / "cake.txt").unlink()
    before = {path: path.read_bytes() for path in settings.index.rglob("*") if path.is_file()}
    report = index_corpus(settings, dry_run=True)
    assert (report.updated, report.removed, report.generation) == (("soup.txt",), ("sub/cake.txt",), 1)
    assert {path: path.read_bytes() for path in before} == before and best(settings, "leeks") == "soup.txt"


@pytest.mark.parametrize("file", ["catalog.sqlite", "CURRENT"])
def test_a_dry_run_of_a_rebuild_mends_nothing(place, file):
    corpus, settings = place
    index_corpus(settings, [corpus])
    (settings.index / file).write_bytes(b"damaged")
    with pytest.raises(IndexDamaged, match="repair"):
        index_corpus(settings, [corpus], dry_run=True)
    assert index_corpus(settings, [corpus], dry_run=True, full=True).added == ("soup.txt", "sub/cake.txt")
    assert (settings.index / file).read_bytes() == b"damaged"


def test_a_dry_run_asks_while_another_writes_and_is_in_nobodys_way(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    (corpus / "soup.txt").write_text(SOUP.replace("leeks", "lentils"))
    with WriterLock(settings.index):
        assert index_corpus(settings, dry_run=True).updated == ("soup.txt",)
    done, faults = threading.Event(), []

    def keep_asking():
        while not done.is_set():
            try:
                report = index_corpus(settings, dry_run=True)
                if len(report.updated) + len(report.unchanged) != 2:
                    faults.append(report)
            except IndexBusy:
                pass
            except Exception as error:
                faults.append(error)

    threads = [threading.Thread(target=keep_asking) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(12):
        (corpus / ".new").write_text(SOUP.replace("leeks", f"lentils{number}"))
        (corpus / ".new").replace(corpus / "soup.txt")
        index_corpus(settings.model_copy(update={"keep_generations": 1}))
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []


def test_an_open_searcher_follows_new_generations(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    searcher = Searcher(settings)
    (corpus / "soup.txt").write_text(SOUP.replace("leeks", "pumpkins"))
    index_corpus(settings)
    assert searcher.ask("pumpkins").generation == 2


def test_no_question_fails_or_mixes_generations_while_runs_publish(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    searcher, done, faults, seen = Searcher(settings), threading.Event(), [], set()

    def keep_asking():
        while not done.is_set():
            try:
                answer = searcher.ask("what is the soup of the day made of?")
                found = answer.hits[0].passage.text
                if f"leeks{answer.generation}" not in found and answer.generation > 1:
                    faults.append((answer.generation, found))
                seen.add(answer.generation)
            except Exception as error:
                faults.append(error)

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    for generation in range(2, 7):
        (corpus / "soup.txt").write_text(SOUP.replace("leeks", f"leeks{generation}"))
        assert index_corpus(settings).generation == generation
        until(lambda: generation in seen or faults)  # noqa: B023
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []


def test_one_writer_at_a_time(place):
    corpus, settings = place
    with WriterLock(settings.index), pytest.raises(IndexLocked, match=f"process {os.getpid()}"):
        index_corpus(settings, [corpus])


def test_other_settings_ask_for_a_rebuild(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    other = settings.model_copy(update={"language": "german"})
    for act in (lambda: Searcher(other), lambda: index_corpus(other)):
        with pytest.raises(IndexMismatch, match="--full"):
            act()
    assert index_corpus(other, full=True).generation == 2
    assert best(other, "leeks") == "soup.txt"


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[: len(raw) // 2], lambda raw: raw[:-9] + bytes([raw[-9] ^ 4]) + raw[-8:]]
)
def test_a_damaged_generation_is_passed_over_and_mended(place, damage):
    corpus, settings = place
    index_corpus(settings, [corpus])
    (corpus / "soup.txt").write_text(SOUP.replace("leeks", "pumpkins"))
    index_corpus(settings)
    folder = Generations(settings.index).folder(2)
    segment = max(folder.glob("*.postings"), key=lambda p: p.stat().st_mtime_ns)
    raw = damage(segment.read_bytes())
    segment.unlink()  # generation 1 may share the file
    segment.write_bytes(raw)
    with pytest.raises(IndexDamaged):
        verify(settings)
    answer = Searcher(settings).ask("leeks")
    assert answer.generation == 1 and any("repair" in note for note in answer.notes)
    assert index_corpus(settings, full=True).generation == 3
    assert best(settings, "pumpkins") == "soup.txt" and verify(settings).faults == ()


def test_a_run_builds_on_no_page_that_was_altered(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    (corpus / "soup.txt").write_text(SOUP.replace("leeks", "pumpkins"))
    index_corpus(settings)
    folder = Generations(settings.index).folder(2)
    vocabulary = max(folder.glob("vocabulary-*"), key=lambda p: p.name)
    raw = bytearray(vocabulary.read_bytes())
    raw[10] ^= 1
    vocabulary.unlink()
    vocabulary.write_bytes(raw)
    assert index_corpus(settings, dry_run=True).updated == ()  # looking changes nothing, and proves no page
    report = index_corpus(settings)
    assert report.updated == ("soup.txt",) and not folder.exists() and folder.with_name("2.damaged").exists()
    assert best(settings, "pumpkins") == "soup.txt" and verify(settings).faults == ()


def test_an_index_of_another_format_is_refused(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    folder = Generations(settings.index).folder(1)
    replace(Manifest.read(folder), format=4).write(folder)
    (folder / "forward-state.arrays").write_bytes(b"of another format")
    for act in (lambda: Searcher(settings), lambda: index_corpus(settings)):
        with pytest.raises(IndexMismatch, match=f"--full --index {settings.index}"):
            act()
    assert index_corpus(settings, full=True).generation == 2
    assert best(settings, "leeks") == "soup.txt"


def test_old_generations_and_their_texts_are_pruned(place):
    corpus, settings = place
    revisions = {}
    for word in ("one", "two", "three", "four", "five"):
        (corpus / "soup.txt").write_text(SOUP.replace("leeks", word))
        index_corpus(settings, [corpus])
        revisions[word] = Searcher(settings).revision_of("soup.txt")
    assert Generations(settings.index).complete() == [5, 4, 3]
    searcher = Searcher(settings)
    for word in ("three", "four", "five"):
        assert word in searcher.document("soup.txt", revisions[word]).text
    for word in ("one", "two"):
        with pytest.raises(DocumentNotFound):
            searcher.document("soup.txt", revisions[word])
    with closing(sqlite3.connect(settings.index / "catalog.sqlite")) as catalog:
        texts = "".join(text for (text,) in catalog.execute("SELECT text FROM revisions"))
        counts = [catalog.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("versions", "passages")]
    assert "three" in texts and "of one and" not in texts and "of two and" not in texts
    assert counts == [4, 4]  # three soups, and the cake that all have
    assert verify(settings).faults == ()


def test_each_generation_is_reported_with_its_own_passages(place):
    corpus, settings = place
    counts = []
    for sections in (1, 5, 2):
        (corpus / "soup.md").write_text(
            "".join(f"# Soup {n}\n\nSoup {n} is made of leeks.\n\n" for n in range(sections))
        )
        report = index_corpus(settings, [corpus])
        status = Searcher(settings).status()
        counts.append((report.passages, status.passages, status.documents))
        assert len(Searcher(settings).passages("soup.md")) == sections
    assert counts == [(3, 3, 3), (7, 7, 3), (4, 4, 3)]
    assert index_corpus(settings).passages == 4  # nothing has changed


#: A run that is killed just before the k-th time it has a folder's entries put on disk while it publishes.
KILLED_PUBLISHING = """
import os, signal, sys
from pathlib import Path
from indexer.indexing import index_corpus
from indexer.settings import Settings
from indexer.store import generations
index, step, sync, folders = Path(sys.argv[1]), int(sys.argv[2]), generations.sync, []
def until_killed(path):
    if path in (index, index / "generations"):
        folders.append(path)
        if len(folders) == step:
            os.kill(os.getpid(), signal.SIGKILL)
    sync(path)
generations.sync = until_killed
index_corpus(Settings.load(index=index, keep_generations=2))
"""


@pytest.mark.parametrize(
    ("step", "served"), [(2, 2), (3, 3), *(pytest.param(*each, marks=pytest.mark.long) for each in ((1, 2), (4, 3)))]
)
def test_a_generation_that_was_never_served_is_no_state_to_go_back_to(place, step, served):
    """Before and after its folder gets its name, before CURRENT is on disk, before its mark is gone for good."""
    corpus, settings = place
    settings = settings.model_copy(update={"keep_generations": 2})
    for word in ("one", "two", "three"):
        (corpus / "soup.txt").write_text(SOUP.replace("leeks", word))
        if word != "three":
            index_corpus(settings, [corpus])
    run = subprocess.run(
        [sys.executable, "-c", KILLED_PUBLISHING, str(settings.index), str(step)], cwd=ROOT, timeout=PATIENCE
    )
    assert run.returncode == -signal.SIGKILL
    generations = Generations(settings.index)
    assert generations.current() == served and generations.complete()[:2] == [served, served - 1]
    assert Searcher(settings).ask("soup").generation == served
    again = index_corpus(settings)
    assert again.generation == 3 and best(settings, "three") == "soup.txt"
    assert generations.complete()[:2] == [3, 2] and verify(settings).faults == ()
    assert all(path.name.isdecimal() for path in (settings.index / "generations").iterdir())


@pytest.mark.parametrize(
    "delay", [1.0, *(pytest.param(delay, marks=pytest.mark.long) for delay in (0.25, 0.45, 0.7, 1.4))]
)
def test_a_killed_run_leaves_the_last_generation_and_no_trace(tmp_path, delay):
    corpus, settings = tmp_path / "corpus", Settings.load(index=tmp_path / "index")
    corpus.mkdir()
    (corpus / "soup.txt").write_text(SOUP)
    index_corpus(settings, [corpus])
    for i in range(400):
        (corpus / f"n{i}.txt").write_text(
            f"Note {i}\n\nThis note tells of the number {i} and of nothing else at all.\n"
        )
    command = [sys.executable, "-m", "indexer", "index", str(corpus), "--index", str(settings.index)]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert best(settings, "leeks") == "soup.txt"
    report = index_corpus(settings)
    assert len(report.added) + len(report.unchanged) == 401
    assert verify(settings).faults == () and not list((settings.index / "generations").glob("*.partial"))


def test_what_an_author_says_of_a_page_is_found_and_kept(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    page = "---\ndescription: Of hired tools.\naliases: [{}]\nlang: en\nauthor: Ada\n---\nA day costs more.\n"
    (corpus / "a.md").write_text(page.format("overdue tool"))
    (corpus / "b.md").write_text("# Saws\n\nThey are sharp.\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [corpus])
    searcher = Searcher(settings)
    hit = searcher.ask("overdue tool").hits[0]
    assert hit.passage.text == "A day costs more." and "overdue tool" in hit.passage.about and not hit.passage.lead_in
    kept = searcher.document("a.md").about
    assert (kept.searched, kept.language, kept.author) == ("Of hired tools.\noverdue tool", "en", "Ada")
    (corpus / "a.md").write_text(page.format("tardy drill"))
    assert index_corpus(settings).updated == ("a.md",) and verify(settings).faults == ()
    assert "tardy" in Searcher(settings).ask("tardy drill").hits[0].passage.about
