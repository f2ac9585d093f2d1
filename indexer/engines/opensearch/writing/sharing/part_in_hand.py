"""A part of a stage that a process has, and what comes of it: lines, as a stored file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from indexer.engines.meaning.protocol import Encoder
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.finding.searched_words import SearchedWords
from indexer.engines.opensearch.texts.stored_versions import StoredVersions, version_key
from indexer.engines.opensearch.writing.sharing.part_leases import PartLease, RunPart
from indexer.engines.opensearch.writing.sharing.shared_stage import SharedStage
from indexer.engines.opensearch.writing.sharing.stage_sharing import PART_NAME
from indexer.engines.opensearch.writing.vectors_writing import encode_missing
from indexer.engines.state import PartWork
from indexer.engines.writing import SearchableWords
from indexer.model import Document, Passage, Version

__all__ = ["carry_out_part", "lines_of"]

_LINES = "lines"


class _ClusterPart:
    """See the Protocol ``writing.PartInHand``."""

    def __init__(
        self,
        place: ClusterPlace,
        versions: StoredVersions,
        stage: SharedStage,
        lease: PartLease,
        step: Callable[[], object],
    ) -> None:
        self._place, self._versions, self._stage, self._lease = place, versions, stage, lease
        self._step = step

    @cached_property
    def content(self) -> Any:
        """See the Protocol."""
        folder = self._place.files.folder(self._lease.part.content)
        return json.loads((folder / PART_NAME).read_text("ascii"))

    def note(self, documents: int, passages: int) -> None:
        """See the Protocol."""
        self._lease.require()
        self._lease.note(documents, passages)
        self._step()

    def version(self, document: Document) -> Version:
        """See the Protocol."""
        return self._versions.named(document, self._stage.about["edition"])

    def has(self, version: Version) -> bool:
        """See the Protocol."""
        return not self._stage.anew and self._versions.is_there(version_key(version))

    def add(self, document: Document, passages: Sequence[Passage]) -> None:
        """See the Protocol."""
        self._lease.require()
        self._versions.add(document, passages, self._stage.about["edition"], self._stage.epoch)

    def encode(self, encoder: Encoder, keys: Sequence[str]) -> None:
        """See the Protocol."""
        passages = (passage for version in self._versions.versions(keys) for passage in version.passages())
        encode_missing(self._place, encoder, passages, lambda stage, done, total: self.note(0, done))

    @contextmanager
    def searchable(self) -> Iterator[SearchableWords]:
        """See the Protocol."""
        searched = self._stage.about["searched"]
        files = {name: tuple(stored) for name, stored in searched["files"].items()}
        yield SearchedWords(
            self._place,
            searched["partitions"],
            lambda: self._place.files.folder(files),
            searched["encoder"],
            near=searched["near"],
        )


def carry_out_part(
    place: ClusterPlace,
    versions: StoredVersions,
    stage: SharedStage,
    work: PartWork,
    lease: PartLease,
    step: Callable[[], object] = lambda: None,
) -> None:
    """Does a part under its lease, and notes what came of it; raises PartLost where another took it over. ``step`` is
    called whenever it has come further; what it raises ends the work."""
    with tempfile.TemporaryDirectory(prefix="passageway-") as folder:
        with (Path(folder) / _LINES).open("w", encoding="ascii") as file:
            file.writelines(
                f"{line}\n" for line in work.do(stage.about, _ClusterPart(place, versions, stage, lease, step))
            )
        lease.require()
        versions.flush()
        lease.finish({_LINES: place.files.store(Path(folder))[_LINES]})


def lines_of(place: ClusterPlace, part: RunPart) -> Path:
    """The file of lines that came of a part that is done, on this machine."""
    return place.files.folder({_LINES: part.result[_LINES]}) / _LINES
