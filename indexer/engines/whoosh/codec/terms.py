"""Whoosh's way of writing and reading terms, over the arrays of postings_writer and postings_reader."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from indexer.engines.whoosh.codec.payloads import Payloads
from indexer.engines.whoosh.codec.per_document import EXTENSION as DOCUMENTS
from indexer.engines.whoosh.codec.per_document import DocumentReader
from indexer.engines.whoosh.codec.postings_reader import FieldReader
from indexer.engines.whoosh.codec.postings_writer import EXTENSION, FieldPostings, Postings
from indexer.engines.whoosh.codec.whoosh_matcher import ArrayMatcher, term_info
from indexer.store.container import Array, Container, ContainerWriter

__all__ = ["ArrayFieldWriter", "ArrayTermsReader"]

#: Postings that are collected before they are written.
_CHUNK = 1_000_000


class _NoTerm(TermNotFound, KeyError):
    """What Whoosh catches: KeyError where it asks for numbers, TermNotFound elsewhere."""


class _Chunk:
    """Some terms of a field with their postings, as they come."""

    def __init__(self, payloads: Payloads) -> None:
        self._payloads = payloads
        self.docs, self._counts, self._row_of, self._positions = array("I"), array("I"), array("I"), array("q")
        self._terms: list[bytes] = []
        self._rows: dict[tuple[float, ...], int] = {}
        self._values: list[bytes] = []

    def start_term(self, text: bytes) -> None:
        self._terms.append(text)
        self._counts.append(0)

    def add(self, doc: int, weight: float, value: bytes) -> None:
        self.docs.append(doc)
        self._counts[-1] += 1
        self._row_of.append(self._rows.setdefault(self._payloads.row(weight, value), len(self._rows)))
        if self._payloads.positions:
            self._positions.extend(self._payloads.format.decode_positions(value))
        elif self._payloads.opaque:
            self._values.append(value)

    def postings(self) -> Postings:
        return Postings(
            self._terms,
            np.array(self._counts, np.int64),
            np.array(self.docs),
            np.array(list(self._rows), np.float64),
            np.array(self._row_of),
            np.array(self._positions) if self._payloads.positions else None,
            self._values if self._payloads.opaque else None,
        )


class ArrayFieldWriter(base.FieldWriter):
    """Whoosh's way of writing postings, one at a time; by then the documents are written."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._folder, self._segment = Path(storage.folder), segment
        self._file = ContainerWriter(self._folder)
        self._fields: dict[str, Any] = {}
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """See Whoosh."""
        self._name, self._payloads = fieldname, Payloads(fieldobj.format)
        documents = self._segment.doc_count_all()
        self._field = FieldPostings(self._file, fieldname, fieldobj.format, documents, self._column)
        self._chunk = _Chunk(self._payloads)

    def _column(self, name: str) -> Array:
        return Container(self._folder / self._segment.make_filename(DOCUMENTS)).array(f"column.{name}")

    def start_term(self, text: bytes) -> None:
        """See Whoosh."""
        if len(self._chunk.docs) >= _CHUNK:
            self._field.add(self._chunk.postings())
            self._chunk = _Chunk(self._payloads)
        self._chunk.start_term(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """See Whoosh."""
        self._chunk.add(docnum, weight, vbytes)

    def finish_term(self) -> None:
        """See Whoosh."""

    def finish_field(self) -> None:
        """See Whoosh."""
        self._field.add(self._chunk.postings())
        self._fields[self._name] = self._field.finish()

    def close(self) -> None:
        """Writes the file, unless the segment has no documents."""
        self.is_closed = True
        count = self._segment.doc_count_all()
        if not count:
            self._file.discard()
            return
        path = self._folder / self._segment.make_filename(EXTENSION)
        self._file.close(lambda: path.open("wb"), {"documents": count, "fields": self._fields})


class ArrayFieldCursor(base.FieldCursor):
    """Walks along the terms of a field."""

    def __init__(self, terms: ArrayTermsReader, fieldname: str, fieldobj: Any) -> None:
        self._reader, self._name, self._object = terms, fieldname, fieldobj
        field = terms.fields.get(fieldname)
        self._terms = field.terms if field else []
        self._place = 0

    def is_valid(self) -> bool:
        """See Whoosh."""
        return self._place < len(self._terms)

    def first(self) -> Any:
        """See Whoosh."""
        self._place = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """See Whoosh: goes to the first term that is not before ``string``."""
        sought = string if isinstance(string, bytes) else self._object.to_bytes(string)
        field = self._reader.fields.get(self._name)
        self._place = field.terms.place(sought) if field else 0
        return self.text()

    def next(self) -> Any:
        """See Whoosh."""
        self._place += 1
        return self.text()

    def text(self) -> Any:
        """The term as text, None behind the last."""
        return self._object.from_bytes(self._terms[self._place]) if self.is_valid() else None

    term = text

    def term_info(self) -> TermInfo | None:
        """See Whoosh."""
        return self._reader.term_info(self._name, self._terms[self._place]) if self.is_valid() else None


class ArrayTermsReader(base.TermsReader):
    """Whoosh's view of a segment's terms. ``fields`` are its fields by name."""

    def __init__(self, file: Container, documents: DocumentReader) -> None:
        self.documents = documents
        self.fields = {name: FieldReader(file, name, file.meta["documents"]) for name in file.meta["fields"]}

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        name, text = term
        return name in self.fields and self.fields[name].number(text) >= 0

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayFieldCursor:
        """See Whoosh."""
        return ArrayFieldCursor(self, fieldname, fieldobj)

    def indexed_field_names(self) -> list[str]:
        """See Whoosh."""
        return list(self.fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """See Whoosh."""
        return ((name, text) for name in sorted(self.fields) for text in self.fields[name].terms[:])

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """See Whoosh: from ``prefix`` on, through the fields that follow."""
        for name in sorted(self.fields):
            if name >= fieldname:
                terms = self.fields[name].terms
                start = terms.place(prefix) if name == fieldname else 0
                yield from ((name, terms[n]) for n in range(start, len(terms)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """See Whoosh."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """See Whoosh."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def _number(self, fieldname: str, text: bytes) -> int:
        number = self.fields[fieldname].number(text) if fieldname in self.fields else -1
        if number < 0:
            raise _NoTerm(f"no term {fieldname}:{text!r}")
        return number

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """See Whoosh; raises TermNotFound."""
        name = f"length.{fieldname}"
        lengths = self.documents.file.array(name) if name in self.documents.file else None
        number = self._number(fieldname, text)
        return term_info(self.fields[fieldname], number, lengths)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """See Whoosh."""
        number = self._number(fieldname, text)
        start, end = self.fields[fieldname].span(number)
        return end - start

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """See Whoosh; raises TermNotFound."""
        number = self._number(fieldname, text)
        info = self.term_info(fieldname, text)
        return ArrayMatcher(
            self.fields[fieldname], number, Payloads(format_), info, term=(fieldname, text), scorer=scorer
        )
