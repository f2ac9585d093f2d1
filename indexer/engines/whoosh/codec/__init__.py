"""Where does each part of a Whoosh index stand on disk, when its postings are arrays that numpy maps?

A codec for Whoosh 2.7.4 (``whoosh.codec.base``): hand ``ArrayCodec()`` to an index's writer, and all of Whoosh works as
ever (adding, updating, deleting, merging, every query class), while whoever needs speed reads the arrays. Nothing is
computed when an index is opened; nothing is copied that is not asked for. For each segment there are two files, each a
*container* of named arrays with a format version and checksums:

    what Whoosh calls        where it stands           written by                           read by
    the file format          store.container           ContainerWriter                      Container
    per-document values      <segment>.docs            per_document.DocumentWriter,         per_document.DocumentReader
    (lengths, columns,                                 per_document.write_documents
    stored fields, vectors)
    terms and postings       <segment>.postings        terms.ArrayFieldWriter, through      terms.ArrayTermsReader, on
                                                       postings_writer.FieldPostings        postings_reader.FieldReader
    a posting's value        rows in .postings         payloads.Payloads                    payloads.Payloads
    small integers           bytes, odd ones aside     encoding                             encoding
    a term's and block's     tops in .postings         postings_writer, in codes of         FieldReader.window_tops
    best quality                                       bounds
    a leaf matcher           (in memory)                                                    whoosh_matcher.ArrayMatcher
    the segment, its         _MAIN_<n>.toc, pickled    codec.ArraySegment, by Whoosh        codec.ArraySegment, by Whoosh
    deleted documents        (see there)

The module docstrings of per_document and postings_writer name every array. Field lengths are exact, where Whoosh's own
codec rounds them to a byte. A document's number fits 16 bits and its window of 65,536; most other numbers fit a byte.
Bulk writing, merging and scoring by arrays are no part of the codec: see bulk and scoring beside it.
"""

from indexer.engines.whoosh.codec.codec import ArrayCodec, ArraySegment
from indexer.engines.whoosh.codec.payloads import RowFormat
from indexer.engines.whoosh.codec.per_document import ArrayColumn, DocumentReader, write_documents
from indexer.engines.whoosh.codec.postings_reader import FieldReader
from indexer.engines.whoosh.codec.postings_writer import FieldPostings, Postings

__all__ = [
    "ArrayCodec",
    "ArrayColumn",
    "ArraySegment",
    "DocumentReader",
    "FieldReader",
    "FieldPostings",
    "Postings",
    "RowFormat",
    "write_documents",
]
