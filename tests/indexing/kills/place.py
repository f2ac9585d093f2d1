"""The index whose commands are killed: what is to be true of it afterwards."""

import json
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from indexer.engines import open_index
from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.indexing.jobs.job_runner import carry_out_queued
from indexer.indexing.lifecycle import held_generation
from indexer.indexing.recovery.backups.backup import back_up
from indexer.indexing.recovery.verify import verify
from indexer.model import Freshness, JobState
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, holder
from tests.indexing.kills.asking import texts_found
from tests.indexing.kills.editions import NOTES, QUESTION, state_of, write

#: Where ``make soak`` notes what it did, a line an act.
REPORT = os.environ.get("PASSAGEWAY_SOAK_REPORT", "")


class Seen(NamedTuple):
    """What there was before a command: the number of the newest job, and the generations served and waiting."""

    job: int
    served: int
    held: int


class Place:
    """A corpus, its index, a backup of its first state, and what kills its commands."""

    def __init__(self, folder, kill):
        self.kill, self.state = kill, 0
        self.corpus, self.backup, self.new_backup = folder / "docs", folder / "first.zip", folder / "new.zip"
        self.settings = Settings.load(index=folder / "index", workers=1)
        self.generations, self.jobs = Generations(self.settings.index), open_jobs(self.settings)
        self.asking = self.file = None

    def begin(self):
        """The first states, and a backup of them."""
        write(self.corpus, 0)
        index_corpus(self.settings, [self.corpus])
        back_up(self.settings, self.backup)
        self.change()
        index_corpus(self.settings)

    def change(self):
        """The corpus gets to its next state."""
        self.state += 1
        write(self.corpus, self.state)

    def next_note(self):
        """What is to come by upload: the file of the note that the corpus gets a new edition of, apart from the corpus."""
        self.state += 1
        beside = self.corpus.with_name("beside")
        write(beside, self.state)
        return next(path for path in beside.iterdir() if int(path.stem) == self.state % NOTES)

    def served(self):
        """The state that is served, asked afresh."""
        return state_of(texts_found(Searcher(self.settings)))

    def seen(self):
        """What there is now."""
        ended = next((job for job in self.jobs.newest() if job.state is not JobState.QUEUED), None)
        held = held_generation(self.settings)
        return Seen(ended.number if ended else 0, self.generations.current(), held.number if held else 0)

    def run(self, *, proved):
        """What is to work after any kill: a run, after which all is as on disk, and nothing is left of what was killed.

        All of it is ``proved``, and found to be as in an index that is made from scratch.
        """
        assert holder(self.settings.index) is None
        write(self.corpus, self.state)
        carry_out_queued(self.settings)
        index_corpus(self.settings)
        assert self.served() == self.state
        if proved:
            assert verify(self.settings).faults == ()
            assert contents(self.settings) == rebuilt(self)
        self.is_tidy()

    def status(self):
        """What the command says after a kill: which generation is served, what waits, and what was interrupted."""
        seen, newest = self.seen(), self.jobs.interrupted()
        code, _ = self.kill.run("status", "--json", "--index", self.settings.index)
        told = json.loads(self.kill.said)
        assert code == 0 and (told["generation"], told["held"] or 0) == (seen.served, seen.held), told
        assert told["interrupted"] == (newest and newest.number), told
        code, _ = self.kill.run("status", "--index", self.settings.index)
        assert code == 0 and ("before it was done; again" in self.kill.said) == (newest is not None), self.kill.said

    def is_tidy(self):
        """Nothing is there that only who writes needs."""
        names = {path.name for path in (self.settings.index / "generations").iterdir()}
        waits = f"{self.seen().held}.held"
        assert all(name.isdecimal() or ".damaged" in name or name == waits for name in names), names
        beside = {path.name for path in self.settings.index.iterdir()}
        assert not {"WRITER", "WRITER.new", "CURRENT.new", "catalog.sqlite.new"} & beside, beside


def note(line):
    """Notes what was done, where a file is named for it."""
    if REPORT:
        with Path(REPORT).open("a") as file:
            file.write(line + "\n")


def contents(settings):
    """All passages of an index, and what it answers to some questions."""
    with closing(open_index(settings).open()) as reader:
        passages = {name: reader.passages_of(name) for name in reader.document_ids()}
    searcher = Searcher(settings)
    answers = [searcher.ask(question, limit=50).hits for question in (QUESTION, "harbour of note n7q", "where is ban")]
    return passages, [[_plain(hit) for hit in hits] for hits in answers]


def _plain(hit):
    """A hit without what it says of the files of today, and with a score that does not depend on the order of sums."""
    return replace(hit, freshness=Freshness.UNKNOWN, modified="", score=round(hit.score, 6), why=None)


def rebuilt(place):
    """What an index of the same corpus holds that is made from scratch."""
    with TemporaryDirectory() as folder:
        settings = Settings.load(index=Path(folder) / "index", workers=1)
        index_corpus(settings, [place.corpus])
        return contents(settings)
