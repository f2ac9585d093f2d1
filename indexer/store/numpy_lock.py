"""One thread at a time opens numpy's files.

numpy has Python parse their headers, and in Python 3.11 that raises SystemError ("AST constructor recursion depth
mismatch") now and then when two threads are at it: a server that answers while it indexes would meet it.
"""

from __future__ import annotations

from threading import Lock

__all__ = ["OPENING"]

#: Held while ``np.load`` runs, and for an archive until its arrays are read.
OPENING = Lock()
