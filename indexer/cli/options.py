"""Options of several commands: which documents they are about; which fields of what they find are printed, for pipes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any

import click

from indexer.cli.console import on_a_line
from indexer.cli.help_commands import document_patterns

__all__ = ["of_documents", "print_fields", "standard_input", "with_fields", "words_given"]


def words_given(arguments: Sequence[str]) -> str:
    """The words that a command is given, with blanks between them; "-" alone stands for what comes on standard input."""
    if tuple(arguments) != ("-",):
        return " ".join(arguments)
    return " ".join(standard_input().decode("utf-8-sig", "replace").split())


def standard_input() -> bytes:
    """What comes on standard input; nothing where it was closed."""
    return sys.stdin.buffer.read() if sys.stdin else b""


def of_documents(run: Callable[..., int]) -> Callable[..., int]:
    """A command with the options that say which documents it is about: ``documents``, ``author``, ``language``
    and so on."""
    options = (
        click.option(
            "--document",
            "documents",
            multiple=True,
            metavar="GLOB",
            shell_complete=document_patterns,
            help="Only documents whose id matches, such as 'help/*'; may be repeated: one of them is to fit.",
        ),
        click.option(
            "--author", multiple=True, metavar="NAME", help="Only documents whose stated author has these words."
        ),
        click.option(
            "--lang",
            "language",
            multiple=True,
            metavar="LANGUAGE",
            help="Only documents in this language: de, or German; may be repeated: in one of them.",
        ),
        click.option(
            "--since", metavar="DATE", help="Only documents dated then or later: 2020, 2020-06 or 2020-06-30."
        ),
        click.option("--until", metavar="DATE", help="Only documents dated then or earlier."),
    )
    for option in reversed(options):
        run = option(run)
    return run


def with_fields(run: Callable[..., int]) -> Callable[..., int]:
    """A command with the option --fields: it is given the names as ``fields``, empty where none are wanted."""

    @wraps(run)
    def checked(*args: Any, fields: tuple[str, ...], **options: Any) -> int:
        if fields and options["as_json"]:
            raise click.UsageError("--fields and --json exclude each other.")
        return run(*args, fields=fields, **options)

    return click.option(
        "--fields",
        default="",
        callback=_names,
        metavar="NAMES",
        help="Print only these fields, as --json names them: a line each, with tabs between its fields; see the examples.",
    )(checked)


def _names(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def print_fields(records: Iterable[object], names: Sequence[str], site: str = "") -> None:
    """Prints a line for each record as it comes, its links on ``site``; raises UsageError for a name that its JSON has
    not."""
    from indexer.model.as_json import as_json
    from indexer.model.excerpts import on_site

    for record in records:
        row = on_site(as_json(record), site)
        click.echo("\t".join(_cell(_place(record, name) or _value(row, name)) for name in names))


def _place(record: object, name: str) -> str:
    """Where it stands as people say it ("lines 3–9"), for a field called place; "" for others. Its JSON is an object."""
    *path, last = name.split(".")
    if last != "place":
        return ""
    for part in path:
        record = getattr(record, part, None)
    words = getattr(record, "place", "")
    return words if isinstance(words, str) else ""


def _value(row: Mapping[str, Any], name: str) -> object:
    """The value by a name such as "answer.text" or "lines.0"; None where what it is in is not there."""
    first, *inner = name.split(".")
    if first not in row:
        raise click.UsageError(f"--fields: there is no field {first!r}. There are {', '.join(row)}.")
    value: Any = row[first]
    for part in inner:
        if isinstance(value, Mapping):
            value = value.get(part)
        else:
            value = (
                value[int(part)] if isinstance(value, list) and part.isdecimal() and int(part) < len(value) else None
            )
    return value


def _cell(value: object) -> str:
    """A value without tabs or line ends, for which \\t, \\n and, for itself, \\\\ stand; nothing for null."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return on_a_line(text.replace("\\", "\\\\") if isinstance(value, str) else text)
