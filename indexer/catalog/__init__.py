"""What is where: which documents and passages does each generation hold, and which generation is served?

catalog.sqlite   texts (once for each content), documents and passages by generation (schema, rows, catalog, staging)
generations/<n>  the engine's files and their manifest, published by one atomic rename (generations, manifest)
WRITER           the lock of the one run that may write (locking)
"""

from indexer.catalog.catalog import Around, Catalog, DocumentRow, FileState, GenerationRow, TextRow
from indexer.catalog.generations import Generations
from indexer.catalog.locking import WriterLock, holder
from indexer.catalog.manifest import Manifest
from indexer.catalog.staging import Staging, Version

__all__ = [
    "Around",
    "Catalog",
    "DocumentRow",
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
