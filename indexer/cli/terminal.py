"""What a person reads: rich on a terminal, plain text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from indexer.evaluation import DatasetResult, LabelledResult
from indexer.indexing import Progress as Report
from indexer.records import Answer, Hit, IndexReport, Passage, Verdict, Why
from indexer.searching import Status
from indexer.settings import Settings
from indexer.verifying import Verification

__all__ = [
    "as_dict",
    "console_of",
    "fail",
    "progress",
    "say",
    "show_answer",
    "show_candidate",
    "show_comparison",
    "show_labelled",
    "show_passages",
    "show_report",
    "show_status",
    "show_verification",
    "status_json",
]

_STAGES = {
    "read": "Reading",
    "index": "Indexing",
    "encode": "Encoding",
    "calibrate": "Calibrating",
    "publish": "Publishing",
    "ask": "Asking",
    "verify": "Verifying",
    "sources": "Sources",
    "compare": "Comparing",
}
_VERDICTS = {
    Verdict.ANSWERED: "",
    Verdict.RELATED: "No passage answers all of this; these are related.",
    Verdict.NOTHING: "Nothing here answers that.",
}
#: Columns for a table in a pipe, where there is no screen to fit.
_PIPE_WIDTH = 200
#: Files of one kind named in a report before the rest is only counted.
_NAMED = 20


def console_of(*, stderr: bool = False) -> Console:
    """A console on the stream as it is now; a pipe gets lines that are never wrapped."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=not stream.isatty(), emoji=False, markup=False)


def say(text: str) -> None:
    """Prints a line at once."""
    console_of().print(text)
    sys.stdout.flush()


def fail(text: str) -> None:
    """Prints an error."""
    console_of(stderr=True).print(f"passageway: {text}", style="red")


def as_dict(record: Any) -> dict[str, object]:
    """A record's fields by name."""
    return asdict(record)


@contextmanager
def progress(*, shown: bool) -> Iterator[Report]:
    """A callback that draws progress bars on standard error, where that is a terminal."""
    console = console_of(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:11}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not shown or not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def _place_of(passage: Passage) -> str:
    return f"{passage.document_id}, {passage.place}"


def show_answer(answer: Answer, *, why: bool = False) -> None:
    """The hits, best first, with marks and answer sentence; with ``why``, also what their scores are made of."""
    console = console_of()
    if answer.verdict is not Verdict.ANSWERED:
        console.print(_VERDICTS[answer.verdict], style="bold")
    for typed, searched in answer.corrections:
        console.print(f"No document has “{typed}”: searched for “{searched}” (--as-typed does not).", style="italic")
    for note in answer.notes:
        console.print(note, style="italic")
    if answer.hits and answer.verdict is Verdict.NOTHING:
        console.print("The closest passages:")
    for hit in answer.hits:
        _show_hit(console, hit)
        if why and hit.why:
            _show_why(console, hit.score, hit.why)
    found = f"{len(answer.hits)} hits" if answer.hits else "Nothing found"
    console.print(f"\n{found} in generation {answer.generation}, {answer.seconds * 1000:.0f} ms", style="dim")


def show_candidate(number: int, passage: Passage) -> None:
    """A numbered passage, whole, with its place."""
    console = console_of()
    console.print(f"\n[{number}] {' › '.join((passage.title, *passage.headings))}", style="bold")
    console.print(f"    {_place_of(passage)}", style="dim")
    console.print(Padding(Text(passage.text), (0, 0, 0, 4)) if console.is_terminal else _indented(Text(passage.text)))


def _show_hit(console: Console, hit: Hit) -> None:
    path = " › ".join((hit.passage.title, *hit.passage.headings))
    console.print()
    console.print(Text.assemble(f"{hit.rank}. ", (path, "bold")))
    console.print(f"   {_place_of(hit.passage)}", style="dim")
    console.print(
        Padding(_marked(hit, console), (0, 0, 0, 3)) if console.is_terminal else _indented(_marked(hit, console))
    )
    for other in hit.others:
        console.print(f"   also: {_place_of(other.passage)}", style="dim")
    for twin in hit.duplicates:
        console.print(f"   nearly the same: {_place_of(twin.passage)}", style="dim")


