"""A file cannot be read, opened or drawn."""

from __future__ import annotations

from indexer.errors.root import PassagewayError

__all__ = [
    "FileRefused",
    "OriginalChanged",
    "OriginalGone",
    "OriginalUnavailable",
    "PageMissing",
    "PageNotDrawn",
    "PicturesBusy",
    "ReadingError",
]


class ReadingError(PassagewayError):
    """One file (or one line of a JSONL file) cannot be read; the message is the reason alone."""

    is_public = True


class FileRefused(PassagewayError):
    """A file is not taken into the corpus; the message is the reason alone."""

    is_public = True


class OriginalUnavailable(PassagewayError):
    """The file of a document cannot be opened now; the message says which, and why."""

    is_public = True


class OriginalChanged(OriginalUnavailable):
    """The file of a document is another than when it was indexed: nothing of it is shown as what was indexed."""

    @classmethod
    def of_path(cls, path: str) -> OriginalChanged:
        """For the file of this POSIX path below the corpus."""
        return cls(f"{path} has been changed since it was indexed. Bring the index up to date with: passageway index")


class OriginalGone(OriginalUnavailable):
    """The file of a document is no longer there."""

    @classmethod
    def of_path(cls, path: str) -> OriginalGone:
        """For the file of this POSIX path below the corpus."""
        return cls(f"{path} is no longer there. Bring the index up to date with: passageway index")


class PageMissing(PassagewayError):
    """A document has no such page, or none of its pages can be drawn."""

    is_public = True


class PageNotDrawn(PassagewayError):
    """The picture of a page cannot be made; the message says why."""

    is_public = True


class PicturesBusy(PassagewayError):
    """As many pictures of pages are being made as may be at once; try again in a moment."""

    is_public = True
