"""Synonyms and protected words: synonyms."""

from __future__ import annotations

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
passageway synonyms --try new-synonyms.txt""")
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
def synonyms(settings: Settings, questions: tuple[str, ...], effects: bool, file: Path | None, as_json: bool) -> int:
    """Show the synonyms and protected words, and how many passages have each; what is wrong in the file; what it changes.

    They stand in synonyms.txt in the index folder, or in the file that PASSAGEWAY_SYNONYMS names. Exit code 3 where a line
    of the file says nothing that could hold.
    """
    import logging

    from indexer.cli.console import progress_bar
    from indexer.cli.printing.keeping.show_synonyms import show_rules, show_synonym_changes
    from indexer.indexing.quality import counted_rules, known_questions, synonym_changes
    from indexer.text.synonyms import SynonymsFile

    logging.getLogger("passageway.synonyms").setLevel(logging.ERROR)  # what is wrong is shown with all else
    path = file or settings.synonyms_file
    rules = SynonymsFile(path).rules()
    wanted = questions or (known_questions(settings) if effects or file else ())
    with progress_bar(shown=not as_json) as progress:
        counted = counted_rules(settings, rules)
        before = settings.synonyms_file if file else None
        compared = (
            synonym_changes(settings, wanted, before, path, progress, unchanged=bool(questions)) if wanted else ()
        )
    if as_json:
        said = {"file": str(path), "rules": counted, "protected": rules.protected, "faults": rules.faults}
        changes, same = ([one for one in compared if one.is_one is other] for other in (True, False))
        print_json({**said, "questions": len(wanted), "changes": changes, "unchanged": same})
    else:
        show_rules(path, rules, counted)
        if questions or effects or file:
            show_synonym_changes(compared, len(wanted))
    return ATTENTION if rules.faults else 0