def _show_why(console: Console, score: float, why: Why) -> None:
    console.print(
        f"   score {score:.2f} = " + " + ".join(f"{name} {given:.2f}" for name, given in why.parts), style="dim"
    )
    for term in why.terms:
        held = ", ".join(f"{count} × {field}" for field, count in term.fields) or "not here"
        console.print(f"      {term.typed}: {held} (weight {term.weight:.2f}, idf {term.idf:.2f})", style="dim")


def _marked(hit: Hit, console: Console) -> Text:
    """The passage with its answer sentence underlined and its marks bold; in a pipe, the sentence between » and «."""
    passage = hit.passage
    text = Text(passage.text)
    if hit.answer:
        start, end = hit.answer.start - passage.start, hit.answer.end - passage.start
        text.stylize("underline", start, end)
        if not console.is_terminal:
            return Text(f"{passage.text[:start]}»{passage.text[start:end]}«{passage.text[end:]}")
    for start, end in hit.marks:
        text.stylize("bold yellow", start - passage.start, end - passage.start)
    return text


def _indented(text: Text) -> str:
    return "\n".join(f"   {line}" for line in text.plain.splitlines())


def show_report(report: IndexReport, *, dry_run: bool) -> None:
    """What a run did, or would do."""
    console = console_of()
    lists = {name: getattr(report, name) for name in ("added", "updated", "removed")}
    for name, ids in lists.items():
        _show_names(console, f"{'would be ' if dry_run else ''}{name}", ids)
    _show_names(console, "skipped", [f"{s.path}: {s.reason}" for s in report.skipped])
    for old, new in report.moved:
        console.print(f"moved: {old} is now {new}")
    counts = [f"{len(ids)} {name}" for name, ids in lists.items()]
    counts += [f"{len(report.unchanged)} unchanged", f"{len(report.skipped)} skipped"]
    console.print(", ".join(counts))
    if not dry_run:
        console.print(
            f"Generation {report.generation}: {report.passages:,} passages, {report.seconds:.1f} s", style="bold"
        )


def _show_names(console: Console, what: str, names: Sequence[str]) -> None:
    for name in names[:_NAMED]:
        console.print(f"{what}: {name}")
    if len(names) > _NAMED:
        console.print(f"{what}: … and {len(names) - _NAMED:,} more (--json lists all)")


def show_passages(passages: Sequence[Passage]) -> None:
    """How a document was split."""
    console = console_of()
    for passage in passages:
        console.print(f"[{passage.start}, {passage.end}) {passage.kind.value}, {_place_of(passage)}", style="bold")
        if passage.headings:
            console.print("   " + " › ".join(passage.headings), style="dim")
        console.print(_indented(Text(passage.text)))
        console.print()
    console.print(f"{len(passages)} passages", style="dim")


def status_json(status: Status, changed: IndexReport | None) -> dict[str, object]:
    """The object that ``passageway status --json`` prints."""
    held = as_dict(status)
    held["skipped"] = [{"path": path, "reason": reason} for path, reason in status.skipped]
    names = ("added", "updated", "removed")
    held["changed"] = changed and {name: list(getattr(changed, name)) for name in names}
    return held


def show_status(status: Status, changed: IndexReport | None, settings: Settings) -> None:
    """What the index holds, and what has changed since."""
    rows = {
        "index": settings.index,
        "corpus": status.corpus,
        "generation": f"{status.generation} of {status.published}",
        "documents": f"{status.documents:,}",
        "passages": f"{status.passages:,}",
        "size": f"{status.index_bytes / 1e6:,.1f} MB",
        "engine": status.engine,
        "ranking": status.semantic,
        "language": status.language,
        "settings": f"{status.fingerprint} ({settings.passage_words} to {settings.passage_words_limit} words a passage)",
        "writing": status.writing or "nobody",
        "changed since": _changes(changed),
        "skipped": len(status.skipped) or "none",
    }
    _show_table(rows)
    console = console_of()
    if status.warning:
        console.print(status.warning, style="bold red")
    console.print("An index folder is trusted like code: its files contain pickles. Open only your own.", style="dim")


def _changes(changed: IndexReport | None) -> str:
    if changed is None:
        return "not known now (a run is writing, or the corpus is not there)"
    counts = {name: len(getattr(changed, name)) for name in ("added", "updated", "removed")}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return f"{told}; update with: passageway index" if told else "nothing"


