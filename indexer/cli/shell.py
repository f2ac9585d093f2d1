"""What all commands share: their group, exit codes, help with examples, and JSON."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from indexer.cli.advice import NAMED_INDEX
from indexer.errors import NO_ROOM, PassagewayError, making_room

__all__ = [
    "ATTENTION",
    "COMMANDS",
    "GROUPS",
    "command",
    "example_command",
    "example_group",
    "group",
    "pipe_closed",
    "print_json",
    "print_line",
    "run",
    "says_no_room",
]

#: The commands by what they are for, as help lists them, and the module of each; in it, it bears the name of its call.
GROUPS = {
    "Ask, and look in": {"ask": "commands", "documents": "commands", "passages": "commands"},
    "Write": {"check": "writers", "find": "writers", "cite": "writers", "citations": "citation_commands"},
    "Keep the index": {
        "index": "admin.index_commands",
        "watch": "admin.watching_commands",
        "status": "admin.index_commands",
        "jobs": "admin.watching_commands",
        "verify": "admin.recovery_commands",
        "repair": "admin.recovery_commands",
        "backup": "admin.backup_commands",
        "restore": "admin.backup_commands",
        "copy": "admin.copy_commands",
    },
    "Choose what is served": {
        "publish": "admin.generation_commands",
        "discard": "admin.generation_commands",
        "changes": "admin.generation_commands",
        "generations": "admin.generation_commands",
        "rollback": "admin.generation_commands",
        "prune": "admin.generation_commands",
    },
    "Serve": {"serve": "admin.serving_commands", "mcp": "admin.serving_commands", "asked": "admin.asked_commands"},
    "Rank better": {
        "model": "admin.model_commands",
        "synonyms": "admin.synonym_commands",
        "questions": "admin.question_commands",
        "evaluate": "evaluate",
    },
    "Set up the shell": {"completion": "help_commands", "manpage": "help_commands"},
}

#: The module of each command.
COMMANDS = {name: module for commands in GROUPS.values() for name, module in commands.items()}

#: What other programs call such commands.
_ELSEWHERE = {
    "search": "ask",
    "query": "ask",
    "list": "documents",
    "update": "index",
    "history": "jobs",
    "undo": "rollback",
    "start": "serve",
}

#: Exit code of a command that did its work but has something to report.
ATTENTION = 3

_index = click.option(
    "--index",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The index folder [PASSAGEWAY_INDEX or .passageway].",
)
_site = click.option(
    "--site",
    metavar="URL",
    help="Where the pages are, put before links: http://localhost:8000 for passageway serve [PASSAGEWAY_SITE].",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


#: The words of a command line: what stands in quotation marks is within one.
_WORDS = re.compile(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""")


class _Examples(click.Command):
    """A command, or group of them, whose help ends with examples, as they were written."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Prints the examples line by line; a longer one goes on behind a backslash, so that it can be pasted."""
        with formatter.section("Examples"):
            indent = " " * formatter.current_indent
            for line in (self.epilog or "").strip().splitlines():
                formatter.write("".join(f"{part}\n" for part in _broken(line.strip(), indent, formatter.width)))


def _broken(line: str, indent: str, width: int) -> Iterator[str]:
    """A command line in lines of at most ``width`` characters, where its words let it; all but the last end with a
    backslash."""
    shown = indent
    for word in _WORDS.findall(line):
        space = "" if shown.isspace() else " "
        if space and len(f"{shown} {word} \\") > width and len(f"{indent}{line}") > width:
            yield f"{shown} \\"
            shown, space = f"{indent}    ", ""
        shown += f"{space}{word}"
    yield shown


