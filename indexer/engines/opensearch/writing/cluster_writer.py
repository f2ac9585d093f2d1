"""An index on a cluster, open for one run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

from indexer.engines.meaning.protocol import Encoder
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import KNN, have_plugin
from indexer.engines.opensearch.index_layout import ARTEFACTS, TEXTS, file_key
from indexer.engines.opensearch.records.generation_record import require_same_settings
from indexer.engines.opensearch.records.writer_lease import LEASE_SECONDS, WriterLease
from indexer.engines.opensearch.texts.cluster_state import prove_whole, state_there
from indexer.engines.opensearch.texts.member_fields import file_fields
from indexer.engines.opensearch.texts.skipped_notes import remember_skipped_files
from indexer.engines.opensearch.texts.stored_versions import StoredVersions, version_key
from indexer.engines.opensearch.writing.cluster_pruning import ClusterPruning
from indexer.engines.opensearch.writing.kept_partitions import KeptPartitions
from indexer.engines.opensearch.writing.new_cluster_generation import NewClusterGeneration
from indexer.engines.opensearch.writing.partitions_writing import update_in_place
from indexer.engines.opensearch.writing.sharing.part_in_hand import carry_out_part, lines_of
from indexer.engines.opensearch.writing.sharing.shared_stage import SharedStage
from indexer.engines.opensearch.writing.sharing.stage_sharing import StageSharing, forget_shared_stages
from indexer.engines.state import GenerationChange, IndexState, PartsProgress, PartWork
from indexer.errors import PassagewayError
from indexer.model import Document, FileState, Passage, Skipped, SkippedFile, Version
from indexer.model.index.jobs import utc_now
from indexer.store import Held, Writer
from indexer.store.batching import batched

__all__ = ["SHARED_FROM", "ClusterWriter"]

#: So many passages are seconds of work.
SHARED_FROM = 2_000


#: Files of which the state is written down at once.
_BATCH = 500


class ClusterWriter:
    """See the Protocol ``writing.IndexWriter``."""

    def __init__(self, place: ClusterPlace, *, seconds: float = LEASE_SECONDS, shared_from: int = SHARED_FROM) -> None:
        """Opens nothing yet; ``seconds`` is how long the lease lasts without a sign of life. Other processes may help where
        so many passages are to be written: dealing out fewer takes longer than writing them."""
        self._place, self._shared_from = place, shared_from
        self._lease = WriterLease(place.records, seconds)
        self._versions = StoredVersions(place.connection, place.names.texts, place.damage)
        self._pruning = ClusterPruning(place, self._lease, self._versions)
        self._open = ExitStack()
        self._corpus: tuple[str, tuple[str, ...]] | None = None
        self._kept: KeptPartitions | None = None

    def __enter__(self) -> Self:
        """Takes the lease; raises IndexLocked."""
        self._open.callback(self._place.looks.forget)
        self._open.enter_context(self._lease)
        self._place.looks.forget()
        try:
            partitions = self._lease.record.partitions or self._place.settings.opensearch_partitions
            self._place.make(self._place.names.texts, TEXTS, shards=partitions)
            self._place.make(self._place.names.artefacts, ARTEFACTS)
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def who(self) -> Writer:
        """See the Protocol."""
        return self._lease.who

    def state(self, *, full: bool) -> IndexState:
        """See the Protocol: where what is served is damaged, the newest sound one before it is served from now on."""
        state = state_there(self._place, full=full)
        number = state.base.number
        if number is not None and number != self._lease.record.served:
            self._lease.change(lambda record: replace(record, served=number))
        return state

    def cover(self, root: str, scopes: Sequence[str]) -> None:
        """See the Protocol."""
        self._corpus = (root, tuple(scopes))

    def keep_partitions(self, kept: KeptPartitions) -> None:
        """Has the next generation have these, and no base; its change tells of the other partitions alone."""
        self._kept = kept

    def clear(self) -> None:
        """See the Protocol."""
        self._note_published()
        forget_shared_stages(self._place.records)
        self._pruning.clear()

    def _note_published(self) -> None:
        """Writes down since when the served generation is, where the run that published it was killed before it could."""
        served = self._lease.record.served
        record = self._place.generations.get(served) if served else None
        if record is not None and not record.published:
            self._place.generations.change(served, published=utc_now())

    def edition(self, *, new: bool) -> str:
        """See the Protocol."""
        if new:
            self._lease.change(
                lambda record: replace(record, edition=record.edition + (not record.edition_open), edition_open=True)
            )
        return f"{self._place.settings.fingerprint()}/{self._lease.record.edition}"

    def may_have(self, document_id: str) -> bool:
        """See the Protocol: that of each id would be a question of its own."""
        return not self._versions.had_none

    def find(self, document: Document, edition: str) -> Version | None:
        """See the Protocol."""
        return self._versions.find(document, edition)

    def add(self, document: Document, passages: Sequence[Passage], edition: str) -> Version:
        """See the Protocol."""
        return self._versions.add(document, passages, edition, self._lease.epoch)

    def share(
        self,
        stage: str,
        about: Mapping[str, Any],
        parts: Sequence[Any],
        work: PartWork,
        progress: Callable[[PartsProgress], object],
    ) -> Iterable[Path]:
        """See the Protocol."""
        self._versions.flush()
        fingerprint = self._place.settings.fingerprint()
        shared = SharedStage(stage, self._lease.epoch, fingerprint, about, anew=self._versions.had_none)
        sharing = StageSharing(self._place, self._lease, shared, progress)
        do = partial(carry_out_part, self._place, self._versions, shared, work, step=sharing.step)
        try:
            done = sharing.carry_out(enumerate(parts), do)
        except BaseException:
            with suppress(PassagewayError):  # else the next run does it
                sharing.end()
            raise
        sharing.end()
        return (lines_of(self._place, part) for part in done)

    def document(self, version: Version) -> Document:
        """See the Protocol."""
        return self._versions.version(version_key(version)).document

    def passages(self, versions: Iterable[Version]) -> Iterator[Passage]:
        """See the Protocol."""
        for version in self._versions.versions(map(version_key, versions)):
            yield from version.passages()

    def kept_passages(self) -> None:
        """See the Protocol: each process asks the cluster (``share``)."""

    def is_whole(self, generation: int, encoder: Encoder | None) -> bool:
        """See the Protocol."""
        if encoder is None:
            return True
        record = self._place.generations.require(generation, self._lease.record)
        has_vectors = record.encoder == encoder.fingerprint and record.vectors == record.passages
        return has_vectors and (record.near or not have_plugin(self._place.connection, KNN))

    def count_passages(self, generation: int) -> int:
        """See the Protocol."""
        record = self._place.generations.get(generation)
        return record.passages if record else 0

    def update_files(self, generation: int, files: Iterable[FileState]) -> None:
        """See the Protocol."""
        record = self._place.generations.require(generation, self._lease.record)
        for batch in batched(files, _BATCH):
            self._lease.require()
            items = ((f.path, file_key(f.path), file_fields(f)) for f in batch)
            update_in_place(self._place, record.partitions, items)

    def note_skipped(self, generation: int, skipped: Iterable[Skipped]) -> None:
        """See the Protocol."""
        found = tuple(skipped)
        self._place.generations.note_skipped(generation, found)

    def remember_skipped(self, files: Collection[SkippedFile], forget: Collection[str]) -> None:
        """See the Protocol."""
        remember_skipped_files(self._place, files, forget)

    def begin(self, change: GenerationChange, *, at_least: int = 1) -> NewClusterGeneration:
        """See the Protocol."""
        self._versions.flush()
        number = max(self._lease.record.last_number + 1, at_least)
        root, scopes = self._corpus or (self._lease.record.root, self._lease.record.scopes)
        partitions = self._lease.record.partitions
        if change.shared is None:
            partitions = len(self._kept.names) if self._kept else self._place.settings.opensearch_partitions
        self._lease.change(
            lambda record: replace(record, last_number=number, root=root, scopes=scopes, partitions=partitions)
        )
        self._pruning.note_gone(version_key(version) for version in change.gone)
        kept, self._kept = self._kept, None
        return NewClusterGeneration(
            self._place, self._lease, self._versions, change, number, self._forget, self.share, self._shared_from, kept
        )

    def _forget(self, number: int) -> None:
        self._pruning.forget([number])

    def confirm(self, number: int, published: str) -> None:
        """See the Protocol."""
        self._place.generations.change(number, published=published)

    def take_away(self, numbers: Collection[int]) -> None:
        """Removes generations that nobody is to go back to; one that somebody reads goes with the next prune."""
        self._pruning.forget(numbers)

    def held(self) -> Held | None:
        """See the Protocol."""
        return self._lease.record.held

    def serve(self, number: int, *, proved: bool = False) -> None:
        """See the Protocol."""
        record = self._place.generations.require(number, self._lease.record)
        require_same_settings(record, self._place.settings, self._place.name)
        if not proved:
            prove_whole(self._place, record)
        held = self._lease.record.held
        held = None if held is not None and held.number == number else held
        self._lease.change(lambda index: replace(index, served=number, held=held))
        self._note_published()
        self._place.point_alias(record.partitions)

    def discard(self) -> None:
        """See the Protocol."""
        held = self._lease.record.held
        if held is not None:
            self._lease.change(lambda record: replace(record, held=None))
            self._forget(held.number)

    def has_more(self, keep: int) -> bool:
        """See the Protocol."""
        return bool(self._pruning.beyond(keep))

    def prune(self, keep: int, encoder: Encoder | None) -> None:
        """See the Protocol."""
        self._versions.flush()
        self._pruning.prune(keep)
