"""The text of the synonyms as a record, where there is no folder that all who answer questions could read it from."""

from __future__ import annotations

from typing import NamedTuple

from indexer.store.records import Records, StoredRecord

__all__ = ["SYNONYMS", "SavedSynonyms", "SynonymRecords"]

#: Kind and key of the record.
SYNONYMS = _KIND, _KEY = "synonyms", "synonyms"


class SavedSynonyms(NamedTuple):
    """The text as it was read, "" where there is none, and the version that a change of it must name."""

    text: str
    version: int


class SynonymRecords:
    """The synonyms of an index. Threads and processes may share it; every method raises IndexDamaged and IndexProblem."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def read(self) -> SavedSynonyms:
        """What stands there now."""
        return self.saved_in(self._records.get(_KIND, _KEY))

    def saved_in(self, record: StoredRecord | None) -> SavedSynonyms:
        """What stands in the record ``SYNONYMS``, None where there is none."""
        if record is None:
            return SavedSynonyms("", 0)
        text = record.value.get("text")
        if not isinstance(text, str):
            raise self._records.damage("the synonyms have no text")
        return SavedSynonyms(text, record.version)

    def save(self, text: str, version: int) -> None:
        """Puts a text in the place of that ``version``; raises RecordConflict where there is another by now."""
        self._records.put(_KIND, _KEY, {"text": text}, version=version)
