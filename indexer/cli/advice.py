"""Commands that are advised, as they work where they are read: with the --index of the command that advises them, and the
Python and the folder by which this Passageway was installed."""

from __future__ import annotations

import re
import shlex
import sys
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from indexer.errors import install

__all__ = ["NAMED_INDEX", "NO_SITE", "advised"]

#: What --index named in the command that runs; None where the environment or the default says it, as it then does again.
NAMED_INDEX: ContextVar[Path | None] = ContextVar("NAMED_INDEX", default=None)

#: What is said of links that no setting gives a host.
NO_SITE = "Links have no host: --site http://localhost:8000, or PASSAGEWAY_SITE, puts that of the server before them."

#: A command that is named, and what may stand behind it in the same sentence.
_COMMAND = re.compile(r"\bpassageway ([a-z]+)( [a-z]+)?(?=((?:(?!\. |\bpassageway |\n).)*))")


#: What is advised where an extra is missing: it works in one folder, and for one Python.
_INSTALL = re.compile(re.escape(install("EXTRA")).replace("EXTRA", r"(\w+)"))


def advised(text: str) -> str:
    """A text whose commands name the index that was named, and install for the Python that runs."""
    index, text = NAMED_INDEX.get(), _INSTALL.sub(lambda found: _installing(found[1]) or found[0], text)
    return text if index is None else _COMMAND.sub(lambda found: _with_index(found, index), text)


def _installing(extra: str) -> str:
    """The command that adds an extra to what runs, wherever it is typed: pip of another Python would help nobody, as behind
    ``make serve`` or pipx; "" where it is not known from which folder this was installed, or its Python has no pip."""
    from importlib.util import find_spec

    folder, how = _installed_from()
    if not folder or find_spec("pip") is None:
        return ""
    return f"{shlex.quote(sys.executable)} -m pip install {how}{shlex.quote(f'{folder}[{extra}]')}"


@cache
def _installed_from() -> tuple[str, str]:
    """The folder of the code that this was installed from, "" where there is none any more, and pip's option for code that
    runs from there. Source of the record: https://peps.python.org/pep-0610/."""
    import json
    from importlib.metadata import distributions
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    # The folder of the code may have metadata of its own, which say nothing of that.
    records = (found.read_text("direct_url.json") for found in distributions(name="passageway"))
    record = json.loads(next(filter(None, records), "{}"))
    place, about = urlsplit(record.get("url", "")), record.get("dir_info", {})
    folder = url2pathname(place.path) if place.scheme == "file" else ""
    is_code = bool(folder) and Path(folder, "pyproject.toml").is_file()
    return (folder if is_code else ""), ("-e " if about.get("editable") else "")


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
