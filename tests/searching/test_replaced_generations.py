"""Generations are published under load: those that nobody uses any more are neither open nor mapped."""

import gc
import os
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.quoting.concordance import Concordance
from indexer.quoting.corpus_texts import Library
from indexer.searching import Searcher
from indexer.settings import Settings

#: How many are published while four ask.
GENERATIONS = 50 if "PASSAGEWAY_SOAK" in os.environ else 20


def opened(folder):
    """How many maps and open files of this process are below a folder; deleted ones included."""
    maps = sum(str(folder) in line for line in Path("/proc/self/maps").read_text().splitlines())
    files = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            files += str(folder) in os.readlink(link)
        except FileNotFoundError:  # that of the listing itself
            continue
    return maps, files


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_many_generations_under_load_leave_no_file_open_and_nothing_mapped(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for at in range(30):
        (corpus / f"{at}.txt").write_text(
            f"Title {at}\n\nThe owl of number {at} hunts by night. It rests by day.\n" * 3
        )
    settings = Settings.load(index=tmp_path / "index", keep_generations=1)
    index_corpus(settings, [corpus])
    searcher, library = Searcher(settings), Library(settings)
    checker, concordance = Checker(settings, searcher=searcher, library=library), Concordance(settings, library=library)
    stop, faults = Event(), []

    def load(work):
        while not stop.is_set():
            try:
                work()
            except Exception as error:
                faults.append(error)
                return

    work = (
        lambda: searcher.ask("what does the OWL of the night hunt do by night?"),
        lambda: searcher.suggest("the ow", documents="1*"),
        lambda: next(concordance.find("owl").occurrences),  # the rest is never read
        lambda: checker.check("She wrote “hunts by night”. It rests by day."),
    )
    threads = [Thread(target=load, args=(one,)) for one in work]
    gc.collect()
    gc.disable()
    try:
        for thread in threads:
            thread.start()
        seen = []
        for run in range(GENERATIONS):
            (corpus / "0.txt").write_text(f"Title\n\nThe owl of run {run} hunts by night.\n")
            index_corpus(settings)
            seen.append(opened(settings.index))
        stop.set()
        for thread in threads:
            thread.join()
        searcher.close()
        library.close()
        left = opened(settings.index)
    finally:
        stop.set()
        gc.enable()
    assert faults == []
    early, late = seen[:4], seen[-4:]
    for kind in (0, 1):  # between two generations both are open for a moment; what leaked would be open each time
        assert max(n[kind] for n in late) <= 3 * max(n[kind] for n in early)
    assert left == (0, 0)
