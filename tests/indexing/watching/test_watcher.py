"""A corpus is watched: what happens in its folder, and what comes of it."""

import shutil
import sys
import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from types import ModuleType

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import PassagewayError, RunCancelled
from indexer.indexing import index_corpus
from indexer.indexing.watching import watcher
from indexer.indexing.watching.changes import NotifiedChanges
from indexer.indexing.watching.events import WatchEventKind
from indexer.indexing.watching.settling import Settling
from indexer.indexing.watching.watcher import watch
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, WriterLock
from tests.waiting import PATIENCE, until


class Clock:
    """The watch's clock: while a test does what is to look as if it took no time, it stands still."""

    def __init__(self):
        self._behind, self._stands = 0.0, None

    def __call__(self):
        return monotonic() - self._behind if self._stands is None else self._stands

    @contextmanager
    def standing_still(self):
        self._stands = self()
        try:
            yield
        finally:
            self._behind = monotonic() - self._stands
            self._stands = None

    def pass_by(self, seconds):
        """Goes on by so many seconds while it stands still."""
        self._stands += seconds


class Watched:
    """A watch in a thread of its own, and what it said."""

    def __init__(self, settings, paths, **options):
        self.settings, self.events, self.fault = settings, [], None
        self.stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(settings, paths, options))
        self._thread.start()

    def _watch(self, settings, paths, options):
        try:
            for event in watch(settings, paths, stop=self.stop, **options):
                self.events.append(event)
        except BaseException as error:  # noqa: BLE001
            self.fault = error

    def until(self, condition):
        """Waits until something holds."""
        until(lambda: condition() or self.fault, lambda: f"{self.events}")
        assert self.fault is None, self.fault

    def runs(self):
        return [event for event in self.events if event.kind is WatchEventKind.RUN]

    def said(self, kind):
        return [event.text for event in self.events if event.kind is kind]

    def end(self):
        self.stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive() and self.fault is None, self.fault


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(watcher, "monotonic", clock)
    monkeypatch.setattr(watcher, "Settling", partial(Settling, clock=clock))
    return clock


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A corpus of some notes, its settings, and a watch with short times."""
    monkeypatch.setattr(watcher, "_LOCKED", 0.2)
    monkeypatch.setattr(watcher, "_GONE", 0.2)
    monkeypatch.setattr(watcher, "_LOOK_AT_FOLDER", 0.2)
    monkeypatch.setattr(watcher, "_LOOK", 0.05)
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    for number in range(12):
        (corpus / f"{number:02}.txt").write_text(f"Note {number}\n\nThe number is n{number}x.\n")
    index_corpus(settings, [corpus])
    return corpus, settings


@contextmanager
def watching(settings, paths=(), **options):
    watched = Watched(settings, paths, **{"quiet": 0.25, **options})
    try:
        watched.until(lambda: watched.runs() or watched.said(WatchEventKind.WAITING))
        yield watched
    finally:
        watched.end()


@pytest.mark.parametrize("poll", [None, 0.2])
def test_what_changed_before_and_what_changes_now_is_indexed(place, clock, poll):
    corpus, settings = place
    (corpus / "before.txt").write_text("Changed before it was watched.\n")
    with watching(settings, poll=poll) as watched:
        assert watched.events[0].kind is WatchEventKind.WATCHING and str(corpus) in watched.events[0].text
        assert watched.runs()[0].report.added == ("before.txt",)
        with clock.standing_still():
            (corpus / "sub").mkdir()
            (corpus / "sub" / "new.txt").write_text("Walruses eat clams.\n")
            (corpus / "00.txt").unlink()
            (corpus / "01.txt").rename(corpus / "moved.txt")
        watched.until(lambda: len(watched.runs()) == 2)
        report = watched.runs()[1].report
        assert set(report.added) == {"sub/new.txt", "moved.txt"} and set(report.removed) == {"00.txt", "01.txt"}
        assert Searcher(settings).ask("what do walruses eat").hits[0].passage.document_id == "sub/new.txt"
    assert {job.agent for job in open_jobs(settings).newest(2)} == {"watch"}


def test_a_burst_is_one_run(place, clock):
    corpus, settings = place
    with watching(settings) as watched:
        with clock.standing_still():
            for number in range(120):
                (corpus / f"n{number}.txt").write_text(f"Burst {number}\n")
                clock.pass_by(0.004)
        watched.until(lambda: len(watched.runs()) == 2)
        assert len(watched.runs()[1].report.added) == 120


def test_a_file_that_is_being_written_waits_and_the_others_do_not(place, clock):
    corpus, settings = place
    (corpus / "07.txt").write_text("Note 7\n\nThe number is n7x, as before.\n")
    with watching(settings, patience=1.0) as watched, (corpus / "07.txt").open("w") as growing:
        (corpus / "new.txt").write_text("Walruses eat clams.\n")

        def one_more_run():
            growing.write("Half of it ")
            growing.flush()
            clock.pass_by(0.02)
            return len(watched.runs()) == 2

        with clock.standing_still():
            watched.until(one_more_run)
        event = watched.runs()[1]
        assert event.report.added == ("new.txt",) and event.unready == ("07.txt",) and event.report.kept == 1
        assert [(s.path, s.reason) for s in event.report.skipped] == [("07.txt", "is still being written")]
        assert Searcher(settings).ask("the number n7x, as before").hits[0].passage.document_id == "07.txt"
        growing.write("and all of it is here, with seals.\n")
        growing.close()
        watched.until(lambda: Searcher(settings).ask("all of it is here, with seals").hits)


def test_a_file_that_is_renamed_into_its_place_is_there_at_once_and_what_is_ignored_is_nothing(place):
    corpus, settings = place
    with watching(settings) as watched:
        for number in range(3):
            (corpus / ".new.swp").write_text(f"half {number}")
            sleep(0.1)
        sleep(0.6)
        assert len(watched.runs()) == 1
        (corpus / ".new.swp").rename(corpus / "new.txt")
        watched.until(lambda: len(watched.runs()) == 2)
        assert watched.runs()[1].report.added == ("new.txt",)


@pytest.mark.parametrize("poll", [None, 0.2])
def test_synonyms_beside_the_documents_are_a_run_though_no_document_changes(place, poll):
    corpus, settings = place
    with watching(settings, poll=poll) as watched:
        (corpus / ".synonyms.txt").write_text("integer => number\n")
        watched.until(lambda: len(watched.runs()) == 2)
        assert [note.path for note in watched.runs()[1].report.notes] == [".synonyms.txt"]
        sleep(0.6)
        assert len(watched.runs()) == 2
    assert settings.synonyms_file.read_text().endswith("integer => number\n")


def test_an_index_inside_its_corpus_does_not_wake_the_watch_that_writes_it(place):
    corpus, settings = place
    inside = settings.model_copy(update={"index": corpus / "idx", "ignore": (*settings.ignore, "idx")})
    with watching(inside, [corpus]) as watched:
        (corpus / "new.txt").write_text("New.\n")
        watched.until(lambda: len(watched.runs()) == 2)
        sleep(0.6)
        assert len(watched.runs()) == 2


def test_much_is_never_taken_out_without_a_word_and_watching_goes_on(place, tmp_path):
    corpus, settings = place
    with watching(settings) as watched:
        for path in corpus.iterdir():
            path.rename(tmp_path / path.name)
        watched.until(lambda: watched.said(WatchEventKind.REFUSED))
        assert "would take 12 of 12 documents" in watched.said(WatchEventKind.REFUSED)[0]
        assert "--yes" in watched.said(WatchEventKind.REFUSED)[0] and Generations(settings.index).current() == 1
        for number in range(12):
            (tmp_path / f"{number:02}.txt").rename(corpus / f"{number:02}.txt")
        (corpus / "new.txt").write_text("Walruses eat clams.\n")
        watched.until(lambda: watched.runs()[-1].report.added == ("new.txt",))
        assert len(watched.runs()[-1].report.unchanged) == 12


@pytest.mark.parametrize("poll", [None, 0.1])
def test_a_folder_that_goes_and_comes_back_is_watched_again(place, tmp_path, poll):
    corpus, settings = place
    with watching(settings, poll=poll) as watched:
        corpus.rename(tmp_path / "away")
        watched.until(lambda: f"{corpus} is not there" in " ".join(watched.said(WatchEventKind.WAITING)))
        shutil.copytree(tmp_path / "away", tmp_path / "back")
        (tmp_path / "back" / "new.txt").write_text("Walruses eat clams.\n")
        (tmp_path / "back").rename(corpus)  # whole at once: a run that saw half of it would say otherwise
        watched.until(lambda: ("new.txt",) in [run.report.added for run in watched.runs()])
        (corpus / "more.txt").write_text("Seals eat fish.\n")
        watched.until(lambda: ("more.txt",) in [run.report.added for run in watched.runs()])
        assert len(watched.said(WatchEventKind.WAITING)) == 1


def test_while_others_write_it_waits_and_says_so_once(place):
    corpus, settings = place
    with watching(settings) as watched:
        with WriterLock(settings.index):
            (corpus / "new.txt").write_text("New.\n")
            watched.until(lambda: watched.said(WatchEventKind.WAITING))
            sleep(0.8)
            assert len(watched.said(WatchEventKind.WAITING)) == 1 and len(watched.runs()) == 1
        watched.until(lambda: len(watched.runs()) == 2)


@pytest.mark.parametrize("error", [RunCancelled("stopped"), RuntimeError("a fault")])
def test_an_error_of_a_run_ends_nothing(place, monkeypatch, error):
    corpus, settings = place
    calls, run = [], index_corpus

    def failing(*values, **options):
        calls.append(values)
        if len(calls) == 2:
            raise error
        return run(*values, **options)

    monkeypatch.setattr(watcher, "index_corpus", failing)
    with watching(settings) as watched:
        (corpus / "new.txt").write_text("New.\n")
        watched.until(lambda: watched.said(WatchEventKind.FAILED))
        assert str(error) in watched.said(WatchEventKind.FAILED)[0]
        (corpus / "more.txt").write_text("More.\n")
        watched.until(lambda: len(watched.runs()) == 2)
        assert set(watched.runs()[1].report.added) == {"new.txt", "more.txt"}


def test_where_the_system_does_not_tell_it_is_looked(place, monkeypatch):
    corpus, settings = place
    monkeypatch.setattr(watcher, "_POLLED", 0.2)

    class Full:
        def __init__(self, *_):
            pass

        def __enter__(self):
            raise OSError("OS file watch limit reached")

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(watcher, "NotifiedChanges", Full)
    with watching(settings) as watched:
        watched.until(watched.runs)
        assert "watch limit reached" in watched.said(WatchEventKind.WAITING)[0]
        (corpus / "new.txt").write_text("New.\n")
        watched.until(lambda: len(watched.runs()) == 2)


def test_more_folders_than_the_system_watches_are_not_passed_over(place, monkeypatch):
    """What is passed over as unreadable by watchfiles 1.3 is also what is beyond the limit, and nobody is told."""
    corpus, settings = place
    closed = []

    def full(*places, ignore_permission_denied, **_):
        if not ignore_permission_denied:
            raise OSError("OS file watch limit reached.")
        try:
            while True:
                yield set()
        finally:
            closed.append(places)

    monkeypatch.setattr("watchfiles.watch", full)
    with pytest.raises(OSError, match="sysctl fs.inotify.max_user_watches"):
        NotifiedChanges(corpus, ["."], bool, threading.Event()).__enter__()
    assert closed == [(str(corpus),)]


def test_without_watchfiles_it_says_what_to_install(place, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(PassagewayError, match="not installed: pip install watchfiles.*--poll 30"):
        next(watch(place[1]))


def test_where_watchfiles_is_there_but_cannot_be_loaded_it_does_not_say_that_it_is_missing(place, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", ModuleType("watchfiles"))
    with pytest.raises(
        PassagewayError, match=r"cannot be loaded \(.*--force-reinstall watchfiles.*--poll 30"
    ) as failed:
        next(watch(place[1]))
    assert "not installed" not in str(failed.value)


def test_waiting_ends_in_time_though_only_what_nobody_wants_changes(tmp_path):
    over = threading.Event()

    def scribble():
        while not over.is_set():
            (tmp_path / "unwanted").write_text("x")
            over.wait(0.02)

    with NotifiedChanges(tmp_path, ["."], lambda path: path == "wanted", threading.Event()) as changes:
        writer = threading.Thread(target=scribble)
        writer.start()
        try:
            assert changes.wait(0.3) == frozenset()
            (tmp_path / "wanted").write_text("x")
            assert changes.wait(PATIENCE) == {"wanted"}
        finally:
            over.set()
            writer.join()


def test_only_the_paths_that_are_named_are_watched(place):
    corpus, settings = place
    (corpus / "in").mkdir()
    (corpus / "in" / "a.txt").write_text("Inside.\n")
    index_corpus(settings)
    with watching(settings, [corpus / "in", corpus / "05.txt"]) as watched:
        (corpus / "out.txt").write_text("Outside.\n")
        sleep(0.6)
        assert len(watched.runs()) == 1
        (corpus / "05.tmp").write_text("Replaced.\n")
        Path(corpus / "05.tmp").replace(corpus / "05.txt")
        watched.until(lambda: len(watched.runs()) == 2)
        assert watched.runs()[1].report.updated == ("05.txt",) and watched.runs()[1].report.added == ()
