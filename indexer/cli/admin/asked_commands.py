"""What people ask: asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.printing.written_reports import write_report
from indexer.cli.shell import ATTENTION, command, print_json

if TYPE_CHECKING:
    from datetime import date

    from indexer.settings import Settings

__all__ = ["asked"]


def _usage(options: Mapping[str, Any]) -> None:
    if options["forget"] and any(options[name] for name in ("nothing", "since", "csv_file", "to_questions")):
        raise click.UsageError("--forget deletes all that was asked: give it alone.")


def _file(name: str, variable: str, words: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    return click.option(name, variable, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=words)


@command(
    """passageway asked
passageway asked --nothing --since 2026-11
passageway asked --csv asked.csv
passageway asked --nothing --to-questions to-label.jsonl
passageway asked --forget""",
    usage=_usage,
)
@click.option(
    "--nothing", is_flag=True, help="Only questions that were not always answered, those that never were first."
)
@click.option("--since", metavar="DATE", help="Only what was asked then or later  [default: all that is kept].")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show so many; files have all.")
@_file("--csv", "csv_file", "Write a table for a spreadsheet to FILE.")
@_file("--to-questions", "to_questions", "Write them to FILE as labelled questions whose answers are to be filled in.")
@click.option("--forget", is_flag=True, help="Delete all that was asked.")
def asked(settings: Settings, nothing: bool, limit: int, as_json: bool, **options: Any) -> int:
    """Show what people ask the server, those asked most often first.

    Kept only where PASSAGEWAY_QUESTION_LOG=on: each question with how often it was asked and answered, by day, and nothing
    of who asked. Exit code 3 where there is none.
    """
    from indexer.cli.console import say
    from indexer.cli.printing.keeping.show_asked import show_asked
    from indexer.engines.opening import open_question_log, open_saved_questions
    from indexer.evaluation.question_exports import asked_csv, to_be_labelled
    from indexer.indexing.quality import asked_questions

    if options["forget"]:
        there = open_question_log(settings).forget()
        print_json({"forgotten": there}) if as_json else say("Forgotten." if there else "Nothing was kept.")
        return 0 if there else ATTENTION
    found = asked_questions(settings, since=_day(options["since"]), unanswered=nothing)
    write_report(options["csv_file"], lambda: asked_csv(found))
    write_report(options["to_questions"], lambda: to_be_labelled(found, open_saved_questions(settings).all()))
    if as_json:
        print_json({"questions": found[:limit], "count": len(found)})
    else:
        show_asked(found, limit, settings)
    return 0 if found else ATTENTION


def _day(written: str | None) -> date | None:
    from indexer.errors import FilterError
    from indexer.model import days_of

    if written is None:
        return None
    days = days_of(written)
    if days is None:
        raise FilterError(f"{written!r} is no date that can be told; write it as 2026, 2026-11 or 2026-11-30.")
    return days.first
