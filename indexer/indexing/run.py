"""Read, split, analyse, write, publish: a run, its stages called in sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.scopes import coverage
from indexer.documents.workers.divided import Splitting
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.engines import open_index, open_writer
from indexer.engines.state import IndexState
from indexer.engines.writing import IndexWriter
from indexer.indexing.intake import Intake
from indexer.indexing.job_recording import Recording, recorded
from indexer.indexing.publishing import Publishing
from indexer.indexing.record import RunRecord
from indexer.model import IndexReport, Job, Progress
from indexer.settings import Settings
from indexer.store import Jobs

__all__ = ["index_corpus", "run_job"]


def index_corpus(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    full: bool = False,
    by_digest: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda stage, done, total: None,
    agent: str = "Python",
) -> IndexReport:
    """Indexes ``paths`` (folders or files; without any, those of the last run, or ``corpus/``) and publishes the result.

    ``full`` reads everything anew and rebuilds the index, whatever its state; ``by_digest`` looks at the bytes of every
    file to tell whether it has changed, where the stamps of a file system cannot be trusted; ``dry_run`` only tells what
    would be done, writes nothing and is in no run's way. Documents outside ``paths`` stay.

    Every other run is a job that all can follow, and ask to stop (``Jobs``); ``agent`` says there what started it. On any
    error, Ctrl-C included, the generation served before goes on being served. Raises PathError, IndexLocked,
    IndexMismatch, IndexDamaged and RunCancelled; with ``dry_run`` also IndexBusy, where others publish too fast for it.
    """
    if dry_run:
        return _preview(settings, paths, full, by_digest, progress)
    jobs = Jobs(settings.index)
    with open_writer(settings, anew=full) as index:
        jobs.tidy()
        job = jobs.begin(index.who, paths, full=full, by_digest=by_digest, agent=agent)
        return _run(settings, index, jobs, job, progress)


def run_job(settings: Settings, number: int, *, progress: Progress = lambda stage, done, total: None) -> IndexReport:
    """Carries out a run that was queued in ``Jobs``; raises what ``index_corpus`` does.

    It stays queued where IndexLocked is raised; RunCancelled where it is not queued any more.
    """
    jobs = Jobs(settings.index)
    queued = jobs.get(number)
    with open_writer(settings, anew=queued is not None and queued.full) as index:
        jobs.tidy()
        return _run(settings, index, jobs, jobs.start(number, index.who), progress)


def _run(settings: Settings, index: IndexWriter, jobs: Jobs, job: Job, progress: Progress) -> IndexReport:
    with recorded(jobs, job, progress) as recording:
        index.clear()
        run = _begun(index.state(full=job.full), [Path(path) for path in job.paths], job.full, job.by_digest)
        return _carry_out(settings, index, run, recording)


def _carry_out(settings: Settings, index: IndexWriter, run: RunRecord, recording: Recording) -> IndexReport:
    source, publishing = Folder(run.coverage.root, settings.ignore), Publishing(settings, run, index, recording)
    with (
        Reading(ReadLimits.of(settings)) as reading,
        Splitting(settings.passage_words, settings.passage_words_limit, settings.workers) as splitting,
    ):
        intake = Intake(source, reading, run, recording)
        intake.split(intake.read(), splitting, index, index.edition(new=run.full))
    intake.compare()
    unchanged = publishing.unchanged()
    if unchanged is not None:
        recording.served(unchanged)
        return unchanged
    with publishing.begin() as new:
        entries = publishing.analyse()
        publishing.write(new, entries)
        report = publishing.publish(new)
    recording.served(report)
    publishing.prune()
    return replace(report, seconds=perf_counter() - run.started)


def _preview(settings: Settings, paths: Sequence[Path], full: bool, by_digest: bool, progress: Progress) -> IndexReport:
    """What a run would report, found out by reading alone."""
    run = _begun(open_index(settings).state(full=full), paths, full, by_digest)
    source = Folder(run.coverage.root, settings.ignore)
    with Reading(ReadLimits.of(settings)) as reading:
        intake = Intake(source, reading, run, lambda stage, done, total, path="": progress(stage, done, total))
        for _ in intake.read():
            pass
    intake.compare()
    return run.report(passages=0, generation=run.base.number or 0)


def _begun(state: IndexState, paths: Sequence[Path], full: bool, by_digest: bool) -> RunRecord:
    """What the run covers and builds on; raises PathError."""
    root = None if state.root is None else Path(state.root)
    return RunRecord(coverage(root, state.covered, paths), state.base, full, by_digest)
