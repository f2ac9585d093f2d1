"""Commands that are advised, with the --index of the command that advises them: as they stand, they are to work."""

from __future__ import annotations

import re
import shlex
from contextvars import ContextVar
from pathlib import Path

__all__ = ["NAMED_INDEX", "NO_SITE", "advised"]

#: What --index named in the command that runs; None where the environment or the default says it, as it then does again.
NAMED_INDEX: ContextVar[Path | None] = ContextVar("NAMED_INDEX", default=None)

#: What is said of links that no setting gives a host.
NO_SITE = "Links have no host: --site http://localhost:8000, or PASSAGEWAY_SITE, puts that of the server before them."

#: A command that is named, and what may stand behind it in the same sentence.
_COMMAND = re.compile(r"\bpassageway ([a-z]+)( [a-z]+)?(?=((?:(?!\. |\bpassageway |\n).)*))")


def advised(text: str) -> str:
    """A text whose commands name the index that was named."""
    index = NAMED_INDEX.get()
    return text if index is None else _COMMAND.sub(lambda found: _with_index(found, index), text)


def _with_index(found: re.Match[str], index: Path) -> str:
    import click

    from indexer.cli.shell import group

    command = group.commands.get(found[1])
    words, rest = f"passageway {found[1]}", found[2] or ""
    if isinstance(command, click.Group) and rest.strip() in command.commands:
        words, rest, command = words + rest, "", command.commands[rest.strip()]
    takes_index = command is not None and any("--index" in option.opts for option in command.params)
    if not takes_index or "--index" in found[3]:
        return found[0]
    return f"{words} --index {shlex.quote(str(index))}{rest}"
