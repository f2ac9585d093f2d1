"""Saved questions: what the index should answer, how well it does, and the gate that holds publishing back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.help_commands import document_ids
from indexer.cli.shell import ATTENTION, command, example_group, print_json
from indexer.model.index.plurals import counted

if TYPE_CHECKING:
    from indexer.model import QuestionScores
    from indexer.settings import Settings

__all__ = ["questions"]

#: Tests compare them with the model's own.
_MEASURES = ("success@1", "success@5", "mrr@10", "refused")


@command(
    """passageway questions list
passageway questions list --json""",
    name="list",
)
def list_questions(settings: Settings, as_json: bool) -> None:
    """Show the saved questions, what answers each, and the gate."""
    from indexer.cli.printing.keeping.show_questions import show_questions
    from indexer.engines.opening import open_saved_questions

    saved = open_saved_questions(settings)
    found, gate = saved.all(), saved.gate()
    print_json({"questions": found, "gate": gate}) if as_json else show_questions(found, gate)


@command("""passageway questions add "how long do refunds take?" --document shop.md --quote "within 14 days"
passageway questions add "who won the match?\"""")
@click.argument("question")
@click.option(
    "--document",
    default="",
    metavar="ID",
    shell_complete=document_ids,
    help="The document that answers  [default: none does].",
)
@click.option("--quote", default="", metavar="WORDS", help="Words of the passage that answers  [default: any passage].")
def add(settings: Settings, question: str, document: str, quote: str, as_json: bool) -> None:
    """Save QUESTION with what answers it; without --document, nothing in the corpus is to be called an answer."""
    from indexer.cli.console import say
    from indexer.indexing.quality import save_question

    saved = save_question(settings, question, document, quote)
    print_json(saved) if as_json else say(f"{saved.id} saved: {saved.text}")


@command("""passageway questions remove q003""")
@click.argument("name", metavar="ID")
def remove(settings: Settings, name: str, as_json: bool) -> int:
    """Remove the question ID. Exit code 3 where there is none."""
    from indexer.cli.console import say
    from indexer.engines.opening import open_saved_questions

    removed = open_saved_questions(settings).remove(name)
    print_json({"removed": removed}) if as_json else say(f"{name} removed." if removed else f"There is no {name}.")
    return 0 if removed else ATTENTION


@command("""passageway questions import corpus/questions.jsonl""", name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_file(settings: Settings, file: Path, as_json: bool) -> None:
    """Save the labelled questions of FILE, as `passageway evaluate --label` writes them."""
    from indexer.cli.console import say
    from indexer.evaluation import read_questions
    from indexer.indexing.quality import save_questions

    found = save_questions(settings, read_questions(file))
    print_json({"saved": found}) if as_json else say(f"{counted(found, 'question')} saved.")


@command("""passageway questions export my-questions.jsonl
passageway evaluate --questions my-questions.jsonl""")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(settings: Settings, file: Path, as_json: bool) -> None:
    """Write the saved questions to FILE, which must not exist yet."""
    from indexer.cli.console import say
    from indexer.engines.opening import open_saved_questions
    from indexer.errors import EvaluationError
    from indexer.evaluation import append_question

    if file.exists():
        raise EvaluationError(f"{file} exists already; choose another name.")
    found = open_saved_questions(settings).all()
    for question in found:
        append_question(file, question)
    print_json({"exported": len(found)}) if as_json else say(f"{counted(len(found), 'question')} written to {file}.")


@command("""passageway questions score
passageway questions score --old 6 --new 8""")
@click.option("--old", type=click.IntRange(1), help="Compare with this generation  [default: the one before].")
@click.option("--new", type=click.IntRange(1), help="The one to score  [default: what waits, else what is served].")
def score(settings: Settings, old: int | None, new: int | None, as_json: bool) -> int:
    """Ask the saved questions of a generation, and show what is answered otherwise than by the one before.

    Exit code 3 where a question is answered worse.
    """
    from indexer.cli.admin.generation_commands import compared
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.keeping.show_questions import show_scores
    from indexer.errors import GenerationMissing
    from indexer.indexing.lifecycle import kept_generations
    from indexer.indexing.quality import question_changes, question_scores

    kept = kept_generations(settings)
    try:
        older, newer = compared(kept, old, new, settings)
    except GenerationMissing:
        older = newer = kept[0].number
    with progress_bar(shown=not as_json) as progress:
        scores = question_scores(settings, newer, progress)
        before = question_scores(settings, older, progress)
    changes = question_changes(settings, older, newer)
    if as_json:
        print_json({"before": _measured(before), "after": _measured(scores), "changes": changes})
    else:
        show_scores(before, scores, changes)
    return ATTENTION if any(change.worse for change in changes) else 0


def _measured(scores: QuestionScores) -> dict[str, float]:
    return {"generation": scores.generation, **scores.measures}


def _gate_usage(options: Mapping[str, Any]) -> None:
    if options["off"] and options["measure"]:
        raise click.UsageError("--off takes the gate away: give it without --measure.")


@command(
    """passageway questions gate --measure success@1 --fall 0.02
passageway questions gate --off""",
    usage=_gate_usage,
)
@click.option("--measure", type=click.Choice(_MEASURES), help="What is looked at.")
@click.option("--fall", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="By how much it may fall.")
@click.option("--off", is_flag=True, help="Publish whatever comes of it.")
def gate(settings: Settings, measure: str | None, fall: float, off: bool, as_json: bool) -> None:
    """Show or set the gate: a run whose generation falls by more waits to be published, and says so."""
    from indexer.cli.console import say
    from indexer.cli.printing.keeping.show_questions import gate_in_words
    from indexer.engines.opening import open_saved_questions
    from indexer.model import ScoreGate

    saved = open_saved_questions(settings)
    if off or measure:
        saved.set_gate(ScoreGate(measure, fall) if measure else None)
    print_json({"gate": saved.gate()}) if as_json else say(gate_in_words(saved.gate()))


questions = example_group(
    "questions",
    "Save questions with what answers them; each run is scored by them, and may be held back.",
    """passageway questions add "how long do refunds take?" --document shop.md --quote "within 14 days"
passageway questions import corpus/questions.jsonl
passageway questions score
passageway questions gate --measure success@1 --fall 0.02""",
    [list_questions, add, remove, import_file, export, score, gate],
)
