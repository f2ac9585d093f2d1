"""What a segment knows of its documents: lengths, columns, stored fields and vectors; their writer and their reader.

The file ``<segment>.docs`` is a Container with these arrays (n documents):

    length.<field>                        n: the field's length, exactly
    column.<field>                        an ArrayColumn: n values; another column: the bytes that Whoosh's writer made
    stored.at, stored.bytes               n + 1: where each document's stored fields begin; pickles, "" where none
    vector.<field>.at, vector.<field>.bytes    the same for its vector: the pickled list of (text, weight, value)

``meta`` has the number of documents; for each field with lengths their sum, smallest and largest; and for each
ArrayColumn of numbers its sum.
"""

from __future__ import annotations

import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.codec import base
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.matching import ListMatcher

from indexer.store.blobs import blob
from indexer.store.container import Array, Container, ContainerWriter, smallest

__all__ = ["EXTENSION", "ArrayColumn", "DocumentReader", "DocumentWriter", "write_documents"]

EXTENSION = ".docs"


class ArrayColumn(columns.Column):
    """A column of numbers or byte strings of one size, stored as the very array that numpy maps."""

    def __init__(self, dtype: str) -> None:
        """``dtype`` in numpy's notation: "<u4", "S10"."""
        self.dtype = dtype
        self._default = np.zeros(1, dtype)[0].item()

    def writer(self, dbfile: StructFile) -> columns.ColumnWriter:
        """Whoosh's writer, for any file."""
        return _ArrayColumnWriter(dbfile, self.dtype)

    def reader(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> columns.ColumnReader:
        """Whoosh's reader, from any file."""
        return ArrayColumnReader(np.frombuffer(dbfile.get(basepos, length), self.dtype), doccount)


class _ArrayColumnWriter(columns.ColumnWriter):
    def __init__(self, dbfile: StructFile, dtype: str) -> None:
        super().__init__(dbfile)
        self._dtype, self._values = dtype, dict[int, Any]()

    def add(self, docnum: int, value: Any) -> None:
        self._values[docnum] = value

    def finish(self, doccount: int) -> None:
        values = np.zeros(doccount, self._dtype)
        values[list(self._values)] = list(self._values.values())
        self._dbfile.write(values.tobytes())


class ArrayColumnReader(columns.ColumnReader):
    """``values`` is the whole column as an array."""

    def __init__(self, values: Array, doccount: int) -> None:
        self.values = values
        self._doccount = doccount

    def __getitem__(self, docnum: int) -> Any:
        return self.values[docnum].item()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values.tolist())


def write_documents(
    file: ContainerWriter, count: int, lengths: dict[str, Array], values: dict[str, Array]
) -> dict[str, Any]:
    """Adds the lengths of fields and the ArrayColumns of ``count`` documents to a file; returns its ``meta``."""
    meta: dict[str, Any] = {"documents": count, "lengths": {}, "sums": {}}
    for name, of_field in lengths.items():
        file.add(f"length.{name}", smallest(of_field))
        meta["lengths"][name] = [int(of_field.sum(dtype=np.int64)), int(of_field.min()), int(of_field.max())]
    for name, column in values.items():
        file.add(f"column.{name}", column)
        if column.dtype.kind in "iu":
            meta["sums"][name] = int(column.sum(dtype=np.int64))
    return meta


