"""Has a file changed since it was indexed?"""

from __future__ import annotations

from indexer.documents.sources.protocol import Source, SourceFile
from indexer.model import FileState, Freshness

__all__ = ["digest_of", "freshness_of", "is_gone"]

#: A file of the same size but another mark is read to tell, up to this many bytes; a larger one counts as changed.
_READ = 4 * 1024 * 1024


def digest_of(source: Source, file: SourceFile) -> str:
    """The SHA-256 of a file's bytes as they are now (64 hex digits), streamed; raises OSError."""
    with source.open_file(file) as content:
        return content.digest()


def is_gone(source: Source, path: str) -> bool:
    """Whether a source certainly has no such file; False where it cannot be asked."""
    try:
        return source.find_file(path) is None
    except OSError:
        return False


def freshness_of(source: Source, indexed: FileState) -> Freshness:
    """What has become of a file since it was indexed; UNKNOWN where the source cannot be asked."""
    try:
        file = source.find_file(indexed.path)
        if file is None:
            return Freshness.GONE
        if file.mark and file.mark == indexed.mark:
            return Freshness.SAME
        if file.size != indexed.size or file.size > _READ:
            return Freshness.CHANGED
        return Freshness.SAME if digest_of(source, file) == indexed.digest else Freshness.CHANGED
    except OSError:
        return Freshness.UNKNOWN
