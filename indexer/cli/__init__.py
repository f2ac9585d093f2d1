"""What does one type, and what is printed? The only prints and exit codes of Passageway.

    commands   one function a command        terminal   records -> what a person reads

Exit codes: 0 done; 1 an error, said on standard error; 2 wrong usage; 3 done, but files were skipped, faults found, or
(``ask``) nothing found; 130 stopped with Ctrl-C.
"""

from indexer.cli.commands import main

__all__ = ["main"]
