"""The disk is full, fails, or cannot be written any more, at every step of whatever writes: one line says so, what was
served still is, and once the disk is well again, the same is done without more ado."""

import errno
import os
import shutil
from datetime import date

import pytest

from indexer.engines.opening import open_question_log, open_saved_questions
from indexer.errors import PassagewayError
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import prune, publish, roll_back
from indexer.indexing.recovery.backups.backup import back_up
from indexer.indexing.recovery.backups.restore import restore
from indexer.indexing.recovery.repair import repair
from indexer.indexing.recovery.verify import verify
from indexer.model import AskedQuestion, LabelledQuestion, ScoreGate
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations
from tests.indexing.kills.place import note
from tests.indexing.recovery.disk_layer import Disk
from tests.indexing.recovery.recovery_index import WORDS, flip, linking, text_of

#: Each step is tried where many life stories are (``make soak``), else a few of each act.
ALL = "PASSAGEWAY_SOAK" in os.environ

FEW = 2

pytestmark = pytest.mark.soak

FAILURES = (errno.ENOSPC, errno.EIO, errno.EROFS)

ASKED = [AskedQuestion(WORDS[number], 1, 1, 0, 1, 2, f"2026-11-2{number}") for number in (1, 2)]


def saved(number):
    return LabelledQuestion(f"q{number}", WORDS[number], (("1.md", WORDS[number]),))


def preview_and_publish(settings):
    index_corpus(settings, preview=True)
    publish(settings)


def back_to_the_first(settings):
    if Generations(settings.index).current() == 2:
        roll_back(settings, 1)


def ask(settings):
    log = open_question_log(settings)
    log.add(ASKED)
    log.forget_before(date(2026, 11, 22))


def save(settings):
    questions = open_saved_questions(settings)
    questions.save([saved(1), saved(2)])
    questions.set_gate(ScoreGate("mrr@10", 0.1))
    questions.remove("q1")


def damaged(settings):
    flip(0.5)(settings.index / "generations" / "2" / "forward.json")


def backup_of(settings):
    return settings.index.parent / "a.backup"


#: What is done, what was done to the index before, and the texts of document 1 of which one is served at any time, the last
#: of them in the end.
ACTS = {
    "index": (index_corpus, None, (11, 111)),
    "index of everything": (lambda settings: index_corpus(settings, full=True), None, (11, 111)),
    "preview and publish": (preview_and_publish, None, (11, 111)),
    "roll back": (back_to_the_first, None, (11, 1)),
    "prune": (lambda settings: prune(settings, 1), None, (11,)),
    "back up": (lambda settings: back_up(settings, backup_of(settings), overwrite=True), None, (11,)),
    "restore": (
        lambda settings: restore(settings, backup_of(settings), other_corpus=True),
        lambda settings: back_up(settings, backup_of(settings)) and index_corpus(settings),
        (111, 11),
    ),
    "repair": (repair, damaged, (1, 11)),
    "question log": (ask, None, (11,)),
    "saved questions": (save, None, (11,)),
}


#: Serves what was served before, anew.
WITH_ITS_TEXTS = (repair,)


@pytest.fixture(scope="module")
def two(tmp_path_factory, encoding):
    """A folder with an index of two generations, and a corpus that has changed since."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "docs").mkdir()
    settings = Settings.load(index=folder / "index", workers=1)
    for seed in (1, 11, 111):
        for number in range(3):
            (folder / "docs" / f"{number}.md").write_text(text_of(number, seed if number == 1 else number))
        if seed < 111:
            index_corpus(settings, [folder / "docs"])
    return settings


def read_as(seed):
    return text_of(1, seed).removeprefix("# ").strip()


def require_served(settings, texts, *, warned=False):
    searcher = Searcher(settings)
    assert searcher.document("1.md").text in {read_as(seed) for seed in texts}
    assert (searcher.status().warning is None or warned) and searcher.ask(WORDS[5]).hits
    searcher.close()


def fails(place, act, step, failure):
    """Does it on a disk that fails at a step; gives what was said of it, "" for nothing (a note of progress). That nothing
    has changed is only said where that is so."""
    generations = Generations(place.index)
    before = generations.current(), generations.held()
    with Disk(place.index.parent, fail=(step, failure)) as disk:
        try:
            act(place)
            said = ""
        except PassagewayError as error:
            said = str(error)
    assert len(disk.acts) >= step
    if "published before is unchanged" in said:
        assert before == (generations.current(), generations.held()) or act in WITH_ITS_TEXTS, (
            disk.acts[step - 1],
            said,
        )
    assert "\n" not in said and (not said or str(place.index.parent) in said), (disk.acts[step - 1], said)
    return said


def copies(two, before, tmp_path):
    """Settings of one copy of the index after the other, prepared; each is gone when the next one comes."""
    first = Settings.load(index=tmp_path / "0" / "index", workers=1)
    shutil.copytree(two.index, first.index, copy_function=linking())
    if before:
        before(first)
    number = 0
    while True:
        number += 1
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "0", folder, copy_function=linking())
        yield Settings.load(index=folder / "index", workers=1)
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", ACTS)
def test_when_the_disk_fails_a_line_says_so_and_what_was_served_is(two, tmp_path, name):
    act, before, texts = ACTS[name]
    tries = copies(two, before, tmp_path)
    place = next(tries)
    with Disk(place.index.parent, fail=(10**9, 0)) as disk:
        act(place)
    stride = 1 if ALL else max(1, len(disk.acts) // FEW)
    steps = range(1 + stride // 2, len(disk.acts) + 1, stride)
    told = 0
    for step, place in zip(steps, tries, strict=False):
        told += bool(fails(place, act, step, FAILURES[step % 3]))
        require_served(place, texts, warned=name == "repair")
        (index_corpus if name == "preview and publish" else act)(place)  # it may have been published
        require_served(place, texts[-1:])
        assert verify(place).faults == (), disk.acts[step - 1]
    assert told or not ALL
    if ALL:
        note(f"{name}: the disk failed at each of {len(steps)} steps, told of {told} times")
