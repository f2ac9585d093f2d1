"""The power goes off at every step of what writes an index: it is as it was, or as it will be, and the next run brings it
up to date."""

import os
import shutil

import pytest

from indexer.errors import IndexMissing
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import prune, publish, roll_back
from indexer.indexing.recovery.repair import repair
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.indexing.recovery.disk_layer import Disk
from tests.indexing.recovery.recovery_index import WORDS, flip, text_of

#: Each step is tried where many life stories are (``make soak``), else some of them.
ALL = "PASSAGEWAY_SOAK" in os.environ

pytestmark = pytest.mark.soak


def preview_and_publish(settings):
    index_corpus(settings, preview=True)
    publish(settings)


def first_run(settings):
    index_corpus(settings, [settings.index.parent / "docs"])


def emptied(settings):
    shutil.rmtree(settings.index)
    settings.index.mkdir()


def damaged(settings):
    flip(0.5)(settings.index / "generations" / "2" / "forward.json")


#: What is done, what was done to the index before, the texts of document 1 of which one is served at any time, the last of
#: them in the end, and one in how many steps is tried.
ACTS = {
    "first run": (first_run, emptied, (111,), 23),
    "index": (index_corpus, None, (11, 111), 23),
    "preview and publish": (preview_and_publish, None, (11, 111), 37),
    "roll back": (roll_back, None, (11, 1), 1),
    "prune": (lambda settings: prune(settings, 1), None, (11,), 1),
    "repair": (repair, damaged, (1, 11), 59),
}


@pytest.fixture
def place(tmp_path, encoding):
    """Settings of an index of two generations, and a corpus that has changed since."""
    (tmp_path / "docs").mkdir()
    settings = Settings.load(index=tmp_path / "index", workers=1)
    for seed in (1, 11, 111):
        for number in range(3):
            (tmp_path / "docs" / f"{number}.md").write_text(text_of(number, seed if number == 1 else number))
        if seed < 111:
            index_corpus(settings, [tmp_path / "docs"])
    return settings


def require_sound(settings, texts):
    """One of the texts is served, without a word of warning."""
    searcher = Searcher(settings)
    assert searcher.document("1.md").text in {text_of(1, seed).removeprefix("# ").strip() for seed in texts}
    assert searcher.status().warning is None and searcher.ask(WORDS[5]).hits


def require_mending(settings):
    index_corpus(settings)
    assert Searcher(settings).document("1.md").text == text_of(1, 111).removeprefix("# ").strip()
    assert verify(settings).faults == ()


@pytest.mark.parametrize("name", ACTS)
def test_when_the_power_goes_off_the_index_is_as_it_was_or_as_it_will_be(place, tmp_path, name):
    act, before, texts, step = ACTS[name]
    if before:
        before(place)
    states = []

    def after(disk):
        if ALL or len(disk.acts) % step == 0 or disk.acts[-1][0] in ("rename", "replace"):
            for kept in (True, False):
                states.append(tmp_path / f"{len(disk.acts)} {'torn' if kept else 'lost'}")
                disk.after_power_loss(states[-1], kept=kept)

    with Disk(place.index, after=after) as disk:
        act(place)
        disk.after_power_loss(tmp_path / "in the end", kept=False)
    require_sound(Settings.load(index=tmp_path / "in the end"), texts[-1:])
    for number, state in enumerate(states):
        settings = Settings.load(index=state, workers=1)
        if name == "repair":
            repair(settings)  # the first one may not have come so far
        try:
            require_sound(settings, texts)
        except IndexMissing:
            assert name == "first run"
            index_corpus(settings, [place.index.parent / "docs"])
        if number % 3 == 0:
            assert verify(settings).faults == ()
            require_mending(settings)
        shutil.rmtree(state)
    assert len(states) > 3