class DocumentWriter(base.PerDocumentWriter):
    """Whoosh's way of writing documents, one at a time."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._count = 0
        self._lengths: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._columns: dict[str, tuple[columns.Column, BytesIO, columns.ColumnWriter]] = {}
        self._stored: list[bytes] = []
        self._vectors: dict[str, list[bytes]] = defaultdict(list)
        self._fields: dict[str, Any] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """See Whoosh."""
        if docnum != self._count:
            raise ValueError(f"document {docnum} comes where {self._count} is due")
        self._fields = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        """See Whoosh."""
        if value is not None:
            self._fields[fieldname] = value
        if length:
            lengths = self._lengths[fieldname]
            lengths.extend([0] * (self._count - len(lengths)))
            lengths.append(int(length))

    def add_column_value(self, fieldname: str, columnobj: columns.Column, value: Any) -> None:
        """See Whoosh."""
        if fieldname not in self._columns:
            buffer = BytesIO()
            self._columns[fieldname] = (columnobj, buffer, columnobj.writer(StructFile(buffer)))
        self._columns[fieldname][2].add(self._count, value)

    def add_vector_items(self, fieldname: str, fieldobj: Any, items: Iterable[tuple[Any, float, bytes]]) -> None:
        """See Whoosh."""
        entries = list(items)
        if entries:
            vectors = self._vectors[fieldname]
            vectors.extend([b""] * (self._count - len(vectors)))
            vectors.append(pickle.dumps(entries))

    def finish_doc(self) -> None:
        """See Whoosh."""
        if self._fields:
            self._stored.extend([b""] * (self._count - len(self._stored)))
            self._stored.append(pickle.dumps(self._fields))
        self._count += 1

    def close(self) -> None:
        """Writes the file, unless there are no documents."""
        self.is_closed = True
        if not self._count:
            return
        self._segment.set_doc_count(self._count)
        file = ContainerWriter(Path(self._storage.folder))
        lengths = {name: _padded(values, self._count) for name, values in self._lengths.items()}
        meta = write_documents(file, self._count, lengths, self._finished_columns(file))
        blobs = [("stored", self._stored), *((f"vector.{name}", of_name) for name, of_name in self._vectors.items())]
        for name, of_name in blobs:
            if of_name:
                contents, ends = blob(of_name + [b""] * (self._count - len(of_name)))
                file.add(f"{name}.at", smallest(ends))
                file.add(f"{name}.bytes", contents)
        file.close(lambda: _create(self._storage, self._segment, EXTENSION), meta)

    def _finished_columns(self, file: ContainerWriter) -> dict[str, Array]:
        """The ArrayColumns; the others are added as bytes."""
        arrays = {}
        for name, (column, buffer, writer) in self._columns.items():
            writer.finish(self._count)
            if isinstance(column, ArrayColumn):
                arrays[name] = np.frombuffer(buffer.getvalue(), column.dtype)
            else:
                file.add(f"column.{name}", np.frombuffer(buffer.getvalue(), np.uint8))
        return arrays


def _padded(values: array[int], count: int) -> Array:
    return np.concatenate([np.array(values, np.uint32), np.zeros(count - len(values), np.uint32)])


def _create(storage: Any, segment: Any, extension: str) -> Any:
    return (Path(storage.folder) / segment.make_filename(extension)).open("wb")


class DocumentReader(base.PerDocumentReader):
    """Whoosh's view of a segment's documents; ``file`` has the arrays."""

    def __init__(self, file: Container, segment: Any) -> None:
        self.file, self._segment = file, segment
        self._count = segment.doc_count_all()

    def supports_columns(self) -> bool:
        """See Whoosh."""
        return True

    def doc_count(self) -> int:
        """See Whoosh."""
        return int(self._count - self._segment.deleted_count())

    def doc_count_all(self) -> int:
        """See Whoosh."""
        return int(self._count)

    def has_deletions(self) -> bool:
        """See Whoosh."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """See Whoosh."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        """See Whoosh."""
        return self._segment.deleted_docs()  # type: ignore[no-any-return]

    def has_column(self, fieldname: str) -> bool:
        """See Whoosh."""
        return f"column.{fieldname}" in self.file

    def list_columns(self) -> list[str]:
        """See Whoosh."""
        return [name.removeprefix("column.") for name in self.file.names() if name.startswith("column.")]

    def column_reader(self, fieldname: str, column: columns.Column) -> columns.ColumnReader:
        """See Whoosh."""
        stored = self.file.array(f"column.{fieldname}")
        if isinstance(column, ArrayColumn):
            return ArrayColumnReader(stored, self._count)
        return column.reader(BufferFile(memoryview(stored.data)), 0, stored.nbytes, self._count)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """See Whoosh; exact."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def _lengths(self, fieldname: str) -> Array | None:
        name = f"length.{fieldname}"
        return self.file.array(name) if name in self.file else None

    def field_length(self, fieldname: str) -> int:
        """See Whoosh."""
        return self._statistics(fieldname)[0]

    def min_field_length(self, fieldname: str) -> int:
        """See Whoosh."""
        return self._statistics(fieldname)[1]

    def max_field_length(self, fieldname: str) -> int:
        """See Whoosh."""
        return self._statistics(fieldname)[2]

    def _statistics(self, fieldname: str) -> list[int]:
        found: list[int] = self.file.meta["lengths"].get(fieldname, [0, 0, 0])
        return found

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """See Whoosh."""
        return bool(self._pickled(f"vector.{fieldname}", docnum))

    def vector(self, docnum: int, fieldname: str, format_: Any) -> ListMatcher:
        """See Whoosh."""
        vector = pickle.loads(self._pickled(f"vector.{fieldname}", docnum))  # noqa: S301 - of an index one trusts
        texts, weights, values = zip(*vector, strict=True)
        return ListMatcher(list(texts), list(weights), list(values), format_)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """See Whoosh."""
        pickled = self._pickled("stored", docnum)
        return pickle.loads(pickled) if pickled else {}  # noqa: S301 - of an index one trusts

    def _pickled(self, name: str, docnum: int) -> bytes:
        if f"{name}.at" not in self.file:
            return b""
        start, end = self.file.part(f"{name}.at", docnum, docnum + 2).tolist()
        return self.file.part(f"{name}.bytes", start, end).tobytes()
