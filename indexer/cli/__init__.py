"""How do shells reach it? The only prints and exit codes of Passageway.

commands   ask, passages                 admin/    the index: index, status, verify, serve
evaluate   measuring, and labels         writers   check, find, cite, citations
shell      what all commands share       console   what is printed as it goes; printing/   records -> what a person reads
starting   the process of a command: how it begins, is stopped, and ends

Modules of commands import click alone: what a command needs, it imports when it runs, so that help, completion and
usage errors come at once. ``shell.COMMANDS`` says in which module each command stands.

Exit codes: 0 done; 1 an error, said on standard error; 2 wrong usage; 3 done, but files were skipped, faults found,
nothing found (``ask``, ``find``), or a verdict found that ``--fail-on`` names; 130 stopped with Ctrl-C.
One that is ended by SIGTERM or SIGHUP ends by that signal, after it has closed what it had open.
"""

from indexer.cli.starting import main

__all__ = ["main"]
