"""How do bytes from somewhere become passages?

    walk (walking) -> bytes -> text (decoding) -> text and blocks (plain, markdown, html, jsonl) -> Document

One file a format; READERS has them by media type. Nothing in a corpus stops a run: what cannot be read is Skipped.
"""

from indexer.documents.reader import READERS, Unchanged, digest_file, read
from indexer.documents.sources.folder import Found, media_type_of, walk

__all__ = ["READERS", "Found", "Unchanged", "digest_file", "media_type_of", "read", "walk"]
