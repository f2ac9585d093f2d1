"""Records to and from the columns of the catalog: compact JSON, nothing lost, and nothing taken for what it is not.

Whatever is read of a row that is shown to somebody is proved first, by what stands with it: a text by the SHA-256 that
names it; a document's names, the blocks of its text, and a passage, by the CRC-32 of their columns, joined by NUL (UTF-8).
Whoever keeps such columns elsewhere makes the records of them by ``document_of``, ``passage_of`` and their kin.
"""

from indexer.store.catalog.rows.document_rows import (
    about_from,
    about_to,
    blocks_to,
    document_from,
    document_of,
    names_checksum,
    names_of,
    page_map_from,
    proved_names,
    proved_text,
    shared_of,
)
from indexer.store.catalog.rows.generation_rows import (
    GenerationRow,
    corpus_from,
    corpus_to,
    file_from,
    generation_from,
)
from indexer.store.catalog.rows.passage_rows import (
    passage_columns,
    passage_from,
    passage_of,
    passage_to,
)
from indexer.store.catalog.rows.row_columns import (
    DOCUMENT_COLUMNS,
    FILE_COLUMNS,
    NAMES_COLUMNS,
    NAMES_WIDTH,
    OWN_COLUMNS,
    PASSAGE_COLUMNS,
    SHARED_COLUMNS,
    WRITTEN_IN,
)
from indexer.store.catalog.rows.row_proofs import (
    Damage,
    checksum,
)

__all__ = [
    "DOCUMENT_COLUMNS",
    "Damage",
    "FILE_COLUMNS",
    "GenerationRow",
    "NAMES_COLUMNS",
    "NAMES_WIDTH",
    "OWN_COLUMNS",
    "PASSAGE_COLUMNS",
    "SHARED_COLUMNS",
    "WRITTEN_IN",
    "about_from",
    "about_to",
    "blocks_to",
    "checksum",
    "corpus_from",
    "corpus_to",
    "document_from",
    "document_of",
    "file_from",
    "generation_from",
    "names_checksum",
    "names_of",
    "page_map_from",
    "passage_columns",
    "passage_from",
    "passage_of",
    "passage_to",
    "proved_names",
    "proved_text",
    "shared_of",
]
