"""The engine's only way in: batches become segments, segments are merged, and Whoosh enters them by one commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index

from indexer.engines.entries import Entry
from indexer.engines.entries.batches import Batch, batched
from indexer.engines.whoosh.bulk.merging import MergedSegment, merged_column, merged_postings
from indexer.engines.whoosh.bulk.policy import to_merge
from indexer.engines.whoosh.bulk.segments import SegmentFiles, write_batch
from indexer.engines.whoosh.codec import ArrayCodec, ArraySegment
from indexer.engines.whoosh.schema import LENGTHS, schema
from indexer.store.fsync import sync

__all__ = ["write"]

_CODEC = ArrayCodec()


def write(folder: Path, entries: Iterable[Entry | Batch], removed: Collection[str]) -> None:
    """Removes the passages of the documents ``removed``, then adds ``entries``, in one commit.

    Whatever is raised, what was there before is as it was. Files and folder are on disk before the table of
    contents names them: Whoosh itself never asks for that.
    """
    exists = index.exists_in(str(folder))
    opened = index.open_dir(str(folder)) if exists else index.create_in(str(folder), schema())
    writer = opened.writer(codec=_CODEC)
    fresh: list[SegmentFiles] = []
    entering = False
    try:
        _remove(writer.storage, writer.segments, removed)
        for batch in batched(entries):
            fresh.append(SegmentFiles(folder, opened.schema, opened.indexname))
            write_batch(fresh[-1], batch)
        segments = [*writer.segments, *(files.segment for files in fresh)]
        segments = _merged(folder, opened, segments, fresh)
        sync(folder)
        entering = True
        writer.commit(mergetype=lambda _, __: segments)
    except BaseException:
        for files in fresh if not entering else ():  # once they may be entered, only Whoosh knows which are needed
            files.discard()
        if not writer.is_closed:
            writer.cancel()
        raise
    finally:
        opened.close()
    for files in fresh:
        if files.segment not in segments:
            files.discard()
    for lock in folder.glob("*LOCK"):
        lock.unlink()
    sync(folder)


def _remove(storage: Any, segments: Sequence[ArraySegment], removed: Collection[str]) -> None:
    for segment in segments:
        if not removed or not segment.doc_count():
            continue
        documents = _CODEC.terms_reader(storage, segment).fields["document"]
        numbers = [documents.number(name.encode("utf-8", "surrogatepass")) for name in removed]
        replaced = [documents.docs(number) for number in numbers if number >= 0]
        if replaced:
            segment.delete_documents(np.concatenate(replaced).tolist())


def _merged(folder: Path, opened: Any, segments: list[ArraySegment], fresh: list[SegmentFiles]) -> list[ArraySegment]:
    """The segments after merging as the policy says; those without passages are gone. Where this run has written them all,
    they become one: there are two at most that the policy leaves apart, of which each question would pay for both."""
    left = [segment for segment in segments if segment.doc_count()]
    chosen = to_merge([s.doc_count() for s in left], [s.doc_count_all() for s in left])
    written = {files.segment for files in fresh}
    if len(left) > 1 and written.issuperset(left):
        chosen = list(range(len(left)))
    if not chosen:
        return left
    sources: list[MergedSegment] = []
    first = 0
    for segment in (left[i] for i in chosen):
        kept = np.ones(segment.doc_count_all(), bool)
        kept[list(segment.deleted_docs())] = False
        terms = _CODEC.terms_reader(opened.storage, segment)
        sources.append(MergedSegment(terms.documents, terms.fields, kept, first))
        first += segment.doc_count()
    fresh.append(SegmentFiles(folder, opened.schema, opened.indexname))
    fresh[-1].documents(first, {name: merged_column(sources, name) for name in ("passage", "kind", *LENGTHS)})
    whole = fresh[-1].postings({name: merged_postings(sources, name) for name in ("document", "sequence", "terms")})
    return [*(segment for i, segment in enumerate(left) if i not in chosen), whole]
