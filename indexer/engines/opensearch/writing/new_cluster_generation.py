"""A generation in the making: partitions of its own, seen by nobody until one record names them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from indexer.engines.entries import Entry
from indexer.engines.entries.batches import Batch
from indexer.engines.local.generation import read_measured, write_measured
from indexer.engines.local.suggestions import by_documents, write_changed, write_suggestions
from indexer.engines.meaning.encoding_work import ENCODING, EncodingWork
from indexer.engines.meaning.protocol import Encoder
from indexer.engines.opensearch.artefact.count_changes import CountChanges
from indexer.engines.opensearch.artefact.vocabulary_files import write_vocabulary
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.finding.searched_words import SearchedWords
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.records.writer_lease import WriterLease
from indexer.engines.opensearch.texts.held_members import Members
from indexer.engines.opensearch.texts.member_fields import HeldMember
from indexer.engines.opensearch.texts.stored_versions import StoredVersion, StoredVersions, version_key
from indexer.engines.opensearch.writing.kept_partitions import KeptPartitions
from indexer.engines.opensearch.writing.members_writing import MembersWriting
from indexer.engines.opensearch.writing.near_writing import NearWriting
from indexer.engines.opensearch.writing.partitions_writing import PartitionsWriting, numbers_of_hit
from indexer.engines.opensearch.writing.passages_writing import PassageDocuments
from indexer.engines.opensearch.writing.sharing.part_counts import JoinedCounts
from indexer.engines.opensearch.writing.sharing.partition_sharing import PartitionSharing
from indexer.engines.opensearch.writing.sharing.partition_work import PartitionsPlan
from indexer.engines.opensearch.writing.suggestible_texts import suggestible
from indexer.engines.opensearch.writing.vectors_writing import encode_missing
from indexer.engines.state import GenerationChange, PartsProgress, PartWork, StageProgress
from indexer.engines.writing import SearchableWords
from indexer.errors import PassagewayError
from indexer.model import Passage, Progress
from indexer.model.index.jobs import utc_now
from indexer.settings import FORMAT
from indexer.store import Held
from indexer.store.batching import batched
from indexer.text.analysis import Analyzer

__all__ = ["NewClusterGeneration"]

#: Passages that are taken out at once.
_BATCH = 200

#: Versions whose passages are encoded in one part, at least, and parts at most.
_ENCODED, _PARTS = 500, 400


class NewClusterGeneration:
    """See the Protocol ``writing.GenerationWriter``."""

    def __init__(
        self,
        place: ClusterPlace,
        lease: WriterLease,
        versions: StoredVersions,
        change: GenerationChange,
        number: int,
        forget: Callable[[int], None],
        share: Callable[..., Iterable[Path]],
        shared_from: int,
        kept: KeptPartitions | None = None,
    ) -> None:
        """``forget`` removes a generation that was held, and is outdated; ``share`` is the writer's. Where at least
        ``shared_from`` passages are to be written, ``write_shared`` does it. What is ``kept`` is there beside the change's
        versions; it names no base then."""
        self._place, self._lease, self._versions, self._change = place, lease, versions, change
        self._number, self._forget = number, forget
        self._base = None if change.base is None else place.generations.require(change.base, lease.record)
        self._shared = None if change.shared is None else place.generations.require(change.shared, lease.record)
        self._kept = kept
        shared = self._shared.partitions if self._shared else kept.names if kept else ()
        self._partitions = PartitionsWriting(place, number, lease.epoch, lease.record.partitions, shared)
        self._members = MembersWriting(place, versions, change, self._base, self._shared)
        self._base_folder = place.files.folder(self._shared.files) if self._shared else None
        self._folder = Path(tempfile.mkdtemp(prefix="passageway-"))
        self._keys = {version.document_id: version_key(version) for version in change.versions}
        self._documents = self._passages = 0
        self._encoder, self._near = "", False
        self._share, self._shared_from, self._shares = share, shared_from, False

    def __enter__(self) -> Self:
        """Copies the partitions that change, and writes down which documents and files there are."""
        try:
            self._enter()
        except BaseException:
            self._take_back()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._take_back()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _take_back(self) -> None:
        """Removes what was written; where the cluster cannot be reached, the next run does."""
        with suppress(PassagewayError):
            self._partitions.remove()
            if self._shares:
                self._sharing().end(keep=())

    @property
    def number(self) -> int:
        """See the Protocol."""
        return self._number

    def _enter(self) -> None:
        if self._base_folder is not None:
            shutil.copytree(self._base_folder, self._folder, dirs_exist_ok=True)
        self._count()
        if not self._shares:
            self._members.write(self._partitions)

    def _count(self) -> None:
        """How many documents and passages there are, and whether so many are new that others may help."""
        counts = self._members.counts()
        self._documents, self._passages = counts.documents, counts.passages
        self._shares = (counts.passages if self._shared is None else counts.new_passages) >= self._shared_from
        if self._kept:  # whose words are counted beside what is written
            self._shares = False
            self._documents += self._kept.documents
            self._passages += self._kept.passages

    def write(self, entries: Iterable[Entry | Batch], removed: Collection[str]) -> None:
        """See the Protocol."""
        if self._shares:  # left to whoever would share it, who did not
            self._members.write(self._partitions)
            self._shares = False
        with CountChanges() as changes:
            if self._shared is not None:
                for batch in batched(self._partitions.take_out_passages(removed), _BATCH):
                    changes.remove({hit["_id"]: numbers_of_hit(hit, self._place.damage) for hit in batch})
            if self._kept:
                for stored in self._kept.numbers(self._place):
                    changes.add(stored)
            documents = PassageDocuments(self._version_of)
            self._partitions.write(documents.of(_one_by_one(entries), changes.add))
            write_vocabulary(self._folder, self._base_folder, changes)

    def write_shared(self, analyzer: Analyzer, progress: Callable[[PartsProgress], object]) -> bool:
        """See the Protocol."""
        if not self._shares:
            return False
        own = self._sharing().write(self._change, analyzer, progress)
        self._partitions.adopt({part.number: part.result["index"] for part in own})
        folders = [self._place.files.folder(part.result["counts"]) for part in own]
        write_vocabulary(self._folder, self._base_folder, JoinedCounts(folders))
        return True

    def _sharing(self) -> PartitionSharing:
        shared = self._shared.partitions if self._shared else ()
        plan = PartitionsPlan(
            number=self._number,
            partitions=self._lease.record.partitions,
            shared=shared,
            brought=self._base.partitions if self._base and not shared else (),
        )
        return PartitionSharing(self._place, self._lease, self._versions, plan)

    def write_suggestions(self, analyzer: Analyzer, replaced: Collection[str] | None, progress: Progress) -> None:
        """See the Protocol."""
        if replaced is None or not write_changed(
            self._folder, replaced, lambda: suggestible(self._members_of(replaced), self._versions), analyzer
        ):
            every = by_documents(suggestible(self._now.of_query(), self._versions), None, progress)
            write_suggestions(self._folder, every, analyzer)

    @property
    def _now(self) -> Members:
        """What this generation holds."""
        self._partitions.refresh()
        return Members(self._place, self._partitions.names)

    def _members_of(self, ids: Collection[str]) -> Iterable[HeldMember]:
        return self._now.of_ids(ids).values()

    @contextmanager
    def searchable(self) -> Iterator[SearchableWords]:
        """See the Protocol."""
        self._partitions.refresh()
        yield SearchedWords(self._place, self._partitions.names, lambda: self._folder, self._encoder, near=self._near)

    def written_words(self) -> None:
        """See the Protocol: what asks a cluster is shared."""

    def share(
        self, stage: str, parts: Sequence[Any], work: PartWork, progress: Callable[[PartsProgress], object]
    ) -> Iterable[Path]:
        """See the Protocol."""
        self._partitions.refresh()
        files = self._place.files.store(self._folder)
        searched = {"partitions": self._partitions.names, "files": files, "encoder": self._encoder, "near": self._near}
        return self._share(stage, {"searched": searched}, parts, work, progress)

    def _version_of(self, document_id: str) -> StoredVersion:
        """The version of a document of this generation."""
        key = self._keys.get(document_id)
        if key is None:
            key = self._now.of_ids([document_id])[document_id].key
        return self._versions.version(key)

    def write_vectors(
        self,
        encoder: Encoder | None,
        passages: Callable[[bool], Iterable[Passage]],
        replaced: Collection[str] | None,
        progress: StageProgress,
    ) -> None:
        """See the Protocol."""
        if encoder is None:
            self._encoder, self._near = "", False
            (self._folder / "calibration-meaning.json").unlink(missing_ok=True)
            return
        base = self._shared
        has_all = base is not None and base.encoder == encoder.fingerprint and base.vectors == base.passages
        new_alone = has_all and replaced is not None
        if self._shares:
            self._share_encoding(encoder, progress, new_alone=new_alone)
        else:
            encode_missing(self._place, encoder, passages(new_alone), progress)
        self._encoder, self._near = encoder.fingerprint, self._partitions.finds_near
        if self._near:
            has_near = new_alone and base is not None and base.near
            near = NearWriting(self._place, self._partitions, encoder)
            written = self._keys.keys() if self._kept else replaced if has_near else None
            near.write(written, lambda done: progress(ENCODING, done, None))

    def _share_encoding(self, encoder: Encoder, progress: StageProgress, *, new_alone: bool) -> None:
        """Has all that help encode passages: those of the new versions, or of all."""
        new = map(version_key, self._change.versions)
        keys = new if new_alone else (member.key for member in self._now.of_query())
        parts = list(batched(keys, max(_ENCODED, self._documents // _PARTS)))
        work, about = EncodingWork(lambda: encoder), {"encoder": encoder.fingerprint}

        def note(done: PartsProgress) -> None:
            progress(ENCODING, done.passages, None, workers=done.workers)

        self._share(ENCODING, about, parts, work, note)

    def measured(self, name: str) -> Mapping[str, float] | None:
        """See the Protocol."""
        return read_measured(self._folder, name)

    def measure(self, name: str, numbers: Mapping[str, float]) -> None:
        """See the Protocol."""
        write_measured(self._folder, name, numbers)

    def count_passages(self) -> int:
        """See the Protocol."""
        return self._passages

    def publish(self, summary: Mapping[str, object]) -> None:
        """See the Protocol: all is there, then one record names it."""
        self._seal(summary)
        outdated = self._lease.record.held
        self._lease.change(lambda record: replace(record, served=self._number, held=None, edition_open=False))
        self._place.generations.change(self._number, published=utc_now())
        self._place.point_alias(self._partitions.names)
        self._forget_held(outdated)

    def hold(self, summary: Mapping[str, object], base: int | None) -> None:
        """See the Protocol."""
        self._seal(summary)
        outdated, held = self._lease.record.held, Held(self._number, base or 0)
        self._lease.change(lambda record: replace(record, held=held, edition_open=False))
        self._forget_held(outdated)

    def keep(self, summary: Mapping[str, object]) -> None:
        """See the Protocol: its record says of no day on which it was published."""
        self._seal(summary)

    def _forget_held(self, outdated: Held | None) -> None:
        if outdated is not None:
            self._forget(outdated.number)

    def _seal(self, summary: Mapping[str, object]) -> None:
        self._lease.require()
        self._partitions.seal()
        settings, index = self._place.settings, self._lease.record
        chosen = settings.model_dump(mode="json", include={"language", "passage_words", "passage_words_limit"})
        record = GenerationRecord(
            number=self._number,
            created=utc_now(),
            format=FORMAT,
            fingerprint=settings.fingerprint(),
            settings=chosen,
            documents=self._documents,
            passages=self._passages,
            partitions=self._partitions.names,
            bytes=self._partitions.bytes(),
            root=index.root or "",
            scopes=index.scopes or (),
            encoder=self._encoder,
            vectors=self._passages if self._encoder else 0,
            near=self._near,
            files=self._place.files.store(self._folder),
            counts=_counts(summary),
        )
        self._lease.require()
        self._place.generations.put(record, summary)


def _counts(summary: Mapping[str, object]) -> dict[str, int]:
    names = ("added", "updated", "removed", "moved")
    counts = {name: number for name in names if isinstance(number := summary.get(name), int)}
    skipped = summary.get("skipped")
    return counts | {"skipped": len(skipped) if isinstance(skipped, list | tuple) else 0}


def _one_by_one(entries: Iterable[Entry | Batch]) -> Iterator[Entry]:
    """Batches are made of ``kept_passages``, which a cluster does not give."""
    for entry in entries:
        if isinstance(entry, Batch):
            raise TypeError("a cluster takes in passages one by one")
        yield entry
