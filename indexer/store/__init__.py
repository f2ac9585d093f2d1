"""What is on disk, and which generation is served?

catalog.sqlite   texts (once for each content), documents and passages by generation (schema, rows, catalog, staging)
generations/<n>  the engine's files and their manifest, published by one atomic rename (generations, manifest)
WRITER           the lock of the one run that may write (locking)
"""

from indexer.model import FileState
from indexer.store.catalog import Around, Catalog, GenerationRow, TextRow
from indexer.store.generations import Generations
from indexer.store.locking import WriterLock, holder
from indexer.store.manifest import Manifest
from indexer.store.staging import Staging, Version

__all__ = [
    "Around",
    "Catalog",
    "FileState",
    "GenerationRow",
    "Generations",
    "Manifest",
    "Staging",
    "TextRow",
    "Version",
    "WriterLock",
    "holder",
]
