"""The file that a document was read from, as its source has it now: the very bytes that were indexed, or an error."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePosixPath

from indexer.documents.content import Content
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.formats.registry import Format
from indexer.documents.sources.freshness import freshness_of
from indexer.documents.sources.protocol import Source, SourceFile
from indexer.errors import OriginalChanged, OriginalGone, OriginalUnavailable, ReadingError
from indexer.model import Document, FileState, Freshness

__all__ = ["Original", "original_of"]


@dataclass(frozen=True, slots=True)
class Original:
    """The file of a document, unchanged since it was indexed when this was made.

    ``part`` names the part of the file that the document is, where that is a file of its own (an attachment, a member of an
    archive), else it is "": a line of JSONL has its whole file for an original. ``digest`` is the SHA-256 (64 hex digits)
    of the original's bytes, "" where nobody knows it; ``media_type`` that of the document.
    """

    source: Source
    file: SourceFile
    file_format: Format
    part: str
    digest: str
    media_type: str

    @property
    def name(self) -> str:
        """What it is called, without folders and without what it is a part of."""
        return PurePosixPath(self.part.rpartition("#")[2] or self.file.path).name

    def open_file(self) -> AbstractContextManager[Content]:
        """The bytes of the whole file, inside a ``with`` block; raises OSError on entering where it is gone.

        They are as they are now: whoever shows something of them compares the digest.
        """
        return self.source.open_file(self.file)


def original_of(source: Source, document: Document, indexed: FileState | None) -> Original:
    """The file of a document, which was ``indexed`` in this state (None where nobody knows it).

    Raises OriginalChanged, OriginalGone, or OriginalUnavailable where the source cannot be asked.
    """
    file = _unchanged(source, document.path, indexed)
    file_format = _format_of(source, file)
    opener = file_format.part_opener()
    part = document.id.removeprefix(f"{document.path}#") if opener and document.id != document.path else ""
    digest = document.digest if part or not file_format.has_parts else indexed.digest if indexed else ""
    return Original(source, file, file_format, part, digest, document.media_type)


def _format_of(source: Source, file: SourceFile) -> Format:
    """Its format, as when it was read: by its name, or by what it holds."""
    try:
        with source.open_file(file) as content:
            return recognised(content, file.media_type).file_format
    except OSError as error:
        raise OriginalUnavailable(f"{file.path} cannot be read: {error.strerror or error}") from error
    except ReadingError as error:
        raise OriginalUnavailable(f"{file.path} is of a format that is no longer read: {error}") from error


def _unchanged(source: Source, path: str, indexed: FileState | None) -> SourceFile:
    state = freshness_of(source, indexed) if indexed else Freshness.SAME
    if state is Freshness.CHANGED:
        raise OriginalChanged.of_path(path)
    try:
        file = source.find_file(path)
    except OSError as error:
        raise OriginalUnavailable(f"{path} cannot be read: {error.strerror or error}") from error
    if file is None:
        raise OriginalGone.of_path(path)
    return file
