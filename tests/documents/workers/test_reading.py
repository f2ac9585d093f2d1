"""Readers that hang, swell, die or talk, in real processes: each costs its own document, and no other."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from worker_processes import alive, children

from indexer.documents.content import Content
from indexer.documents.document_language import in_its_language
from indexer.documents.formats import registry
from indexer.documents.formats.registry import Format
from indexer.documents.reading_files import documents_of
from indexer.documents.sources.folder import Folder
from indexer.documents.workers.child import Bounds
from indexer.documents.workers.divided import SplitDocuments
from indexer.documents.workers.process import LimitExceeded, Worker, _Frames
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.model import Skipped
from indexer.settings import AUTO, Settings
from tests.signals import usual_signals
from tests.waiting import PATIENCE, until

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
LIMITS = ReadLimits(seconds=2, memory=64)
OVER_TIME = "reading it took longer than 2 s, the limit (PASSAGEWAY_READ_SECONDS)"
OVER_MEMORY = "reading it took more memory than 64 MiB, the limit (PASSAGEWAY_READ_MEMORY)"

#: What takes the reader of HTML many times the limits that are set here.
SLOW_PAGE = b"<b><i><p></b></i>" * 400_000

#: Formats of the reader beside this file: one document a file, or several, always in a process of its own.
ROGUE = Format("rogue", "Rogue", "rogue", ("text/x-rogue",), (".rogue",), sandboxed_above=0)
BAND = Format("band", "Band", "rogue", ("text/x-band",), (".band",), has_parts=True, sandboxed_above=0)


@pytest.fixture
def rogue(monkeypatch):
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, ROGUE, BAND))


@pytest.fixture
def reading(rogue):
    with Reading(LIMITS) as open_reading:
        yield open_reading
    assert children(os.getpid()) == []


def read(reading, does, name="a.rogue"):
    """The texts, or reasons, that reading gives of a document that does this."""
    items = reading.content(Content.of_bytes(name, does.encode()))
    return [getattr(item, "text", None) or item.reason for item in items]


def test_a_process_is_started_once_and_reused(reading):
    assert children(os.getpid()) == []
    pids = {read(reading, "pid")[0] for _ in range(20)}
    assert pids == {str(pid) for pid in children(os.getpid())} and len(pids) == 1


@pytest.mark.parametrize(
    "does", ["sleep", "clench", "flood", *(pytest.param(does, marks=pytest.mark.long) for does in ("loop", "freeze"))]
)
def test_a_reader_that_never_ends_is_ended_and_the_next_document_is_read(reading, does):
    before = read(reading, "pid")
    assert read(reading, does)[0] in (OVER_TIME, "cannot be read: File too large")
    if does != "flood":
        assert read(reading, "pid") != before
    assert len(children(os.getpid())) == 1 and read(reading, "nap") == ["rested"]


def test_each_document_has_the_time_for_itself(reading, monkeypatch):
    ends, real = [], _Frames.next
    monkeypatch.setattr(_Frames, "next", lambda self, until, most: ends.append(until) or real(self, until, most))
    assert [read(reading, "nap") for _ in range(2)] == [["rested"]] * 2
    assert read(reading, "nap,nap,nap", "a.band") == ["rested"] * 3
    first, second, third = [until for until in ends if until is not None][-4:-1]
    assert second - first > 0.02 and third - second > 0.02  # of naps of .05, whose ends are seen a little late


def test_the_clock_stands_still_while_nobody_takes_the_answer(reading):
    parts = reading.content(Content.of_bytes("a.band", b"pid,pid,nap,pid"))
    first = next(parts).text
    time.sleep(2.5)
    assert [item.text for item in parts] == [first, "rested", first]


@pytest.mark.parametrize("does", ["eat", "long 200"])
def test_a_reader_that_eats_memory_is_stopped_at_the_limit(reading, does):
    before = read(reading, "pid")
    assert read(reading, does) == [OVER_MEMORY]
    assert read(reading, "pid") != before


def test_what_documents_leave_behind_is_not_counted_to_the_next_and_does_not_pile_up(reading):
    pids = [read(reading, "leak 30")[0] for _ in range(10)]
    assert all(pid.isdecimal() for pid in pids) and 2 <= len(set(pids)) < 6


@pytest.mark.parametrize(
    ("does", "how"),
    [
        ("crash", "by SIGSEGV"),
        pytest.param("end", "with code 3", marks=pytest.mark.long),
        pytest.param(f"end {int(signal.SIGKILL)}", "by SIGKILL", marks=pytest.mark.long),
    ],
)
def test_a_reader_that_ends_its_process_costs_its_own_document_only(reading, does, how):
    for _ in range(2):
        before = read(reading, "pid")
        assert read(reading, does) == [f"the process that read it was ended {how}"]
        assert read(reading, "pid") != before


def test_a_document_is_not_to_blame_for_a_process_that_was_ended_before_it(reading):
    for _ in range(3):
        os.kill(int(read(reading, "pid")[0]), signal.SIGKILL)
        assert read(reading, "talk") == ["heard ''"]


def test_a_part_that_ends_its_process_costs_no_other(reading):
    first, rested, ended, second = read(reading, "pid,nap,end,pid", "a.band")
    assert (rested, ended) == ("rested", "the process that read it was ended with code 3")
    assert first.isdecimal() and second.isdecimal() and first != second
    first, over, second, again = read(reading, "pid,loop,pid,end", "a.band")
    assert (over, again) == (OVER_TIME, ended) and first != second
    items = list(reading.content(Content.of_bytes("a.band", b"end,talk,eat,talk")))
    assert [getattr(item, "text", None) or (item.path, item.reason) for item in items] == [
        ("a.band#part 0", ended), "heard ''", ("a.band#part 2", OVER_MEMORY), "heard ''",
    ]  # fmt: skip


@pytest.mark.long
def test_a_file_of_which_many_parts_end_their_process_is_left(reading):
    found = read(reading, ",".join(["end"] * 20), "a.band")
    ended = "the process that read it was ended with code 3"
    assert found == [ended] * 8 + [f"{ended}; what is behind that in the file is not read"]


@pytest.mark.long
def test_a_file_that_never_comes_to_a_part_is_not_tried_for_ever(reading):
    assert read(reading, "!loop", "a.band") == [OVER_TIME]
    assert read(reading, "talk,!end,talk", "a.band") == [
        "heard ''", "the process that read it was ended with code 3; what is behind that in the file is not read"
    ]  # fmt: skip


def test_what_a_reader_prints_or_reads_goes_nowhere_near_the_pipes(reading):
    assert read(reading, "talk") == ["heard ''"] and read(reading, "talk,talk", "a.band") == ["heard ''"] * 2


def test_an_error_is_told_and_the_process_goes_on(reading):
    before = read(reading, "pid")
    assert read(reading, "fault") == ["the reader of Rogue failed (RecursionError: too deep); please report it"]
    assert read(reading, "pid") == before


def test_answers_that_nobody_takes_are_not_taken_for_those_of_the_next_document(reading):
    parts = reading.content(Content.of_bytes("a.band", b"nap,talk,pid"))
    assert next(parts).text == "rested"
    parts.close()
    assert read(reading, "pid")[0].isdecimal() and len(children(os.getpid())) == 1


def test_a_reader_that_cannot_be_imported_is_told(reading, monkeypatch):
    missing = ROGUE._replace(module="no_module_of_that_name")
    monkeypatch.setattr(registry, "FORMATS", (missing,))
    (reason,) = read(reading, "pid")
    assert reason.startswith("the reader of Rogue failed (ModuleNotFoundError: ") and missing.module in reason


@pytest.mark.parametrize("python", ["", "/bin/false", "/nowhere/python"])
def test_where_no_process_can_be_started_markup_is_read_here_and_what_needs_one_is_told(rogue, monkeypatch, python):
    monkeypatch.setattr(sys, "executable", python)
    page = Content.of_bytes("a.html", b"<p>words" + b" " * 20_000)
    with Reading(LIMITS) as reading, pytest.warns(UserWarning, match="without limits") as warned:
        assert [[item.text for item in reading.content(page)] for _ in range(3)] == [["words"]] * 3
        (reason,) = read(reading, "pid")
    assert reason.startswith("the process that would read it could not be started: ") and len(warned) == 1
    assert children(os.getpid()) == []


@pytest.mark.parametrize(("name", "starts"), [("a.txt", 0), ("a.jsonl", 0), ("a.md", 1), ("a.html", 1)])
def test_only_large_markup_starts_a_process(name, starts):
    with Reading(LIMITS) as reading:
        assert len(list(reading.content(Content.of_bytes(name, b"words" + b"\n" * 16_000)))) == 1
        assert children(os.getpid()) == []
        assert len(list(reading.content(Content.of_bytes(name, b"words" + b"\n" * 17_000)))) == 1
        assert len(children(os.getpid())) == starts


def test_a_large_page_is_read_by_a_process_just_as_it_is_here(tmp_path):
    page = "".join(f"<h2>Part {n}</h2><p>Word {n} of <b>many</b> ’ü😀." for n in range(2000)).encode()
    (tmp_path / "a.html").write_bytes(page)
    folder = Folder(tmp_path)
    with Reading(ReadLimits()) as reading:
        apart = list(reading.file(folder, folder.find_file("a.html")))
        assert len(children(os.getpid())) == 1
    html = registry.format_of_name("a.html")
    here = documents_of(Content.of_bytes("a.html", page), html, "text/html", known={}, file_limit=10**7)
    assert apart == [in_its_language(document, AUTO) for document in here]


def test_an_answer_beyond_the_limit_is_refused_before_it_is_taken():
    out, into = os.pipe()
    os.write(into, (1001).to_bytes(8, "big"))
    with pytest.raises(LimitExceeded, match="output"):
        _Frames(out).next(None, 1000)
    os.close(into)
    with pytest.raises(EOFError):
        _Frames(out).next(None, 1000)
    os.close(out)


def test_a_document_that_unfolds_without_end_is_refused_and_the_next_one_read(reading, monkeypatch):
    monkeypatch.setattr(Reading, "_bounds", lambda self, content: Bounds(5, 1 << 28, output=1 << 20))
    assert read(reading, "long 2") == ["its text, with its structure, is larger than 256 MiB, the limit"]
    assert read(reading, "nap") == ["rested"]


def test_an_answer_that_stops_in_its_midst_is_waited_for_no_longer_than_another():
    out, into = os.pipe()
    os.write(into, (10).to_bytes(8, "big") + b"half")
    with pytest.raises(LimitExceeded, match="time"):
        _Frames(out).next(time.monotonic() + 0.1, 1000)
    os.close(into)
    os.close(out)


def test_a_process_does_tasks_with_bounds_and_without():
    worker, task = Worker(), SplitDocuments([], 60, 100, "english")
    assert list(worker.ask(task)) == [[]] and list(worker.ask(task, Bounds(5, 1 << 26))) == [[]]
    worker.end()
    worker.close()


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "a.txt").write_text("Tea is made with water that boils.")
    (folder / "slow.html").write_bytes(SLOW_PAGE)
    (folder / "z.html").write_text("<p>A kite needs wind." + " " * 20_000)
    return folder


def test_a_run_skips_what_takes_too_long_and_tries_again_next_time(tmp_path, corpus):
    settings = Settings.load(index=tmp_path / "i", read_seconds=1)
    report = index_corpus(settings, [corpus])
    assert report.added == ("a.txt", "z.html")
    said = Skipped("slow.html", "reading it took longer than 1 s, the limit (PASSAGEWAY_READ_SECONDS)")
    assert report.skipped == (said,) and verify(settings).faults == ()
    assert children(os.getpid()) == []
    again = index_corpus(settings)
    assert again.unchanged == report.added and again.skipped == (said,)


@pytest.mark.parametrize(
    "by", [signal.SIGKILL, *(pytest.param(by, marks=pytest.mark.long) for by in (signal.SIGINT, signal.SIGTERM))]
)
def test_no_process_outlives_a_run_however_it_ends(tmp_path, corpus, by):
    command = [sys.executable, "-m", "indexer", "index", str(corpus), "--index", str(tmp_path / "i")]
    with usual_signals():
        run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    until(
        lambda: any(processor_seconds(child) > 2 for child in children(run.pid))
    )  # starting takes less: it is reading
    started = children(run.pid)
    run.send_signal(by)
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == (130 if by == signal.SIGINT else -by) and b"Traceback" not in said
    until(lambda: not any(map(alive, started)))


def processor_seconds(pid):
    """Those of a process; 0 of one that has ended."""
    try:
        ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


ORPHAN = """
from indexer.documents.content import Content
from indexer.documents.formats.registry import Format
from indexer.documents.workers.child import Bounds
from indexer.documents.workers.process import Worker
from indexer.documents.workers.read_content import ReadContent

form = Format("rogue", "Rogue", "rogue", ("text/x-rogue",), (".rogue",))
task = ReadContent(Content.of_bytes("a", b"clench"), form, "text/x-rogue", {}, 1000)
list(Worker().ask(task, Bounds(5, 1 << 26)))
"""


def test_a_process_in_which_no_thread_of_python_runs_outlives_its_parent_by_seconds_only(tmp_path):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])}
    run = subprocess.Popen([sys.executable, "-c", ORPHAN], env=environment, stderr=subprocess.DEVNULL)
    (child,) = until(lambda: children(run.pid))
    until(lambda: processor_seconds(child) > 0.8)
    run.kill()
    run.wait()
    until(lambda: not alive(child))
