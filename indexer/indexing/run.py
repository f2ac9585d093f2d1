"""Read, split, analyse, write, publish: a run, its stages called in sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from indexer.documents import walk
from indexer.documents.sources.scopes import coverage
from indexer.documents.workers import Splitting
from indexer.errors import IndexDamaged, IndexMismatch, IndexMissing
from indexer.indexing.intake import Intake
from indexer.indexing.publishing import Publishing
from indexer.indexing.record import Base, RunRecord
from indexer.model import IndexReport, Progress
from indexer.settings import FORMAT, Settings
from indexer.store import Generations, Staging, WriterLock
from indexer.store.rows import scopes_from

__all__ = ["index_corpus"]


def index_corpus(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    full: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda stage, done, total: None,
) -> IndexReport:
    """Indexes ``paths`` (folders or files; without any, those of the last run, or ``corpus/``) and publishes the result.

    ``full`` reads everything anew and rebuilds the index, whatever its state; ``dry_run`` only tells what would be done.
    Documents outside ``paths`` stay. Raises PathError, IndexLocked, IndexMismatch and IndexDamaged; on any error,
    Ctrl-C included, the generation served before goes on being served.
    """
    with WriterLock(settings.index), _staging(settings.index, full) as staging:
        if dry_run:
            return _preview(settings, paths, full, staging, progress)
        return _run(settings, paths, full, staging, progress)


def _run(settings: Settings, paths: Sequence[Path], full: bool, staging: Staging, progress: Progress) -> IndexReport:
    _clear(Generations(settings.index), staging)
    run = _begin(settings, paths, full, staging, mend=True)
    intake, publishing = Intake(settings, run, progress), Publishing(settings, run, staging, progress)
    edition = f"{settings.fingerprint()}/{staging.edition(new=full)}"
    with Splitting(settings.passage_words, settings.passage_words_limit, settings.workers) as splitting:
        documents = intake.read(list(walk(run.coverage.root, sorted(run.coverage.scopes), settings.ignore)))
        intake.split(documents, splitting, staging, edition)
    intake.compare()
    unchanged = publishing.unchanged()
    if unchanged is not None:
        return unchanged
    with publishing.begin() as new:
        entries = publishing.analyse(new)
        publishing.write(new, entries)
        report = publishing.publish(new)
    publishing.prune(new.number)
    return replace(report, seconds=perf_counter() - run.started)


def _preview(
    settings: Settings, paths: Sequence[Path], full: bool, staging: Staging, progress: Progress
) -> IndexReport:
    """What a run would report, found out by reading alone."""
    run = _begin(settings, paths, full, staging, mend=False)
    intake = Intake(settings, run, progress)
    for _ in intake.read(list(walk(run.coverage.root, sorted(run.coverage.scopes), settings.ignore))):
        pass
    intake.compare()
    return run.report(passages=0, generation=run.base.number or 0)


def _staging(index: Path, full: bool) -> Staging:
    """The catalog to write to. With ``full``, one that cannot be used is put aside and made anew."""
    path = index / "catalog.sqlite"
    try:
        return Staging(path)
    except (IndexDamaged, IndexMismatch):
        if not full:
            raise
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(part.with_name(f"{part.name}.damaged"))
        return Staging(path)


def _clear(generations: Generations, staging: Staging) -> None:
    """Removes what killed runs left behind; the texts that they read stay, and need not be read again."""
    for number in generations.unserved():
        staging.forget(number)
    staging.commit()
    generations.clear_unpublished()


def _begin(settings: Settings, paths: Sequence[Path], full: bool, staging: Staging, *, mend: bool) -> RunRecord:
    """What the run covers and builds on; raises PathError, IndexMismatch and IndexDamaged."""
    number = _base(settings, full, mend)
    base = Base() if number is None else Base(number, staging.members(number), staging.files(number))
    root = staging.meta("root")
    covered = scopes_from(staging.meta("scopes"))
    return RunRecord(coverage(None if root is None else Path(root), covered, paths), base, full)


def _base(settings: Settings, full: bool, mend: bool) -> int | None:
    """The generation to build on; a damaged one is put aside, where ``mend`` says so."""
    generations = Generations(settings.index)
    try:
        current = generations.current()
        manifest, warning = generations.newest_sound(whole=mend)  # what is damaged must not be linked
    except IndexMissing:
        return None
    except IndexDamaged:
        if full:
            return None
        raise
    if warning and mend:
        generations.serve(manifest.generation)
        generations.put_aside(current)
    fits = manifest.fingerprint == settings.fingerprint() and manifest.format == FORMAT
    if not fits and not full:
        raise IndexMismatch(
            f"the index at {settings.index} was made with other settings ({manifest.settings}). "
            f"Rebuild it with: passageway index --full --index {settings.index}"
        )
    return manifest.generation
