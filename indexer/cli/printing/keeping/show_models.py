"""What a person reads of models, and of how they compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.cli.advice import advised
from indexer.cli.console import console_of, on_a_line

if TYPE_CHECKING:
    from indexer.engines.meaning.models import KnownModel
    from indexer.engines.meaning.models.added import AddedModel
    from indexer.evaluation.rivals.model_comparison import ModelScores

__all__ = ["show_added", "show_comparison", "show_models"]


def show_models(models: Sequence[KnownModel], chosen: str, faults: Sequence[str], *, used: bool) -> None:
    """Each with what is known of it, the one that is used marked by a star."""
    console = console_of()
    for model in models:
        star = "*" if model.used and used and not model.missing else " "
        console.print(on_a_line(f"{star} {model.name}: {model.origin}"), style="bold" if star == "*" else None)
        licence = model.licence or "not stated"
        facts = [
            f"{model.dimensions} dimensions",
            f"{model.tokens} tokens",
            f"{model.bytes / 1e6:,.0f} MB",
            f"licence {licence}",
        ]
        facts += [f"revision {model.revision[:12]}"] if model.revision else []
        console.print(on_a_line(f"    {', '.join(facts)}, sha256 {model.sha256[:16]}…"), style="dim")
        if model.missing:
            console.print(on_a_line(f"    not installed: {advised(model.missing)}"), style="dim")
    for fault in faults:
        console.print(on_a_line(fault), style="red")
    if not used:
        console.print("None is used: PASSAGEWAY_SEMANTIC is off.")
    elif chosen and not any(model.used for model in models):
        console.print(on_a_line(f"Used is the folder {chosen}, as PASSAGEWAY_MODEL says."))
    console.print("Choose one: PASSAGEWAY_MODEL=NAME, and then passageway index.", style="dim")


def show_added(model: AddedModel) -> None:
    """What was added, and how to use it."""
    console = console_of()
    licence = model.licence or "not stated in its files"
    console.print(
        on_a_line(f"{model.name} added: {model.dimensions} dimensions, {model.tokens} tokens, licence {licence}.")
    )
    compare, index = advised(f"passageway model compare {model.name}"), advised("passageway index")
    console.print(on_a_line(f"Compare it: {compare}"))
    console.print(on_a_line(f"Use it: PASSAGEWAY_MODEL={model.name} {index}"))


def show_comparison(scores: Sequence[ModelScores]) -> None:
    """A line a model, set by set."""
    console = console_of()
    for name in dict.fromkeys(found.set for found in scores):
        of_set = [found for found in scores if found.set == name]
        console.print(on_a_line(f"{name}: {of_set[0].questions} questions"), style="bold")
        console.print(f"{'':24} Success@1  Success@5  nDCG@10  passages/s  ms a question", style="dim")
        for found in of_set:
            values = [found.means.get(measure, float("nan")) for measure in ("success@1", "success@5", "ndcg@10")]
            encoded = "–" if found.encoded is None else f"{found.encoded:.1f}"
            shown = f"{values[0]:9.3f}  {values[1]:9.3f}  {values[2]:7.3f}  {encoded:>10}  {found.ms:13.1f}"
            console.print(on_a_line(f"{found.model[:24]:24} {shown}"))