def show_verification(found: Verification) -> None:
    """What was proven, and where it fails."""
    console = console_of()
    for fault in found.faults:
        console.print(fault, style="red")
    verdict = f"{len(found.faults)} faults" if found.faults else "every span, id and checksum holds"
    console.print(
        f"Generation {found.generation}: {found.documents:,} documents, {found.passages:,} passages: {verdict}."
    )
    if found.changed:
        console.print(f"{found.changed:,} files have changed or gone since they were indexed.")
    if found.faults:
        console.print("Mend it with: passageway index --full")


def show_labelled(result: LabelledResult) -> None:
    """Measures with their intervals; the questions that were missed below."""
    rows = {name: f"{result.means[name]:.3f}  {_between(bounds)}" for name, bounds in result.intervals.items()}
    latency = ", ".join(f"{name} {value:.1f} ms" for name, value in result.latency.items())
    _show_table({"questions": result.questions, "answerable": result.answerable, **rows, "answer time": latency})
    console = console_of()
    if result.missed:
        console.print("\nNot answered first:", style="bold")
    for missed in result.missed:
        place = f"rank {missed.rank}" if missed.rank else "not found"
        console.print(f"   {missed.id}  {missed.text}  ({place})")
    if result.taken:
        console.print("\nCalled answered, though nothing answers:", style="bold")
    for name, text in result.taken:
        console.print(f"   {name}  {text}")


def show_comparison(results: Sequence[DatasetResult]) -> None:
    """A table a set: the systems, then what parts gain, typos cost, whole documents give, and what is refused."""
    for result in results:
        _show_set(console_of(), result)


def _show_set(console: Console, result: DatasetResult) -> None:
    console.print(
        f"\n{result.dataset.name} ({result.dataset.split}): {result.documents:,} documents, "
        f"{result.passages:,} passages, {len(result.dataset.queries):,} questions",
        style="bold",
    )
    runs = (result.ours, *result.rivals)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", *result.ours.means):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    for run in runs:
        table.add_row(run.system, *(f"{value:.3f}" for value in run.means.values()))
    console.print(table)
    for run in runs:
        made = "index kept" if run.index_seconds is None else f"indexed in {run.index_seconds:.1f} s"
        console.print(
            f"   {run.system}: {run.latency()['p50']:.2f} ms median, {run.questions_per_second:,.0f} questions/s, "
            f"{made}, {run.index_bytes / 1e6:.1f} MB"
        )
    for rival, held in result.cases.items():
        gap = result.differences[rival]["ndcg@10"]
        told = f"{gap.mean:+.4f}  {_between((gap.low, gap.high))}  p {gap.p:.4f}"
        console.print(f"   against {rival}: nDCG@10 {told}; {held.wins} won, {held.losses} lost, {held.ties} tied")
    bounds = result.ours.intervals["ndcg@10"]
    console.print(f"   nDCG@10 95 % interval {_between(bounds)}")
    for part, gains in result.ablation.items():
        gap = gains["ndcg@10"]
        console.print(f"   {part} gains {gap.mean:+.4f}  {_between((gap.low, gap.high))}  p {gap.p:.4f}")
    if result.misspelt:
        console.print(f"   misspelt: nDCG@10 {result.misspelt.means['ndcg@10']:.3f}, {result.kept:.1%} kept")
    if result.whole:
        shares = ", ".join(f"{name} {value:.3f}" for name, value in result.whole.means.items())
        console.print(f"   whole documents: {shares}")
    if result.refusal:
        limit = result.refusal.at_limit
        console.print(
            f"   foreign questions refused: {limit.refused:.1%} at {limit.false_refusals:.1%} own; by the verdict "
            f"{result.refusal.verdict.refused:.1%} at {result.refusal.verdict.false_refusals:.1%}"
        )


def _between(bounds: tuple[float, float]) -> str:
    return f"[{bounds[0]:.3f}, {bounds[1]:.3f}]"


def _show_table(rows: Mapping[str, object]) -> None:
    if not sys.stdout.isatty():
        for name, value in rows.items():
            console_of().print(f"{name}: {value}")
        return
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(str(value)))
    console_of().print(table)
