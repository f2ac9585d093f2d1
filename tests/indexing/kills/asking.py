"""Four who ask without pause while commands are killed: two threads, a process, and a server asked over HTTP."""

import json
import os
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager
from time import sleep
from urllib.parse import quote
from urllib.request import urlopen

from indexer.searching import Searcher
from indexer.settings import Settings
from tests.indexing.killing import ROOT
from tests.indexing.kills.editions import QUESTION, state_of
from tests.waiting import PATIENCE

#: Seconds between two questions of one who asks: four who took less would have two processors for themselves, and what is
#: killed would take ten times as long.
_BREATH = 0.05


def texts_found(searcher):
    """The texts that are found for the question which finds all notes, those that are folded under others included."""
    answer = searcher.ask(QUESTION, limit=50)
    return [hit.passage.text for hit in answer.hits]


class Asking:
    """Those who ask: how often they were answered, in which states, and what was wrong."""

    def __init__(self):
        self.answers, self.states, self.faults = [], set(), []
        self._over = threading.Event()

    def ask(self, texts, number):
        """Asks until it is over; ``texts`` gives what is found."""
        while not self._over.is_set():
            try:
                self.states.add(state_of(texts()))
                self.answers[number] += 1
            except Exception as error:  # noqa: BLE001 - whatever it is, it is one too many
                self.faults.append(f"{type(error).__name__}: {error}")
                return
            sleep(_BREATH)

    @contextmanager
    def threads(self, *texts):
        """One thread for each of these."""
        threads = []
        for each in texts:
            self.answers.append(0)
            threads.append(threading.Thread(target=self.ask, args=(each, len(self.answers) - 1)))
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()


@contextmanager
def asked(settings):
    """Four ask meanwhile; afterwards, there must have been no fault."""
    asking = Asking()
    with ExitStack() as stack:
        address = stack.enter_context(_server(settings))
        report = stack.enter_context(_process(settings))
        searcher = Searcher(settings)
        of_thread = lambda: texts_found(searcher)  # noqa: E731
        stack.enter_context(asking.threads(of_thread, of_thread, lambda: _over_http(address)))
        yield asking
        asking.answers.append(report())
    assert asking.faults == []
    assert min(asking.answers) > 0, asking.answers


def _over_http(address):
    with urlopen(f"{address}api/v1/search?q={quote(QUESTION)}&limit=50", timeout=PATIENCE) as response:
        return [hit["text"] for hit in json.load(response)["hits"]]


@contextmanager
def _server(settings):
    """The address of ``passageway serve``."""
    command = [sys.executable, "-m", "indexer", "serve", "--port", "0", "--json", "--index", str(settings.index)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as server:
        try:
            told = ""
            while not told.endswith("}\n"):
                told += server.stdout.readline()
            yield json.loads(told)["address"]
        finally:
            server.kill()


@contextmanager
def _process(settings):
    """A process that asks; gives what ends it and tells how often it was answered."""
    command = [sys.executable, "-m", "tests.indexing.kills.asking", str(settings.index)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        process.stdout.readline()

        def report():
            answers, faults = json.loads(process.communicate("\n")[0])
            assert faults == []
            return answers

        try:
            yield report
        finally:
            process.kill()


def _main(index):
    asking, searcher = Asking(), Searcher(Settings.load(index=index))
    with asking.threads(lambda: texts_found(searcher)):
        print("asking", flush=True)
        sys.stdin.readline()
    print(json.dumps([sum(asking.answers), asking.faults]))


if __name__ == "__main__":
    _main(sys.argv[1])
