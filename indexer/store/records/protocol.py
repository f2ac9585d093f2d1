"""Small JSON documents by kind and key, changed by compare-and-set: what every place that keeps them must do.

Several processes, on one machine or on many, write what is stored so, and know nothing of one another. Each change names
the version that it goes by, and is refused where there is another by now; nothing spans two documents.
``tests/store/records_contract.py`` is the specification.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple, Protocol

from indexer.errors import IndexDamaged

__all__ = ["PATIENCE", "RecordConflict", "Records", "StoredRecord", "change_record", "key_of", "take_over_records"]

#: How long a call waits for another's, which takes a moment, in seconds.
PATIENCE = 5.0

#: More documents than a kind has.
_ALL = 10_000_000


class StoredRecord(NamedTuple):
    """A document as it was read: its key, the version that a change of it must name, and its content."""

    key: str
    version: int
    value: dict[str, Any]


def key_of(number: int) -> str:
    """The key of a document that a number names (at least 0, of up to ten digits): keys are in the order of the numbers."""
    return f"{number:010d}"


class RecordConflict(Exception):
    """The document has another version than the one that a change went by: read it, and try again."""


class Records(Protocol):
    """Documents by kind and key; threads and processes may share them.

    Every method raises IndexDamaged where what is stored is none of ours, and IndexProblem where it cannot be used now,
    which is after ``patience`` seconds where others keep it busy. What is ``lasting`` survives a power failure once the
    call has returned; one may lose the rest.
    """

    @property
    def name(self) -> str:
        """Where they are, as an admin knows it."""

    def get(self, kind: str, key: str, *, patience: float = PATIENCE) -> StoredRecord | None:
        """The document of that key as it is now; None where there is none."""

    def newest(self, kind: str, limit: int) -> list[StoredRecord]:
        """The documents with the ``limit`` greatest keys by code point, greatest first; none put before is missed."""

    def matching(self, kind: str, field: str, value: str) -> list[StoredRecord]:
        """All documents of which a field has that value, smallest key first, however many others there are."""

    def put(
        self,
        kind: str,
        key: str,
        value: Mapping[str, Any],
        *,
        version: int,
        lasting: bool = True,
        patience: float = PATIENCE,
    ) -> int:
        """Stores a document in place of its ``version`` (0: there must be none) and gives the new one.

        Raises RecordConflict where there is another by now.
        """

    def change(
        self,
        kind: str,
        key: str,
        change: Callable[[StoredRecord | None], Mapping[str, Any]],
        *,
        lasting: bool = True,
        patience: float = PATIENCE,
    ) -> Mapping[str, Any]:
        """Stores, and gives, what ``change`` makes of a document (None where there is none); again where others change it
        meanwhile."""

    def remove(self, kind: str, key: str) -> bool:
        """Removes the document of that key; False where there is none."""

    def remove_before(self, kind: str, key: str) -> None:
        """Removes the documents with smaller keys than ``key``."""

    def take_over(self, other: Records, kind: str, *, first: bool = False) -> None:
        """Adds the documents of a kind of ``other`` whose keys none has here; ``first``, only where there are none of that
        kind at all."""

    def erase(self, kind: str) -> bool:
        """Removes all documents of a kind, so that what keeps them no longer has them; False where there were none."""

    def prove(self) -> None:
        """Raises IndexDamaged where not all that should be there can be read."""

    def renew(self) -> None:
        """Goes on with what is sound of damaged documents."""

    def damage(self, fault: object) -> IndexDamaged:
        """The error that says so, and the command that mends it."""


def change_record(
    records: Records,
    kind: str,
    key: str,
    change: Callable[[StoredRecord | None], Mapping[str, Any]],
    *,
    lasting: bool,
    patience: float,
) -> Mapping[str, Any]:
    """See ``Records.change``."""
    while True:
        record = records.get(kind, key, patience=patience)
        value = change(record)
        with suppress(RecordConflict):
            version = record.version if record else 0
            records.put(kind, key, value, version=version, lasting=lasting, patience=patience)
            return value


def take_over_records(records: Records, other: Records, kind: str, *, first: bool) -> None:
    """See ``Records.take_over``; one after the other."""
    if first and records.newest(kind, 1):
        return
    for record in reversed(other.newest(kind, _ALL)):
        with suppress(RecordConflict):
            records.put(kind, record.key, record.value, version=0)
