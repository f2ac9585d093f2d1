"""One generation on a cluster, open: words, meaning, suggestions and texts as one reader."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from indexer.engines.local.generation import read_measured
from indexer.engines.local.suggestions import FolderSuggestions
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.finding.searched_words import SearchedWords
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.texts.cluster_texts import ClusterTexts
from indexer.engines.protocol import Generation

__all__ = ["ClusterGeneration"]


class ClusterGeneration(SearchedWords, ClusterTexts, FolderSuggestions):
    """See the Protocol ``protocol.GenerationReader``."""

    def __init__(self, place: ClusterPlace, record: GenerationRecord, warning: str | None = None) -> None:
        """``warning`` is part of ``about``."""
        self._record, self._warning = record, warning
        SearchedWords.__init__(self, place, record.partitions, self._fetched, record.encoder, near=record.near)
        ClusterTexts.__init__(self, place, record)

    def _fetched(self) -> Path:
        return self._place.files.folder(self._record.files)

    @property
    def about(self) -> Generation:
        """See the Protocol."""
        generations, number = self._place.generations, self._record.number
        now, report = self._place.records.several([generations.place(number), generations.place_of_report(number)])
        record = generations.of(now) or self._record
        return Generation(
            number=record.number,
            created=record.created,
            documents=record.documents,
            passages=record.passages,
            bytes=record.bytes,
            engine=self._engine(),
            fingerprint=record.fingerprint,
            language=record.settings["language"],
            corpus=record.root,
            skipped=generations.skipped_in(number, report),
            encoder=record.encoder,
            vectors=record.vectors,
            warning=self._warning,
            published=record.published,
            identity=record.identity,
        )

    def _engine(self) -> str:
        version = ".".join(map(str, self._place.connection.version()))
        return "; ".join(filter(None, (f"OpenSearch {version}", self.role_of_meaning)))

    def measured(self, name: str) -> Mapping[str, float] | None:
        """See the Protocol; raises IndexDamaged where the numbers cannot be read."""
        return read_measured(self.folder, name)

    def suggestions_folder(self) -> Path:
        """That of what was fetched."""
        return self.folder

    def open_files(self) -> None:
        """See the Protocol."""
        self.open_suggestions()

    def close(self) -> None:
        """See the Protocol: connections are shared with others of this process."""
