"""The text of the synonyms as a record of the index, as somebody changes it who does not alone have it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from indexer.engines.opening import open_synonym_records
from indexer.errors import SynonymsConflict, SynonymsUnsaved
from indexer.indexing.quality.synonyms_text import MOST_BYTES, SynonymsText
from indexer.settings import Settings
from indexer.store import SynonymRecords
from indexer.store.records import RecordConflict

__all__ = ["RecordedText", "synonyms_text"]


@dataclass(frozen=True, slots=True)
class RecordedText:
    """What stands there, as ``SynonymsText`` says of a file; ``path`` is where, as an admin knows it."""

    records: SynonymRecords
    path: str
    text: str
    version: int
    digest: str
    fault: str = ""
    is_writable: bool = True

    @classmethod
    def of(cls, records: SynonymRecords, name: str) -> RecordedText:
        """What stands there now; raises IndexDamaged and IndexProblem."""
        text, version = records.read()
        return cls(records, name, text, version, _digest(text))

    def save(self, text: str) -> RecordedText:
        """See ``SynonymsText.save``."""
        if len(text.encode("utf-8", "replace")) > MOST_BYTES:
            raise SynonymsUnsaved(f"the text is longer than the {MOST_BYTES:,} bytes that are read.")
        there = RecordedText.of(self.records, self.path)
        if there.digest != self.digest:
            raise SynonymsConflict(f"{self.path} has been changed meanwhile.")
        try:
            self.records.save(text, there.version)
        except RecordConflict:
            raise SynonymsConflict(f"{self.path} has been changed meanwhile.") from None
        return RecordedText.of(self.records, self.path)


def synonyms_text(settings: Settings) -> SynonymsText | RecordedText:
    """The text of the synonyms that hold for questions to the index of the settings, to be changed."""
    records = open_synonym_records(settings)
    if records is None:
        return SynonymsText.at(settings.synonyms_file)
    return RecordedText.of(records, f"the synonyms of {settings.named_index.in_words}")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
