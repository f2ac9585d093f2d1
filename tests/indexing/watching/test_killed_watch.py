"""A watch is killed at any instant: what is served is whole, and the next one goes on."""

import random

import pytest

from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.indexing.killing import KILLS, killer

pytestmark = pytest.mark.soak


def test_a_watch_that_is_killed_leaves_a_whole_index_and_the_next_goes_on(tmp_path):
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    for number in range(20):
        (corpus / f"{number}.txt").write_text(f"Note {number}\n\nThe number is n{number}x.\n")
    index_corpus(settings, [corpus])
    chance, before = random.Random(4), 1
    with killer() as kill:
        for attempt in range(max(KILLS // 2, 2)):
            for _ in range(3):
                (corpus / f"{chance.randrange(30)}.txt").write_text(f"Attempt {attempt}\n\nNow it is a{attempt}x.\n")
            kill.run("watch", "--quiet", 0.1, "--index", settings.index, after=chance.uniform(0.05, 0.8))
            assert verify(settings).faults == ()
            generation = Searcher(settings).status().generation
            assert generation >= before
            before = generation
    index_corpus(settings)
    changed = index_corpus(settings, dry_run=True).changes
    assert changed == ((), (), ()) and verify(settings).faults == ()
    assert Searcher(settings).ask(f"now it is a{attempt}x").hits
