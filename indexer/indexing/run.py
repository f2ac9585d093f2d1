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
from indexer.indexing.publishing import Publishing
from indexer.indexing.record import RunRecord
from indexer.model import IndexReport, Progress
from indexer.settings import Settings

__all__ = ["index_corpus"]

#: How often a dry run looks anew where others publish meanwhile.
_ATTEMPTS = 3


def index_corpus(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    full: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda stage, done, total: None,
) -> IndexReport:
    """Indexes ``paths`` (folders or files; without any, those of the last run, or ``corpus/``) and publishes the result.

    ``full`` reads everything anew and rebuilds the index, whatever its state; ``dry_run`` only tells what would be done,
    writes nothing and is in no run's way. Documents outside ``paths`` stay. Raises PathError, IndexLocked, IndexMismatch
    and IndexDamaged, and with ``dry_run`` IndexBusy where others publish too fast for it; on any error, Ctrl-C included,
    the generation served before goes on being served.
    """
    if dry_run:
        return _preview(settings, paths, full, progress)
    with open_writer(settings, anew=full) as index:
        return _run(settings, paths, full, index, progress)


def _run(settings: Settings, paths: Sequence[Path], full: bool, index: IndexWriter, progress: Progress) -> IndexReport:
    index.clear()
    run = _begun(index.state(full=full), paths, full)
    source, publishing = Folder(run.coverage.root, settings.ignore), Publishing(settings, run, index, progress)
    with (
        Reading(ReadLimits.of(settings)) as reading,
        Splitting(settings.passage_words, settings.passage_words_limit, settings.workers) as splitting,
    ):
        intake = Intake(source, reading, run, progress)
        intake.split(intake.read(), splitting, index, index.edition(new=full))
    intake.compare()
    unchanged = publishing.unchanged()
    if unchanged is not None:
        return unchanged
    with publishing.begin() as new:
        entries = publishing.analyse()
        publishing.write(new, entries)
        report = publishing.publish(new)
    publishing.prune()
    return replace(report, seconds=perf_counter() - run.started)


def _preview(settings: Settings, paths: Sequence[Path], full: bool, progress: Progress) -> IndexReport:
    """What a run would report, found out by reading alone."""
    run = _begun(open_index(settings).state(full=full), paths, full)
    with Reading(ReadLimits.of(settings)) as reading:
        intake = Intake(Folder(run.coverage.root, settings.ignore), reading, run, progress)
        for _ in intake.read():
            pass
    intake.compare()
    return run.report(passages=0, generation=run.base.number or 0)


def _begun(state: IndexState, paths: Sequence[Path], full: bool) -> RunRecord:
    """What the run covers and builds on; raises PathError."""
    root = None if state.root is None else Path(state.root)
    return RunRecord(coverage(root, state.covered, paths), state.base, full)
