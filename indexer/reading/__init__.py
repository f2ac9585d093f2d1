"""What does a file say, and how is it laid out? Bytes -> Document.

    walk (walking) -> bytes -> text (decoding) -> text and blocks (plain, markdown, html, jsonl) -> Document

One file a format; READERS has them by media type. Nothing in a corpus stops a run: what cannot be read is Skipped.
"""

from indexer.reading.files import READERS, Unchanged, digest_file, read
from indexer.reading.walking import Found, media_type_of, walk

__all__ = ["READERS", "Found", "Unchanged", "digest_file", "media_type_of", "read", "walk"]
