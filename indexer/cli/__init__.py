"""How do shells reach it? The only prints and exit codes of Passageway.

commands   ask, documents, passages      admin/              the index: index, status, verify; serve, mcp
writers    check, find, cite             citation_commands   citations
evaluate   measuring, and labels         help_commands       completion, manpage
shell      what all commands share       options             what several of them take
console    what is printed as it goes    printing/           records -> what a person reads
advice     commands that are advised     starting            the process of a command: how it begins, is stopped, and ends

Modules of commands import click alone: what a command needs, it imports when it runs, so that help, completion and
usage errors come at once. ``shell.COMMANDS`` says in which module each command stands.

Exit codes are those of ``printing.manual_page.EXIT_CODES``.
One that is ended by SIGTERM or SIGHUP ends by that signal, after it has closed what it had open.
"""

from indexer.cli.starting import main

__all__ = ["main"]
