"""What a process with limits is asked about the original of a document: its bytes, and pictures of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import NamedTuple

from indexer.documents.content import Content
from indexer.documents.formats.registry import Format
from indexer.documents.rendering.drawing import draw
from indexer.errors import OriginalChanged, OriginalUnavailable, PassagewayError, ReadingError

__all__ = ["DrawPage", "OpenOriginal"]


class OpenOriginal(NamedTuple):
    """A Task: the bytes of an original with this SHA-256, which is a file's content or the ``part`` of it."""

    content: Content
    file_format: Format
    part: str
    digest: str
    limit: int

    def __str__(self) -> str:
        return f"opening {self.content.name}"

    def prepare(self) -> None:
        """Imports what opens the part."""
        self.file_format.part_opener()

    def run(self) -> Iterator[bytes | PassagewayError]:
        """One answer: the bytes, or why there are none."""
        return _answer(self.load)

    def load(self) -> bytes:
        """The bytes; raises OriginalChanged or OriginalUnavailable."""
        try:
            opener = self.file_format.part_opener() if self.part else None
            found = (opener(self.content, self.part, self.limit) if opener else self.content).in_memory()
        except ReadingError as error:
            raise OriginalUnavailable(f"{self.content.name} cannot be read: {error}") from error
        except OSError as error:  # which names the file by its whole path
            raise OriginalUnavailable(f"{self.content.name} cannot be read: {error.strerror or 'unknown'}") from error
        if self.digest and found.digest() != self.digest:
            raise OriginalChanged.of_path(self.content.name)
        return found.read_bytes()


class DrawPage(NamedTuple):
    """A Task: the picture of a page (from 1) of an original, as PNG about ``width`` pixels wide."""

    original: OpenOriginal
    media_type: str
    page: int
    width: int

    def __str__(self) -> str:
        return f"drawing page {self.page} of {self.original.content.name}"

    def prepare(self) -> None:
        """Imports what draws."""
        import_module("pypdfium2")
        import_module("PIL.Image").init()
        import_module("PIL.ImageOps")
        self.original.prepare()

    def run(self) -> Iterator[bytes | PassagewayError]:
        """One answer: the picture, or why there is none."""
        original = self.original
        return _answer(partial(draw, original.digest, self.media_type, original.load, self.page, self.width))


def _answer(give: Callable[[], bytes]) -> Iterator[bytes | PassagewayError]:
    """What is given, or the error that says why it is not."""
    try:
        yield give()
    except PassagewayError as error:
        yield error
