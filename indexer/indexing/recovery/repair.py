"""Rebuilding an index from what is sound of it: nothing is deleted, and no document is read again whose text is kept.

In this order: what this user may not read; the records of runs; vectors; the catalog, made anew of all texts that are
proved; the generation that is to be served, from those texts; the older ones. What was damaged stays beside what replaces
it, under another name. Where nothing at all is left, everything is read again from the corpus.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.engines.local.index_writer import LocalWriter
from indexer.engines.opening import open_jobs
from indexer.errors import IndexLocked, IndexMissing, IndexUnwritable, index_written, repairing
from indexer.indexing.recovery.access_rights import give_access, without_access
from indexer.indexing.recovery.mending import Mending, Repair
from indexer.indexing.recovery.survey import DamageSurvey, folders_in_the_way, survey
from indexer.indexing.runs.job_recording import recorded
from indexer.indexing.runs.record import NOBODY, RunProgress
from indexer.indexing.runs.run import index_corpus
from indexer.model import JobKind, Progress
from indexer.settings import KeptOn, Settings
from indexer.store import holder
from indexer.store.catalog.access import BESIDE
from indexer.store.fsync import aside_of, put_aside

__all__ = ["repair"]


def repair(
    settings: Settings,
    *,
    dry_run: bool = False,
    progress: Progress = lambda stage, done, total: None,
    agent: str = "Python",
) -> Repair:
    """Mends the index of the settings; ``dry_run`` only tells what would be done.

    Raises IndexMissing, IndexLocked, IndexUnwritable; IndexMismatch where the index was made with other settings or in
    another format; IndexDamaged where no text would be left in it; PathError where the corpus has to be read, and nothing
    tells any more which folder it is; ManyRemovals where it has, and is not what it was.
    """
    if settings.engine is KeptOn.OPENSEARCH:
        from indexer.indexing.recovery.cluster_repair import repair_cluster  # an index in a folder needs nothing of it

        return repair_cluster(settings, dry_run=dry_run, progress=progress, agent=agent)
    if not settings.index.is_dir():
        raise IndexMissing.in_folder(settings.index)
    if dry_run:
        return _planned(settings, progress)
    opened = [_opened(path, settings.index) for path in without_access(settings.index, writing=True)]
    with index_written(settings.named_index, "repair"):
        # Before the lock is taken, which may be one of them: nobody has it then.
        moved = {path: put_aside(path) for path in folders_in_the_way(settings.index)}
        with LocalWriter(settings, anew=False) as writer:
            mending = Mending(settings, _surveyed(settings, progress), writer)
            mending.mended += opened
            mending.note_folders(moved)
            mending.records()
            served = _carried_out(settings, mending, writer, progress, agent)
    if served is None:
        served = index_corpus(settings, mending.corpus, full=True, progress=progress, agent=agent).generation
    return mending.report(served)


def _carried_out(
    settings: Settings, mending: Mending, writer: LocalWriter, progress: Progress, agent: str
) -> int | None:
    jobs = open_jobs(settings)
    jobs.tidy()  # of a run that was killed, CURRENT still tells whether it had come to its end
    scratch = settings.index / "catalog.sqlite.new"
    for ending in ("", *BESIDE):  # left by a repair that was killed: what it was made of is still there
        scratch.with_name(scratch.name + ending).unlink(missing_ok=True)
    with recorded(jobs, jobs.begin_act(writer.who, JobKind.REPAIR, None, agent=agent), progress) as recording:
        served = mending.carry_out(scratch, recording)
        if mending.run is not None:
            recording.served(mending.run)
    return served


def _surveyed(settings: Settings, progress: Progress) -> DamageSurvey:
    found = survey(settings, progress)
    if found.misfit is not None:
        raise found.misfit
    return found


def _opened(path: Path, index: Path) -> str:
    give_access(path, index)
    return f"{path} can be read again by this user"


def _planned(settings: Settings, progress: Progress) -> Repair:
    """What would be done, found out by looking alone: whatever is made for that, is made elsewhere."""
    if writer := holder(settings.index):
        raise IndexLocked(f"{settings.index} is being written by {writer}. Wait until it is done, or stop it.")
    for path in without_access(settings.index, writing=False):
        raise IndexUnwritable(
            f"this user may not read {path}, so that nobody can tell what is in it. A repair lets this user, where it may: "
            f"{repairing(settings.index)}"
        )
    mending = Mending(settings, _surveyed(settings, progress), None)
    mending.note_folders({path: aside_of(path) for path in folders_in_the_way(settings.index)})
    mending.records()
    with TemporaryDirectory(prefix="passageway-") as scratch:
        return mending.report(mending.carry_out(Path(scratch) / "catalog.sqlite", _paths_left_out(progress)) or 0)


def _paths_left_out(progress: Progress) -> RunProgress:
    return lambda stage, done, total, path="", passages=None, workers=NOBODY: progress(stage, done, total)
