"""A document as it is, or as it was."""

from __future__ import annotations

from indexer.engines import GenerationReader
from indexer.errors import DocumentNotFound
from indexer.model import Document

__all__ = ["document_of"]


def document_of(reader: GenerationReader, document_id: str, revision: str | None = None) -> Document:
    """A document of a generation or, with ``revision`` (64 hex digits, or the first of them), as it was with that text;
    raises DocumentNotFound where it is not kept."""
    if not revision:
        return reader.document(document_id)
    found = reader.revision(document_id, revision)
    if found is None:
        raise DocumentNotFound.of_revision(document_id, revision)
    return found
