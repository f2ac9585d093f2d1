"""Encoding the passages of a part of a run, by whichever process has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from indexer.engines.meaning.protocol import Encoder
from indexer.engines.state import PartInHand

__all__ = ["ENCODING", "EncodingWork"]

#: The name of the stage.
ENCODING = "encode"


class EncodingWork:
    """A PartWork: a part is keys of versions."""

    def __init__(self, encoder: Callable[[], Encoder | None]) -> None:
        """``encoder`` gives the one that this process has, if any, when it is wanted."""
        self._encoder = encoder

    def can_do(self, about: Mapping[str, Any]) -> bool:
        """See the Protocol: another encoder would give other vectors."""
        encoder = self._encoder()
        return encoder is not None and encoder.fingerprint == about["encoder"]

    def do(self, about: Mapping[str, Any], part: PartInHand) -> Iterator[str]:
        """See the Protocol: the vectors are kept by then, and no line comes of it."""
        encoder = self._encoder()
        if encoder is not None:
            part.encode(encoder, part.content)
        yield from ()
