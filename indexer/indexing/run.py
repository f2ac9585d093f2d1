"""Read, split, analyse, write, publish: a run, its stages called in sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from indexer.documents import walk
from indexer.documents.workers import Splitting
from indexer.indexing.beginning import begin, begin_reading, clear_away, open_staging
from indexer.indexing.intake import Intake
from indexer.indexing.jobs import Recording, recorded
from indexer.indexing.publishing import Publishing
from indexer.indexing.record import RunRecord
from indexer.model import IndexReport, Job, Progress
from indexer.settings import Settings
from indexer.store import Jobs, Staging, WriterLock

__all__ = ["index_corpus", "run_job"]


def index_corpus(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    full: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda stage, done, total: None,
    agent: str = "Python",
) -> IndexReport:
    """Indexes ``paths`` (folders or files; without any, those of the last run, or ``corpus/``) and publishes the result.

    ``full`` reads everything anew and rebuilds the index, whatever its state; ``dry_run`` only tells what would be done,
    writes nothing and is in no run's way. Documents outside ``paths`` stay.

    Every other run is a job that all can follow, and ask to stop (``Jobs``); ``agent`` says there what started it. On any
    error, Ctrl-C included, the generation served before goes on being served. Raises PathError, IndexLocked,
    IndexMismatch, IndexDamaged and RunCancelled; with ``dry_run`` also IndexBusy, where others publish too fast for it.
    """
    if dry_run:
        return _preview(settings, paths, full, progress)
    jobs = Jobs(settings.index)
    with WriterLock(settings.index) as writer:
        jobs.tidy()
        return _run(settings, jobs, jobs.begin(writer, paths, full=full, agent=agent), progress)


def run_job(settings: Settings, number: int, *, progress: Progress = lambda stage, done, total: None) -> IndexReport:
    """Carries out a run that was queued in ``Jobs``; raises what ``index_corpus`` does.

    It stays queued where IndexLocked is raised; RunCancelled where it is not queued any more.
    """
    jobs = Jobs(settings.index)
    with WriterLock(settings.index) as writer:
        jobs.tidy()
        return _run(settings, jobs, jobs.start(number, writer), progress)


def _run(settings: Settings, jobs: Jobs, job: Job, progress: Progress) -> IndexReport:
    with recorded(jobs, job, progress) as recording, open_staging(settings.index, job.full) as staging:
        clear_away(settings.index, staging)
        run = begin(settings, [Path(path) for path in job.paths], job.full, staging, mend=True)
        return _carry_out(settings, run, staging, recording)


def _carry_out(settings: Settings, run: RunRecord, staging: Staging, recording: Recording) -> IndexReport:
    intake, publishing = Intake(settings, run, recording), Publishing(settings, run, staging, recording)
    edition = f"{settings.fingerprint()}/{staging.edition(new=run.full)}"
    with Splitting(settings.passage_words, settings.passage_words_limit, settings.workers) as splitting:
        documents = intake.read(list(walk(run.coverage.root, sorted(run.coverage.scopes), settings.ignore)))
        intake.split(documents, splitting, staging, edition)
    intake.compare()
    unchanged = publishing.unchanged()
    if unchanged is not None:
        recording.served(unchanged)
        return unchanged
    with publishing.begin() as new:
        entries = publishing.analyse(new)
        publishing.write(new, entries)
        report = publishing.publish(new)
    recording.served(report)
    publishing.prune(new.number)
    return replace(report, seconds=perf_counter() - run.started)


def _preview(settings: Settings, paths: Sequence[Path], full: bool, progress: Progress) -> IndexReport:
    """What a run would report, found out by reading alone."""
    run = begin_reading(settings, paths, full)
    intake = Intake(settings, run, lambda stage, done, total, path="": progress(stage, done, total))
    for _ in intake.read(list(walk(run.coverage.root, sorted(run.coverage.scopes), settings.ignore))):
        pass
    intake.compare()
    return run.report(passages=0, generation=run.base.number or 0)
