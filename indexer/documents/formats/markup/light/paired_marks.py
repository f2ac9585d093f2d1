"""Pairs of marks in a text, such as asterisks around strong words, in time that is proportional to it.

A pattern for an opening mark with what closes it looks through the rest of a text for each mark that nothing closes.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

__all__ = ["between", "without_marks"]


def between(
    text: str, opening: regex.Pattern[str], closing: regex.Pattern[str], shown: Callable[[regex.Match[str], str], str]
) -> str:
    """``text`` with ``shown(opening, what is between)`` in place of each pair; what nothing closes stays as it is.

    ``closing`` must not depend on the pair that it closes: where it is found nowhere behind one opening, it is looked for
    behind no later one.
    """
    parts: list[str] = []
    at = 0
    while (first := opening.search(text, at)) is not None:
        last = closing.search(text, first.end())
        if last is None:
            break
        parts += (text[at : first.start()], shown(first, text[first.end() : last.start()]))
        at = last.end()
    return "".join((*parts, text[at:])) if at else text


def without_marks(text: str, opening: regex.Pattern[str], closing: regex.Pattern[str]) -> str:
    """``text`` with what is between each pair of marks in place of the pair."""
    return between(text, opening, closing, lambda _, inner: inner)
