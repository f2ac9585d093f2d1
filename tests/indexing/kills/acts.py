"""What is killed: each act, what is prepared for it, and what must be true once it was killed."""

import os
from collections.abc import Callable
from typing import NamedTuple

from indexer.indexing import index_corpus
from indexer.indexing.recovery.backups.backup_file import ArchiveReader
from indexer.indexing.recovery.repair import repair
from indexer.indexing.recovery.survey import survey
from indexer.model import JobKind, JobState
from tests.indexing.kills.editions import content_of, edition_at


class Act(NamedTuple):
    """A command that is killed. ``done`` tells from what was there before, and is now, whether it has done its work; None
    where only the command could say. It makes about ``steps`` changes of files. ``again`` is what finishes it after a kill,
    where the next run does not."""

    name: str
    kind: JobKind | None
    command: tuple[object, ...]
    prepare: Callable
    done: Callable
    steps: int
    split: bool = False
    at_most: float | None = None
    again: Callable = lambda place: None

    def arguments(self, place):
        """The whole command line."""
        return (*(each(place) if callable(each) else each for each in self.command), "--index", place.settings.index)

    def check(self, place, before, code, said, stopped=(JobState.INTERRUPTED,)):
        """What is served is a state, and the history says what is true, where what was not done is ``stopped``; gives the
        stage that was reached."""
        now = place.seen()
        place.served()
        newest = [job for job in place.jobs.newest(3) if job.number > before.job and job.kind is self.kind]
        done = self.done(place, before, now)
        if self.kind is None:
            assert done or code != 0, said
            return "done" if done else "before"
        if not newest:
            assert code != 0, said
            assert not done, f"{said}: done, and no word of it"
            return "before"
        if newest[0].state is JobState.QUEUED:
            assert code != 0 and not done, said
            return "queued"
        if done is None:
            done = newest[0].state is JobState.DONE
        assert done or code != 0, said
        assert newest[0].state in ((JobState.DONE,) if done else stopped), f"{said}: {newest[0]}, done: {done}"
        return newest[0].progress.stage if newest[0].progress else "begun"


def _changed(place):
    place.change()


def _previewed(place):
    place.change()
    index_corpus(place.settings, preview=True)


def _three(place):
    for _ in range(2):
        place.change()
        index_corpus(place.settings)


def _damaged(place):
    """A file of the oldest generation that is kept is cut short, so that there is something to repair."""
    _three(place)
    folder = place.generations.folder(min(place.generations.complete()))
    victim = max((path for path in folder.iterdir() if path.stat().st_nlink == 1), key=lambda path: path.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-1])


def _queued(place):
    place.change()
    place.jobs.queue(agent="page")


def _to_be_sent(place):
    place.file = place.next_note()


def _old_or_new(place, before, now):
    """What comes by the page is there as a whole, or what was there before; nothing else is left for long. Done it is once
    the history says so, which it does of nothing that is not there."""
    there = place.corpus / place.file.name
    note = int(there.stem)
    old, new = (content_of(note, edition_at(state, note)) for state in (place.state - 1, place.state))
    assert there.read_bytes() in (old, new)
    left = list(place.corpus.glob(".*.coming"))
    assert len(left) <= 1, left
    for path in left:
        os.utime(path, (0, 0))
    noted = [job for job in place.jobs.newest(3) if job.number > before.job]
    assert all(job.kind is JobKind.REPLACE and job.state is JobState.DONE for job in noted), noted
    assert not noted or there.read_bytes() == new
    return bool(noted)


def _newly_served(place, before, now):
    return now.served > before.served


def _newly_held(place, before, now):
    return now.held > before.held


def _of_job(place, before, now):
    """The generation that the act was about is served."""
    return place.jobs.newest(1)[0].generation == now.served


def _one_left(place, before, now):
    """Only the last of several removals has done the work, and then something may be left to clear away."""
    return None if len(place.generations.complete()) == 1 else False


def _repair(place):
    """What a killed repair has not mended, the next one does; a run of indexing leaves older generations alone."""
    repair(place.settings)


def _repaired(place, before, now):
    """Only the last of several things that are mended has done the work."""
    return None if not survey(place.settings, lambda stage, done, total: None).faults else False


def _whole_backup(place, before, now):
    """A backup is whole, or is not there."""
    if place.new_backup.exists():
        with ArchiveReader(place.new_backup) as archive:
            for name in archive.contents.members:
                archive.prove(name, lambda size: None)
    return place.new_backup.exists()


ACTS = (
    Act("index", JobKind.INDEX, ("index",), _changed, _newly_served, 60),
    Act("index --full", JobKind.INDEX, ("index", "--full"), _changed, _newly_served, 60),
    Act("index, split by processes", JobKind.INDEX, ("index", "--full"), _changed, _newly_served, 60, split=True),
    Act("index --preview", JobKind.INDEX, ("index", "--preview"), _changed, _newly_held, 60),
    Act("publish", JobKind.PUBLISH, ("publish",), _previewed, _newly_served, 20),
    Act("discard", JobKind.DISCARD, ("discard",), _previewed, lambda place, before, now: not now.held, 20),
    Act("rollback", JobKind.ROLL_BACK, ("rollback",), _three, _of_job, 20),
    Act("prune", JobKind.PRUNE, ("prune", "--keep", 1), _three, _one_left, 60),
    Act("backup", None, ("backup", lambda place: place.new_backup, "--force"), _changed, _whole_backup, 30),
    Act("restore", JobKind.RESTORE, ("restore", lambda place: place.backup), _changed, _newly_served, 60),
    Act("repair", JobKind.REPAIR, ("repair",), _damaged, _repaired, 40, again=_repair),
    Act("process of a job", JobKind.INDEX, ("carry out",), _queued, _newly_served, 60),
    Act("upload", None, ("upload", lambda place: place.file), _to_be_sent, _old_or_new, 6),
    Act("watch", JobKind.INDEX, ("watch", "--quiet", 0.1), _changed, _newly_served, 60, at_most=6.0),
)
