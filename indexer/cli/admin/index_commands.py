"""Bringing an index up to date, and what it holds: index, status."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.shell import ATTENTION, command, print_json, print_line
from indexer.errors import IndexBusy, IndexMissing, ManyRemovals, PathError
from indexer.model.index.jobs import RunOptions

if TYPE_CHECKING:
    from indexer.model import CorpusChanges, IndexReport, Job, KeptGeneration, Status, TakenBack
    from indexer.settings import Settings

__all__ = ["index", "status"]


def _index_usage(options: Mapping[str, Any]) -> None:
    if options["dry_run"] and options["preview"]:
        raise click.UsageError("--dry-run makes nothing that --preview could keep: give one of them.")
    if options["worker"] and any(options[name] for name in ("paths", "full", "digest", "yes", "preview", "dry_run")):
        raise click.UsageError(
            "a --worker does what the run asks that it helps with: give it no path and no option of one."
        )
    for name in ("once", "corpus"):
        if options[name] and not options["worker"]:
            raise click.UsageError(f"--{name} is for a --worker.")


@command(
    """passageway index
passageway index ~/notes --index ~/.notes-index
passageway index corpus/help/when.txt --json
passageway index --preview
passageway index --worker --corpus ~/notes""",
    usage=_index_usage,
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--full", is_flag=True, help="Read everything again and rebuild the index.")
@click.option(
    "--digest", is_flag=True, help="Look at the bytes of every file, as on a network mount whose times may lie."
)
@click.option("--yes", is_flag=True, help="Take documents out that are gone, however many they are.")
@click.option(
    "--preview", is_flag=True, help="Make all of it, but serve it only once it is published: passageway publish."
)
@click.option("--dry-run", is_flag=True, help="Only show what would be done, and make nothing.")
@click.option("--worker", is_flag=True, help="Begin no run: help with those of others, on an OpenSearch cluster.")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where this machine has the root of the corpus, for a worker to read files, too.",
)
@click.option("--once", is_flag=True, help="End as soon as there is nothing to help with.")
def index(
    settings: Settings,
    paths: tuple[Path, ...],
    full: bool,
    digest: bool,
    yes: bool,
    preview: bool,
    dry_run: bool,
    worker: bool,
    corpus: Path | None,
    once: bool,
    as_json: bool,
) -> int:
    """Index PATHS (default: what was indexed last, else corpus/), and publish the result at once.

    Only what changed is read. Searching goes on meanwhile. What cannot be read stays as it was. With --preview nothing is
    published: look by `passageway changes`, then `passageway publish` or `passageway discard`. A run that would take out
    all documents, or many of them (a third; of thousands, a tenth), asks first. `passageway jobs` follows a run, and
    stops it. Exit code 3 where files were skipped, or the gate held the result back.

    A --worker needs only the settings of the run: it takes parts over of whichever run there is, until Ctrl-C. Where it
    is stopped or killed, others do its part again. With the --corpus it reads and splits files, too; what it reads is used
    where the machine that began the run sees a file of the same bytes.
    """
    if worker:
        return _help(settings, corpus, once=once, as_json=as_json)
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.keeping.show_index import show_report
    from indexer.indexing import index_corpus

    if dry_run:
        with progress_bar(shown=not as_json) as progress:
            report = index_corpus(settings, paths, full=full, by_digest=digest, dry_run=True, progress=progress)
    else:
        options = RunOptions(full=full, by_digest=digest, remove_many=yes, preview=preview)
        report = _indexed(settings, paths, options, quiet=as_json)
    print_json(report) if as_json else show_report(report, dry_run=dry_run)
    return ATTENTION if report.skipped or (report.held and not preview) else 0


def _help(settings: Settings, corpus: Path | None, *, once: bool, as_json: bool) -> int:
    """Helps with the runs of others; Ctrl-C gives back what is not done."""
    from indexer.cli.printing.keeping.show_index import show_helped_part
    from indexer.indexing import help_with_runs

    with suppress(KeyboardInterrupt):
        help_with_runs(settings, corpus, print_line if as_json else show_helped_part, once=once)
    return 0


def _indexed(settings: Settings, paths: tuple[Path, ...], options: RunOptions, *, quiet: bool) -> IndexReport:
    """Carries a run out; one that would take out much asks whoever sits at the terminal, and is carried out again."""
    from indexer.cli.console import fail
    from indexer.cli.printing.keeping.show_jobs import run_bars
    from indexer.indexing import index_corpus

    try:
        with run_bars(settings, shown=not quiet):
            return index_corpus(settings, paths, agent="command line", **options)
    except ManyRemovals as refused:
        if quiet or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        fail(str(refused))
        if not click.confirm("Take them out now?", err=True):
            raise click.exceptions.Exit(1) from None
    return _indexed(settings, paths, RunOptions(**{**options, "remove_many": True}), quiet=quiet)


@command("""passageway status
passageway status --json""")
def status(settings: Settings, as_json: bool) -> int:
    """Show what the index holds, its settings, what was skipped, what has changed on disk since, and how far a run is.

    Whether a file has changed is seen by its time, size and bytes; `passageway index --dry-run` reads the files, and says
    what the next run would do.
    """
    from indexer.cli.printing.keeping.show_index import show_first_run, show_status
    from indexer.engines.opening import open_jobs
    from indexer.indexing.lifecycle import held_generation
    from indexer.searching import Searcher

    try:
        current = Searcher(settings).status()
    except IndexMissing:
        job = open_jobs(settings).current()
        if job is None:
            raise
        print_json({"generation": None, "job": job}) if as_json else show_first_run(job)
        return ATTENTION
    changed, held = _changed(settings, current), held_generation(settings)
    if as_json:
        print_json(_whole(current, changed, held, _interrupted(settings), _taken_back(settings, current)))
    else:
        show_status(current, changed, held, _interrupted(settings), _taken_back(settings, current), settings)
    return 0


def _whole(
    current: Status,
    changed: CorpusChanges | None,
    held: KeptGeneration | None,
    interrupted: Job | None,
    back: TakenBack,
) -> dict[str, object]:
    from indexer.model.as_json import as_json

    whole = {**as_json(current), "changed": changed, "held": held and held.number}
    rolled = back.rollback and {"from": back.came_from, "to": back.rollback.generation, "since": back.rollback.ended}
    more = {"interrupted": interrupted and interrupted.number, "rolled_back": rolled, "discarded": back.discarded}
    return {**whole, **more}


def _interrupted(settings: Settings) -> Job | None:
    """What was killed last; records that cannot be read tell of nothing."""
    from indexer.engines.opening import open_jobs
    from indexer.errors import IndexProblem

    with suppress(IndexProblem):
        return open_jobs(settings).interrupted()
    return None


def _taken_back(settings: Settings, current: Status) -> TakenBack:
    """What was gone back from or discarded since the last run; records that cannot be read tell of nothing."""
    from indexer.engines.opening import open_jobs
    from indexer.errors import IndexProblem
    from indexer.model import TakenBack, taken_back

    with suppress(IndexProblem):
        return taken_back(open_jobs(settings).newest(), current.generation)
    return TakenBack()


def _changed(settings: Settings, current: Status) -> CorpusChanges | None:
    """What has changed on disk; None where nobody knows the corpus, or others publish too fast to tell."""
    from indexer.indexing.runs.corpus_changes import changed_on_disk

    try:
        return changed_on_disk(settings, current)
    except (IndexBusy, PathError):
        return None
