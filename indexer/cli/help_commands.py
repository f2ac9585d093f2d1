"""What shells and readers want to know of the commands: completion, manpage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.shell import example_command, group

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["completion", "document_ids", "manpage"]

_SHELLS = ("bash", "zsh", "fish")

#: What the scripts set in the environment, to be told what can stand next.
_VARIABLE = "_PASSAGEWAY_COMPLETE"

#: Documents that are offered at once.
_OFFERED = 100


@example_command("""passageway completion bash > ~/.local/share/bash-completion/completions/passageway
passageway completion zsh > ~/.zfunc/_passageway
passageway completion fish > ~/.config/fish/completions/passageway.fish""")
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print what completes commands, options, their values and ids of documents in SHELL.

    bash reads it from the place below in new shells, where the package bash-completion is installed; else write `source
    FILE` into ~/.bashrc. zsh reads a folder that is in its fpath: write `fpath+=~/.zfunc` into ~/.zshrc, before
    compinit. fish needs nothing else.
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"this version of click has no completion for {shell}.")
    click.echo(found(group, {}, "passageway", _VARIABLE).source())


@example_command("""passageway manpage > ~/.local/share/man/man1/passageway.1
passageway manpage | man -l -""")
def manpage() -> None:
    """Print the manual page of all commands, in the language of man (roff)."""
    from indexer.cli.printing.manual_page import manual_page

    click.echo(manual_page(group), nl=False)


def document_ids(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Documents of the index whose id begins so; none where there is no index to ask."""
    from click.shell_completion import CompletionItem

    from indexer.errors import PassagewayError
    from indexer.searching import Searcher
    from indexer.settings import Settings

    try:
        following = Searcher(Settings.load(index=context.params.get("index"))).documents(after=begun, limit=_OFFERED)
    except PassagewayError:
        return []
    return [CompletionItem(row.id, help=row.title) for row in following if row.id.startswith(begun)]
