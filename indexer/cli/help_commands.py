"""What shells and readers want to know of the commands: completion, manpage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.shell import example_command, group

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from indexer.settings import Settings

__all__ = ["completion", "document_ids", "document_patterns", "like_it", "manpage"]

_SHELLS = ("bash", "zsh", "fish")

#: What the scripts set in the environment, to be told what can stand next.
_VARIABLE = "_PASSAGEWAY_COMPLETE"

#: Documents that are offered at once, that an unknown id is compared with, and that are named for it.
_OFFERED = 100
_COMPARED = 10_000
_NAMED = 3


@example_command("""mkdir -p ~/.local/share/bash-completion/completions
passageway completion bash > ~/.local/share/bash-completion/completions/passageway
mkdir -p ~/.zfunc && passageway completion zsh > ~/.zfunc/_passageway
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


@example_command("""passageway manpage | man -l -
mkdir -p ~/.local/share/man/man1 && passageway manpage > ~/.local/share/man/man1/passageway.1""")
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


def document_patterns(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The same documents for an option that takes a pattern of ids: what would be a sign of one stands for itself."""
    from glob import escape

    offered = document_ids(context, parameter, begun)
    for item in offered:
        item.value = escape(item.value)
    return offered


def like_it(settings: Settings, document_id: str) -> str:
    """Documents whose id or title is like one that the index has not, in a sentence that begins with a space; "" where
    there are none."""
    from difflib import get_close_matches
    from posixpath import basename, splitext

    from indexer.searching import Searcher

    searcher, name = Searcher(settings), splitext(basename(document_id))[0]
    found = [row.id for row in searcher.library(named=name, limit=_NAMED).documents] if name.strip() else []
    if not found:
        ids = {basename(row.id): row.id for row in reversed(searcher.library(limit=_COMPARED).documents)}
        found = [ids[near] for near in get_close_matches(basename(document_id), ids, _NAMED)]
    return f" Documents like it: {', '.join(found)}." if found else " passageway documents lists those that there are."
