"""What does one type, and what is printed? The only prints and exit codes of Passageway.

    commands   one function a command        writing    those for writers: check, find, cite, citations
    shell      what all of them share        terminal, drafts   records -> what a person reads

Exit codes: 0 done; 1 an error, said on standard error; 2 wrong usage; 3 done, but files were skipped, faults found,
nothing found (``ask``, ``find``), or a verdict found that ``--fail-on`` names; 130 stopped with Ctrl-C.
"""

from indexer.cli import writing
from indexer.cli.commands import main

__all__ = ["main", "writing"]
