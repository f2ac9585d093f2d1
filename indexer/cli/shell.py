"""What all commands share: their group, exit codes, help with examples, JSON and reports."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from indexer.cli.console import fail
from indexer.errors import EvaluationError, PassagewayError
from indexer.model.as_json import as_json
from indexer.settings import Settings

__all__ = ["ATTENTION", "command", "example_group", "group", "main", "print_json", "require_writable", "write_report"]

#: Exit code of a command that did its work but has something to report.
ATTENTION = 3

_index = click.option(
    "--index",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The index folder [PASSAGEWAY_INDEX or .passageway].",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


class _Examples(click.Command):
    """A command, or group of them, whose help ends with examples, as they were written."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Prints the examples line by line."""
        with formatter.section("Examples"):
            for line in (self.epilog or "").strip().splitlines():
                formatter.write_text(line.strip())


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="passageway", message="%(prog)s %(version)s")
def group() -> None:
    """Ask your documents: passages that answer, each with its exact place in the source.

    Every setting can also be given in the environment as PASSAGEWAY_NAME; see the README.
    """


def main(arguments: list[str] | None = None) -> None:
    """Runs a command line (default: the process's) and exits with its code."""
    try:
        sys.exit(group.main(arguments, prog_name="passageway", standalone_mode=False) or 0)
    except click.exceptions.Abort:
        fail("stopped; what was published before is unchanged.")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except PassagewayError as error:
        fail(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def command(
    examples: str, *, within: click.Group | None = None
) -> Callable[[Callable[..., int | None]], click.Command]:
    """A command of ``within`` (default: ``passageway`` itself) with --index and --json, given the settings."""

    def decorate(function: Callable[..., int | None]) -> click.Command:
        @wraps(function)
        def run(*args: Any, index: Path | None = None, **options: Any) -> int | None:
            return function(*args, settings=Settings.load(index=index), **options)

        return (within or group).command(cls=_Examples, epilog=examples)(_index(_json(run)))

    return decorate


class _ExampleGroup(_Examples, click.Group):
    """A group whose help ends with examples."""


def example_group(parent: click.Group, name: str, told: str, examples: str) -> click.Group:
    """A group of commands below ``parent``."""
    made = _ExampleGroup(name, help=told, epilog=examples)
    parent.add_command(made)
    return made


def require_writable(path: Path | None) -> None:
    """Raises EvaluationError before the work rather than after it."""
    if path is not None and not os.access(path if path.exists() else path.parent, os.W_OK):
        raise EvaluationError(f"the report {path} cannot be written; choose another place.")


def write_report(path: Path | None, page: Callable[[], str]) -> None:
    """Writes a page, where one is wanted; raises EvaluationError."""
    if path is None:
        return
    try:
        path.write_text(page(), "utf-8")
    except OSError as error:
        raise EvaluationError(f"the report {path} cannot be written ({error.strerror or error}).") from error


def print_json(value: object) -> None:
    """Prints a record, or records in tuples and mappings, as one JSON object."""
    click.echo(json.dumps(as_json(value), ensure_ascii=False, indent=2))
