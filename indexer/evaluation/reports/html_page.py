"""Results -> one self-contained HTML page: no script, no request to any host, light and dark by the reader's choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from indexer.evaluation.comparing import DatasetResult
from indexer.evaluation.labelled import LABELLED_DEPTH, LabelledResult
from indexer.evaluation.refusing import Refusal
from indexer.evaluation.reports import charts
from indexer.evaluation.reports.as_json import Circumstances
from indexer.evaluation.scoring import DEPTH
from indexer.evaluation.statistics import PairedDifference

__all__ = ["comparison_page", "labelled_page"]

_MAIN = "ndcg@10"

#: Measures as the page writes them.
_NAMES = {
    "ndcg@10": "nDCG@10", "recall@100": "Recall@100", "recall@10": "Recall@10", "mrr@10": "MRR@10",
    "success@1": "Success@1", "success@5": "Success@5", "document@1": "Right document first",
    "document@5": "Right document among five", "folded@5": "Among five, folded passages included",
    "answer_sentence": "Answer sentence right, where the passage is", "refused": "Unanswerable, not called answered",
    "false_refusals": "Answerable, called “nothing”",
}  # fmt: skip


def comparison_page(results: Sequence[DatasetResult], conditions: Circumstances) -> str:
    """The page of ``passageway evaluate DIR… --report``."""
    latencies = _latency_charts(results)
    gains = _gain_charts(results)
    panels = [
        {
            "result": result,
            "ranking": _ranking_chart(result),
            "latency": latency,
            "gain": gain,
            "refusal": result.refusal and _refusal_chart(result.refusal, result.dataset.name),
        }
        for result, latency, gain in zip(results, latencies, gains, strict=True)
    ]
    return (
        _environment()
        .get_template("comparison.html")
        .render(panels=panels, conditions=conditions, main=_MAIN, depth=DEPTH)
    )


def labelled_page(result: LabelledResult, conditions: Circumstances, name: str) -> str:
    """The page of ``passageway evaluate --questions FILE --report``; ``name`` says which questions."""
    shown = {key: value for key, value in result.means.items() if key in result.intervals}
    rows = [
        charts.Row(_NAMES[key], value, *result.intervals[key], _figure(value), 0)
        for key, value in shown.items()
        if "@" in key
    ]
    rows = [_short(row) for row in rows]
    chart = charts.dot_chart(rows, charts.linear(0, 1, _figure), label=f"Measures of {name} with 95 % intervals")
    refusal = result.refusal and _refusal_chart(result.refusal, name)
    return (
        _environment()
        .get_template("labelled.html")
        .render(
            result=result,
            shown=shown,
            chart=chart if rows else "",
            refusal=refusal,
            conditions=conditions,
            name=name,
            depth=LABELLED_DEPTH,
        )
    )


def _short(row: charts.Row) -> charts.Row:
    """A name that fits beside a dot."""
    names = {
        "Right document first": "Document@1",
        "Right document among five": "Document@5",
        "Among five, folded passages included": "Folded@5",
    }
    return charts.Row(names.get(row.label, row.label), row.value, row.low, row.high, row.text, row.series)


def _ranking_chart(result: DatasetResult) -> Markup:
    runs = (result.ours, *result.rivals)
    rows = [
        charts.Row(run.system, run.means[_MAIN], *run.intervals[_MAIN], _figure(run.means[_MAIN]), number)
        for number, run in enumerate(runs)
    ]
    scale = charts.linear(min(row.low for row in rows), max(row.high for row in rows), _figure)
    return charts.dot_chart(rows, scale, label=f"nDCG@10 on {result.dataset.name}, with 95 % intervals")


def _latency_charts(results: Sequence[DatasetResult]) -> list[Markup]:
    """A panel a set, all on one scale."""
    panels = []
    for result in results:
        latencies = [(run.system, run.latency()) for run in (result.ours, *result.rivals)]
        panels.append(
            [
                charts.Row(name, at["p50"], at["p50"], at["p99"], _milliseconds(at["p50"]), number, tick=at["p95"])
                for number, (name, at) in enumerate(latencies)
            ]
        )
    rows = [row for panel in panels for row in panel]
    scale = charts.logarithmic(min(row.low for row in rows), max(row.high for row in rows), lambda value: f"{value:g}")
    return [
        charts.dot_chart(panel, scale, label=f"Milliseconds an answer on {result.dataset.name}, median to 99th percentile")
        for panel, result in zip(panels, results, strict=True)
    ]  # fmt: skip


def _gain_charts(results: Sequence[DatasetResult]) -> list[Markup | None]:
    """A panel a set, all on one scale; None where nothing was left out."""
    panels = [
        [
            charts.Row(part, gains[_MAIN].mean, gains[_MAIN].low, gains[_MAIN].high, _signed(gains[_MAIN].mean), 0)
            for part, gains in result.ablation.items()
        ]
        for result in results
    ]
    rows = [row for panel in panels for row in panel]
    if not rows:
        return [None] * len(results)
    scale = charts.linear(min(row.low for row in rows), max(row.high for row in rows), _signed, zero=True)
    return [
        charts.dot_chart(panel, scale, label=f"nDCG@10 gained by each part on {result.dataset.name}") if panel else None
        for panel, result in zip(panels, results, strict=True)
    ]


def _refusal_chart(refusal: Refusal, name: str) -> Markup:
    marks = [
        (refusal.verdict.false_refusals, refusal.verdict.refused, "verdict"),
        (refusal.at_limit.false_refusals, refusal.at_limit.refused, "at most 5 %"),
    ]
    return charts.curve_chart(
        [(point.false_refusals, point.refused) for point in refusal.curve],
        marks,
        across="foreign questions refused",
        along="own questions refused",
        label=f"Refusals on {name}: foreign questions against own ones",
    )


def _figure(value: float) -> str:
    """ ".974", "1.000", "−.012"."""
    text = f"{abs(value):.3f}".removeprefix("0")
    return f"−{text}" if value < 0 and float(text) else text


def _signed(value: float) -> str:
    """With its sign: "+.012"."""
    text = _figure(value)
    return text if text.startswith("−") or not float(text) else f"+{text}"


def _milliseconds(value: float) -> str:
    return f"{value:.2f} ms" if value < 1 else f"{value:.1f} ms" if value < 10 else f"{value:,.0f} ms"


def _chance(difference: PairedDifference) -> str:
    """ "p = .034", "p < .001"."""
    return "p < .001" if difference.p < 0.001 else f"p = {_figure(difference.p)}"


def _megabytes(value: int) -> str:
    return f"{value / 1e6:,.1f} MB"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("indexer.evaluation.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "figure": _figure,
        "signed": _signed,
        "milliseconds": _milliseconds,
        "chance": _chance,
        "megabytes": _megabytes,
        "measure": lambda name: _NAMES[name],
        "share": lambda value: f"{value:.1%}".replace(".0%", "%").replace("%", " %"),
    }
    environment.filters.update(filters)
    return environment
