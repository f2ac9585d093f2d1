"""The commands -> a manual page in roff, with the macros of man(7).

Source of the format: https://man.openbsd.org/man.7 and groff_man(7).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

import click

__all__ = ["EXIT_CODES", "manual_page"]

#: What a command's exit code says.
EXIT_CODES = {
    "0": "done",
    "1": "an error, said on standard error",
    "2": "wrong usage",
    "3": "done, but: files were skipped; faults were found; nothing was found, or nothing answers (ask, find, documents); "
    "or a verdict was found that --fail-on names",
    "130": "stopped with Ctrl-C",
}


def manual_page(group: click.Group) -> str:
    """The page of a group and all its commands, those within groups, too."""
    return "\n".join(_lines(group)) + "\n"


def _lines(group: click.Group) -> Iterator[str]:
    summary, _, more = (group.help or "").partition("\n\n")
    yield f'.TH PASSAGEWAY 1 "" "passageway {_text(version("passageway"))}" "User Commands"'
    yield from (".SH NAME", f"passageway \\- {_text(' '.join(summary.split()))}")
    yield from (".SH SYNOPSIS", ".B passageway", _text("COMMAND [OPTIONS] [ARGUMENTS]"))
    yield from (".SH DESCRIPTION", *_paragraphs(more))
    yield ".SH COMMANDS"
    context = click.Context(group, info_name="passageway")
    for name in sorted(group.commands):
        yield from _command(group.commands[name], context, name)
    yield ".SH EXIT STATUS"
    for code, meaning in EXIT_CODES.items():
        yield from _tagged(code, meaning)
    yield ".SH ENVIRONMENT"
    from indexer.settings import Settings

    for name in Settings.model_fields:
        yield from _tagged(f"PASSAGEWAY_{name.upper()}", f"See {name} in the manual's table of settings.")


def _command(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    context = click.Context(command, parent=parent, info_name=name)
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            yield from _command(command.commands[inner], context, inner)
        if not command.invoke_without_command:
            return
    yield f".SS {_text(' '.join((context.command_path, *command.collect_usage_pieces(context))))}"
    yield from _paragraphs(command.help or "")
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            yield from _tagged(*record)
    if command.epilog:
        yield from (".PP", "Examples:", ".nf", *map(_text, command.epilog.strip().splitlines()), ".fi")


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield from (".PP", _text(" ".join(paragraph.split())))


def _tagged(tag: str, text: str) -> Iterator[str]:
    yield from (".TP", f".B {_text(tag)}", _text(" ".join(text.split())) or "\\&")


def _text(text: str) -> str:
    """A line of text that roff prints as it is: no escapes, no hyphens, no request at its beginning."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain
