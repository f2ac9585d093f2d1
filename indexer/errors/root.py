"""The root of all errors raised on purpose."""

from __future__ import annotations

from typing import ClassVar

__all__ = ["PassagewayError"]


class PassagewayError(Exception):
    """The root of all errors raised on purpose; ``str(error)`` is fit for whoever keeps the index.

    It may name places of the machine; ``is_public`` where messages of this kind never do, so that those may read them who
    ask over a network.
    """

    is_public: ClassVar[bool] = False
