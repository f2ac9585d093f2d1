"""The doors through which Whoosh reaches all this: its Codec and its Segment."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.codec import base

from indexer.engines.whoosh.codec import per_document, postings_writer
from indexer.engines.whoosh.codec.per_document import DocumentReader, DocumentWriter
from indexer.engines.whoosh.codec.terms import ArrayFieldWriter, ArrayTermsReader
from indexer.store.container import Container

__all__ = ["ArrayCodec", "ArraySegment"]


class ArrayCodec(base.Codec):
    """Give it to Whoosh's writer (``index.writer(codec=ArrayCodec())``); readers find it by the segment."""

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> DocumentWriter:
        """See Whoosh."""
        return DocumentWriter(storage, segment)

    def field_writer(self, storage: Any, segment: ArraySegment) -> ArrayFieldWriter:
        """See Whoosh."""
        return ArrayFieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:
        """See Whoosh; raises IndexDamaged."""
        file = Container(Path(storage.folder) / segment.make_filename(postings_writer.EXTENSION))
        return ArrayTermsReader(file, self.per_document_reader(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> DocumentReader:
        """See Whoosh; raises IndexDamaged."""
        return DocumentReader(Container(Path(storage.folder) / segment.make_filename(per_document.EXTENSION)), segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """See Whoosh."""
        return ArraySegment(indexname)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Whoosh's default codec has files of one term's postings; here all terms of a field share arrays."""
        raise NotImplementedError("the array codec writes no file of one term's postings")

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """See ``postings_writer``."""
        raise NotImplementedError("the array codec has no file of one term's postings")


class ArraySegment(base.Segment):
    """A segment: its name, how many documents it has, and which are deleted. Its files never change.

    Whoosh pickles it into the table of contents, so that **the path of this module and the names of these attributes
    are part of the format**: an index written before either was renamed cannot be read any more.
    """

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._count = 0
        self._deleted: frozenset[int] = frozenset()

    def codec(self) -> ArrayCodec:
        """See Whoosh."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """No: files of their own can be mapped whole, and linked into the next generation."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """See Whoosh."""
        self._count = doccount

    def doc_count_all(self) -> int:
        """See Whoosh."""
        return self._count

    def deleted_count(self) -> int:
        """See Whoosh."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterable[int]:
        """See Whoosh."""
        return self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """See Whoosh."""
        self._deleted = self._deleted | {docnum} if delete else self._deleted - {docnum}

    def delete_documents(self, docnums: Iterable[int]) -> None:
        """Deletes several documents at once."""
        self._deleted = self._deleted.union(docnums)

    def is_deleted(self, docnum: int) -> bool:
        """See Whoosh."""
        return docnum in self._deleted