class _Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is looked up."""

    def __getitem__(self, name: str) -> click.Command:
        found: click.Command = getattr(import_module(f"indexer.cli.{COMMANDS[name]}"), name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _WithNames(click.Group):
    """A group that says which one may be meant by a name that none has, and lists its commands by what they are for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Prints each command with the beginning of its help."""
        width = max(map(len, COMMANDS))
        for purpose, names in GROUPS.items():
            with formatter.section(purpose):
                formatter.write_dl([(name.ljust(width), _summary(self.commands[name])) for name in names])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named, as click gives it; raises UsageError, with those that may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], [*COMMANDS, *_ELSEWHERE], 1)
            if not near:
                raise
            meant = _ELSEWHERE.get(near[0], near[0])
            raise click.UsageError(f"{error.message} Did you mean {meant}?", ctx) from None


def _summary(command: click.Command) -> str:
    """What a command does: its help as far as the first stop or bracket."""
    first = (command.help or "").strip().partition("\n\n")[0]
    return re.split(r"[.;:](?:\s|$)|\s\(", " ".join(first.split()), maxsplit=1)[0]


@click.group(cls=_WithNames, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="passageway", message="%(prog)s %(version)s")
def group() -> None:
    """Ask your documents: passages that answer, each with its exact place in the source.

    Every setting can also be given in the environment as PASSAGEWAY_NAME; the manual, which
    `passageway serve` shows at /manual, has them all under Settings.
    """


group.commands = _Commands()  # type: ignore[assignment]  # click looks commands up, and none is added


def run(arguments: list[str]) -> int:
    """The exit code of a command line; what went wrong is said on standard error. Raises KeyboardInterrupt."""
    try:
        return int(group.main(arguments, prog_name="passageway", standalone_mode=False) or 0)
    except click.exceptions.Abort as abort:
        raise (abort.__cause__ if isinstance(abort.__cause__, KeyboardInterrupt) else KeyboardInterrupt()) from None
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except PassagewayError as error:
        _fail(str(error))
        return 1
    except BrokenPipeError:
        return pipe_closed()
    except OSError as error:
        if not says_no_room(error):
            raise
        return 1


def pipe_closed() -> int:
    """Nobody reads on, as behind ``head``: no error; Python is kept from complaining that it cannot write the rest."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def says_no_room(error: OSError) -> bool:
    """Whether an error is that of a disk that is full; then it is said."""
    if error.errno not in NO_ROOM:
        return False
    _fail(f"there is no room left for what is to be written ({error}). {making_room(error)}.")
    return True


def _fail(text: str) -> None:
    from indexer.cli.console import fail

    fail(text)


def command(
    examples: str,
    *,
    usage: Callable[[Mapping[str, Any]], None] = lambda options: None,
    name: str | None = None,
    json_too: bool = True,
    links: bool = False,
) -> Callable[[Callable[..., int | None]], click.Command]:
    """A command with --index and, if ``json_too``, --json, and --site if it prints ``links``, given the settings.

    ``usage`` gets the options by name before anything is loaded; it raises UsageError for those that exclude each other.
    Without a ``name`` it is called as the function is.
    """

    def decorate(function: Callable[..., int | None]) -> click.Command:
        @wraps(function)
        def run(*args: Any, index: Path | None = None, site: str | None = None, **options: Any) -> int | None:
            NAMED_INDEX.set(index)
            usage(options)
            from indexer.settings import Settings

            return function(*args, settings=Settings.load(index=index, site=site), **options)

        for add, wanted in ((_json, json_too), (_site, links), (_index, True)):
            run = add(run) if wanted else run
        return click.command(name, cls=_Examples, epilog=examples)(run)

    return decorate


def example_command(examples: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command that asks no index, whose help ends with examples."""
    return click.command(cls=_Examples, epilog=examples)


class _ExampleGroup(_Examples, click.Group):
    """A group whose help ends with examples."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Prints each command with the beginning of its help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(command)) for name, command in sorted(self.commands.items())])


def example_group(name: str, summary: str, examples: str, commands: list[click.Command]) -> click.Group:
    """A command that is a group of others."""
    return _ExampleGroup(name, help=summary, epilog=examples, commands=commands)


def print_line(record: object, site: str = "") -> None:
    """Prints a record as JSON on one line, at once, its links on ``site``."""
    click.echo(json.dumps(_linked(record, site), ensure_ascii=False))


def print_json(value: object, site: str = "") -> None:
    """Prints a record, or records in tuples and mappings, as one JSON object, its links on ``site``."""
    click.echo(json.dumps(_linked(value, site), ensure_ascii=False, indent=2))


def _linked(value: object, site: str) -> object:
    from indexer.model.as_json import as_json
    from indexer.model.excerpts import on_site

    return on_site(as_json(value), site)
