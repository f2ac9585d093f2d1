"""Documents split by several processes: the same as by one, whatever happens to the processes."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest
from worker_processes import alive, children

from indexer.documents.document_language import in_its_language
from indexer.documents.formats.text.plain import read_plain
from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.workers import divided, pool
from indexer.documents.workers.divided import SplitDocuments, Splitting
from indexer.documents.workers.process import LimitExceeded, NotStarted, TaskFailed, Worker
from indexer.engines.entries.analysed import Analysing
from indexer.errors import SettingsError, WorkerLost
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.indexing.runs import analysing, publishing
from indexer.model import Document
from indexer.searching import Searcher
from indexer.settings import AUTO, Settings
from tests.signals import usual_signals
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[3]
#: What makes any run a large one.
EAGER = (
    "from indexer.documents.workers import divided; divided._MUCH, divided._REQUEST = 0, 500; "
    "from indexer.indexing.runs import analysing, publishing; publishing._MANY, analysing._REQUEST = 0, 20"
)
#: What makes it wait before it takes the last answers of its processes, which split or analyse, until a signal ends it.
ENDLESS = "import threading; divided.Splitting.rest = lambda _: iter(threading.Event().wait, True)"
ENDLESS_AFTER = "import threading; analysing.refilled = lambda parts: iter(threading.Event().wait, True)"


@pytest.fixture
def eager(monkeypatch):
    monkeypatch.setattr(divided, "_MUCH", 0)
    monkeypatch.setattr(divided, "_REQUEST", 500)
    monkeypatch.setattr(publishing, "_MANY", 0)
    monkeypatch.setattr(analysing, "_REQUEST", 20)


def splitting_by(workers):
    return Splitting(Settings.load(passage_words=60, passage_words_limit=100, workers=workers))


def document(number):
    chance = random.Random(number)
    words = ["Tears", "calm", "Dr.", "e.g.", "İs", "😀", "after", "1.5", "\n\n", "- item\n", "He left.", "Why?\n"]
    text = f"Note {number}\n\nTells of {number}. " + " ".join(chance.choices(words, k=chance.randint(1, 300)))
    reading = read_plain(text)
    return Document(f"{number}.txt", f"{number}.txt", f"{number}", text, "0" * 64, "text/plain", reading.blocks)


def test_many_processes_split_as_one_does_in_order_and_within_bounds(eager, monkeypatch):
    monkeypatch.setattr(divided, "_UNDER_WAY", 3000)
    splitter, documents = SentenceSplitter(), [document(i) for i in range(60)]
    with splitting_by(3) as splitting:
        made, under_way = [], 0
        for one in documents:
            done = list(splitting.put(one))
            made += done
            under_way += len(one.text) - sum(len(other.text) for other, _ in done)
            assert under_way <= 3000 + 500 + max(len(one.text) for one in documents)
        made += splitting.rest()
    told = [in_its_language(one, AUTO) for one in documents]
    assert made == [(one, split(one, splitter, aim=60, limit=100)) for one in told]
    assert children(os.getpid()) == []


def test_while_others_are_at_it_this_process_does_what_comes_next(eager, monkeypatch):
    """The other one begins the first request, and cannot go on before this one has done some."""
    started, here, documents = Event(), [], [document(i) for i in range(40)]
    worker, run = pool.Worker, SplitDocuments.run

    def late():
        assert started.wait(PATIENCE)
        return worker()

    def counted(task):
        here.append(task.documents[0].id)
        if len(here) == 3:
            started.set()
        return run(task)

    monkeypatch.setattr(pool, "Worker", late)
    monkeypatch.setattr(SplitDocuments, "run", counted)
    with splitting_by(2) as splitting:
        made = [found for one in documents for found in splitting.put(one)] + list(splitting.rest())
    assert [one.id for one, _ in made] == [one.id for one in documents]
    assert len(here) >= 3 and "0.txt" not in here
    assert here == sorted(here, key=lambda name: int(name.removesuffix(".txt")))


def test_few_documents_start_no_process(monkeypatch):
    monkeypatch.setattr(pool, "Worker", None)
    with splitting_by(4) as splitting:
        assert [len(list(splitting.put(document(i)))) for i in range(50)] == [1] * 50


def test_where_much_is_known_to_come_processes_begin_at_once_and_find_the_same(monkeypatch):
    monkeypatch.setattr(divided, "_MUCH_MORE", 1000)
    monkeypatch.setattr(divided, "_REQUEST", 500)
    splitter, documents = SentenceSplitter(), [document(i) for i in range(40)]
    with splitting_by(2) as splitting:
        splitting.expect(1000)
        assert list(splitting.put(documents[0])) == []  # it is kept until there are some
        made = [found for one in documents[1:] for found in splitting.put(one)] + list(splitting.rest())
    told = [in_its_language(one, AUTO) for one in documents]
    assert made == [(one, split(one, splitter, aim=60, limit=100)) for one in told]


def test_where_little_is_known_to_come_no_process_is_started(monkeypatch):
    monkeypatch.setattr(pool, "Worker", None)
    with splitting_by(4) as splitting:
        splitting.expect(1_000_000)
        assert [len(list(splitting.put(document(i)))) for i in range(50)] == [1] * 50


def test_an_error_is_raised_here_as_if_there_were_no_other_process(eager):
    broken = document(1)
    object.__setattr__(broken, "blocks", (1,))
    with pytest.raises(AttributeError, match="'int' object"), splitting_by(2) as splitting:
        list(splitting.put(broken))
        list(splitting.rest())
    assert children(os.getpid()) == []


@pytest.mark.parametrize("python", ["", "/bin/false", "/nowhere/python"])
def test_where_no_process_can_be_started_this_one_does_it_all(eager, monkeypatch, python):
    monkeypatch.setattr(sys, "executable", python)
    documents = [document(i) for i in range(40)]
    with pytest.warns(UserWarning, match="one process"), splitting_by(2) as splitting:
        made = [found for one in documents for found in splitting.put(one)] + list(splitting.rest())
    assert [one for one, _ in made] == [in_its_language(one, AUTO) for one in documents]


def test_a_process_that_is_killed_is_told_and_leaves_none_behind(eager, monkeypatch):
    started = []
    monkeypatch.setattr(Worker, "__init__", recorded(Worker.__init__, started))
    with (
        pytest.raises(WorkerLost, match=r"\d+\.txt.*SIGKILL.*PASSAGEWAY_WORKERS=1"),
        splitting_by(2) as splitting,
    ):
        for i in range(100_000):
            list(splitting.put(document(i % 100)))
            if i == 50:
                os.kill(started[0]._process.pid, signal.SIGKILL)
    assert children(os.getpid()) == []


def recorded(function, instances):
    def run(self, *arguments):
        function(self, *arguments)
        instances.append(self)

    return run


def corpus_in(folder, notes=150):
    folder.mkdir()
    for i in range(notes):
        (folder / f"{i}.txt").write_text(document(i).text, "utf-8")
    (folder / "copy.txt").write_text(document(3).text, "utf-8")
    return folder


def fingerprints(settings):
    """What an index is: its rows, and its files but for the names that Whoosh draws by lot."""
    catalog = sqlite3.connect(settings.index / "catalog.sqlite")
    rows = {
        table: catalog.execute(f"SELECT * FROM {table}").fetchall()
        for table in ("versions", "revisions", "passages", "members")
    }
    # But for a file's mark, which stays empty where it was read within two seconds of its change.
    rows["files"] = catalog.execute("SELECT path, size, modified_ns, digest, readers FROM files").fetchall()
    catalog.close()
    folder = settings.index / "generations" / "1"
    held = {re.sub(r"MAIN_\w{16}", "MAIN", p.name): sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}
    return rows, {name: held[name] for name in held if name not in ("manifest.json", "_MAIN_1.toc")}


def test_an_index_is_the_same_whoever_made_it(eager, tmp_path):
    corpus = corpus_in(tmp_path / "c")
    made = {}
    for workers in (1, 2, 3):
        settings = Settings.load(index=tmp_path / str(workers), workers=workers)
        report = index_corpus(settings, [corpus])
        assert len(report.added) == 151 and verify(settings).faults == ()
        found = Searcher(settings).ask("calm tears of note 7")
        hits = [(hit.passage.id, hit.score) for hit in found.hits]
        made[workers] = (settings.fingerprint(), report.added, report.passages, hits, fingerprints(settings))
    assert made[1] == made[2] == made[3]
    with pytest.raises(SettingsError, match="workers"):
        Settings.load(workers=-1)


@pytest.fixture
def one_made(eager, monkeypatch, tmp_path):
    """A corpus of some words a file, and the index that one process makes of it."""
    monkeypatch.setattr(divided, "_MUCH", 10**9)  # only what analyses is asked
    monkeypatch.setattr(analysing, "_REQUEST", 2)
    (corpus := tmp_path / "c").mkdir()
    for i in range(60):
        words = (f"{chr(97 + n % 26)}{n:x}y" for n in range(7 * i, 7 * i + 80))
        (corpus / f"{i}.txt").write_text(" ".join(words), "utf-8")
    return corpus, index_by(1, corpus, tmp_path / "1")


def index_by(workers, corpus, place):
    settings = Settings.load(index=place, workers=workers, language="english")
    index_corpus(settings, [corpus])
    return fingerprints(settings)[1]


@pytest.fixture
def three_done_here(monkeypatch):
    """Set once this process has done three tasks of analysis."""
    done, count, analyse = Event(), [], Analysing.__call__

    def counted(self, *arguments):
        count.append(0)
        if len(count) == 3:
            done.set()
        return analyse(self, *arguments)

    monkeypatch.setattr(Analysing, "__call__", counted)
    return done


def test_an_index_is_the_same_where_no_other_process_starts_and_this_one_has_gone_on(
    one_made, three_done_here, monkeypatch, tmp_path
):
    def late():
        assert three_done_here.wait(PATIENCE)
        raise NotStarted("no room")

    monkeypatch.setattr(pool, "Worker", late)
    with pytest.warns(UserWarning, match="one process"):
        assert index_by(2, one_made[0], tmp_path / "2") == one_made[1]


@pytest.mark.parametrize("as_what", [TaskFailed, LimitExceeded])
def test_an_index_is_the_same_where_another_process_fails_at_the_first_and_this_one_has_gone_on(
    one_made, three_done_here, monkeypatch, tmp_path, as_what
):
    send, answers, failed = Worker.send, Worker.answers, []

    def broken(self, task, *arguments):
        send(self, task if task.place else task._replace(kept=None), *arguments)

    def late(self, *arguments):
        try:
            yield from answers(self, *arguments)
        except TaskFailed as error:
            failed.append(three_done_here.wait(PATIENCE))
            raise as_what(error) from error

    monkeypatch.setattr(Worker, "send", broken)
    monkeypatch.setattr(Worker, "answers", late)
    monkeypatch.setattr(publishing, "GetReadyToAsk", lambda language: None)
    assert index_by(2, one_made[0], tmp_path / "2") == one_made[1]
    assert failed == [True]


def test_two_runs_of_one_process_at_a_time_are_each_as_one_alone(one_made, tmp_path):
    corpus, alone = one_made
    (other := tmp_path / "other").mkdir()
    for file in corpus.iterdir():
        (other / file.name).write_text(file.read_text("utf-8")[::-1], "utf-8")
    alone = [alone, index_by(1, other, tmp_path / "other-1")]
    with ThreadPoolExecutor(2) as threads:
        both = list(threads.map(index_by, (2, 2), (corpus, other), (tmp_path / "2", tmp_path / "other-2")))
    assert both == alone


@pytest.mark.parametrize(
    ("by", "endless"),
    [
        (signal.SIGINT, ENDLESS),
        (signal.SIGKILL, ENDLESS),
        (signal.SIGTERM, ENDLESS),
        (signal.SIGINT, ENDLESS_AFTER),
        (signal.SIGKILL, ENDLESS_AFTER),
    ],
)
def test_a_run_that_is_stopped_leaves_no_process_and_the_next_one_goes_on(tmp_path, by, endless):
    corpus, settings = corpus_in(tmp_path / "c", 60), Settings.load(index=tmp_path / "i")
    code = f"{EAGER}; {endless}; from indexer.cli import main; main()"
    command = [sys.executable, "-c", code, "index", str(corpus)]
    environment = {**os.environ, "PASSAGEWAY_WORKERS": "3", "PASSAGEWAY_INDEX": str(settings.index)}
    with usual_signals():
        run = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
    workers = until(lambda: len(found := children(run.pid)) == 2 and found)
    run.send_signal(by)
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == (130 if by == signal.SIGINT else -by) and b"Traceback" not in said
    until(lambda: not any(map(alive, workers)))
    assert len(index_corpus(settings, [corpus]).added) == 61 and verify(settings).faults == ()


@pytest.mark.parametrize("script", ["-", "script.py"])
def test_a_script_without_a_main_guard_and_a_thread_may_index(tmp_path, script):
    corpus = corpus_in(tmp_path / "c", 40)
    code = (
        f"import threading\nfrom pathlib import Path\n{EAGER}\nfrom indexer.indexing import index_corpus\n"
        "from indexer.settings import AUTO, Settings\n"
        f"settings = Settings.load(index='i', workers=2, semantic='off')\n"
        f"run = threading.Thread(target=lambda: print(len(index_corpus(settings, [Path('{corpus}')]).added)))\n"
        "run.start(); run.join()\n"
    )
    (tmp_path / "script.py").write_text(code)
    (tmp_path / "json.py").write_text("raise ImportError('a file of the user that is named as a module is')")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, script], input=code, capture_output=True, text=True, cwd=tmp_path, env=environment
    )
    assert (done.stdout, done.stderr) == ("41\n", "")
