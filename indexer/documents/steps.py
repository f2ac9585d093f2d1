"""A reader that does slow things one after another says when each begins: the limit of time is then one for each."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["begin_step", "on_step"]


class _Listener:
    hears: Callable[[], None] | None = None


def begin_step() -> None:
    """Says that the next step begins, such as the recognition of a page. Only where a document has a limited number."""
    if _Listener.hears is not None:
        _Listener.hears()


def on_step(hears: Callable[[], None]) -> None:
    """Has ``hears`` called at each step from now on: what runs readers restarts its clock."""
    _Listener.hears = staticmethod(hears)
