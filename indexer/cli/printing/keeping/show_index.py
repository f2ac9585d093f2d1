"""What a person reads of an index: what a run did, what is in it, what was proved."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cli.advice import advised
from indexer.cli.console import Output, console_of, on_a_line, show_table
from indexer.cli.printing.keeping.show_jobs import job_in_words, what_to_do_again
from indexer.cli.printing.keeping.show_questions import show_gate_verdict, unasked_in_words
from indexer.documents.formats.registry import FORMATS, NO_READER, format_of_media_type, names
from indexer.documents.skip_reasons import grouped
from indexer.model import (
    CorpusChanges,
    DocumentPage,
    DocumentRow,
    HelpedPart,
    IndexReport,
    Job,
    JobState,
    KeptGeneration,
    Skipped,
    Status,
    TakenBack,
)
from indexer.model.index.moves import moved_folders
from indexer.model.index.plurals import counted
from indexer.model.index.reports import without_moved
from indexer.model.stated.language_names import language_in_words
from indexer.settings import AUTO, Settings

__all__ = [
    "show_documents",
    "show_helped_part",
    "show_report",
    "show_first_run",
    "show_names",
    "show_status",
]

#: Files of one reason that are named before the rest is only counted; and of one kind, in a report.
_ALIKE = 3
_NAMED = 20


def show_helped_part(part: HelpedPart) -> None:
    """What a worker has done for a run of another process."""
    ended = "was taken over by another process: nothing of it is used" if part.lost else "is done"
    what = f"Part {part.part} of the stage {part.stage!r} {ended}"
    # Who reads counts files, and one that several read between them counts for one of them.
    units = ("file" if part.stage == "read" else "document", part.documents), ("passage", part.passages)
    counts = [counted(count, unit) for unit, count in units if count]
    console_of().print(f"{what}{': ' * bool(counts)}{', '.join(counts)}.")


def show_report(report: IndexReport, *, dry_run: bool) -> None:
    """What a run did, or would do; what has moved is neither added nor removed."""
    console = console_of()
    changes = {kind: without_moved(ids, report.moved) for kind, ids in report.changes._asdict().items()}
    would = "would be " if dry_run else ""
    for name, ids in changes.items():
        show_names(console, f"{would}{name}", ids)
    _show_newly_skipped(console, report)
    show_names(console, "note", [f"{note.path}: {advised(note.note)}" for note in report.notes])
    show_names(console, f"{would}moved", [move.in_words for move in moved_folders(report.moved)])
    counts = [f"{len(ids)} {name}" for name, ids in changes.items()]
    counts += [f"{len(report.moved)} moved"] * bool(report.moved)
    counts += [f"{len(report.unchanged)} unchanged", f"{len(report.skipped)} skipped"]
    console.print(", ".join(counts))
    if report.kept:
        console.print(_stay(report.kept), style="bold")
    if report.emptied:
        console.print(_emptied(report.emptied, dry_run=dry_run), style="bold")
    if not dry_run:
        waits = advised(" waits to be published (passageway changes, then publish, or discard)") if report.held else ""
        said = f"Generation {report.generation}{waits}: {counted(report.passages, 'passage')}, {report.seconds:.1f} s"
        console.print(said, style="bold")
    if report.gate:
        show_gate_verdict(report.gate)
    if report.unasked:
        console.print(unasked_in_words(report.unasked), style="bold red")


def _emptied(count: int, *, dry_run: bool) -> str:
    files, documents = ("its file is", "document") if count == 1 else ("their files are", "documents")
    leave = "would leave" if dry_run else "left"
    return f"{count:,} {documents} {leave} the index: {files} there, but nothing can be read of it any more."


def show_names(console: Output, what: str, names: Sequence[str], most: int = _NAMED) -> None:
    for name in names[:most]:
        console.print(on_a_line(f"{what}: {name}"))
    if len(names) > most:
        console.print(f"{what}: … and {len(names) - most:,} more (--json lists all)")


def _show_newly_skipped(console: Output, report: IndexReport) -> None:
    """What this run is the first to skip; what was skipped before is only counted, as whoever ran that has read why."""
    new = set(report.newly_skipped)
    skipped = [each for each in report.skipped if each.path in new]
    _show_skipped(console, skipped)
    if any(each.reason.startswith(NO_READER) for each in skipped):
        console.print(f"Formats that are read: {names(FORMATS, 'and')}.")
    if before := len(report.skipped) - len(skipped):
        console.print(advised(f"skipped as before: {before:,} (passageway status says which, and why)"))


def _show_skipped(console: Output, skipped: Sequence[Skipped]) -> None:
    """Why files were skipped, a reason a line, with the first of its files and what can be done."""
    groups = grouped(tuple(skipped))
    for group in groups[:_NAMED]:
        more = f" and {len(group.files) - _ALIKE:,} more" if len(group.files) > _ALIKE else ""
        files = ", ".join(file.path for file in group.files[:_ALIKE])
        console.print(on_a_line(f"skipped: {files}{more}: {advised(group.reason)}"))
        if group.remedy:
            console.print(f"   {group.remedy}", style="dim")
    if len(groups) > _NAMED:
        console.print(f"skipped: … for {len(groups) - _NAMED:,} more reasons (--json lists all)")


def show_status(
    status: Status,
    changed: CorpusChanges | None,
    held: KeptGeneration | None,
    interrupted: Job | None,
    back: TakenBack,
    settings: Settings,
) -> None:
    """What the index holds, what was taken back of it, and what has changed since."""
    rows = {
        "index": settings.index_name,
        "corpus": status.corpus,
        "generation": f"{status.generation} of {status.published}{_gone_back(back)}",
        **({"waits": advised(f"generation {held.number} to be published (passageway changes)")} if held else {}),
        "documents": f"{status.documents:,}",
        "passages": f"{status.passages:,}",
        "size": f"{status.index_bytes / 1e6:,.1f} MB, with the texts, vectors and records that all generations share",
        "engine": advised(status.engine),
        "ranking": advised(status.semantic),
        "language": _languages(status),
        "settings": f"{status.fingerprint} ({settings.passage_words} to {settings.passage_words_limit} words a passage)",
        "writing": status.writing or "nobody",
        "last run": _last_run(status.job, held) if status.job else "not known",
        **({"discarded": f"generation {back.discarded}"} if back.discarded else {}),
        **({"interrupted": advised(what_to_do_again(interrupted))} if interrupted else {}),
        "changed since": _changes(changed, back),
        "skipped": f"{len(status.skipped):,}" if status.skipped else "none",
    }
    show_table(rows)
    console = console_of()
    for kind, paths in (changed.by_kind() if changed else {}).items():
        show_names(console, kind.in_words, paths)
    _show_skipped(console, status.skipped)
    if status.warning:
        console.print(on_a_line(advised(status.warning)), style="bold red")


def show_first_run(job: Job) -> None:
    """How far the run is that makes an index, or what came of it."""
    ended = job.state in (JobState.INTERRUPTED, JobState.CANCELLED, JobState.FAILED)
    again = {"again with": advised(f"passageway {job.command}")} if ended else {}
    show_table({"generation": "none yet", "last run": job_in_words(job), **again})


def _last_run(job: Job, held: KeptGeneration | None) -> str:
    waits = held is not None and job.outcome is not None and job.outcome.generation == held.number
    return job_in_words(job, waits=waits)


def _languages(status: Status) -> str:
    """The setting, and where documents have languages of their own how many are in each: "auto: English 708, German 12"."""
    counts = ", ".join(f"{language_in_words(name)} {n:,}" for name, n in status.languages.items() if name)
    return f"{AUTO}: {counts}" if counts and status.language == AUTO else status.language


def _gone_back(back: TakenBack) -> str:
    """Since when a generation is served again that another one was served after; "" where none was."""
    return f"; served again since {back.rollback.ended}: {back.way}" if back.rollback else ""


def _changes(changed: CorpusChanges | None, back: TakenBack) -> str:
    if changed is None:
        return "not known now (a run has just published, or nothing tells which folder is the corpus)"
    if "." in changed.unseen:
        return "not known now: the corpus is not there, or cannot be read"
    counts = ", ".join(f"{len(paths):,} {kind.in_words}" for kind, paths in changed.by_kind().items())
    undone = "gone back from" if back.is_back else "discarded" if back.discarded else ""
    update = "update with: passageway index"
    if undone:
        update = f"the next run (passageway index) would bring that in, also where it is what was {undone}"
    said = advised(f"{counts}; {update}") if counts else "nothing"
    return f"{said}; {counted(len(changed.unseen), 'folder')} cannot be read" if changed.unseen else said


def show_documents(page: DocumentPage) -> None:
    """A page of documents, one a line, after the folders that are beside them."""
    console = console_of()
    for folder in page.folders:
        what = f"{folder.documents:,} {'document' if folder.documents == 1 else 'documents'}"
        name = f"{folder.path}: {what} in one file" if folder.is_file else f"{folder.path}/: {what}"
        console.print(on_a_line(name), style="bold")
    for row in page.documents:
        console.print(on_a_line(f"{row.id}: {row.title} ({', '.join(filter(None, _known(row)))})"))
    more = f"; go on with: --after {page.next!r}" if page.next else ""
    console.print(f"{page.count:,} {'document' if page.count == 1 else 'documents'}{more}", style="dim")


def _known(row: DocumentRow) -> tuple[str, ...]:
    found = format_of_media_type(row.media_type)
    return (
        found.name if found else row.media_type,
        "" if row.file_bytes is None else f"{row.file_bytes:,} bytes",
        f"{row.passages:,} {'passage' if row.passages == 1 else 'passages'}",
        row.modified[:10],
    )


def _stay(kept: int) -> str:
    stay = counted(kept, "document stays as it was", "documents stay as they were")
    return f"{stay}, as {'it' if kept == 1 else 'they'} cannot be read now."
