"""What a person reads of what people ask."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cli.console import console_of, on_a_line
from indexer.model import AskedQuestion
from indexer.settings import Settings

__all__ = ["show_asked"]


def show_asked(questions: Sequence[AskedQuestion], limit: int, settings: Settings) -> None:
    """Each with how often it was asked, and what came of it."""
    console = console_of()
    for question in questions[:limit]:
        console.print(on_a_line(f"{question.times:>5,} ×  {question.text}"), style="bold")
        console.print(f"         {_outcome(question)}; last on {question.last}", style="dim")
    if len(questions) > limit:
        console.print(f"And {len(questions) - limit:,} more: --limit, or --csv FILE for all.")
    if not questions:
        console.print("No question is kept.")
    if not settings.question_log:
        console.print(
            "A server keeps what people ask if it is started with PASSAGEWAY_QUESTION_LOG=on; it is not set in this shell.",
            style="dim",
        )


def _outcome(question: AskedQuestion) -> str:
    parts = (
        (question.answered, "answered"),
        (question.related, "only related found"),
        (question.nothing, "nothing found"),
    )
    said = [(count, words) for count, words in parts if count]
    if len(said) == 1:
        return said[0][1] + (" each time" if question.times > 1 else "")
    return ", ".join(f"{words} {count:,} ×" for count, words in said)
