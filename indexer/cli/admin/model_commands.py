"""Models that rank by meaning: which there are, adding others, and which is best for one's own questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.shell import ATTENTION, command, example_group, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["model"]


@command(
    """passageway model list
passageway model list --json""",
    name="list",
)
def list_models(settings: Settings, as_json: bool) -> int:
    """Show the models that there are, and which of them is used. Exit code 3 where a file of one is damaged."""
    from indexer.cli.printing.keeping.show_models import show_models
    from indexer.engines.meaning.models import AddedModels, known_models

    found, added = known_models(settings), AddedModels(settings.models_folder)
    faults = [fault for about in added.all() for fault in added.faults(about.name)]
    used = settings.semantic != "off"
    if as_json:
        print_json({"models": found, "semantic": settings.semantic, "chosen": settings.model, "faults": faults})
    else:
        show_models(found, settings.model, faults, used=used)
    return ATTENTION if faults else 0


@command("""passageway model add ~/models/bge-small-en-v1.5
passageway model add intfloat/e5-small-v2
passageway model add intfloat/e5-small-v2 --revision 5aa1e0d3""")
@click.argument("source", metavar="FOLDER|NAME")
@click.option("--revision", default="", metavar="R", help="The commit or tag on the hub  [default: the newest].")
def add(settings: Settings, source: str, revision: str, as_json: bool) -> None:
    """Add a model: of a FOLDER that has it, or by the NAME (owner/name) that it has on the Hugging Face hub.

    Taken are its ONNX file, tokenizer and configurations, with the sums of all. Only this command ever fetches a model.
    """
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.keeping.show_models import show_added
    from indexer.engines.meaning.models.adding import add_model

    with progress_bar(shown=not as_json) as progress:
        added = add_model(settings, source, revision, progress)
    print_json(added) if as_json else show_added(added)


@command("""passageway model remove e5-small-v2""")
@click.argument("name")
def remove(settings: Settings, name: str, as_json: bool) -> None:
    """Remove the model NAME, which was added. Vectors that it made stay in the index until others take their place."""
    from indexer.cli.console import say
    from indexer.engines.meaning.models import AddedModels

    AddedModels(settings.models_folder).remove(name)
    print_json({"removed": name}) if as_json else say(f"{name} removed.")


@command("""passageway model compare
passageway model compare minilm e5-small-v2
passageway model compare multilingual --set sets/xquad-de --limit 200""")
@click.argument("models", metavar="[NAME]...", nargs=-1)
@click.option(
    "--set", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help="Ask the questions of a folder in BEIR's layout instead of the saved ones; may be repeated.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1), help="Ask only the first N questions of each set.")
def compare(
    settings: Settings, models: tuple[str, ...], folders: tuple[Path, ...], limit: int | None, as_json: bool
) -> None:
    """Ask the saved questions by words alone and with each of the models NAME, or all that there are.

    The corpus is read again, into a temporary index; the index itself is not touched. Stop by Ctrl-C whenever you like.
    """
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.keeping.show_models import show_comparison
    from indexer.engines.meaning.models import known_models
    from indexer.evaluation import AUTO, open_dataset
    from indexer.evaluation.rivals.model_comparison import compare_models

    names = models or [known.name for known in known_models(settings) if not known.missing]
    datasets = [open_dataset(folder, AUTO, limit=limit) for folder in folders]
    with progress_bar(shown=not as_json) as progress:
        found = list(compare_models(settings, names, datasets, progress))
    print_json({"models": found}) if as_json else show_comparison(found)


model = example_group(
    "model",
    "Choose what ranks by meaning: list models, add others, compare them on your own questions.",
    """passageway model list
passageway model add ~/models/e5-small-v2
PASSAGEWAY_MODEL=e5-small-v2 passageway index
passageway model compare""",
    [list_models, add, remove, compare],
)
