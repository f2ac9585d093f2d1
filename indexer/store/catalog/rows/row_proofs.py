"""What is read is what was stored: checksums of rows, and the error where one does not fit."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

from indexer.errors import IndexDamaged

__all__ = ["Damage", "checksum", "prove"]

#: Makes the error for what is not as it was stored: it says what holds that, and how to mend it.
Damage = Callable[[str], IndexDamaged]


def checksum(*columns: object) -> int:
    """The CRC-32 of some columns of a row."""
    return crc32("\0".join(map(str, columns)).encode("utf-8", "surrogatepass"))


def prove(proved: bool, damage: Damage, what: str, *names: object) -> None:
    """Raises the error for ``what`` where it is not ``proved``; ``names`` of what it is are only put into words then, as
    each question proves some hundred rows."""
    if not proved:
        raise damage(f"was altered: {' '.join([what, *map(repr, names)])} is not as it was stored")
