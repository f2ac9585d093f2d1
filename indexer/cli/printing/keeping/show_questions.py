"""What a person reads of saved questions, of how they are answered, and of the gate."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cli.advice import advised
from indexer.cli.console import console_of, on_a_line
from indexer.model import (
    GateVerdict,
    LabelledQuestion,
    QuestionChange,
    QuestionScore,
    QuestionScores,
    ScoreGate,
)

__all__ = ["gate_in_words", "show_gate_verdict", "show_questions", "show_scores", "unasked_in_words"]


def gate_in_words(gate: ScoreGate | None) -> str:
    """What holds publishing back."""
    if gate is None:
        return "No gate: what a run makes is published, however the questions are answered."
    return f"Publishing is held back where {gate.measure} falls by more than {gate.fall:g}."


def show_questions(questions: Sequence[LabelledQuestion], gate: ScoreGate | None) -> None:
    """Each with what answers it."""
    console = console_of()
    for question in questions:
        console.print(on_a_line(f"{question.id}  {question.text}"), style="bold")
        for document, quote in question.answers:
            console.print(on_a_line(f"      {document}" + (f": “{quote}”" if quote else "")))
        if not question.answers:
            console.print("      nothing answers")
    if not questions:
        console.print('No question is saved. Save one with: passageway questions add "…?" --document ID --quote WORDS')
    console.print(gate_in_words(gate), style="dim")


def show_scores(before: QuestionScores, after: QuestionScores, changes: Sequence[QuestionChange]) -> None:
    """The measures of a generation beside those of another, and what changed, the worst first."""
    console = console_of()
    if not after.questions:
        show_questions((), None)
        return
    same = before.generation == after.generation
    for name, value in after.measures.items():
        was = before.measures.get(name)
        compared = "" if same or was is None else f"   (generation {before.generation}: {was:.3f})"
        console.print(f"{name:10} {value:.3f}{compared}")
    told = {change.id for change in changes}
    for score in after.questions:
        if not score.reached and score.id not in told:
            console.print("\n" + on_a_line(f"{score.id}  {score.text}"), style="bold")
            console.print(f"      {_answered(score)}; first: {_first(score)}", style="dim")
    for change in changes:
        arrow = "worse" if change.worse else "better" if change.after.reached > change.before.reached else "other hits"
        heading = on_a_line(f"{change.id}  {change.text}: {arrow}")
        console.print(f"\n{heading}", style="bold red" if change.worse else "bold")
        console.print(f"      {_answered(change.before)} -> {_answered(change.after)}")
        console.print(f"      {_first(change.before)} -> {_first(change.after)}", style="dim")
    if not same and not changes:
        console.print("Every question has the same first five passages.")


def _answered(score: QuestionScore) -> str:
    if score.refused is not None:
        return "nothing called an answer" if score.refused else "something called an answer"
    return f"answered at rank {score.rank}" if score.rank else "not answered among ten"


def _first(score: QuestionScore) -> str:
    return on_a_line(score.top[0].document_id) if score.top else "nothing found"


def unasked_in_words(reason: str) -> str:
    """That a run's result waits, as nobody could tell what the gate says of it."""
    return advised(
        f"Held back: the saved questions could not be asked: {reason.rstrip('.')}. Ask them with: passageway questions "
        "score. Then passageway publish, or passageway discard."
    )


def show_gate_verdict(verdict: GateVerdict) -> None:
    """What the gate said of a run."""
    said = f"{verdict.measure} of the saved questions: {verdict.before:.3f} before, {verdict.after:.3f} now"
    if verdict.passed:
        console_of().print(f"{said}.")
        return
    advice = "See which questions: passageway questions score. Then passageway publish, or passageway discard."
    console_of().print(advised(f"Held back: {said}; it may fall by {verdict.fall:g}. {advice}"), style="bold red")
