"""What a person reads of an evaluation."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from indexer.cli.console import Output, console_of, on_a_line, show_table
from indexer.evaluation import DEPTH, LABELLED_DEPTH, DatasetResult, LabelledResult
from indexer.model.plurals import counted

__all__ = ["show_comparison", "show_labelled"]


def show_labelled(result: LabelledResult) -> None:
    """Measures with their intervals; the questions that were missed below."""
    rows = {name: f"{result.means[name]:.3f}  {_between(bounds)}" for name, bounds in result.intervals.items()}
    latency = ", ".join(f"{name} {value:.1f} ms" for name, value in result.latency.items())
    show_table(
        {
            "questions": result.questions,
            "answerable": result.answerable,
            "hits of each": LABELLED_DEPTH,
            **rows,
            "answer time": latency,
        }
    )
    console = console_of()
    if result.missed:
        console.print("\nNot answered first:", style="bold")
    for missed in result.missed:
        place = f"rank {missed.rank}" if missed.rank else "not found"
        console.print(on_a_line(f"   {missed.id}  {missed.text}  ({place})"))
    if result.taken:
        console.print("\nCalled answered, though nothing answers:", style="bold")
    for name, text in result.taken:
        console.print(on_a_line(f"   {name}  {text}"))


def show_comparison(results: Sequence[DatasetResult]) -> None:
    """A table a set: the systems, then what parts gain, typos cost, whole documents give, and what is refused."""
    for result in results:
        _show_set(console_of(), result)


def _show_set(console: Output, result: DatasetResult) -> None:
    console.print(
        f"\n{result.dataset.name} ({result.dataset.split}): {counted(result.documents, 'document')}, "
        f"{counted(result.passages, 'passage')}, {counted(len(result.dataset.queries), 'question')}, "
        f"the first {DEPTH} documents of each",
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
        indexing = "index kept" if run.index_seconds is None else f"indexed in {run.index_seconds:.1f} s"
        console.print(
            f"   {run.system}: {run.latency()['p50']:.2f} ms median, {run.questions_per_second:,.0f} questions/s, "
            f"{indexing}, {run.index_bytes / 1e6:.1f} MB"
        )
    for rival, cases in result.cases.items():
        gap = result.differences[rival]["ndcg@10"]
        difference = f"{gap.mean:+.4f}  {_between((gap.low, gap.high))}  p {gap.p:.4f}"
        console.print(
            f"   against {rival}: nDCG@10 {difference}; {cases.wins} won, {cases.losses} lost, {cases.ties} tied"
        )
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
