"""The command that measures: evaluate."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.printing.written_reports import require_writable, write_report
from indexer.cli.shell import command, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["evaluate"]

#: What ``--split`` and ``--against`` take; tests compare them with the evaluation's own.
_AUTO = "auto"
_RIVALS = "words, bm25s, tantivy, lucene, minilm"


def _usage(options: Mapping[str, Any]) -> None:
    folders, questions, label = options["folders"], options["questions"], options["label"]
    if [bool(folders), questions is not None, label is not None].count(True) != 1:
        raise click.UsageError("give either folders in BEIR's layout, or --questions FILE, or --label FILE.")
    foreign = [f"--{name}" for name in ("against", "ablate", "typos", "limit", "keep") if options[name]]
    if foreign and not folders:
        raise click.UsageError(f"{', '.join(foreign)}: only for folders in BEIR's layout.")


@command(
    """passageway evaluate sets/scifact --split train
passageway evaluate sets/* --against bm25s,tantivy --ablate --typos --report report.html
passageway evaluate --questions corpus/questions.jsonl
passageway evaluate --label my-questions.jsonl""",
    usage=_usage,
)
@click.argument("folders", metavar="[DIR]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--split", default=_AUTO, help="Judge by qrels/SPLIT.tsv [test where there is one, else the first].")
@click.option("--limit", type=click.IntRange(1), help="Ask only the first N questions of each set.")
@click.option("--against", default="", metavar="NAMES", help=f"Also measure these systems: {_RIVALS}.")
@click.option("--ablate", is_flag=True, help="Measure what each part of the ranking gains.")
@click.option("--typos", is_flag=True, help="Also measure with a misspelt word in each question.")
@click.option(
    "--keep", type=click.Path(path_type=Path), metavar="DIR", help="Keep the indexes in DIR for the next run."
)
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write all figures as one HTML page.")
@click.option("--questions", type=click.Path(path_type=Path), help="Score labelled questions over the current index.")
@click.option("--label", type=click.Path(path_type=Path), help="Label questions: type each, say which passage answers.")
def evaluate(settings: Settings, as_json: bool, **options: Any) -> None:
    """Measure how often the right passage comes first: on folders in BEIR's layout, each in a temporary index, or with
    labelled questions over the current index.

    Other systems need: pip install '.[benchmark]'. Intervals are 95 %; differences are tested by paired
    randomisation.
    """
    if options["folders"]:
        _evaluate_folders(settings, as_json, **options)
    elif options["label"] is not None:
        _make_labels(options["label"], settings)
    else:
        _evaluate_questions(settings, as_json, options["questions"], options["report"])


def _make_labels(path: Path, settings: Settings) -> None:
    from indexer.cli.printing.labels import make_labels
    from indexer.searching import Searcher

    make_labels(path, Searcher(settings))


def _evaluate_questions(settings: Settings, as_json: bool, questions: Path, report: Path | None) -> None:
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.show_figures import show_labelled
    from indexer.evaluation import circumstances, evaluate_questions, labelled_json, labelled_page
    from indexer.searching import Searcher

    require_writable(report)
    with progress_bar(shown=not as_json) as progress:
        result = evaluate_questions(questions, Searcher(settings), progress)
    conditions = circumstances(_typed())
    write_report(report, lambda: labelled_page(result, conditions, questions.name))
    print_json(labelled_json(result, conditions)) if as_json else show_labelled(result)


def _evaluate_folders(settings: Settings, as_json: bool, **options: Any) -> None:
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.show_figures import show_comparison
    from indexer.evaluation import circumstances, compare, comparison_json, comparison_page, open_dataset

    require_writable(options["report"])
    datasets = [open_dataset(folder, options["split"], limit=options["limit"]) for folder in options["folders"]]
    against = [name.strip() for name in options["against"].split(",") if name.strip()]
    with progress_bar(shown=not as_json) as progress:
        chosen = {name: options[name] for name in ("ablate", "typos", "keep")}
        results = compare(datasets, settings, against=against, progress=progress, **chosen)
    conditions = circumstances(_typed())
    write_report(options["report"], lambda: comparison_page(results, conditions))
    print_json(comparison_json(results, conditions)) if as_json else show_comparison(results)


def _typed() -> str:
    """The command as it was typed."""
    return shlex.join(["passageway", *sys.argv[1:]])
