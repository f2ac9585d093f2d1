"""Has a file changed since it was indexed?"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import cast

from indexer.documents.sources.protocol import Source, SourceFile
from indexer.model import FileState, Freshness

__all__ = ["digest_of", "freshness_of", "is_gone"]

#: Digests that are kept in memory, of files that were asked for last.
_KEPT = 4096


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
    """What has become of a file since it was indexed; UNKNOWN where the source cannot be asked.

    A mark like the one before is trusted. Another is a reason to read the file: its bytes decide, as they do in a run.
    """
    try:
        file = source.find_file(indexed.path)
        if file is None:
            return Freshness.GONE
        if file.mark and file.mark == indexed.mark:
            return Freshness.SAME
        if file.size != indexed.size:
            return Freshness.CHANGED
        if not indexed.digest:  # read in part: nothing but its time tells
            return Freshness.SAME if file.modified_ns == indexed.modified_ns else Freshness.CHANGED
        return Freshness.SAME if _digest_once(source, file) == indexed.digest else Freshness.CHANGED
    except OSError:
        return Freshness.UNKNOWN


def _digest_once(source: Source, file: SourceFile) -> str:
    """As ``digest_of``; a file whose mark can be trusted is read once, however often it is asked for."""
    return _kept_digest(cast(Hashable, source), file) if file.mark else digest_of(source, file)


@lru_cache(_KEPT)
def _kept_digest(source: Hashable, file: SourceFile) -> str:
    return digest_of(cast("Source", source), file)
