"""What a process is asked that reads a file. It starts fast: what its module imports, every such process does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.documents.content import Content
from indexer.documents.formats.paged.scans.languages import choose_languages
from indexer.documents.formats.registry import Format
from indexer.documents.reading_files import BrokenOff, PartsShare, ReadItem, documents_of

__all__ = ["ReadContent"]


class ReadContent(NamedTuple):
    """A Task: the documents of a content, or those behind what the last attempt was ``broken_off`` at."""

    content: Content
    file_format: Format
    media_type: str
    known: dict[str, str]
    file_limit: int
    broken_off: BrokenOff | None = None
    languages: tuple[str, ...] = ()
    share: PartsShare | None = None

    def prepare(self) -> None:
        """Imports the reader, and says which languages a scan is in."""
        choose_languages(self.languages)
        self.file_format.parts_reader() if self.file_format.has_parts else self.file_format.reader()

    def run(self) -> Iterator[ReadItem]:
        """The documents, as ``documents_of`` gives them."""
        return documents_of(
            self.content,
            self.file_format,
            self.media_type,
            known=self.known,
            file_limit=self.file_limit,
            broken_off=self.broken_off,
            share=self.share,
        )
