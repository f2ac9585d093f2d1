"""Synonyms and protected words: synonyms."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.shell import ATTENTION, command, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["synonyms"]


@command("""passageway synonyms
passageway synonyms --preview "does corona harm children?"
passageway synonyms --effects
passageway synonyms --try new-synonyms.txt
passageway synonyms --save new-synonyms.txt""")
@click.option(
    "--preview", "questions", multiple=True, metavar="QUESTION", help="Show what the file changes of its answer."
)
@click.option(
    "--effects", is_flag=True, help="The same for the saved questions, and those that are kept of what people ask."
)
@click.option(
    "--try",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Show what FILE would change, beside what holds now.",
)
@click.option(
    "--save",
    "new",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Put the text of FILE in the place of what holds now.",
)
def synonyms(
    settings: Settings, questions: tuple[str, ...], effects: bool, file: Path | None, new: Path | None, as_json: bool
) -> int:
    """Show the synonyms and protected words, and how many passages have each; what is wrong in the file; what it changes.

    They stand in synonyms.txt in the index folder, or in the file that PASSAGEWAY_SYNONYMS names; those of an index on a
    cluster stand there, for all servers. Exit code 3 where a line says nothing that could hold.
    """
    import logging

    from indexer.cli.console import progress_bar, say
    from indexer.cli.printing.keeping.show_synonyms import show_rules, show_synonym_changes
    from indexer.engines.opening import open_synonyms
    from indexer.indexing.quality import SynonymsText, counted_rules, known_questions, synonym_changes, synonyms_text

    warnings = logging.getLogger("passageway.synonyms")  # what is wrong is shown with all else
    click.get_current_context().call_on_close(partial(warnings.setLevel, warnings.level))
    warnings.setLevel(logging.ERROR)
    if new is not None:
        _save(new, settings)
    after = settings.model_copy(update={"synonyms": file}) if file else settings
    there = synonyms_text(after)
    place = str(there.path)
    rules = open_synonyms(after).rules()
    wanted = questions or (known_questions(settings) if effects or file else ())
    with progress_bar(shown=not as_json) as progress:
        counted = counted_rules(settings, rules)
        before, every = settings if file else None, bool(questions)
        compared = synonym_changes(wanted, before, after, progress, unchanged=every) if wanted else ()
    if as_json:
        said = {"file": place, "rules": counted, "protected": rules.protected, "faults": rules.faults}
        changes, same = ([one for one in compared if one.is_one is other] for other in (True, False))
        print_json({**said, "questions": len(wanted), "changes": changes, "unchanged": same})
    else:
        into = place if isinstance(there, SynonymsText) else "a file for passageway synonyms --save FILE"
        # Who asks what they change has them before him, unless they are in a file that is only tried.
        if new is not None:
            say(f"Saved in {into}; it holds from now on:")
        show_rules(place, into, rules, None if (questions or effects) and not file else counted)
        if questions or effects or file:
            show_synonym_changes(compared, len(wanted))
    return ATTENTION if rules.faults else 0


def _save(new: Path, settings: Settings) -> None:
    """Puts a file's text in the place of what holds; raises SynonymsUnsaved."""
    from indexer.errors import SynonymsUnsaved
    from indexer.indexing.quality import SynonymsText, synonyms_text

    read = SynonymsText.at(new)
    if read.fault:
        raise SynonymsUnsaved(f"{new} cannot be read: {read.fault}.")
    synonyms_text(settings).save(read.text)
