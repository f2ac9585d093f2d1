"""Which generation is served: generations, changes, publish, discard, rollback, prune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.shell import ATTENTION, command, print_json

if TYPE_CHECKING:
    from indexer.model import KeptGeneration
    from indexer.settings import Settings

__all__ = ["changes", "compared", "discard", "generations", "prune", "publish", "rollback"]

#: What the history says that started an act.
_AGENT = "command line"


@command("""passageway generations
passageway generations --json --index ~/.notes-index""")
def generations(settings: Settings, as_json: bool) -> None:
    """List the generations that are kept: which one is served, which could be, and which one waits to be published."""
    from indexer.cli.printing.keeping.show_generations import show_generations
    from indexer.indexing.lifecycle import kept_generations

    kept = kept_generations(settings)
    print_json({"generations": kept}) if as_json else show_generations(kept)


@command("""passageway index --preview && passageway changes
passageway changes guide/refunds.md
passageway changes --old 6 --new 8""")
@click.argument("document", required=False)
@click.option("--old", type=click.IntRange(1), help="A generation  [default: what the other one was made from].")
@click.option(
    "--new", type=click.IntRange(1), help="Another one  [default: what waits to be published, else the served]."
)
def changes(settings: Settings, document: str | None, old: int | None, new: int | None, as_json: bool) -> int:
    """Show what a generation changes: which documents; of one DOCUMENT, which passages, word by word.

    Exit code 3 where nothing differs.
    """
    from indexer.cli.printing.keeping.show_generations import show_changes, show_document
    from indexer.indexing.lifecycle import document_difference, generation_difference, kept_generations

    older, newer = compared(kept_generations(settings), old, new, settings)
    if document is None:
        changed = generation_difference(settings, older, newer)
        print_json(changed) if as_json else show_changes(changed)
        return 0 if changed.added or changed.updated or changed.removed else ATTENTION
    difference = document_difference(settings, older, newer, document)
    print_json(difference) if as_json else show_document(difference)
    return ATTENTION if all(passage.same for passage in difference.passages) else 0


def compared(kept: tuple[KeptGeneration, ...], old: int | None, new: int | None, settings: Settings) -> tuple[int, int]:
    """The numbers of the two to compare; raises GenerationMissing where there is only one."""
    from indexer.errors import GenerationMissing
    from indexer.model import GenerationState

    held = next((g for g in kept if g.state is GenerationState.HELD), None)
    served = next((g for g in kept if g.state is GenerationState.SERVED), None)
    newer = new or (held or served or kept[0]).number
    if old is not None:
        return old, newer
    if held is not None and newer == held.number and held.base:
        return held.base, newer
    earlier = next((g.number for g in kept if g.number < newer), None)
    if earlier is None:
        raise GenerationMissing(
            f"{settings.named_index.in_words} keeps no generation before {newer} that it could be compared with."
        )
    return earlier, newer


@command("""passageway publish
passageway publish --yes --index ~/.notes-index""")
@click.option("--yes", is_flag=True, help="Publish it also where it takes many documents out.")
def publish(settings: Settings, yes: bool, as_json: bool) -> None:
    """Serve the generation that `passageway index --preview` made, from now on."""
    from indexer.cli.printing.keeping.show_generations import show_served
    from indexer.indexing import lifecycle

    served = lifecycle.publish(settings, remove_many=yes, agent=_AGENT)
    print_json(served) if as_json else show_served(served)


@command("""passageway discard""")
def discard(settings: Settings, as_json: bool) -> int:
    """Remove the generation that waits to be published. Exit code 3 where none waits."""
    from indexer.cli.console import say
    from indexer.indexing import lifecycle

    number = lifecycle.discard(settings, agent=_AGENT)
    if as_json:
        print_json({"discarded": number})
    else:
        say(
            "Nothing waits to be published."
            if number is None
            else f"Generation {number} is gone; nothing else changed."
        )
    return ATTENTION if number is None else 0


@command("""passageway rollback
passageway rollback 6""")
@click.argument("number", type=click.IntRange(1), required=False)
def rollback(settings: Settings, number: int | None, as_json: bool) -> None:
    """Serve an earlier generation again (default: the one before), or a later one: `passageway generations` lists them.

    The documents on disk are not touched: the next `passageway index` reads them as they are then.
    """
    from indexer.cli.printing.keeping.show_generations import show_served
    from indexer.indexing import lifecycle

    served = lifecycle.roll_back(settings, number, agent=_AGENT)
    print_json(served) if as_json else show_served(served)


@command("""passageway prune
passageway prune --keep 1""")
@click.option("--keep", type=click.IntRange(1), help="How many stay  [default: what the settings say].")
def prune(settings: Settings, keep: int | None, as_json: bool) -> None:
    """Delete generations but for the newest, and the texts that only they had. What is served, and what waits, stays."""
    from indexer.cli.console import say
    from indexer.indexing import lifecycle

    removed = lifecycle.prune(settings, keep, agent=_AGENT)
    if as_json:
        print_json({"removed": removed})
    else:
        say(f"Deleted: generation {', '.join(map(str, removed))}." if removed else "There was nothing to delete.")
