"""What is known of a generation as a whole, and what of the run that made it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

from indexer.engines.opensearch.records.index_record import IndexRecord
from indexer.errors import GenerationMissing, IndexDamaged, IndexMismatch
from indexer.model import GenerationState, KeptGeneration, Skipped
from indexer.settings import FORMAT, Settings
from indexer.store.records import Records, StoredRecord

__all__ = ["GenerationRecord", "GenerationRecords", "require_same_settings"]

_KIND, _REPORT = "generation", "report"

#: More generations than any index keeps.
_ALL = 10_000


@dataclass(frozen=True, slots=True)
class GenerationRecord:
    """``partitions`` are its indices by number of the partition, ``files`` its artefact: SHA-256 and bytes of each file by
    name; ``counts`` what the run added, updated, removed and skipped; ``leaving`` says that it is being removed, and that
    nobody may begin to read it; ``near`` that its passages can be found by vector. Other fields are as in
    ``protocol.Generation`` and ``store.Manifest``."""

    number: int
    created: str
    format: int
    fingerprint: str
    settings: dict[str, Any]
    documents: int
    passages: int
    partitions: tuple[str, ...]
    published: str = ""
    bytes: int = 0
    root: str = ""
    scopes: tuple[str, ...] = ()
    encoder: str = ""
    vectors: int = 0
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    leaving: bool = False
    near: bool = False

    @property
    def identity(self) -> str:
        """See ``protocol.Generation``: when it was made, and all that it holds."""
        what = json.dumps(asdict(replace(self, published="", leaving=False)), sort_keys=True)
        return f"{self.created} {sha256(what.encode()).hexdigest()}"

    def is_same(self, other: GenerationRecord) -> bool:
        """Whether both are of one generation: an index that was lost gives its numbers again, to others."""
        return (self.number, self.created, self.partitions) == (other.number, other.created, other.partitions)

    def kept(self, index: IndexRecord, settings: Settings) -> KeptGeneration:
        """As a list of generations shows it."""
        state, base = GenerationState.KEPT, None
        if self.number == index.served:
            state = GenerationState.SERVED
        elif index.held is not None and index.held.number == self.number:
            state, base = GenerationState.HELD, index.held.base
        return KeptGeneration(
            number=self.number,
            state=state,
            created=self.created,
            published=self.published,
            documents=self.documents,
            passages=self.passages,
            bytes=self.bytes,
            **{name: self.counts.get(name, 0) for name in ("added", "updated", "removed", "moved", "skipped")},
            fits=self.format == FORMAT and self.fingerprint == settings.fingerprint(),
            base=base,
        )


class GenerationRecords:
    """The records of the generations of one index. Raises IndexDamaged where what is stored makes no sense."""

    def __init__(self, records: Records, name: str) -> None:
        """``name`` is what messages call the index."""
        self._records, self._name = records, name

    def get(self, number: int) -> GenerationRecord | None:
        """That of a generation, None where there is none."""
        return self.of(self._records.get(*self.place(number)))

    def place(self, number: int) -> tuple[str, str]:
        """Kind and key of a generation's."""
        return _KIND, _key(number)

    def of(self, stored: StoredRecord | None) -> GenerationRecord | None:
        """What was stored, None where nothing was."""
        return None if stored is None else self._of(stored.value)

    def all(self) -> list[GenerationRecord]:
        """Those of all generations, newest first, those that nobody has published or holds among them."""
        return [self._of(stored.value) for stored in self._records.newest(_KIND, _ALL)]

    def senseless(self) -> dict[str, str]:
        """What is wrong with those of which no sense can be made, by their keys."""
        faults: dict[str, str] = {}
        for stored in self._records.newest(_KIND, _ALL):
            try:
                self._of(stored.value)
            except IndexDamaged as error:
                faults[stored.key] = str(error)
        return faults

    def drop(self, key: str) -> None:
        """Removes what is noted under a key."""
        self._records.remove(_KIND, key)

    def complete(self, index: IndexRecord) -> list[GenerationRecord]:
        """Those that are served, were served once, or are held; newest first."""
        held = index.held.number if index.held else 0
        return [r for r in self.all() if not r.leaving and (r.published or r.number in (index.served, held))]

    def require(self, number: int, index: IndexRecord) -> GenerationRecord:
        """That of one that is ``complete``; raises GenerationMissing."""
        found, held = self.get(number), index.held.number if index.held else 0
        if found is None or found.leaving or not (found.published or number in (index.served, held)):
            raise GenerationMissing(
                f"the index {self._name} has no generation {number}. See those that it has: passageway generations"
            )
        return found

    def put(self, record: GenerationRecord, report: Mapping[str, object]) -> None:
        """Stores a new generation's, and what its run reports."""
        self._records.change(_REPORT, _key(record.number), lambda _: dict(report))
        self._records.change(_KIND, _key(record.number), lambda _: asdict(record))

    def change(self, number: int, **fields: object) -> None:
        """Changes fields of a generation's record, where it is there."""
        stored = self._records.get(_KIND, _key(number))
        if stored is not None:
            self._records.change(_KIND, _key(number), lambda now: {**(now or stored).value, **fields})

    def remove(self, number: int) -> None:
        """Removes what is noted of a generation."""
        self._records.remove(_REPORT, _key(number))
        self._records.remove(_KIND, _key(number))

    def skipped(self, number: int) -> tuple[Skipped, ...]:
        """The files that are not in a generation, as they could not be read."""
        return self.skipped_in(number, self._records.get(*self.place_of_report(number)))

    def place_of_report(self, number: int) -> tuple[str, str]:
        """Kind and key of what the run of a generation reports."""
        return _REPORT, _key(number)

    def skipped_in(self, number: int, stored: StoredRecord | None) -> tuple[Skipped, ...]:
        """The same, of the report as it was stored."""
        try:
            return tuple(Skipped(str(a), str(b)) for a, b in stored.value.get("skipped", ())) if stored else ()
        except (TypeError, ValueError) as error:
            raise self._damage(number, error) from error

    def note_skipped(self, number: int, skipped: tuple[Skipped, ...]) -> None:
        """Writes down which files could not be read, as they are now."""
        pairs = [[file.path, file.reason] for file in skipped]
        self._records.change(_REPORT, _key(number), lambda now: {**(now.value if now else {}), "skipped": pairs})

    def _of(self, value: dict[str, Any]) -> GenerationRecord:
        try:
            record = GenerationRecord(**value)
            files = {name: (str(digest), int(size)) for name, (digest, size) in record.files.items()}
            return replace(record, partitions=tuple(record.partitions), scopes=tuple(record.scopes), files=files)
        except (TypeError, ValueError, AttributeError) as error:
            raise self._damage(value.get("number"), error) from error

    def _damage(self, number: object, fault: object) -> IndexDamaged:
        return self._records.damage(f"what is noted of generation {number} makes no sense: {fault}")


def _key(number: int) -> str:
    return f"{number:012d}"


def require_same_settings(record: GenerationRecord, settings: Settings, name: str) -> None:
    """Raises IndexMismatch where a generation was made under another format, or other settings."""
    if record.format != FORMAT:
        raise IndexMismatch.of_format(settings.named_index, record.format, FORMAT)
    if record.fingerprint != settings.fingerprint():
        raise IndexMismatch.of_settings(settings.named_index, record.settings, settings)
