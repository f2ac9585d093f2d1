"""Writing a whole segment at once, and putting segments together into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import fields

from indexer.engines.entries.batches import Batch
from indexer.engines.entries.field_lengths import field_lengths
from indexer.engines.whoosh.bulk.inversion import document_postings, sequence_postings, term_postings
from indexer.engines.whoosh.codec import ArraySegment, FieldPostings, Postings, write_documents
from indexer.engines.whoosh.codec.per_document import EXTENSION as DOCUMENTS
from indexer.engines.whoosh.codec.postings_writer import EXTENSION as POSTINGS
from indexer.engines.whoosh.schema import LENGTHS
from indexer.store.container import Array, ContainerWriter, smallest

__all__ = ["SegmentFiles", "write_batch"]


class SegmentFiles:
    """Writes the two files of a new segment; both are on disk when ``postings`` returns."""

    def __init__(self, folder: Path, schema: fields.Schema, indexname: str) -> None:
        self._folder, self._schema = folder, schema
        self.segment = ArraySegment(indexname)

    def documents(self, count: int, columns: Mapping[str, Array]) -> None:
        """Writes the columns of the segment's documents."""
        self._columns, file = dict(columns), ContainerWriter(self._folder)
        self.segment.set_doc_count(count)
        meta = write_documents(file, count, {}, self._columns)
        file.close(lambda: self._path(DOCUMENTS).open("wb"), meta)

    def postings(self, of_fields: Mapping[str, Iterable[Postings]]) -> ArraySegment:
        """Writes the postings of each field, given in ranges of terms in order; returns the finished segment."""
        file, written = ContainerWriter(self._folder), dict[str, Any]()
        documents = self.segment.doc_count_all()
        for name, ranges in of_fields.items():
            field = FieldPostings(file, name, self._schema[name].format, documents, self._columns.__getitem__)
            for postings in ranges:
                field.add(postings)
            written[name] = field.finish()
        file.close(lambda: self._path(POSTINGS).open("wb"), {"documents": documents, "fields": written})
        return self.segment

    def discard(self) -> None:
        """Deletes what was written."""
        for extension in (DOCUMENTS, POSTINGS):
            self._path(extension).unlink(missing_ok=True)

    def _path(self, extension: str) -> Path:
        return self._folder / str(self.segment.make_filename(extension))


def write_batch(files: SegmentFiles, batch: Batch) -> ArraySegment:
    """Writes a batch as a segment."""
    lengths = {name: _wide(values) for name, values in zip(LENGTHS, field_lengths(batch), strict=True)}
    ids = np.array([bytes.fromhex(name) for name in batch.ids], "S10")
    files.documents(len(batch), {"passage": ids, "kind": batch.kinds, **lengths})
    return files.postings(
        {
            "document": [document_postings(batch)],
            "sequence": [sequence_postings(batch)],
            "terms": [term_postings(batch)],
        }
    )


def _wide(values: Array) -> Array:
    """Lengths in 16 bits, or in 32 where they do not fit: kernels are made for these two."""
    return smallest(values, largest=max(256, int(values.max(initial=0))))
