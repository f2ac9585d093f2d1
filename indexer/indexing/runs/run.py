"""Read, split, analyse, write, publish: a run, its stages called in sequence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from functools import partial
from os.path import abspath
from pathlib import Path
from time import perf_counter
from typing import Any

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.protocol import Source, SourceFile
from indexer.documents.sources.scopes import coverage, given_paths
from indexer.documents.workers.divided import Splitting
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.engines import open_index, open_writer
from indexer.engines.opening import open_jobs
from indexer.engines.state import IndexState, PartsProgress
from indexer.engines.writing import IndexWriter
from indexer.errors import IndexProblem, PassagewayError, PathError, RunCancelled, index_written
from indexer.indexing.quality import gate_verdict, has_gate, question_scores, take_over
from indexer.indexing.quality.documents_synonyms import NAME as SYNONYMS
from indexer.indexing.runs.intake import Intake
from indexer.indexing.runs.job_recording import Recording, recorded
from indexer.indexing.runs.publishing import Publishing
from indexer.indexing.runs.record import NOBODY, RunRecord
from indexer.indexing.runs.removals import require_wanted
from indexer.indexing.runs.sharing.file_parts import file_parts, is_much
from indexer.indexing.runs.sharing.read_ahead import FilesAhead, ReadAhead, ReadsAhead
from indexer.indexing.runs.sharing.reading_beside import ReadBeside
from indexer.indexing.runs.sharing.reading_work import STAGE as READING
from indexer.indexing.runs.sharing.reading_work import ReadingWork, reading_plan
from indexer.model import FileNote, IndexReport, Job, Progress, RunOptions
from indexer.model.index.jobs import run_command
from indexer.settings import Settings
from indexer.store import Jobs

__all__ = ["index_corpus", "run_job"]


def index_corpus(
    settings: Settings,
    paths: str | Path | Sequence[str | Path] = (),
    *,
    full: bool = False,
    by_digest: bool = False,
    remove_many: bool = False,
    preview: bool = False,
    dry_run: bool = False,
    unready: Collection[str] = (),
    progress: Progress = lambda stage, done, total: None,
    agent: str = "Python",
) -> IndexReport:
    """Indexes ``paths`` (a folder or file, or several; without any, those of the last run, or ``corpus/``) and publishes
    the result.

    A ``preview`` holds it instead: all is made, and can be looked at and asked (``lifecycle``), but what was served before
    goes on being served until somebody publishes the new generation. One that was held before is gone.

    ``full`` reads everything anew and rebuilds the index, whatever its state; ``by_digest`` looks at the bytes of every
    file to tell whether it has changed, where the stamps of a file system cannot be trusted; ``dry_run`` only tells what
    would be done, writes nothing and is in no run's way. Documents outside ``paths`` stay, and so do those that cannot be
    read now, and those of files that are ``unready`` (POSIX paths below the corpus), as they are being written. Without
    ``remove_many``, a run that would take out much of the index (``removals``) publishes nothing; a preview needs no such
    word.

    Every other run is a job that all can follow, and ask to stop (``Jobs``); ``agent`` says there what started it. On any
    error, Ctrl-C included, the generation served before goes on being served; where the new one was made by then, and only
    the gate's questions could not be asked, it waits to be published, as after a preview. Raises PathError, ManyRemovals,
    IndexLocked, IndexMismatch, IndexDamaged, IndexUnwritable and RunCancelled; with ``dry_run`` also IndexBusy, where
    others publish too fast for it.
    """
    paths = given_paths(paths)
    if dry_run:
        return _preview(settings, paths, RunOptions(full=full, by_digest=by_digest), progress)
    jobs = open_jobs(settings)
    again = run_command(map(abspath, paths), full=full, by_digest=by_digest, preview=preview)
    with index_written(settings.named_index, again), open_writer(settings, anew=full) as index:
        state = _found(index, full)
        jobs.tidy()
        options = RunOptions(full=full, by_digest=by_digest, remove_many=remove_many, preview=preview)
        job = jobs.begin(index.who, paths, agent=agent, **options)
        return _run(settings, index, state, jobs, job, progress, unready)


def run_job(settings: Settings, number: int, *, progress: Progress = lambda stage, done, total: None) -> IndexReport:
    """Carries out a run that was queued in ``Jobs``; raises what ``index_corpus`` does.

    It stays queued where IndexLocked, IndexMismatch or IndexDamaged is raised; RunCancelled where it is not queued any
    more.
    """
    jobs = open_jobs(settings)
    queued = jobs.get(number)
    full = queued is not None and queued.full
    again = "index" if queued is None else queued.command
    with index_written(settings.named_index, again), open_writer(settings, anew=full) as index:
        state = _found(index, full)
        jobs.tidy()
        return _run(settings, index, state, jobs, jobs.start(number, index.who), progress)


def _found(index: IndexWriter, full: bool) -> IndexState:
    """What the run builds on. An index that it cannot build on refuses it before there is a job that could fail."""
    index.clear()
    return index.state(full=full)


def _run(
    settings: Settings,
    index: IndexWriter,
    state: IndexState,
    jobs: Jobs,
    job: Job,
    progress: Progress,
    unready: Collection[str] = (),
) -> IndexReport:
    with recorded(jobs, job, progress) as recording:
        options = RunOptions(full=job.full, by_digest=job.by_digest, remove_many=job.remove_many, preview=job.preview)
        run = _begun(settings, state, [Path(path) for path in job.paths], options)
        return _carry_out(settings, index, run, job, recording, Folder(run.coverage.root, settings.ignore, unready))


def _carry_out(
    settings: Settings, index: IndexWriter, run: RunRecord, job: Job, recording: Recording, source: Source
) -> IndexReport:
    with Splitting(settings) as splitting:
        publishing = Publishing(settings, run, index, recording, splitting.pool)
        with Reading(ReadLimits.of(settings)) as reading, ExitStack() as opened:
            edition = index.edition(new=run.full)
            plan = reading_plan(reading.limits, edition)
            beside = partial(ReadBeside, source, reading.limits, readers=splitting.pool.size)
            ahead = partial(
                _read_ahead, settings, index, source, plan, recording, lambda files: opened.enter_context(beside(files))
            )
            intake = Intake(source, reading, run, recording, index.document, ahead)
            intake.split(intake.read(), splitting, index, edition)
        return _publish(settings, index, run, job, recording, intake, publishing)


def _publish(
    settings: Settings,
    index: IndexWriter,
    run: RunRecord,
    job: Job,
    recording: Recording,
    intake: Intake,
    publishing: Publishing,
) -> IndexReport:
    intake.compare()
    index.remember_skipped(intake.skips.fresh, list(intake.skips.outdated(run.coverage.scopes)))
    if not run.preview:
        require_wanted(run, job, settings.named_index)
        if told := take_over(settings, run.coverage.root):
            run.notes.append(FileNote(SYNONYMS, told))
    unchanged = publishing.unchanged()
    if unchanged is not None:
        if run.preview:  # what was held would change what is as it should be
            index.discard()
        recording.served(unchanged)
        if index.has_more(settings.keep_generations):  # else all texts would be looked through for nothing
            publishing.prune()
        return unchanged
    with publishing.begin() as new:
        entries = publishing.analyse()
        publishing.write(new, entries)
        waits = run.preview or (run.base.number is not None and _may_be_gated(settings))
        come_to_be = publishing.hold if waits else publishing.publish
        report = come_to_be(new, recording.serving)
    if waits and not run.preview:
        report = _through_the_gate(settings, index, run, report, recording)
    recording.served(report)
    if report.unasked:  # what failed, or was stopped, is not tried again
        return replace(report, seconds=perf_counter() - run.started)
    publishing.prune()
    _score(settings, report, recording)
    return replace(report, seconds=perf_counter() - run.started)


def _read_ahead(
    settings: Settings,
    index: IndexWriter,
    source: Source,
    about: Mapping[str, Any],
    recording: Recording,
    beside: ReadsAhead,
    files: Sequence[SourceFile],
) -> FilesAhead:
    """Has other processes help with reading these files, where they are much and others can: of other machines, else
    several of this one, ``beside`` it."""
    if not is_much(files):
        return beside(files)
    parts = file_parts(files)

    def note(done: PartsProgress) -> None:
        recording("read", done.documents, len(files), passages=done.passages, workers=done.workers)

    with ReadingWork(settings, source) as work:
        lines = index.share(READING, about, parts, work, note)
    return beside(files) if lines is None else ReadAhead(parts, lines)


def _through_the_gate(
    settings: Settings, index: IndexWriter, run: RunRecord, report: IndexReport, recording: Recording
) -> IndexReport:
    """Has a generation that waits served, unless it answers the saved questions worse than it may, or nobody knows: then it
    goes on waiting, as it may have taken hours to make."""
    try:
        verdict = gate_verdict(settings, run.base.number or 0, report.generation, recording)
    except RunCancelled:
        return replace(report, unasked="the run was cancelled while they were asked")
    except (PassagewayError, OSError) as error:
        return replace(report, unasked=str(error))
    except KeyboardInterrupt as stop:
        recording.served(replace(report, unasked="the run was stopped while they were asked"))
        stop.add_note(f"generation {report.generation} waits: passageway publish, or discard")
        raise
    if verdict is None or verdict.passed:
        index.serve(report.generation, proved=True)
    return replace(report, held=verdict is not None and not verdict.passed, gate=verdict)


def _may_be_gated(settings: Settings) -> bool:
    """Whether anything holds publishing back, or nobody knows."""
    try:
        return has_gate(settings)
    except IndexProblem:
        return True


def _score(settings: Settings, report: IndexReport, recording: Recording) -> None:
    """Asks the saved questions; what was made is worth more than its score."""
    with suppress(PassagewayError):
        question_scores(settings, report.generation, recording)


def _preview(settings: Settings, paths: Sequence[Path], options: RunOptions, progress: Progress) -> IndexReport:
    """What a run would report, found out by reading alone."""
    state = open_index(settings).state(full=options["full"])
    with closing(state.base.content):
        run = _begun(settings, state, paths, options)
        source = Folder(run.coverage.root, settings.ignore)
        with Reading(ReadLimits.of(settings)) as reading:
            intake = Intake(
                source,
                reading,
                run,
                lambda stage, done, total, path="", passages=None, workers=NOBODY: progress(stage, done, total),
            )
            for _ in intake.read():
                pass
        intake.compare()
        return run.report(passages=0, generation=run.base.number or 0)


def _begun(settings: Settings, state: IndexState, paths: Sequence[Path], options: RunOptions) -> RunRecord:
    """What the run covers and builds on; raises PathError."""
    if not paths and state.root is None and state.served:
        raise PathError(
            f"nothing that is left of {settings.named_index.in_words} says which folder is its corpus. Name it: "
            f"{settings.named_index.command('index --full FOLDER')}"
        )
    root = None if state.root is None else Path(state.root)
    content, may_miss = state.base.content, options.get("remove_many", False)
    index = settings.named_index
    covered = coverage(root, state.covered, paths, index=index, files=content, without_missing=may_miss)
    return RunRecord(covered, state.base, **options)
