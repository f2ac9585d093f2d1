"""Helping with the runs of other processes, on this machine or others."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

__all__ = ["HelpedPart", "SharedWork", "nothing_of_parts"]


class HelpedPart(NamedTuple):
    """A part of the run that makes a ``generation``: its number, how many documents and passages were written, and whether
    it was ``lost``: taken over by another process, so that nothing of it is used."""

    generation: int
    part: int
    documents: int
    passages: int
    lost: bool


def nothing_of_parts(_: HelpedPart) -> None:
    """What is done with them where nobody cares."""


class SharedWork(Protocol):
    """The runs of one index."""

    def help(self, done: Callable[[HelpedPart], object] = nothing_of_parts, *, once: bool = False) -> None:
        """Does parts of runs that nobody has, one after the other, and waits for runs; ``once``, only until there is
        nothing to do. ``done`` is called after each part. On any error, Ctrl-C included, the part is given back.

        Raises IndexMismatch where a run has other settings than this process, and ClusterRefused.
        """
